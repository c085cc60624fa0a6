"""What a reader's days add up to: minutes, weeks, time in the queue, reading speed.

Days are local dates and weeks start on Monday, so nothing here depends on a time zone. Nothing
here asks which day it is either: days after the one named as the last are left out of account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from desktop_app.core.queue import WORDS_A_PAGE

MINUTE = 60  # seconds
WEEK = timedelta(days=7)
LEVELS = (10, 20, 40)  # the minutes from which a day has heat 2, 3 and 4
USUAL_WEEKS = 12
LEAST_SECONDS = 30
PLAUSIBLE = (50, 1000)  # words a minute
LEAST_PAPERS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What was done on a day, or in a week: seconds read, and counts.

    `opened` counts the papers read in, each once a day.
    """

    seconds: int = 0
    opened: int = 0
    done: int = 0
    queued: int = 0
    snoozed: int = 0
    dropped: int = 0
    highlights: int = 0
    reviews: int = 0

    @property
    def minutes(self) -> int:
        """The time read, in whole minutes."""
        return (self.seconds + MINUTE // 2) // MINUTE

    @property
    def read(self) -> bool:
        """Whether this makes a reading day: a minute of reading, or a paper done."""
        return self.seconds >= MINUTE or self.done > 0


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of a week and how many reading days it had."""

    monday: date
    total: Figures
    reading_days: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How many days papers were in the queue before they were done."""

    median: int
    longest: int
    papers: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper that was done: the seconds it was read, its words, its pages if it has a document."""

    seconds: int
    words: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Speed:
    """A reading speed in words a minute, and how many papers it was learned from."""

    words_a_minute: int
    papers: int


@dataclass(frozen=True, slots=True)
class History:
    """All that was done up to `today`; `days` holds those on which anything was."""

    today: date
    days: Mapping[date, Figures] = field(default_factory=dict)
    waits: Waits | None = None
    speed: Speed | None = None

    @property
    def reading_days(self) -> frozenset[date]:
        """The days on which something was read."""
        return frozenset(day for day, figures in self.days.items() if figures.read)


def level(figures: Figures) -> int:
    """Give the heat of a day, 0 to 4, by fixed minutes so that old days keep their colour.

    0 is no reading day; 1 is one of less than 10 minutes, 2 from 10, 3 from 20, 4 from 40.
    """
    if not figures.read:
        return 0
    return 1 + sum(figures.minutes >= minutes for minutes in LEVELS)


def total(figures: Iterable[Figures]) -> Figures:
    """Add figures up."""
    added = dict.fromkeys(_NAMES, 0)
    for one in figures:
        for name in _NAMES:
            added[name] += getattr(one, name)
    return Figures(**added)


def monday(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(days: Mapping[date, Figures], last: date, count: int) -> list[Week]:
    """Add up `count` weeks, the oldest first; the last is that of the day `last`, and ends there.

    A week without anything is there too, with zeros.
    """
    found: list[Week] = []
    for back in range(count - 1, -1, -1):
        start = monday(last) - back * WEEK
        whole = [start + timedelta(days=n) for n in range(7)]
        held = [days[day] for day in whole if day in days and day <= last]
        found.append(Week(start, total(held), sum(figures.read for figures in held)))
    return found


def usual(days: Mapping[date, Figures], today: date) -> int | None:
    """Give the median minutes a week of the last 12 complete weeks.

    Weeks before the first reading among them do not count; None where there was none.
    """
    complete = weeks(days, today, USUAL_WEEKS + 1)[:-1]
    began = next((n for n, week in enumerate(complete) if week.reading_days), None)
    if began is None:
        return None
    return _median([week.total.minutes for week in complete[began:]])


def waits(spans: Iterable[tuple[date, date]]) -> Waits | None:
    """Sum up the spans from a day queued to a day done; None where there is none.

    A paper done before it was queued, by a clock set back, did not wait.
    """
    waited = [max(0, (done - queued).days) for queued, done in spans]
    return Waits(_median(waited), max(waited), len(waited)) if waited else None


def speed(readings: Iterable[Reading]) -> Speed | None:
    """Learn the reading speed: the median over papers read at a plausible pace.

    None where fewer than 5 papers tell it.
    """
    paces = [pace for reading in readings if (pace := _pace(reading)) is not None]
    if len(paces) < LEAST_PAPERS:
        return None
    return Speed(_median(paces), len(paces))


def _pace(reading: Reading) -> float | None:
    """Give words a minute: by the pages of the document, else by the abstract alone.

    A document skimmed faster than anyone reads was not read, but its abstract may have been.
    """
    if reading.seconds < LEAST_SECONDS:
        return None
    texts: Sequence[int] = ((reading.pages or 0) * WORDS_A_PAGE, reading.words)
    paces = [words * MINUTE / reading.seconds for words in texts]
    return next((pace for pace in paces if PLAUSIBLE[0] <= pace <= PLAUSIBLE[1]), None)


def _median(values: Sequence[float]) -> int:
    """Give the median in whole numbers; the library's would cost the window's start its imports."""
    middle, ordered = len(values) // 2, sorted(values)
    return round((ordered[middle] + ordered[~middle]) / 2)


_NAMES = tuple(f.name for f in fields(Figures))
