from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Outcome
from desktop_app.core.ranking import Basis
from desktop_app.services import digest, planning, subscribing
from desktop_app.services.similar import Similar
from desktop_app.settings import Settings
from desktop_app.store import highlights, opening, papers, queue, reading, subscriptions
from desktop_app.store.library import Library
from desktop_app.store.subscriptions import Kind
from tests import build, vectors

TODAY = date(2026, 11, 23)
SETTINGS = Settings()


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


def _ago(days: int) -> date:
    return TODAY - timedelta(days)


def _add(library: Library, *titles: str, **fields: object) -> list[PaperId]:
    added = build.add(library, *(build.draft(title, **fields) for title in titles))
    vectors.index(library)
    return added


def _make(library: Library, **days: date) -> digest.Digest:
    return digest.make(library, Similar(), SETTINGS, **days)


def _ids(lines: tuple[digest.Line, ...]) -> list[PaperId]:
    return [line.paper for line in lines]


def test_an_empty_library(library: Library) -> None:
    made = _make(library)
    assert (made.day, made.since, made.basis) == (TODAY, _ago(1), Basis.NOTHING)
    assert (made.plan, made.for_you, made.new, made.trending, made.topics) == ((), (), (), (), ())
    assert (made.new_count, made.reviews, made.streak) == (0, 0, 0)


def test_the_plan_of_today_is_looked_at_and_not_made(library: Library) -> None:
    due, other = _add(library, "Due 0", "Other 5")
    with library.change("Queue"):
        queue.add(library, [other])
        queue.set_due(library, [due], TODAY + timedelta(3), "journal club")
    before = build.dump(library)
    made = _make(library)
    assert _ids(made.plan) == [due, other]
    assert made.plan[0].reason == (
        "Due {day}: {purpose}",
        {"day": TODAY + timedelta(3), "purpose": "journal club"},
    )
    assert build.dump(library) == before


def test_what_is_settled_says_how(library: Library) -> None:
    one, two = _add(library, "One 0", "Two 90")
    with library.change("Queue"):
        queue.add(library, [one, two])
    planning.today(library, TODAY, SETTINGS.budget, SETTINGS.words_a_minute)
    with library.change("Done"):
        queue.done(library, [one])
    outcomes = {line.paper: line.outcome for line in _make(library).plan}
    assert outcomes == {one: Outcome.DONE, two: None}


def test_new_is_ranked_as_suggestions_are_and_told_why(
    library: Library, clock: build.Clock
) -> None:
    own, *old = _add(library, *(f"Paper {d}" for d in range(0, 90, 6)))
    with library.change("Highlight"):
        highlights.add(library, own, 0, 8, 1)
    clock.move(days=2)
    far, near = _add(library, "Far 80", "Near 1")
    made = _make(library)
    assert made.since == _ago(0)
    assert made.day == TODAY + timedelta(2)
    assert _ids(made.for_you)[0] == near
    assert near not in _ids(made.new)
    assert far in _ids(made.new)
    origin = Origin(Because.HIGHLIGHTED, "Paper 0", TODAY)
    assert made.for_you[0].origin == origin
    assert made.for_you[0].strength is not None
    assert made.new_count == len(old) + 2  # the reader was here on the day the old ones came


def test_papers_that_are_new_say_so_and_are_listed_up_to_a_limit(
    library: Library, clock: build.Clock
) -> None:
    own, old = _add(library, "Own 0", "Old 1")
    with library.change("Done"):
        queue.done(library, [own])
    clock.move(days=30)
    added = _add(library, *(f"Paper {n}" for n in range(4, 34, 2)))
    made = _make(library)
    assert [line.paper for line in made.for_you if not line.fresh] == [old]
    assert all(line.fresh for line in made.new)
    assert (len(made.new), made.new_count) == (digest.NEW, len(added))
    more = digest.make(library, Similar(), SETTINGS, most_new=200)
    assert digest.concise(more) == made
    assert {*_ids(more.new), *_ids(more.for_you)} == {old, *added}


def test_without_deeds_the_last_comes_first(library: Library, clock: build.Clock) -> None:
    (first,) = _add(library, "First 0")
    (second,) = _add(library, "Second 1")
    made = _make(library)
    assert _ids(made.new) == [second, first]
    assert made.new[0].reason is None


def test_what_was_dealt_with_is_no_longer_new(library: Library) -> None:
    fresh, queued, read, binned = _add(library, "Fresh 0", "Queued 5", "Read 9", "Binned 2")
    with library.change("work"):
        queue.add(library, [queued])
        queue.done(library, [read])
        papers.put_in_bin(library, [binned])
    made = _make(library)
    assert made.new_count == 1
    assert [*_ids(made.for_you), *_ids(made.new)] == [fresh]


@pytest.mark.parametrize("away", [1, 3, 14])
def test_since_the_reader_was_last_here(library: Library, clock: build.Clock, away: int) -> None:
    (paper,) = _add(library, "Paper 0")
    with library.record():
        reading.add_session(library, paper, library.now(), 120)
    clock.move(days=away)
    assert _make(library).since == TODAY


def test_a_plan_counts_as_being_here(library: Library, clock: build.Clock) -> None:
    (paper,) = _add(library, "Paper 0")
    with library.batch():
        queue.add(library, [paper])
    clock.move(days=1)
    planning.today(library, library.today(), SETTINGS.budget, SETTINGS.words_a_minute)
    clock.move(days=5)
    assert _make(library).since == TODAY + timedelta(1)


def test_a_past_day_is_as_it_was(library: Library, clock: build.Clock) -> None:
    old, planned, read = _add(library, "Old 0", "Planned 90", "Read 2")
    with library.change("Queue"):
        queue.add(library, [planned])
        queue.done(library, [read])
    planning.today(library, TODAY, SETTINGS.budget, SETTINGS.words_a_minute)
    clock.move(days=3)
    later = _add(library, "Later 5")
    with library.change("Done"):
        queue.done(library, [planned])
        highlights.add(library, later[0], 0, 8, 1)
    made = _make(library, day=TODAY)
    assert [(line.paper, line.outcome) for line in made.plan] == [(planned, None)]
    assert (_ids(made.for_you), made.new_count) == ([old], 1)
    assert (made.reviews, made.basis) == (None, Basis.LATELY)
    assert made.for_you[0].origin == Origin(Because.READ, "Read 2", TODAY)


def test_trending_is_what_most_voted_for(library: Library) -> None:
    added = build.add(
        library, *(build.draft(f"Paper {n}", votes=n) for n in (3, 0, 52, 7)), build.draft("None")
    )
    vectors_less = _make(library)
    assert _ids(vectors_less.trending) == [added[2], added[3], added[0]]
    first = vectors_less.trending[0]
    assert (first.votes, first.origin) == (52, Origin(Because.VOTED, "52"))


def test_subscriptions_are_matched_against_what_is_new(
    library: Library, clock: build.Clock
) -> None:
    _add(library, "Leeks 0")
    clock.move(days=30)
    leek, beet = _add(library, "Leek soup 3", "Beets 80")
    with library.change("Subscribe"):
        subscriptions.add(library, "Leeks", Kind.SEARCH, "leek")
        subscriptions.add(library, "Near", Kind.TEXT, "Near 70")
    made = _make(library)
    [leeks, near] = made.topics
    assert (leeks.name, _ids(leeks.lines), leeks.count, leeks.ready) == ("Leeks", [leek], 1, True)
    assert (near.lines, near.ready) == ((), False)
    assert {line.paper: line.origin for line in made.new} == {
        leek: Origin(Because.SUBSCRIBED, "Leeks"),
        beet: None,
    }
    lacking = subscribing.lacking(library)
    encoded = vectors.encode(list(lacking.values()))
    subscribing.keep(library, dict(zip(lacking, encoded, strict=True)))
    assert _ids(_make(library).topics[1].lines) == [beet]


def test_figures_and_the_run_of_reading_days(library: Library, clock: build.Clock) -> None:
    (paper,) = _add(library, "Paper 0")
    for _ in range(3):
        with library.record():
            reading.add_session(library, paper, library.now(), 600)
        clock.move(days=1)
    made = _make(library)
    assert (made.since, made.figures.minutes, made.streak) == (TODAY + timedelta(2), 10, 3)
    off = digest.make(library, Similar(), replace(SETTINGS, streak=False))
    assert off.streak == 0


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"day": TODAY + timedelta(1)}, digest.TO_COME),
        ({"day": date.max}, digest.TO_COME),
        ({"day": date.min}, digest.TOO_LONG_AGO),
        ({"since": date.min}, digest.TOO_LONG_AGO),
        ({"since": TODAY}, digest.NOT_EARLIER),
        ({"day": _ago(5), "since": _ago(2)}, digest.NOT_EARLIER),
    ],
)
def test_impossible_days_get_a_sentence(
    library: Library, days: dict[str, date], sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        _make(library, **days)


def test_the_first_day_there_can_be(library: Library) -> None:
    assert _make(library, day=date(1970, 1, 21)).new == ()


def test_a_clock_set_back_loses_no_suggestion(library: Library, clock: build.Clock) -> None:
    own, near = _add(library, "Own 0", "Near 3")
    with library.change("Done"):
        queue.done(library, [own])
    clock.move(days=-365)
    assert _ids(_make(library).for_you) == [near]


def test_a_library_that_is_only_read(library: Library) -> None:
    own, near = _add(library, "Own 0", "Near 3")
    with library.change("Queue"):
        queue.add(library, [own])
    reader = opening.open_reader(library.path)
    made = digest.make(reader, Similar(), SETTINGS)
    reader.close()
    assert (_ids(made.plan), _ids(made.for_you)) == ([own], [near])
    assert made.plan[0].reason is not None
