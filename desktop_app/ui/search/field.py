"""The field of the search over the window, with complete conditions as chips within its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.query.complete import complete
from desktop_app.ui import theme
from desktop_app.ui.widgets.marked import units

_PAD, _SPACE = 4, 5  # of a chip beside its text, and what is added to a space for its sake
_CARET = 5  # where the caret is within `cursorRect`, in pixels of Qt's own


class SearchField(QLineEdit):
    """A line of text; what is painted behind a piece of it changes nothing of the text."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[tuple[int, int]] = []
        self.textChanged.connect(self._look)

    def chips(self) -> list[str]:
        """Give the pieces of the text that are shown as chips."""
        return [self.text()[start:end] for start, end in self._chips]

    def set_letters(self, font: QFont) -> None:
        """Write in a font, its spaces wide enough for two chips beside each other."""
        font.setWordSpacing(theme.scaled(_SPACE))
        self.setFont(font)

    def _look(self, typed: str) -> None:
        self._chips = complete(typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chips:
            self._paint_chips()
        super().paintEvent(event)

    def _paint_chips(self) -> None:
        typed = self.text()
        layout = QTextLayout(typed, self.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        caret = self.cursorRect()
        # What is scrolled out at the left is known from where the caret stands.
        shift = caret.left() + _CARET - _x(layout, self.cursorPosition())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().accent_soft))
        pad, high = theme.scaled(_PAD), caret.height() + theme.scaled(6)
        top = caret.center().y() + 0.5 - high / 2
        for start, end in self._chips:
            left, right = (_x(layout, units(typed[:at])) for at in (start, end))
            box = QRectF(left + shift - pad, top, right - left + 2 * pad, high)
            painter.drawRoundedRect(box, theme.scaled(4), theme.scaled(4))


def _x(layout: QTextLayout, at: int) -> float:
    place: float = layout.lineAt(0).cursorToX(at)[0]  # type: ignore[index]
    return place
