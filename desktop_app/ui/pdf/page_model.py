"""The pages of a document as rows, for the list of small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.documents import Box
from desktop_app.core.highlights import Highlight
from desktop_app.ui.pdf.source import Source

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row gives beside Qt's own roles."""

    PAGE = Qt.ItemDataRole.UserRole + 1


class Stripe(NamedTuple):
    """A part of a page that is marked in a colour."""

    box: Box
    colour: int


class Page(NamedTuple):
    """A page with its width and height in points, and where it is marked."""

    number: int
    size: tuple[float, float]
    stripes: tuple[Stripe, ...]


class PageModel(QAbstractListModel):
    """The pages of what a source has open.

    That a page looks different is not told: it would make a list measure every page anew.
    """

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._stripes: dict[int, tuple[Stripe, ...]] = {}

    def show_pages(self) -> None:
        """Show the pages of the document that is open now."""
        self.beginResetModel()
        self._sizes = self._source.facts.sizes if self._source.facts else ()
        self._stripes = {}
        self.endResetModel()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Show where the pages are marked."""
        stripes: dict[int, tuple[Stripe, ...]] = {}
        for highlight in found:
            for box in highlight.boxes:
                stripes[box.page] = (*stripes.get(box.page, ()), Stripe(box, highlight.colour))
        self._stripes = stripes

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = index.row()
        if not index.isValid() or number >= len(self._sizes):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("Page {n}").format(n=number + 1)
        if role == Role.PAGE:
            return Page(number, self._sizes[number], self._stripes.get(number, ()))
        return None
