"""What is new on the Today page: the best of it, or else what is for this reader."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QScrollArea, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.ui import phrases, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.section_row import SectionRow
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.widgets.controls import tint
from desktop_app.ui.widgets.overlay import Overlay
from desktop_app.ui.widgets.section import Section

MOST = 3
CALM_MS = 250


class NewSinceSection(Section):
    """A head and up to three rows; hidden where there is nothing to read.

    ``wanted`` carries a `Deed` and the `Line` it is about, ``current_changed`` a paper or None.
    """

    wanted = Signal(object, object)
    current_changed = Signal(object)

    def __init__(self, feed: DigestFeed) -> None:
        super().__init__()
        self._feed = feed
        self.rows = [self._make_row() for _ in range(MOST)]
        self._held: SectionRow | None = None
        self._current: PaperId | None = None
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)  # first the plan is painted
        self._calm.timeout.connect(self._ask_if_seen)
        self.came_up.connect(self._calm.start)
        feed.found.connect(self._put)
        feed.stale.connect(self._ask_if_seen)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)
        self.hide()

    def current(self) -> PaperId | None:
        """Give the paper of the row that has the focus, or will have it back from a menu, a dialog
        or the palette; None where none has."""
        held = self._held
        if held is None or held.line is None or not held.isVisibleTo(self.window()):
            return None
        return held.line.paper

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
        self._tell_current()

    def _ask_if_seen(self) -> None:
        if self.seen():
            self._feed.ask()

    # Which row is the current one

    def _follow_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        held = focus if isinstance(focus, SectionRow) and focus in self.rows else None
        if held is not None or (focus is not None and not self._comes_back(focus)):
            self._held = held
            self._tell_current()

    def _comes_back(self, focus: QWidget) -> bool:
        """Tell whether who has the focus has it only for a while."""
        widget: QWidget | None = focus
        while widget is not None and not isinstance(widget, Overlay | QMenuBar):
            widget = widget.parentWidget()
        return widget is not None or focus.window() is not self.window()

    def _tell_current(self) -> None:
        current = self.current()
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rows[self._stop()].setFocus(event.reason())

    def _dress(self) -> None:
        super()._dress()
        for row in self.rows:
            tint(row.add)
