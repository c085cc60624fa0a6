"""When a review card comes back: FSRS, the only importer of `fsrs`.

Times are UTC. Nothing is drawn at random, so that a memory can be computed again from its log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

# Of a stability (days) and a difficulty: as many as survive the JSON of the undo log.
_DECIMALS = 6

_DAY = 24 * 60
# Unit, from how many minutes on it is used, and how many it has.
_UNITS = (
    ("y", 365 * _DAY, 365 * _DAY),
    ("mo", 45 * _DAY, 30.4 * _DAY),
    ("d", _DAY, _DAY),
    ("h", 60, 60),
)


class Rating(IntEnum):
    """How well a reader remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """How far a card is: first steps, known, or learned once more after it was forgotten."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a card is remembered, stability in days; `due` is when it comes back."""

    state: State
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of a card's log."""

    rating: Rating
    at: datetime


@dataclass(frozen=True, slots=True)
class Parameters:
    """What FSRS is set to: its weights (those of FSRS-6), retention, steps in minutes, days.

    A reader marked the passage a moment ago, so there is one step and not FSRS's usual two.
    """

    weights: tuple[float, ...] = (
        *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
        *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
    )
    retention: float = 0.9
    learning_minutes: tuple[int, ...] = (10,)
    relearning_minutes: tuple[int, ...] = (10,)
    most_days: int = 36_500


USUAL = Parameters()


@cache
def version() -> str:
    """Give the version of the package that schedules; empty where none is told."""
    from importlib import metadata

    try:
        return metadata.version("fsrs")
    except metadata.PackageNotFoundError:
        return ""  # an installer may leave it out


def write(parameters: Parameters) -> str:
    """Give parameters as they are stored."""
    return json.dumps(asdict(parameters), sort_keys=True)


def new(at: datetime) -> Memory:
    """Give the memory of a card made at a moment: it is due at once."""
    return Memory(State.LEARNING, 0, None, None, at.astimezone(UTC), None)


def grade(memory: Memory, rating: Rating, at: datetime, parameters: Parameters = USUAL) -> Memory:
    """Give the memory after a review.

    A review before the last one, after a clock was set back, counts as one of the same day.
    """
    import fsrs

    at = at.astimezone(UTC)
    card, _ = _scheduler(parameters).review_card(_card(memory), fsrs.Rating(int(rating)), at)
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(
        State[card.state.name.upper()],
        card.step,
        round(card.stability, _DECIMALS),
        round(card.difficulty, _DECIMALS),
        card.due,
        at,
    )


def intervals(
    memory: Memory, at: datetime, parameters: Parameters = USUAL
) -> dict[Rating, timedelta]:
    """Say for each rating after how long the card would come back."""
    return {rating: grade(memory, rating, at, parameters).due - at for rating in Rating}


def rounded(span: timedelta) -> tuple[str, str]:
    """Give a span as a number and its unit, ``min``, ``h``, ``d``, ``mo`` or ``y``."""
    minutes = max(1, round(span.total_seconds() / 60))
    for unit, least, size in _UNITS:
        if minutes >= least:
            number = minutes / size
            return (f"{number:.1f}".removesuffix(".0") if number < 10 else f"{number:.0f}"), unit
    return str(minutes), "min"


def replay(made_at: datetime, log: Iterable[Review], parameters: Parameters = USUAL) -> Memory:
    """Compute the memory of a card from its full log, in the order in which it was written."""
    memory = new(made_at)
    for review in log:
        memory = grade(memory, review.rating, review.at, parameters)
    return memory


@cache
def _scheduler(parameters: Parameters) -> Scheduler:
    import fsrs

    return fsrs.Scheduler(
        parameters=parameters.weights,
        desired_retention=parameters.retention,
        learning_steps=[timedelta(minutes=n) for n in parameters.learning_minutes],
        relearning_steps=[timedelta(minutes=n) for n in parameters.relearning_minutes],
        maximum_interval=parameters.most_days,
        enable_fuzzing=False,
    )


def _card(memory: Memory) -> Card:
    import fsrs

    return fsrs.Card(
        card_id=0,  # without one it waits a millisecond, to be different from all others
        state=fsrs.State[memory.state.name.capitalize()],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.reviewed_at,
    )
