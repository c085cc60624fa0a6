"""How many reading days in a row there are, said so that it does not press."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.statistics import History
from desktop_app.core.streaks import streak
from desktop_app.ui import theme
from desktop_app.ui.statistics import words
from desktop_app.ui.widgets.words import Words


class StreakNote(QWidget):
    """A line and two sentences: the run, its rest days, and how many it bears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Words("figure")
        self.rested = Words("meta", "text_muted")
        self.rule = Words("meta", "text_muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(2))
        for part in (self.line, self.rested, self.rule):
            column.addWidget(part)

    def put(self, history: History, rest_days: int) -> None:
        """Show the run of reading days of a history, which bears so many rest days a week."""
        run = streak(history.reading_days, history.today, rest_days)
        said = (words.in_a_row(run), words.rested(run), words.rest_rule(rest_days))
        for part, sentence in zip((self.line, self.rested, self.rule), said, strict=True):
            part.show_words(sentence)
            part.setVisible(bool(sentence))
        self.setAccessibleName(said[0])
        self.setAccessibleDescription(" ".join(filter(None, said[1:])))
