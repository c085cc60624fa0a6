"""The order of a search by what its words mean: embedded in MODEL, compared in READ."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.query import Query
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane, WorkerDied
from desktop_app.store import papers
from desktop_app.store.library import Library
from desktop_app.ui import phrases
from desktop_app.ui.library.answer import MEANING, Answer, Done
from desktop_app.ui.similar import SimilarFeed
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.searching import Result
    from desktop_app.services.similar import Similar

SETTLE_MS = 200  # without another question, before one goes to the model
SLOW_MS = 700  # until the reader is told what is waited for
LIMIT_S = 60.0
PORTION = 64  # sentences embedded at a time: so long a next question waits at most
_KEPT = 50  # vectors of words asked for lately


class Meaning(QObject):
    """Puts what words found into another order; only the last question is answered.

    ``said`` carries a sentence on why it takes long or cannot be done.
    """

    said = Signal(str)

    def __init__(self, tasks: Tasks, similar: SimilarFeed) -> None:
        super().__init__(similar)
        self._tasks, self._similar = tasks, similar
        self._vectors: dict[str, bytes] = {}
        self._token = 0
        self._warm = False
        self._asked: Callable[[], None] = self.forget
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self._asked())
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(
            lambda: self.said.emit(self.tr("Starting what understands meaning…"))
        )

    def warm(self) -> None:
        """Start the worker before there is anything to ask."""
        if not self._warm and not embedding.missing():
            self._encode([""], lambda _: None)

    def forget(self) -> None:
        """Answer no question that was asked so far. The worker is left to it: ended it is cold."""
        self._token += 1
        self._settle.stop()
        self._slow.stop()

    def order(self, query: Query, sort: str, found: Answer, done: Done) -> None:
        """Give papers near a query in meaning, alone or together with those `found` by words."""
        from desktop_app.services import searching

        self.forget()
        words = searching.meaning_of(query)
        if not words:
            return
        if lacking := embedding.missing():
            told = self.tr("Searching by meaning needs the package {name}.").format(name=lacking)
            self.said.emit(told)
            return

        def embedded(vector: bytes) -> None:
            self._vectors[words] = vector
            for old in list(self._vectors)[:-_KEPT]:
                del self._vectors[old]
            self._compare(query, sort, found, vector, done)

        if words in self._vectors:
            embedded(self._vectors.pop(words))
            return
        token = self._token
        self._asked = lambda: self._encode([words], self._if_current(token, embedded, first=True))
        self._settle.start()
        self._slow.start()

    def _compare(self, query: Query, sort: str, found: Answer, vector: bytes, done: Done) -> None:
        """Tell what is near as a whole, then what is by its sentences."""
        token = self._token

        def answer(near: list[Result]) -> None:
            done(_fused(sort, found, near))

        def compared(near: tuple[list[Result], dict[Any, Any], int, int]) -> None:
            results, said, indexed, count = near
            if not results:
                self.said.emit(self.tr("No paper is indexed yet, so none is near in meaning."))
                return
            if indexed < count:
                told = self.tr("Nearest of {some} indexed papers; there are {all}.")
                counts = phrases.number(indexed), phrases.number(count)
                self.said.emit(told.format(some=counts[0], all=counts[1]))
            answer(results)
            sentences = list(dict.fromkeys(s for part in said.values() for s in part))
            self._encode_all(sentences, lambda made: read(results, said, made))

        def read(results: list[Result], said: dict[Any, Any], made: list[bytes]) -> None:
            from desktop_app.services import searching

            answer(searching.by_sentences(vector, results, said, made))

        self._tasks.start(
            Lane.READ,
            _near,
            self._similar.similar,
            vector,
            query,
            done=self._if_current(token, compared),
        )

    def _if_current(
        self, token: int, done: Callable[[Any], None], *, first: bool = False
    ) -> Callable[[Any], None]:
        def answer(result: Any) -> None:
            if token == self._token:
                self._slow.stop()
                done(result[0] if first else result)

        return answer

    def _encode_all(self, texts: list[str], done: Callable[[list[bytes]], None]) -> None:
        """Embed texts in portions, until another question is asked."""
        vectors: list[bytes] = []

        def go_on(made: list[bytes]) -> None:
            vectors.extend(made)
            if rest := texts[len(vectors) :]:
                self._encode(rest[:PORTION], self._if_current(token, go_on))
            else:
                done(vectors)

        token = self._token
        go_on([])

    def _encode(
        self, texts: list[str], done: Callable[[list[bytes]], None], *, again: bool = True
    ) -> None:
        """Embed texts, `again` in a new worker where the one there is dies."""
        token = self._token

        def made(vectors: list[bytes]) -> None:
            self._warm = True
            done(vectors)

        def failed(error: BaseException) -> None:
            self._warm = False
            if token != self._token:
                return  # whoever asks next is told
            if again and isinstance(error, WorkerDied):
                self._encode(texts, done, again=False)
                return
            self._slow.stop()
            self.said.emit(self.tr("The model could not be started; words alone are searched."))

        self._tasks.start(
            Lane.MODEL, embedding.encode, texts, done=made, failed=failed, timeout=LIMIT_S
        )


def _near(
    reader: Library, similar: Similar, vector: bytes, query: Query
) -> tuple[list[Result], dict[Any, Any], int, int]:
    """Give the nearest, their sentences, and how many papers are indexed of how many."""
    from desktop_app.engines import vectors
    from desktop_app.services import searching

    held = similar.vectors(reader)
    near = searching.near(reader, held, vectors.read(vector), query)
    return near, searching.said(reader, near), len(held), papers.count(reader)


def _fused(sort: str, found: Answer, near: list[Result]) -> Answer:
    from desktop_app.services import searching
    from desktop_app.store.search import Found

    results = near
    if sort != MEANING:
        text = Found([*found.papers], found.sort, found.broad)  # type: ignore[list-item]
        results = searching.fused(text, near)
    ids = array("q", [result.paper for result in results])
    return replace(found, papers=ids, sort=sort, broad=False, meant=True)
