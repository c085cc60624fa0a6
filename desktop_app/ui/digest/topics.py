"""Subscriptions at work: their texts embedded once, matches counted, new papers looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.papers import PaperId
from desktop_app.core.text import clean
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.services import subscribing
from desktop_app.services.subscribing import Matches
from desktop_app.store import embeddings
from desktop_app.store.library import Library, Notice
from desktop_app.store.subscriptions import Kind, Subscription, SubscriptionId
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.digest import words
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar

SETTLE_MS = 200
LIMIT_S = 180.0

Failed = Callable[[BaseException], object]


@dataclass(frozen=True, slots=True)
class _Matched:
    """How many of new papers each subscription matches, by name, and how many any does, of those
    still there; `waits` tells that some are still to be embedded."""

    counts: Mapping[str, int]
    any: int
    there: int
    waits: bool


class Topics(QObject):
    """``ready`` tells that texts were embedded, ``failed`` why not; ``told`` carries a sentence
    on how many papers of an import match. `similar` gives the vectors of the library."""

    ready = Signal()
    failed = Signal(object)
    told = Signal(str)

    def __init__(self, changes: Changes, tasks: Tasks, similar: Callable[[], Similar]) -> None:
        super().__init__(changes)
        self._tasks, self._similar = tasks, similar
        self._writable = changes.library.writable
        self._given_up = False
        self._asked = 0
        self._new: set[PaperId] = set()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        changes.changed.connect(self._on_notice)

    def look_at_digest(self, shown: Shown) -> None:
        """Embed the texts that a digest could not match yet, unless that has failed before."""
        waits = any(not topic.ready for topic in shown.digest.topics)
        if waits and not self._given_up and not self._settle.isActive():
            self._settle.start()

    # Embedding

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, "subscription"):
            self._given_up = False
            self._settle.start()

    def _look(self) -> None:
        if self._can_embed():
            self._tasks.start(
                Lane.READ, subscribing.lacking, done=self._embed_lacking, failed=self._give_up
            )

    def _can_embed(self) -> bool:
        return self._writable and not embedding.missing()

    def _embed_lacking(self, texts: Mapping[str, str]) -> None:
        if texts:
            self._embed(texts, self.ready.emit, self._give_up)

    def _embed(self, texts: Mapping[str, str], done: Callable[[], object], failed: Failed) -> None:
        def keep(vectors: list[bytes]) -> None:
            kept = dict(zip(texts, vectors, strict=True))
            self._tasks.start(
                Lane.READ, subscribing.keep, kept, done=lambda _: done(), failed=failed
            )

        self._tasks.start(
            Lane.MODEL,
            embedding.encode,
            list(texts.values()),
            done=keep,
            failed=failed,
            timeout=LIMIT_S,
        )

    def _give_up(self, error: BaseException) -> None:
        self._given_up = True
        self.failed.emit(error)

    # Matching

    def match_all(self, done: Callable[[Mapping[SubscriptionId, Matches]], object]) -> None:
        """Tell what each subscription matches in the library."""
        self._tasks.start(
            Lane.READ, _match_all, self._similar(), done=done, failed=self.failed.emit
        )

    def match(self, kind: Kind, typed: str, done: Callable[[Matches], object]) -> None:
        """Tell what a subscription would match; it is not ready where that cannot be told.

        Only the last question is answered.
        """
        self._asked += 1
        asked, text = self._asked, clean(typed).strip()
        one = Subscription(SubscriptionId(0), "", kind, text, datetime.now(UTC))
        unknown = Matches(one, (), ready=False)

        def answer(found: Matches) -> None:
            if asked == self._asked:
                done(found)

        def fail(error: BaseException) -> None:
            self.failed.emit(error)
            answer(unknown)

        def match() -> None:
            if asked == self._asked:
                work = subscribing.of, self._similar(), one
                self._tasks.start(Lane.READ, *work, done=answer, failed=fail)

        if kind is Kind.SEARCH:
            match()
        elif self._can_embed():
            # The vector is kept, so that who subscribes to these words has it already.
            self._embed({subscribing.key(text): text}, match, fail)
        else:
            answer(unknown)

    # New papers

    def look_at(self, papers: Collection[PaperId]) -> None:
        """Say how many of the papers of an import match, once all of them are embedded."""
        self._new |= set(papers)
        self._match()

    def indexed(self, done: int, total: int) -> None:
        """Look at new papers again where embedding has come to an end."""
        if done >= total:
            self._match()

    def _match(self) -> None:
        if self._new:
            work = _match, self._similar(), frozenset(self._new)
            self._tasks.start(Lane.READ, *work, done=self._tell, failed=self.failed.emit)

    def _tell(self, matched: _Matched) -> None:
        if not self._new or (matched.waits and self._can_embed() and not self._given_up):
            return
        self._new.clear()
        if matched.any:
            self.told.emit(words.matching(matched.any, matched.there, list(matched.counts)))


# In the lane


def _match_all(reader: Library, similar: Similar) -> Mapping[SubscriptionId, Matches]:
    return {one.subscription.id: one for one in subscribing.all_of(reader, similar)}


def _match(reader: Library, similar: Similar, papers: frozenset[PaperId]) -> _Matched:
    found = subscribing.all_of(reader, similar, papers)
    there = embeddings.hashes_of(reader, papers)
    waits = any(not one.ready for one in found)
    if any(one.subscription.kind is Kind.TEXT for one in found):
        vectors = similar.vectors(reader)
        waits = waits or any(paper not in vectors for paper in there)
    counts = {one.subscription.name: len(one.papers) for one in found if one.papers}
    some = {paper for one in found for paper in one.papers}
    return _Matched(counts, len(some), len(there), waits)
