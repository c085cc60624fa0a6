"""Where a comment is typed when there is no room for it beside the pages: below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.core.highlights import Highlight
from desktop_app.ui import theme
from desktop_app.ui.widgets.margin import Margin

_SIDE, _TOP = 16, 10
_HIGHEST = 180


class CommentFoot(QScrollArea):
    """One comment at a time, shown while it is typed."""

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Comment"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.margin = Margin(self._sheet, writable=writable, linked=False)
        self.margin.laid_out.connect(self._settle)
        self.hide()

    def edit(self, found: Highlight, names: Sequence[str]) -> None:
        """Let the reader type the comment on a highlight."""
        self.margin.show_highlights([found], names, self)
        self.margin.edit(found.id)

    def show_highlights(self, found: Sequence[Highlight], names: Sequence[str]) -> None:
        """Take the highlights as they are now; a comment on one that is gone is let go."""
        ident = self.margin.editing()
        if ident is not None:
            self.margin.show_highlights([h for h in found if h.id == ident], names, self)
            self._settle()

    def _settle(self) -> None:
        """Take the height that the comment needs; be gone once it is done with."""
        self.setVisible(self.margin.editing() is not None)
        if self.isHidden():
            return
        side, top = theme.scaled(_SIDE), theme.scaled(_TOP)
        width = self.viewport().width() - 2 * side
        taken = self.margin.lay_out({}, width, beside=False)
        self.margin.setGeometry(side, top, width, taken)
        self._sheet.resize(self.viewport().width(), taken + 2 * top)
        self.setFixedHeight(min(taken + 2 * top, theme.scaled(_HIGHEST)))
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.margin.editing():
            self._settle()


class _Sheet(QWidget):
    """A plain ground with a hairline above it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().base))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.current().border))
