"""An answer to what papers are similar, taken step by step in the READ lane."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.core.papers import PaperId, Row
from desktop_app.store import embeddings, listing, moment
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.services.similar import Question, Similar, Suggestion

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with what its rows say: `own` is the text asked about, `texts` those of papers."""

    suggestions: list[Suggestion]
    rows: dict[PaperId, Row]
    own: str
    texts: dict[PaperId, str]
    count: int


class Steps:
    """An answer under way; all of it happens in the READ lane."""

    def __init__(self, similar: Similar, question: Question) -> None:
        self._similar, self._question = similar, question
        self._steps: Generator[list[Suggestion] | None, None, list[Suggestion]] | None = None
        self.ended = False

    def take(self, reader: Library) -> Found | None:
        """Take a step; give what was found by then, if that is news."""
        if self._steps is None:
            self._steps = self._similar.steps(reader, self._question, MOST)
        try:
            found = next(self._steps)
        except StopIteration as end:
            self.ended, found = True, end.value
        return None if found is None else self._told(reader, found)

    def _told(self, reader: Library, found: list[Suggestion]) -> Found:
        from desktop_app.services.similar_sentences import told

        papers = [s.paper for s in found]
        rows = {row.id: row for row in listing.rows(reader, papers)}
        asked = () if self._question.text else self._question.papers[:MOST]
        texts = {p: told(*text) for p, text in embeddings.texts(reader, {*papers, *asked}).items()}
        own = self._question.text or "\n\n".join(texts[p] for p in asked if p in texts)
        return Found(found, rows, own, texts, self._similar.count)


def take(reader: Library, steps: Steps) -> Found | None:
    """Take a step of an answer in the READ lane; what it reads stood at one moment."""
    with moment.held(reader):
        return steps.take(reader)
