"""Similar papers for the reader, found in the READ lane; only the last question is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import PaperId, Row, State
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.store.library import Cause, Library, Notice
from desktop_app.ui import sentences as said
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.reader.similar_row import Near
from desktop_app.ui.similar_sentences import LIMIT_S, Sentences
from desktop_app.ui.similar_steps import Found, Steps, take
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar, Suggestion
    from desktop_app.services.similar_sentences import Pair

SETTLE_MS = 60  # in which another question is taken as one of many
PATIENCE_MS = 250  # for which the papers near to the former question stay


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What papers are wanted near to: some papers, or a text that may be from some."""

    papers: tuple[PaperId, ...] = ()
    text: str = ""


class SimilarFeed(QObject):
    """Answers which papers are near the one that is read, several, or a text.

    ``found`` carries rows and where they are from; ``asked`` says what was asked about, empty for
    the paper that is read.
    """

    found = Signal(object, str)
    asked = Signal(str)

    def __init__(self, changes: Changes, tasks: Tasks) -> None:
        super().__init__(changes)
        self._tasks = tasks
        self._similar: Similar | None = None
        self._sentences: Sentences | None = None
        self._paper: PaperId | None = None
        self._other: _Wanted | None = None
        self._keeping = False
        self._vector: bytes | None = None  # of the text asked about
        self._under_way: Future[Any] | None = None
        self._shown: Found | None = None
        self._late = False  # a question came while the one before settled
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._clear)
        changes.changed.connect(self._on_notice)

    @property
    def similar(self) -> Similar:
        """The vectors of the library, for all in the READ lane that need them."""
        if self._similar is None:
            # Imported with the first question, which waits until the reader settles.
            from desktop_app.services.similar import Similar

            self._similar = Similar()
        return self._similar

    # Questions

    def ask(self, paper: PaperId | None) -> None:
        """Ask for the papers near the one that is read; another question ends, unless kept."""
        if self._other is not None and self._keeping:
            self._paper = paper
            return
        changed = paper != self._paper or self._other is not None
        self._paper = paper
        self._turn_to(None)
        if changed:
            self._change()

    def ask_several(self, papers: Iterable[PaperId]) -> None:
        """Ask for the papers near several."""
        self._turn_to(_Wanted(tuple(papers)))
        self._change()

    def ask_text(self, text: str, papers: Iterable[PaperId] = ()) -> None:
        """Ask for the papers near a text, except those it is from."""
        wanted = _Wanted(tuple(papers), text)
        self._turn_to(wanted)
        self._patience.start()
        self._tasks.start(
            Lane.MODEL,
            embedding.encode,
            [text],
            done=lambda vectors: self._embedded(wanted, vectors[0]),
            failed=lambda error: self._refuse(wanted, error),
            timeout=LIMIT_S,
        )

    def leave(self) -> None:
        """Ask about the paper that is read again."""
        self.ask(self._paper)

    def keep(self, work: Callable[[], object]) -> None:
        """Keep the question while another paper comes to be read."""
        self._keeping = True
        try:
            work()
        finally:
            self._keeping = False

    def want_sentences(self) -> None:
        """Compare sentences too, even if the model has to be loaded for that."""
        if self._sentences is not None:
            self._sentences.want()

    def pair(self, paper: PaperId) -> Pair | None:
        """Give the nearest sentences of what is asked about and a paper shown, where known."""
        text = self._shown.texts.get(paper) if self._shown else None
        return self._sentences.pair(text) if self._sentences and text else None

    def add(self, papers: Iterable[PaperId]) -> None:
        """Take up vectors of papers that were just embedded."""
        self._tasks.start(
            Lane.READ, _refresh, self.similar, tuple(papers), done=lambda _: self._ask_soon()
        )

    def _on_notice(self, notice: Notice) -> None:
        if notice.cause is Cause.ELSEWHERE:
            if self._similar is None or not self._similar.count:
                self._begin_anew()
                return
            self._tasks.start(
                Lane.READ,
                _catch_up,
                self._similar,
                done=lambda _: self._ask_soon(),
                failed=lambda _: self._begin_anew(),
            )
        elif touches(notice, "paper", "abstract") and notice.papers:
            self.add(notice.papers)
        elif touches(notice, "queue_entry", "less_like", "version", "different"):
            self._ask_soon()

    def _begin_anew(self) -> None:
        """Forget all vectors; the next question says what is wrong, if something still is."""
        self._similar = None
        self._ask_soon()

    # Asking

    @property
    def _wanted(self) -> _Wanted | None:
        own = None if self._paper is None else _Wanted((self._paper,))
        return self._other or own

    def _turn_to(self, other: _Wanted | None) -> None:
        if other == self._other:
            return
        self._drop()
        self._other, self._vector = other, None
        if other is None:
            self.asked.emit("")
        elif other.text:
            self.asked.emit(self.tr("Similar to “{}”").format(" ".join(other.text.split())))
        else:
            self.asked.emit(self.tr("Similar to %n paper(s)", "", len(other.papers)))

    def _embedded(self, wanted: _Wanted, vector: bytes) -> None:
        if wanted == self._other:
            self._vector = vector
            self._change()

    def _change(self) -> None:
        """Answer another question: at once, or when the reader settles where many come fast."""
        self._drop()
        if self._wanted is None:
            self._clear()
            return
        self._patience.start()
        at_once = self._similar is not None and not self._settle.isActive()
        self._late = not at_once
        self._settle.start()
        if at_once:
            self._ask()

    def _ask_soon(self) -> None:
        """Answer the same once more, for something changed; what is shown stands until then."""
        self._late = True
        self._settle.start()

    def _settled(self) -> None:
        if self._late:
            self._late = False
            self._drop()
            self._ask()

    def _drop(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None

    def _clear(self) -> None:
        self._patience.stop()
        self._shown = None
        waits = self._wanted is not None
        self.found.emit([], self.tr("Looking for similar papers…") if waits else "")

    def _ask(self) -> None:
        wanted = self._wanted
        if wanted is None or (wanted.text and self._vector is None):
            return
        from desktop_app.services.similar import Question

        question = Question(wanted.papers, wanted.text, self._vector)
        self._go_on(wanted, Steps(self.similar, question))

    def _go_on(self, wanted: _Wanted, steps: Steps) -> None:
        """Take a step of an answer: others may read between two of them."""
        self._under_way = self._tasks.start(
            Lane.READ,
            take,
            steps,
            done=lambda found: self._answer(wanted, steps, found),
            failed=lambda error: self._refuse(wanted, error),
        )

    def _answer(self, wanted: _Wanted, steps: Steps, found: Found | None) -> None:
        if wanted != self._wanted:
            return
        if not steps.ended:
            self._go_on(wanted, steps)
        if found is not None:
            self._show(found)

    # Showing

    def _show(self, found: Found) -> None:
        self._patience.stop()
        self._shown = found
        if self._sentences is None:
            self._sentences = Sentences(self._tasks, self._show_again, self)
        others = [found.texts[s.paper] for s in found.suggestions if s.paper in found.texts]
        self._sentences.ask(found.own, others)
        self._show_again()

    def _show_again(self) -> None:
        """Show what was found with what is known of its sentences by now."""
        found = self._shown
        if found is None:
            return
        near = [
            self._near(s, found.rows[s.paper]) for s in found.suggestions if s.paper in found.rows
        ]
        if not near:
            self.found.emit([], self.tr("Nothing else that is indexed can be shown here."))
            return
        told = self.tr("from %n indexed paper(s), on this computer", "", found.count)
        if self._sentences is not None and self._sentences.loading:
            told = self.tr("{} · loading the model to compare sentences…").format(told)
        self.found.emit(near, told)

    def _near(self, suggestion: Suggestion, row: Row) -> Near:
        from desktop_app.services.similar import strength

        pair, why, quote = self.pair(suggestion.paper), suggestion.why, ""
        little = len(why) < 2 and " " not in "".join(why)  # a word alone says less than a sentence
        if pair is not None and little:
            reason, quote = self.tr("Closest sentence:"), pair.other
        elif why:
            reason = self.tr("Shares: {terms}").format(terms=", ".join(why))
        else:
            reason = self.tr("Close in meaning")
        return Near(
            suggestion.paper,
            row.title,
            reason,
            strength(suggestion.score),
            row.state is State.QUEUED,
            quote,
            (pair.own, pair.other) if pair else None,
        )

    def _refuse(self, wanted: _Wanted, error: BaseException) -> None:
        if wanted != self._wanted:
            return
        from desktop_app.services.similar import NotIndexed

        missing = embedding.missing()
        if missing:
            told = self.tr(
                "Similar papers need the package {name}. Install it and start Carrel again;"
                " all else works without it."
            ).format(name=missing)
        elif isinstance(error, NotIndexed):
            told = self._not_indexed(wanted)
        elif wanted.text and self._vector is None:
            told = said.of(error)
        else:
            raise error
        self._patience.stop()
        self._shown = None
        self.found.emit([], told)

    def _not_indexed(self, wanted: _Wanted) -> str:
        if len(wanted.papers) > 1:
            return self.tr("None of these papers is indexed yet.")
        return self.tr("This paper is not indexed yet.")


def _catch_up(reader: Library, similar: Similar) -> None:
    similar.catch_up(reader)


def _refresh(reader: Library, similar: Similar, papers: tuple[PaperId, ...]) -> None:
    similar.refresh(reader, papers)
