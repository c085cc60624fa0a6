"""Similar papers for the reader, found in the READ lane; only the last question is answered."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import PaperId, State
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar import NotIndexed, Similar, Suggestion, strength
from desktop_app.store import deeds, listing
from desktop_app.store.library import Cause, Library, Notice
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.reader.similar_pane import Near
from desktop_app.ui.tasks import Tasks

MOST = 10
SPARE = 20  # papers asked for beyond those shown, of which some are not wanted
SETTLE_MS = 60
Found = tuple[list[Suggestion], list[Any], int]


class SimilarFeed(QObject):
    """Answers which papers are near one. ``found`` carries rows and where they are from."""

    found = Signal(object, str)

    def __init__(self, changes: Changes, tasks: Tasks) -> None:
        super().__init__(changes)
        self._tasks = tasks
        self._similar = Similar()
        self._paper: PaperId | None = None
        self._asked: Future[Any] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        changes.changed.connect(self._on_notice)

    @property
    def similar(self) -> Similar:
        """The vectors of the library, for all in the READ lane that need them."""
        return self._similar

    def ask(self, paper: PaperId | None) -> None:
        """Ask for the papers near one."""
        if paper != self._paper:
            self.found.emit([], "")
        self._paper = paper
        self._settle.start()

    def add(self, papers: Iterable[PaperId]) -> None:
        """Take up vectors of papers that were just embedded."""
        self._tasks.start(
            Lane.READ, _refresh, self._similar, tuple(papers), done=lambda _: self._settle.start()
        )

    def _on_notice(self, notice: Notice) -> None:
        if notice.cause is Cause.ELSEWHERE:
            self._similar = Similar()
            self._settle.start()
        elif touches(notice, "paper", "abstract") and notice.papers:
            self.add(notice.papers)
        elif touches(notice, "queue_entry", "less_like", "version"):
            self._settle.start()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        paper = self._paper
        if paper is None:
            return
        self._asked = self._tasks.start(
            Lane.READ,
            _near,
            self._similar,
            paper,
            done=lambda found: self._answer(paper, found),
            failed=lambda error: self._refuse(paper, error),
        )

    def _answer(self, paper: PaperId, found: Found) -> None:
        if paper != self._paper:
            return
        suggestions, rows, count = found
        by_id = {row.id: row for row in rows}
        near = [
            Near(
                s.paper,
                by_id[s.paper].title,
                self._reason(s),
                strength(s.score),
                by_id[s.paper].state is State.QUEUED,
            )
            for s in suggestions
            if s.paper in by_id
        ]
        if near:
            told = self.tr("from %n indexed paper(s), on this computer", "", count)
        else:
            told = self.tr("No other paper is indexed yet.")
        self.found.emit(near, told)

    def _reason(self, suggestion: Suggestion) -> str:
        if not suggestion.why:
            return self.tr("Close in meaning")
        return self.tr("Shares: {terms}").format(terms=", ".join(suggestion.why))

    def _refuse(self, paper: PaperId, error: BaseException) -> None:
        if paper != self._paper:
            return
        missing = embedding.missing()
        if missing:
            told = self.tr(
                "Similar papers need the package {name}. Install it and start Carrel again;"
                " all else works without it."
            ).format(name=missing)
        elif isinstance(error, NotIndexed):
            told = self.tr("This paper is not indexed yet.")
        else:
            raise error
        self.found.emit([], told)


def _near(reader: Library, similar: Similar, paper: PaperId) -> Found:
    near = similar.to(reader, paper, MOST + SPARE)
    found = [s for s in near if not deeds.is_less_like(reader, s.paper)][:MOST]
    return found, listing.rows(reader, [s.paper for s in found]), similar.count


def _refresh(reader: Library, similar: Similar, papers: tuple[PaperId, ...]) -> None:
    similar.refresh(reader, papers)
