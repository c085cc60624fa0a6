"""How the day, what stands below it and the column beside it share the room of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.today.aside import Aside
from desktop_app.ui.today.backlog import Backlog
from desktop_app.ui.widgets import page_column
from desktop_app.ui.widgets.plain_scroll import PlainScroll

# The column shows in a window of 1100 pixels, of which the sidebar takes 220.
ASIDE_FROM = 878
ASIDE_WIDTH = (336, 400)


class Sheet(QWidget):
    """Parts below each other that scroll, and the aside; the backlog is where there is room."""

    def __init__(self, parts: Sequence[QWidget], aside: Aside, backlog: Backlog) -> None:
        super().__init__()
        self._aside, self._backlog = aside, backlog
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setSpacing(theme.scaled(20))
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll = PlainScroll(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        row.addWidget(aside)
        aside.take(backlog)

    def show_part(self, part: QWidget) -> None:
        """Scroll so that a part is seen."""
        self._column.activate()
        self._scroll.ensureWidgetVisible(part, 0, theme.scaled(24))

    def show_height(self, y: int) -> None:
        """Scroll so that a height of the column is seen, and some above and below it."""
        self._scroll.ensureVisible(0, y, 0, theme.scaled(64))

    def page(self, by: int) -> None:
        """Scroll by so many pages."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        wide = width >= theme.scaled(ASIDE_FROM)
        self._aside.setVisible(wide)
        if self._aside.isAncestorOf(self._backlog) is not wide:
            self._move_backlog(wide)
        least, most = (theme.scaled(n) for n in ASIDE_WIDTH)
        self._aside.setFixedWidth(max(least, min(most, width // 3)))
        self._set_margins(width - (self._aside.width() if wide else 0))

    def _set_margins(self, room: int) -> None:
        left, _ = page_column.span(self.width())
        least, _ = page_column.span(room)
        right = max(least, room - left - theme.scaled(page_column.WIDEST))
        top, bottom = theme.scaled(page_column.TOP), theme.scaled(32)
        self._column.setContentsMargins(left, top, right, bottom)

    def _move_backlog(self, wide: bool) -> None:
        """Put the backlog beside the day, or below it where there is no room."""
        if wide:
            self._aside.take(self._backlog)
        else:
            self._column.insertWidget(self._column.count() - 1, self._backlog)
        self._backlog.show_if_any()  # a widget that moves is hidden
