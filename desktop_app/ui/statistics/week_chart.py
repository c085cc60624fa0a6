"""The bars of some weeks, or a sentence in their place where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app.ui.statistics.week_bars import WeekBars
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.words import Words


class WeekChart(QWidget):
    """Shows the figure of each week; the last is this one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = WeekBars(name)
        self.none = Words("meta", "text_muted")
        column = controls.column(self)
        column.addWidget(self.bars)
        column.addWidget(self.none)

    def put(self, bars: Sequence[tuple[date, int]], usual: int | None, none: str) -> None:
        """Show weeks by their Mondays, and the usual figure where it is known; `none` says that
        there is nothing in them."""
        some = bool(usual) or any(count for _, count in bars)
        self.bars.put(bars, usual)
        self.none.show_words(none)
        self.none.setAccessibleName(none)
        self.bars.setVisible(some)
        self.none.setHidden(some)
