"""What is new on the Today page: the best of it, or else what is for this reader."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea

from desktop_app.ui import phrases, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.section_row import SectionRow
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.widgets.controls import tint
from desktop_app.ui.widgets.section import Section

MOST = 3


class NewSinceSection(Section):
    """A head and up to three rows; hidden where there is nothing to read.

    ``wanted`` carries a `Deed` and the `Line` it is about.
    """

    wanted = Signal(object, object)

    def __init__(self, feed: DigestFeed) -> None:
        super().__init__()
        self._feed = feed
        self.rows = [self._make_row() for _ in range(MOST)]
        self.came_up.connect(feed.ask)
        feed.found.connect(self._put)
        feed.stale.connect(self._ask_if_seen)
        self.hide()

    def _make_row(self) -> SectionRow:
        row = SectionRow()
        row.wanted.connect(self.wanted)
        row.stepped.connect(lambda by: self._step(row, by))
        row.installEventFilter(self)
        self.column.addWidget(row)
        return row

    # What is shown

    def _put(self, shown: Shown) -> None:
        digest, lines = shown.digest, shown.fresh[:MOST] or shown.digest.for_you[:MOST]
        if shown.fresh:
            self.title.setText(words.since(digest.since, digest.day))
            self.count.setText(words.new(digest.new_count, lines))
        else:
            self.title.setText(self.tr("For you"))
            self.count.setText(self.tr("by what you read and marked"))
        self.setAccessibleName(f"{self.title.text()}. {self.count.text()}")
        more = bool(shown.fresh) and digest.new_count > len(lines)
        all_ = self.tr("Show all {}").format(phrases.number(digest.new_count))
        self.name_link(all_ if more else self.tr("Show the digest"))
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
        if self.seen():
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
        if isinstance(watched, SectionRow) and event.type() is QEvent.Type.FocusIn:
            self._make_stop(self.rows.index(watched))
            self._reveal(watched)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        super()._dress()
        for row in self.rows:
            tint(row.add)
