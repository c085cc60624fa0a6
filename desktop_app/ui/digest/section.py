"""What is new on the Today page: the best of it, or else what is for this reader."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.section_row import SectionRow
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.widgets.controls import button, label, tint

MOST = 3


class NewSinceSection(QWidget):
    """A head and up to three rows; hidden where there is nothing to read.

    ``wanted`` carries a `Deed` and the `Line` it is about; ``all_wanted`` asks for the page.
    """

    wanted = Signal(object, object)
    all_wanted = Signal()

    def __init__(self, feed: DigestFeed) -> None:
        super().__init__()
        self._feed = feed
        self.title = label("", "section")
        self.count = label("", "body", "muted")
        self.all = button("", "link")
        self.all.setProperty("edge", True)
        self.all.setFont(theme.font("meta-strong"))
        self.all.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.setSpacing(theme.scaled(10))
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self.rows = [self._make_row(column) for _ in range(MOST)]
        feed.found.connect(self._put)
        feed.stale.connect(self._ask_if_seen)
        self.hide()

    def _make_row(self, column: QVBoxLayout) -> SectionRow:
        row = SectionRow()
        row.wanted.connect(self.wanted)
        row.stepped.connect(lambda by: self._step(row, by))
        row.installEventFilter(self)
        column.addWidget(row)
        return row

    # What is shown

    def _put(self, shown: Shown) -> None:
        digest, lines = shown.digest, shown.fresh[:MOST] or shown.digest.for_you[:MOST]
        if shown.fresh:
            self.title.setText(words.since(digest.since, digest.day))
            ranked = any(line.strength is not None for line in lines)
            self.count.setText(words.new(digest.new_count, ranked))
        else:
            self.title.setText(self.tr("For you"))
            self.count.setText(self.tr("by what you read and marked"))
        self.setAccessibleName(f"{self.title.text()}. {self.count.text()}")
        more = bool(shown.fresh) and digest.new_count > len(lines)
        all_ = self.tr("Show all {}").format(phrases.number(digest.new_count))
        self.all.setText(all_ if more else self.tr("Show the digest"))
        self.all.setAccessibleName(self.all.text())
        focused = [number for number, row in enumerate(self.rows) if row.hasFocus()]
        for number, (row, line) in enumerate(zip_longest(self.rows, lines)):
            row.setVisible(line is not None)
            if line is not None:
                row.put(line, digest.day, last=number == len(lines) - 1)
        self.setVisible(bool(lines))
        if lines:
            self._make_stop(min(focused[0] if focused else self._stop(), len(lines) - 1))
        if focused and lines:
            self.rows[min(focused[0], len(lines) - 1)].setFocus()

    def _ask_if_seen(self) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.isVisible():
            self._feed.ask()

    # Moving about: one of the rows is a stop of the Tab key

    def _step(self, row: SectionRow, by: int) -> None:
        shown = [one for one in self.rows if not one.isHidden()]
        at = shown.index(row) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> int:
        tab = Qt.FocusPolicy.StrongFocus
        return next((n for n, row in enumerate(self.rows) if row.focusPolicy() == tab), 0)

    def _make_stop(self, number: int) -> None:
        for place, row in enumerate(self.rows):
            stop = place == number
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def _reveal(self, row: SectionRow) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(row, 0, theme.scaled(24))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, SectionRow):
            if event.type() is QEvent.Type.FocusIn:
                self._make_stop(self.rows.index(watched))
                self._reveal(watched)
        elif watched is self.parentWidget() and event.type() is QEvent.Type.Show:
            self._feed.ask()
        return False

    def event(self, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() is QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.title.setFont(theme.font("section"))
        self.all.setFont(theme.font("meta-strong"))
        for row in self.rows:
            tint(row.add)
