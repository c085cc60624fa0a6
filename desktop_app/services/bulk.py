"""A change of very many papers, and its undoing: many small transactions, one step of undo.

A process killed in the midst leaves what it has done: each transaction is whole, and to do the
same once more does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from desktop_app.core.papers import PaperId
from desktop_app.store.history import Step
from desktop_app.store.library import Cause, Library

SLICE = 25  # papers between two looks at the clock
PART_S = 0.006  # of work in a transaction; to log, to commit and to tell of it takes as long again

Work = Callable[[Sequence[PaperId]], object]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `done` of `total` papers were done."""

    done: int
    total: int


class Act(Iterator[Progress]):
    """What is done to `papers` under way; `work` does it to some of them at a time.

    What was done is one step of undo, also where it comes to no end.
    """

    def __init__(
        self,
        library: Library,
        label: str,
        work: Work,
        papers: Sequence[PaperId],
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._library, self._work, self._papers, self._clock = library, work, papers, clock
        self.step = Step(label)
        self.done, self.total = 0, len(papers)

    def __next__(self) -> Progress:
        if self.done >= self.total:
            raise StopIteration
        done, end = self.done, self._clock() + PART_S
        with self._library.part(self.step):
            while done < self.total and (done == self.done or self._clock() < end):
                self._work(self._papers[done : done + SLICE])
                done += SLICE
        self.done = min(done, self.total)
        return Progress(self.done, self.total)


class Turning(Iterator[Progress]):
    """The undoing or redoing of a step under way, a part of it at a time."""

    def __init__(self, library: Library, cause: Cause) -> None:
        self._library, self._cause = library, cause
        step = library.turning(cause)
        self.total = step.papers if step else 0
        self._ended = step is None

    def __next__(self) -> Progress:
        if self._ended:
            raise StopIteration
        turned = self._library.turn(self._cause)
        left = turned.left if turned else 0
        self._ended = not left
        return Progress(self.total - left, self.total)
