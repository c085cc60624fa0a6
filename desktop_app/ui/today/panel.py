"""The Today page: the plan of the day, and what the window puts below and beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.settings import Settings
from desktop_app.store import errors, papers, plan
from desktop_app.store.library import Cause, Notice
from desktop_app.store.plan import Slot
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.today import day, nothing
from desktop_app.ui.today.agenda import Agenda
from desktop_app.ui.today.aside import Aside
from desktop_app.ui.today.backlog import Ask, Backlog
from desktop_app.ui.today.day import Day
from desktop_app.ui.today.header import Header
from desktop_app.ui.today.nothing import Goal
from desktop_app.ui.today.sheet import Sheet
from desktop_app.ui.widgets import stops
from desktop_app.ui.widgets.controls import tint_all

MINUTE_MS = 60_000
BULK_MS = 300
LOCKED_MS = 200

_STEPS = {
    Qt.Key.Key_J: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_K: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Home: -(10**6),
    Qt.Key.Key_End: 10**6,
}


class TodayPanel(QWidget):
    """The day's papers as cards, with parts of the window's below and the backlog beside them.

    `plan` gives today's plan and makes it where there is none yet. ``action_wanted`` names an
    action of the table that was clicked on the current card.
    """

    opened = Signal(object)
    library_wanted = Signal()
    papers_wanted = Signal()
    menu_wanted = Signal(object)
    plan_again_wanted = Signal()
    current_changed = Signal(object)
    action_wanted = Signal(str)

    def __init__(
        self,
        changes: Changes,
        plan: Callable[[], list[Slot]],
        settings: Callable[[], Settings],
        ask: Ask,
        below: Sequence[QWidget] = (),
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Today"))
        self._changes = changes
        self._plan = plan
        self._settings = settings
        self._below = below
        self._day: Day | None = None
        self._date: date | None = None
        self._loading = False
        self._stale = True
        self.header = Header()
        self.agenda = Agenda()
        self.backlog = Backlog(ask, lambda: settings().budget)
        for deed in (self.backlog.spread, self.backlog.let_go):
            deed.setEnabled(changes.library.writable)
        self.aside = Aside(beside)
        self._sheet = Sheet((self.header, self.agenda, *below), self.aside, self.backlog)
        self._goal = Goal.LIBRARY
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sheet)
        self._connect()

    def current(self) -> PaperId | None:
        """Give the paper of the current card, after the reader's last change."""
        self._catch_up()
        return self.agenda.current

    def selected(self) -> list[PaperId]:
        """Give the papers an action is meant for: the current one."""
        current = self.current()
        return [] if current is None else [current]

    def choose(self, paper: PaperId) -> None:
        """Make a paper's card the current one, if it has one."""
        self._catch_up()
        self.agenda.choose(paper)
        self._show_current()

    def step(self, by: int) -> None:
        """Move to the card so many places further."""
        self._catch_up()
        self.agenda.step(by)
        self._show_current()

    def shift(self, by: int) -> None:
        """Put the current paper one place earlier (-1) or later (1) in the plan."""
        current = self.current()
        if current is None:
            return
        at = self.agenda.shown.index(current)
        if 0 <= at + by < len(self.agenda.shown):
            self._move(at, at + by)

    def _move(self, at: int, to: int) -> None:
        """Put the card at a place where another one is."""
        if self._day is None:
            return
        library = self._changes.library
        order = day.moved(self._day.order, self.agenda.shown, at, to)
        self._changes.make(
            self.tr("Reorder today"), lambda: plan.reorder(library, library.today(), order)
        )
        self._catch_up()
        self._show_current()

    def refresh(self) -> None:
        """Read the day anew and show it."""
        self._later.stop()
        self._loading = True
        try:
            slots = self._slots()
            speed = self._settings().words_a_minute
            self._day = day.load(self._changes.library, slots, speed)
        finally:
            self._loading = False
        self._stale = False
        self._date = self._day.date
        focused = self.agenda.has_focus() or self.hasFocus()
        self.header.put(self._day)
        self.header.again.setEnabled(self._changes.library.writable)
        self.agenda.put(self._day)
        self.backlog.refresh()
        self._tell_blank(self._day)
        if focused:
            self._take_focus()

    def look_at_clock(self) -> None:
        """Plan anew where a day has begun."""
        if self._date is not None and self._changes.library.today() != self._date:
            self._soon(0)

    # What there is to show

    def _slots(self) -> list[Slot]:
        try:
            return self._plan()
        except errors.Locked:
            self._later.start(LOCKED_MS)
        except errors.LibraryError:
            pass  # The library cannot be written: what was planned is shown.
        library = self._changes.library
        return plan.of(library, library.today())

    def _changed(self, notice: Notice) -> None:
        if not self._loading and touches(notice, "plan_entry", "queue_entry", "paper"):
            self._soon(BULK_MS if notice.cause is Cause.BATCH else 0)

    def _soon(self, wait: int) -> None:
        """Refresh once what is going on is over, or when the page is shown again."""
        self._stale = True
        if self.isVisible() and (not self._later.isActive() or not wait):
            self._later.start(wait)

    def _catch_up(self) -> None:
        # Not while a job or another program writes: those come many in a row.
        if self._later.isActive() and self._later.interval() == 0:
            self.refresh()

    def _tell_blank(self, showing: Day) -> None:
        blank = self.agenda.blank
        blank.setVisible(not showing.open)
        if not showing.open:
            said = nothing.of(showing, papers.count(self._changes.library))
            self._goal = said.goal
            blank.tell(said.headline, said.sentence, said.action)

    def _go_on(self) -> None:
        """Do what the button of an empty day says."""
        {
            Goal.PLAN_AGAIN: self.plan_again_wanted,
            Goal.LIBRARY: self.library_wanted,
            Goal.ADD_PAPERS: self.papers_wanted,
        }[self._goal].emit()

    # Looks

    def _connect(self) -> None:
        self._changes.changed.connect(self._changed)
        self.header.plan_again_wanted.connect(self.plan_again_wanted)
        self.agenda.opened.connect(self.opened)
        self.agenda.current_changed.connect(self.current_changed)
        self.agenda.action_wanted.connect(self._act)
        self.agenda.blank.wanted.connect(self._go_on)
        self.agenda.moved.connect(self._move)
        self.agenda.menu_wanted.connect(self.menu_wanted)
        self.agenda.dragged_to.connect(lambda y: self._sheet.show_height(self.agenda.y() + y))

    def _act(self, name: str) -> None:
        if name == "open":
            self._open()
        else:
            self.action_wanted.emit(name)

    def _take_focus(self) -> None:
        if self.agenda.focus():
            return
        button = self.agenda.blank.button
        if button.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        current = self.current()
        if current is not None:
            self.opened.emit(current)

    def panes(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """Give the parts F6 goes through, and how each gets the focus."""
        found: list[tuple[QWidget, Callable[[], object]]] = [(self.agenda, self._take_focus)]
        found += [(part, part.setFocus) for part in self._below if part.isVisible()]
        column = self.aside if self.aside.isVisible() else self.backlog
        if column.isVisible() and (first := stops.first(column)) is not None:
            found.append((column, first.setFocus))
        return found

    def _show_current(self) -> None:
        card = self.agenda.current_card()
        if card is not None:
            self._sheet.show_part(card)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and self._plain_key(key):
            return
        if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if key == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def _plain_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self.step(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._sheet.page(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self._open()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._stale:
            self.refresh()
        self._take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._date != self._changes.library.today():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)
