"""What is done with papers that a reader knows to be one work: merged, or linked as versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.core.papers import PaperId
from desktop_app.store import pairs, papers, versions
from desktop_app.ui import phrases

if TYPE_CHECKING:
    from desktop_app.ui.duplicates.decision import Decision
    from desktop_app.ui.main_window import MainWindow

MOST = 100  # papers that can be one work; nobody compares more


class Merging(QObject):
    """Acts on the chosen papers of a window, each act one change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._changes, self._library = window.changes, window.library
        self._several = False
        selection = window.library_panel.list.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._look())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "merge": self._ask,
            "make-versions": self._link,
            "not-versions": self._unlink,
        }

    def _look(self) -> None:
        """Switch what needs several papers on and off."""
        several = self._window.library_panel.list.selected_count() > 1
        if several is not self._several:
            self._several = several
            self._window.look_what_can_be_done()

    def _ask(self) -> None:
        """Ask which of the chosen papers is kept."""
        self._window.flush()  # what is being typed belongs to one of them
        from desktop_app.ui.duplicates import candidate
        from desktop_app.ui.duplicates.merge_dialog import MergeDialog

        found = candidate.of(self._library, self._of_one_work())
        if len(found) > 1:
            dialog = MergeDialog(found, self._library.today(), self._window)
            dialog.wanted.connect(self._merge)
            dialog.open()

    def _merge(self, decided: Decision) -> None:
        if self._make(decided):
            self._window.point_at(decided.kept)
            self._window.reader.show_paper(decided.kept)

    def _link(self) -> None:
        from desktop_app.ui.duplicates.decision import Decision, Deed

        chosen = self._of_one_work()
        if len(chosen) > 1:
            self._make(Decision(Deed.VERSIONS, chosen[0], chosen[1:]))

    def _of_one_work(self) -> Sequence[PaperId]:
        """Give the chosen papers; none, and say so, where so many are no one work."""
        chosen = list(self._window.chosen())
        if len(chosen) <= MOST:
            return chosen
        said = self.tr("{count} are too many to be one work. Choose {most} or fewer.")
        count = phrases.papers(len(chosen))
        self._window.desk.error_bar.tell(said.format(count=count, most=MOST), warning=True)
        return []

    def _make(self, decided: Decision) -> bool:
        from desktop_app.ui.duplicates import decision, words

        title = papers.get(self._library, decided.kept).title
        return self._changes.make(
            words.label(decided.deed),
            lambda: decision.carry_out(self._library, decided),
            shown=words.done(decided, title),
        )

    def _unlink(self) -> None:
        wanted: Sequence[PaperId] = self._window.chosen()

        def unlink(some: Sequence[PaperId]) -> None:
            for paper in some:
                others = versions.of(self._library, paper)
                versions.unlink(self._library, paper)
                for other in others:  # else they would be found as duplicates again
                    pairs.say_different(self._library, paper, other)

        self._changes.make_of(
            self.tr("Not versions"),
            unlink,
            wanted,
            shown=self.tr("No version of another paper any more"),
        )
