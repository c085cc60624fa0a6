"""The head of the Today page: the day, how far it is, and planning it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.today import words
from desktop_app.ui.today.day import Day
from desktop_app.ui.widgets.controls import button, label
from desktop_app.ui.widgets.ring import Ring


class Header(QWidget):
    """Page title, ring, what is left, and the button that plans again."""

    plan_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = ("", "")
        self.title = label("", "page-title")
        self.title.setMinimumWidth(1)
        self.ring = Ring()
        self.summary = label("", "body", "secondary")
        self.again = button(self.tr("Plan again"), tip=self.tr("Fill today from the queue"))
        self.again.clicked.connect(self.plan_again_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(10))
        row.addWidget(self.title)
        row.addSpacing(theme.scaled(14))
        row.addWidget(self.ring)
        row.addWidget(self.summary)
        row.addStretch()
        row.addWidget(self.again)

    def put(self, day: Day) -> None:
        """Show how far a day is."""
        self._forms = (phrases.weekday_and_date(day.date), words.short_title(day.date))
        of = day.done_count + day.open_count
        self.ring.set_progress(day.done_count, of)
        self.ring.setVisible(of > 0)
        self.summary.setText(self._summary(day.done_count, of, day.minutes_left))
        self.again.setVisible(of > 0)
        self._fit()

    def _summary(self, done: int, of: int, left: int) -> str:
        if not of:
            return ""
        if done == of:
            return self.tr("all done")
        shown = self.tr("{} of {}").format(phrases.number(done), phrases.number(of))
        return shown + " · " + self.tr("about {} left").format(phrases.minutes(left))

    def _fit(self) -> None:
        """Leave out what the width has no room for."""
        metrics = self.title.fontMetrics()
        again = self.again.sizeHint().width() if not self.again.isHidden() else 0
        ring = self.ring.width() if not self.ring.isHidden() else 0
        room = self.width() - again - ring - theme.scaled(64)
        long, short = self._forms
        title = long if metrics.horizontalAdvance(long) <= room else short
        self.title.setText(title)
        self.title.setAccessibleName(long)
        room -= metrics.horizontalAdvance(title)
        summary = self.summary.fontMetrics().horizontalAdvance(self.summary.text())
        self.summary.setVisible(0 < summary <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.title.setFont(theme.font("page-title"))
        self._fit()
