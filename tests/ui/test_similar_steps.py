"""Answers to what is similar, taken step by step while the library changes."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

from desktop_app.core.papers import PaperId
from desktop_app.services.similar import Question, Similar, Suggestion
from desktop_app.store import opening, papers
from desktop_app.store.library import Library
from desktop_app.ui.similar_steps import Steps, take
from tests import build


class Binning(Similar):
    """Looks at a library twice in one step, and has papers binned between."""

    def __init__(self, library: Library, paper: PaperId) -> None:
        super().__init__()
        self._changed, self._paper = library, paper
        self.counts: list[int] = []

    def steps(
        self, library: Library, *_: Any
    ) -> Generator[list[Suggestion] | None, None, list[Suggestion]]:
        """Count the papers before a change, after it, and in the next step."""
        self.counts.append(papers.count(library))
        with self._changed.change("Bin"):
            papers.put_in_bin(self._changed, [self._paper])
        self.counts.append(papers.count(library))
        yield None
        self.counts.append(papers.count(library))
        return []


def test_a_step_sees_one_moment_of_the_library_and_the_next_a_later_one(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path)
    reader = opening.open_reader(tmp_path)
    try:
        one, two = build.add(library, build.draft("One"), build.draft("Two"))
        similar = Binning(library, two)
        steps = Steps(similar, Question((one,)))
        assert take(reader, steps) is None
        found = take(reader, steps)
        assert similar.counts == [2, 2, 1]
        assert steps.ended
        assert found is not None
        assert found.suggestions == []
    finally:
        reader.close()
        library.close()
