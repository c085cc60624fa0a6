"""A year of reading, day by day: the planning service on a library file, with a made-up reader.

Papers come in each evening; on reading days the reader opens Today, reads most of what is planned,
leaves a little undone and puts a little off. Two weeks in summer are spent away, and papers come in
meanwhile.
"""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop_app.core.papers import PaperId
from desktop_app.core.plan import OWN_CHOICE
from desktop_app.core.queue import Budget, Entry, Outcome, Priority
from desktop_app.services import planning
from desktop_app.store import opening, plan, queue
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot
from tests.benchmarks import generate

FIRST = date(2026, 1, 5)  # a Monday
WEEKS = 52
AWAY = range(26 * 7, 28 * 7)
SPEED = 230
PUT_OFF, LEFT_UNDONE = 0.03, 0.05  # of what is planned
HIGH, LOW, DUE, SNOOZED, LONG = 0.10, 0.15, 0.05, 0.05, 0.10  # of what comes in


@dataclass(frozen=True)
class Life:
    """How much comes in, and how much is read on how many days from Monday on."""

    name: str
    papers_a_week: int
    days_a_week: int
    budget: Budget


LIVES = (
    Life("20 a week, 4 a day, 6 days", 20, 6, Budget(4)),
    Life("40 a week, 4 a day, 7 days", 40, 7, Budget(4)),
    Life("20 a week, 4 a day in 90 minutes, 6 days", 20, 6, Budget(4, 90)),
)


class Clock:
    """A clock that is set, and moves by a second at each look."""

    def __init__(self) -> None:
        self.set(FIRST, 6)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def set(self, day: date, hour: int) -> None:
        """Set it to an hour of a day, local time."""
        self._now = datetime.combine(day, time(hour)).astimezone()


class Wishes:
    """Wants some papers much or little, by a day or not before one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rng = random.Random(6)

    def of(self, day: date, papers: list[PaperId]) -> None:
        """Say what is wanted of papers that were queued on a day."""
        for paper in papers:
            self._say(day, paper)

    def _say(self, day: date, paper: PaperId) -> None:
        chance, rng = self._rng.random(), self._rng
        if chance < HIGH:
            queue.set_priority(self._library, [paper], Priority.HIGH)
        elif chance < HIGH + LOW:
            queue.set_priority(self._library, [paper], Priority.LOW)
        if rng.random() < DUE:
            due = day + timedelta(days=rng.randint(2, 40))
            queue.set_due(self._library, [paper], due, "journal club")
        elif rng.random() < SNOOZED:
            queue.snooze(self._library, [paper], day + timedelta(days=rng.randint(1, 30)))


class Year:
    """A year that goes by, and what is counted of it."""

    def __init__(self, library: Library, clock: Clock, life: Life) -> None:
        self._library, self._clock, self._life = library, clock, life
        self._rng, self._wishes = random.Random(4), Wishes(library)
        self._planned: set[PaperId] = set()
        self._overtakers: dict[PaperId, set[int]] = {}
        self.waits: list[int] = []  # days until read, from being queued or from a snooze's end
        self.used: list[float] = []  # of each reading day's budget, by the bound that is nearer
        self.fullest = self.above = 0

    def live(self, coming: list[PaperId]) -> None:
        """Let the year go by while papers come in."""
        of_week = self._life.papers_a_week
        for n in range(7 * WEEKS):
            day = FIRST + timedelta(days=n)
            if n not in AWAY and day.weekday() < self._life.days_a_week:
                self._clock.set(day, 8)
                self._morning(day)
            self._clock.set(day, 20)
            self._evening(day, coming[of_week * n // 7 : of_week * (n + 1) // 7])

    def overtakes(self) -> int:
        """Tell how many, at most, that were queued later were chosen before one."""
        return max(map(len, self._overtakers.values()), default=0)

    def waiting(self) -> list[int]:
        """Give for how many days each paper in the queue waits at the end of the year."""
        last = FIRST + timedelta(days=7 * WEEKS)
        return [_waited(e, last) for e in queue.entries(self._library, SPEED) if e.ready(last)]

    def _morning(self, day: date) -> None:
        entries = {e.paper: e for e in queue.entries(self._library, SPEED)}
        slots = planning.today(self._library, day, self._life.budget, SPEED)
        self._watch(day, entries, slots)
        read = []
        for entry in [entries[slot.paper] for slot in slots]:
            chance = self._rng.random()
            if chance < PUT_OFF:
                later = day + timedelta(days=self._rng.randint(1, 14))
                with self._library.change("Snooze"):
                    queue.snooze(self._library, [entry.paper], later)
            elif chance >= PUT_OFF + LEFT_UNDONE:
                with self._library.change("Done"):
                    queue.done(self._library, [entry.paper])
                read.append(entry)
        self.waits += [_waited(entry, day) for entry in read]
        self.used.append(self._share(len(read), sum(entry.minutes for entry in read)))

    def _evening(self, day: date, papers: list[PaperId]) -> None:
        with self._library.change("Add to queue"):
            planning.enqueue(self._library, papers, self._life.budget, SPEED)
            self._wishes.of(day, papers)
        kept = [s for s in plan.of(self._library, day) if s.outcome in (None, Outcome.DONE)]
        self._measure([s.paper for s in kept])

    def _watch(self, day: date, entries: dict[PaperId, Entry], slots: list[Slot]) -> None:
        """Count whom the plan's own choices overtake: those ready, queued before, never planned."""
        self._planned.update(slot.paper for slot in slots)
        chosen = [entries[s.paper].position for s in slots if s.reason in OWN_CHOICE]
        for entry in entries.values():
            if entry.ready(day) and entry.paper not in self._planned:
                later = {place for place in chosen if place > entry.position}
                self._overtakers.setdefault(entry.paper, set()).update(later)
        self._measure([slot.paper for slot in slots])

    def _share(self, papers: int, minutes: int) -> float:
        most = self._life.budget
        shares = ((papers, most.papers), (minutes, most.minutes))
        return min(1, max(held / bound for held, bound in shares if bound))

    def _measure(self, papers: list[PaperId]) -> None:
        """See whether a day holds more than its budget."""
        most = self._life.budget
        self.fullest = max(self.fullest, len(papers))
        spent = sum(queue.estimates(self._library, papers, SPEED).values())
        long = most.minutes is not None and len(papers) > 1 and spent > most.minutes
        self.above += long or (most.papers is not None and len(papers) > most.papers)


def measure(life: Life) -> dict[str, Any]:
    """Live a year on a library of its own and say how long papers waited."""
    with _library(life.papers_a_week * WEEKS) as (library, clock, papers):
        year = Year(library, clock, life)
        year.live(papers)
        waiting = year.waiting()
    return {
        "median_wait_days": statistics.median(year.waits),
        "longest_wait_days": max(*year.waits, *waiting),
        "overtakes": year.overtakes(),
        "share_of_cap": statistics.mean(year.used),
        "fullest_day": year.fullest,
        "days_above_cap": year.above,
        "read": len(year.waits),
        "still_waiting": len(waiting),
    }


@contextmanager
def _library(papers: int) -> Iterator[tuple[Library, Clock, list[PaperId]]]:
    """Open a copy of a generated library with nothing in its queue, one paper in ten long."""
    folder = generate.library(papers)
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        clock = Clock()
        library = opening.open_library(Path(copy), clock=clock)
        try:
            yield library, clock, _prepared(library)
        finally:
            library.close()


def _prepared(library: Library) -> list[PaperId]:
    rng = random.Random(5)
    with library.batch():
        queue.remove(library, [e.paper for e in queue.entries(library, SPEED)])
        rows = library.db.conn.execute("SELECT id FROM paper ORDER BY id").fetchall()
        for (paper,) in rows:
            words = rng.randint(12_000, 24_000) if rng.random() < LONG else rng.randint(800, 6_000)
            library.db.conn.execute("UPDATE paper SET words = ? WHERE id = ?", (words, paper))
    return [PaperId(row[0]) for row in rows]


def _waited(entry: Entry, day: date) -> int:
    return (day - max(entry.added_on, entry.snoozed_until or entry.added_on)).days
