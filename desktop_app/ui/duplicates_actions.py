"""Finding papers that may be one work, and carrying out what is decided about them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.services import duplicates
from desktop_app.services.duplicates import Group
from desktop_app.store.history import Step
from desktop_app.store.library import Cause, Library, Notice
from desktop_app.ui import garbage, sentences
from desktop_app.ui.duplicates import candidate, decision, words
from desktop_app.ui.duplicates.decision import Decision, Deed
from desktop_app.ui.duplicates.dialog import DuplicatesDialog
from desktop_app.ui.duplicates.group_model import is_sure

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

RETRY_MS = 100


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision that can be taken back: its step, the row of its group, and what is left."""

    step: Step
    row: int
    group: Group
    rest: Group | None


class DuplicateActions(QObject):
    """Looks for groups, and keeps them while the reader looks at a paper of one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._changes, self._library = window.changes, window.library
        self.dialog: DuplicatesDialog | None = None
        self._asked: Future[list[Group]] | None = None
        self._outdated = False  # what is being looked for changes meanwhile
        self._waits = False  # a decision is carried out when another program has written
        self._decided: list[_Decided] = []
        self._sure: deque[Group] = deque()
        self._merged: list[_Decided] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._merge_next)
        self._changes.changed.connect(self._on_notice)
        self._changes.failed.connect(self._tell_failure)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"find-duplicates": self.find}

    def find(self) -> None:
        """Look for groups, and show them; those that were shown before stay until then."""
        self._window.flush()
        if self.dialog is None:
            self.dialog = dialog = DuplicatesDialog(self._library, self._window)
            dialog.wanted.connect(self._decide)
            dialog.opened.connect(self._open)
            dialog.undo_wanted.connect(self._undo)
            dialog.merging_wanted.connect(self._merge_all)
            dialog.finished.connect(lambda _: self._end())
        self._decided.clear()
        self.dialog.tell("")
        self.dialog.show_waiting()
        self.dialog.open()
        self._search()

    # Looking

    def _search(self) -> None:
        if self._asked is None:
            self._outdated = False
            garbage.hold(True)
            self._asked = self._window.tasks.start(
                Lane.READ, duplicates.groups, done=self._found, failed=self._not_found
            )

    def _found(self, groups: list[Group]) -> None:
        self._stop_asking()
        if self._outdated:
            self._search()
        elif self.dialog is not None:
            self.dialog.show_groups(groups)

    def _not_found(self, error: BaseException) -> None:
        self._stop_asking()
        if self._outdated:
            self._search()  # a paper went while it was compared
        elif self.dialog is not None:
            self.dialog.tell(sentences.of(error), wrong=True)

    def _stop_asking(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.cancel()
            garbage.hold(False)

    def _end(self) -> None:
        """Forget what was found: the dialog was closed."""
        self._next.stop()
        self._stop_asking()
        self._decided.clear()
        self.dialog = None

    def _open(self, paper: PaperId) -> None:
        """Let the reader look at a paper; the groups wait until they are asked for again."""
        if self.dialog is not None:
            self._stop_asking()
            self.dialog.hide()
            self._window.open_paper(paper)
            self._window.status.say(self.tr("Find duplicates… goes on where you were"))

    # Deciding

    def _decide(self, row: int, decided: Decision) -> None:
        """Carry a decision out, and take the group away."""
        dialog = self.dialog
        if dialog is None:
            return
        group, title = dialog.model.groups[row], self._title(row, decided.kept)
        step = self._carry_out(decided)
        if step is not None:
            self._outdated = True
            rest = replace(group, papers=decided.rest) if decided.rest else None
            self._decided.append(_Decided(step, row, group, rest))
            dialog.settle(row, rest, words.done(decided, title))

    def _carry_out(self, decided: Decision) -> Step | None:
        """Make the change; give its step, or None where it could not be made."""
        made = self._changes.make(
            words.label(decided.deed), lambda: decision.carry_out(self._library, decided)
        )
        if not made and self._changes.waiting and self.dialog is not None:
            self._waits = True
            self.dialog.tell(self.tr("Waiting for another program that writes…"))
        return self._last_step() if made else None

    def _title(self, row: int, kept: PaperId) -> str:
        assert self.dialog is not None
        titles = {c.paper: c.row.title for c in self.dialog.model.candidates(row)}
        return titles.get(kept, "")

    def _last_step(self) -> Step | None:
        history = self._library.history
        return history.done[-1] if history and history.done else None

    def _undo(self) -> None:
        """Take the last decision back, if it was the last thing done to the library."""
        if self._decided and self._decided[-1].step is self._last_step():
            self._changes.undo()
        elif self.dialog is not None:
            self.dialog.tell(self.tr("Nothing to undo"))

    def _on_notice(self, notice: Notice) -> None:
        dialog, history = self.dialog, self._library.history
        if dialog is None or not dialog.isVisible():
            return
        if notice.cause is Cause.ELSEWHERE or (self._waits and notice.cause is Cause.CHANGE):
            self._waits = False
            self._decided.clear()
            self._outdated = True
            self._search()
        elif notice.cause is Cause.UNDO and self._decided and history is not None:
            last = self._decided[-1]
            if all(step is not last.step for step in history.done):
                self._decided.pop()
                self._outdated = True
                said = self.tr("Undone: {what}").format(what=notice.label)
                dialog.bring_back(last.row, last.group, last.rest, said)
                dialog.undo.setVisible(bool(self._decided))

    def _tell_failure(self, error: BaseException) -> None:
        """Say why a decision could not be carried out, and look anew at what there is."""
        if self.dialog is not None and self.dialog.isVisible():
            self._stop_merging()
            self.dialog.tell(sentences.of(error), wrong=True)
            self._outdated = True
            self._search()

    # Merging all that are sure

    def _merge_all(self, on: bool) -> None:
        if not on:
            self._stop_merging()
        elif self.dialog is not None:
            self._sure = deque(filter(is_sure, self.dialog.model.groups))
            self._merged = []
            self._outdated = True
            self.dialog.show_merging(True)
            self._next.start(0)

    def _merge_next(self) -> None:
        """Merge one group, between events; each is a change of its own.

        The list is told at the end: to lay out thousands of rows after each takes too long.
        """
        dialog = self.dialog
        if self._changes.waiting:  # for another program
            self._next.start(RETRY_MS)
        elif dialog is None or not self._sure:
            self._stop_merging()
        else:
            group = self._sure.popleft()
            decided = _merge_of(self._library, group)
            step = self._carry_out(decided) if decided is not None else None
            if step is not None:
                self._merged.append(_Decided(step, 0, group, None))
                dialog.tell(self.tr("Merged %n group(s)…", "", len(self._merged)))
            if dialog.merging:  # still: it stops where one fails
                self._next.start(0)

    def _stop_merging(self) -> None:
        """Take what was merged out of the list, and tell how much it was."""
        dialog = self.dialog
        if dialog is None or not dialog.merging:
            return
        self._next.stop()
        dialog.show_merging(False)
        gone = {merged.group: merged for merged in self._merged}
        left: list[Group] = []
        for group in dialog.model.groups:
            if group in gone:  # as if they had gone one by one, from the top
                self._decided.append(replace(gone[group], row=len(left)))
            else:
                left.append(group)
        dialog.show_groups(left)
        dialog.tell(self.tr("Merged %n group(s)", "", len(gone)), undoable=bool(self._decided))


def _merge_of(library: Library, group: Group) -> Decision | None:
    """Decide to merge a group into its fullest paper; None where there is nothing to merge."""
    found = candidate.of(library, group.papers)
    if len(found) < 2:
        return None
    kept = candidate.fullest(found).paper
    return Decision(Deed.MERGE, kept, [c.paper for c in found if c.paper != kept])
