"""The menu of a document: the others of its paper, and what can be done to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.documents import Document
from desktop_app.ui.pdf.tool_button import ToolButton

_LONGEST = 48  # of a name, in characters


class DocumentMenu(QMenu):
    """Offers what can be done; `able` tells that the pages are shown."""

    wanted = Signal(object)
    attach_wanted = Signal()
    elsewhere_wanted = Signal()
    copy_wanted = Signal()
    taking_over_wanted = Signal()
    main_wanted = Signal()
    rename_wanted = Signal()
    removal_wanted = Signal()

    def __init__(
        self,
        shown: Document,
        others: Sequence[Document],
        parent: QWidget,
        *,
        able: bool,
        writable: bool,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(others) > 1:
            self._offer_documents(shown, others)
        self._add(self.tr("Make this the main PDF"), self.main_wanted, writable and not shown.main)
        self._add(self.tr("Attach a PDF…"), self.attach_wanted, writable)
        self.addSeparator()
        self._add(self.tr("Open in another viewer"), self.elsewhere_wanted)
        self._add(self.tr("Save an annotated copy…"), self.copy_wanted, able)
        over = self.tr("Take over the annotations of the file")
        self._add(over, self.taking_over_wanted, able and writable)
        self.addSeparator()
        self._add(self.tr("Rename…"), self.rename_wanted, writable)
        self._add(self.tr("Remove from the paper"), self.removal_wanted, writable)

    def offer_hidden(self, buttons: Sequence[ToolButton]) -> None:
        """Offer what buttons do that have no room."""
        hidden = [b for b in buttons if not b.isVisible()]
        if hidden:
            self.addSeparator()
        for button in hidden:
            action = self.addAction(button.accessibleName())
            action.setCheckable(button.isCheckable())
            action.setChecked(button.isChecked())
            action.triggered.connect(button.click)

    def _offer_documents(self, shown: Document, others: Sequence[Document]) -> None:
        group = QActionGroup(self)
        for document in others:
            name = (
                document.name if len(document.name) <= _LONGEST else document.name[:_LONGEST] + "…"
            )
            words = self.tr("{name} · main").format(name=name) if document.main else name
            action = self.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(document.id == shown.id)
            action.triggered.connect(lambda _=False, d=document.id: self.wanted.emit(d))
            group.addAction(action)
        self.addSeparator()

    def _add(self, words: str, signal: SignalInstance, able: bool = True) -> None:
        action = self.addAction(words)
        action.setEnabled(able)
        action.triggered.connect(lambda: signal.emit())
