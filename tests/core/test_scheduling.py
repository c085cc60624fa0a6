"""When a card comes back: by its log alone, in UTC, and sooner where it was remembered worse."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import scheduling
from desktop_app.core.scheduling import Memory, Parameters, Rating, Review, State

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# A review each, and how many minutes after the one before: sometimes the clock is set back.
STEPS = st.tuples(st.sampled_from(Rating), st.integers(-525_600, 525_600))
LOGS = st.lists(STEPS, max_size=20).map(
    lambda steps: [
        Review(rating, NOON + MINUTE * sum(wait for _, wait in steps[: n + 1]))
        for n, (rating, _) in enumerate(steps)
    ]
)


def stepwise(log: list[Review]) -> Memory:
    memory = scheduling.new(NOON)
    for review in log:
        memory = scheduling.grade(memory, review.rating, review.at)
    return memory


@given(LOGS)
def test_a_memory_is_computed_from_its_log(log: list[Review]) -> None:
    assert scheduling.replay(NOON, log) == stepwise(log)


@given(LOGS)
def test_numbers_survive_being_written_with_15_digits(log: list[Review]) -> None:
    memory = stepwise(log)
    for number in (memory.stability, memory.difficulty):
        assert number is None or float(f"{number:.15g}") == number


@given(LOGS)
def test_times_are_utc_and_a_card_comes_back_after_its_review(log: list[Review]) -> None:
    memory = stepwise(log)
    assert memory.due.tzinfo is UTC
    if memory.reviewed_at is not None:
        assert memory.reviewed_at.tzinfo is UTC
        assert memory.due >= memory.reviewed_at + 10 * MINUTE


@given(LOGS, st.integers(0, 525_600))
def test_worse_remembered_comes_back_sooner(log: list[Review], wait: int) -> None:
    memory = stepwise(log)
    at = (log[-1].at if log else NOON) + MINUTE * wait
    spans = scheduling.intervals(memory, at)
    assert list(spans) == [Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY]
    assert list(spans.values()) == sorted(spans.values())
    for rating, span in spans.items():
        assert scheduling.grade(memory, rating, at).due == at + span


def test_a_new_card_is_due_at_once_and_its_first_step_is_ten_minutes() -> None:
    memory = scheduling.new(NOON)
    assert (memory.due, memory.reviewed_at, memory.state) == (NOON, None, State.LEARNING)
    spans = scheduling.intervals(memory, NOON)
    assert spans[Rating.AGAIN] == 10 * MINUTE
    assert spans[Rating.GOOD] == 2 * DAY
    assert scheduling.grade(memory, Rating.GOOD, NOON).state is State.REVIEW


def test_a_forgotten_card_is_learned_once_more() -> None:
    known = scheduling.grade(scheduling.new(NOON), Rating.EASY, NOON)
    forgotten = scheduling.grade(known, Rating.AGAIN, known.due)
    assert forgotten.state is State.RELEARNING
    assert forgotten.due == known.due + 10 * MINUTE
    assert forgotten.stability is not None
    assert known.stability is not None
    assert forgotten.stability < known.stability


def test_a_clock_set_back_by_a_year_counts_as_the_same_day() -> None:
    known = scheduling.grade(scheduling.new(NOON), Rating.GOOD, NOON)
    back = NOON - 365 * DAY
    again = scheduling.grade(known, Rating.GOOD, back)
    assert again.reviewed_at == back
    assert back < again.due <= back + 30 * DAY
    same_day = scheduling.grade(known, Rating.GOOD, NOON)
    assert again.stability == same_day.stability


def test_a_local_time_is_the_same_moment_in_utc() -> None:
    local = NOON.astimezone(timezone(timedelta(hours=9)))
    new = scheduling.new(NOON)
    assert scheduling.grade(new, Rating.GOOD, local) == scheduling.grade(new, Rating.GOOD, NOON)


def test_parameters_are_stored_whole_and_matter() -> None:
    stored = json.loads(scheduling.write(Parameters()))
    assert len(stored["weights"]) == 21
    assert stored["retention"] == 0.9
    strict = Parameters(retention=0.97)
    assert scheduling.write(strict) != scheduling.write(Parameters())
    log = [Review(Rating.EASY, NOON), Review(Rating.GOOD, NOON + 8 * DAY)]
    assert scheduling.replay(NOON, log, strict).due < scheduling.replay(NOON, log).due


def test_the_version_is_that_of_the_package() -> None:
    assert scheduling.version().startswith("6.")


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(0), ("1", "min")),
        (10 * MINUTE, ("10", "min")),
        (90 * MINUTE, ("1.5", "h")),
        (DAY, ("1", "d")),
        (44 * DAY, ("44", "d")),
        (76 * DAY, ("2.5", "mo")),
        (365 * DAY, ("1", "y")),
        (36_500 * DAY, ("100", "y")),
    ],
)
def test_spans_are_shown_short(span: timedelta, shown: tuple[str, str]) -> None:
    assert scheduling.rounded(span) == shown


@pytest.mark.parametrize("rating", Rating)
def test_a_card_of_a_hundred_years_stays_in_the_calendar(rating: Rating) -> None:
    old = Memory(State.REVIEW, None, 1e6, 1.0, NOON, NOON - 365 * DAY)
    assert scheduling.grade(old, rating, NOON).due <= NOON + 36_500 * DAY
