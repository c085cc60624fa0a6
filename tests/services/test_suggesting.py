from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId, State
from desktop_app.core.ranking import Basis
from desktop_app.services import suggesting
from desktop_app.services.similar import Similar
from desktop_app.services.suggesting import Suggestions
from desktop_app.store import deeds, highlights, opening, papers, queue
from desktop_app.store.library import Library
from tests import build, vectors

TODAY = date(2026, 11, 23)


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


def _add(library: Library, *titles: str) -> list[PaperId]:
    added = build.add(library, *map(build.draft, titles))
    vectors.index(library)
    return added


def _circle(library: Library) -> dict[int, PaperId]:
    """Add a paper at every fifth degree of a right angle."""
    degrees = range(0, 91, 5)
    return dict(zip(degrees, _add(library, *(f"Paper {d}" for d in degrees)), strict=True))


def _done(library: Library, *read: PaperId) -> None:
    with library.change("Done"):
        queue.done(library, read)


def _suggest(library: Library, limit: int = 3, among: list[PaperId] | None = None) -> Suggestions:
    return suggesting.suggest(library, Similar(), limit, among)


def _found(suggestions: Suggestions) -> list[PaperId]:
    return [suggestion.paper for suggestion in suggestions.found]


def test_nothing_done_suggests_nothing_and_says_so(library: Library) -> None:
    _circle(library)
    assert _suggest(library) == Suggestions((), Basis.NOTHING, 19, 19)


def test_an_empty_library_suggests_nothing(library: Library) -> None:
    assert _suggest(library) == Suggestions((), Basis.NOTHING, 0, 0)


def test_what_is_liked_but_not_indexed_says_so(library: Library) -> None:
    (one, _) = build.add(library, build.draft("One 0"), build.draft("Two 5"))
    _done(library, one)
    assert _suggest(library) == Suggestions((), Basis.UNINDEXED, 0, 2)


def test_what_is_indexed_by_now_is_suggested_and_counted(library: Library) -> None:
    one, two = _add(library, "One 0", "Two 5")
    build.add(library, build.draft("Three 10"))
    _done(library, one)
    found = _suggest(library)
    assert (_found(found), found.indexed, found.total) == ([two], 2, 3)


def test_one_paper_read_suggests_what_is_near_it(library: Library) -> None:
    at = _circle(library)
    _done(library, at[45])
    found = _suggest(library, 4)
    assert set(_found(found)) == {at[35], at[40], at[50], at[55]}
    assert found.basis is Basis.LATELY
    first = found.found[0]
    assert (first.source, first.origin) == (at[45], Origin(Because.READ, "Paper 45", TODAY))


def test_three_papers_read_make_a_model(library: Library) -> None:
    at = _circle(library)
    _done(library, at[0], at[5], at[15])
    found = _suggest(library, 2)
    assert found.basis is Basis.TASTE
    assert set(_found(found)) == {at[10], at[20]}
    assert found.found[0].score >= found.found[1].score


def test_dropping_turns_away_from_what_is_near_it(library: Library) -> None:
    at = _circle(library)
    _done(library, at[40], at[45], at[50])
    with library.change("Drop"):
        queue.drop(library, [at[70], at[75], at[80]])
    found = _found(_suggest(library, 16))
    assert found.index(at[35]) < found.index(at[55])
    assert found[-1] in (at[85], at[90])


def test_less_like_this_turns_away_and_undo_turns_back(library: Library) -> None:
    at = _circle(library)
    _done(library, at[40], at[45], at[50])
    before = _found(_suggest(library, 30))
    with library.change("Less like this"):
        deeds.set_less_like(library, [at[55], at[60]])
    after = _found(_suggest(library, 30))
    assert not {at[55], at[60]} & set(after)
    assert after.index(at[30]) < after.index(at[65])
    library.undo()
    assert _found(_suggest(library, 30)) == before


def test_only_what_is_new_to_the_reader_is_suggested(library: Library) -> None:
    at = _circle(library)
    _done(library, at[0])
    with library.change("work"):
        queue.add(library, [at[5]])
        papers.set_state(library, [at[10]], State.READING)
        papers.put_in_bin(library, [at[15]])
        queue.drop(library, [at[20]])
    assert not set(_found(_suggest(library, 30))) & {at[d] for d in (0, 5, 10, 15, 20)}


def test_the_very_text_of_a_paper_read_is_left_out(library: Library) -> None:
    one, _same, other = _add(library, "One 0", "One 0", "Other 30")
    _done(library, one)
    assert _found(_suggest(library)) == [other]


def test_a_paper_is_called_by_its_name_without_its_subtitle(library: Library) -> None:
    one, _ = _add(library, "Grokfast: Accelerated Grokking 0", "Near 5")
    _done(library, one)
    found = _suggest(library).found
    assert found[0].origin == Origin(Because.READ, "Grokfast", TODAY)
    (record,) = suggesting.records(library, found)
    assert record["reason"] == "Close to “Grokfast”, which you read today"


def test_each_says_what_the_reader_did_with_what_it_comes_from(library: Library) -> None:
    low, mid, high, near_low, near_high, *_ = _add(
        library, "Low 0", "Mid 2", "High 90", "Near 4", "Far 88", "Else 45", "Else 50"
    )
    with library.change("work"):
        highlights.add(library, low, 0, 8, 1)
        highlights.add(library, mid, 0, 8, 1)
        queue.done(library, [high])
    by_paper = {s.paper: s for s in _suggest(library, 9).found}
    assert by_paper[near_high].origin == Origin(Because.READ, "High 90", TODAY)
    assert by_paper[near_low].origin.because is Because.HIGHLIGHTED
    assert by_paper[near_low].source in (low, mid)


def test_the_terms_both_use_are_given(library: Library) -> None:
    one, other = build.add(
        library,
        build.draft("One 0", abstract="Weight decay explains delayed generalization."),
        build.draft("Two 9", abstract="On delayed generalization and weight decay."),
    )
    vectors.index(library)
    _done(library, one)
    [found] = _suggest(library).found
    assert found.paper == other
    assert set(found.why) == {"weight decay", "delayed generalization"}


def test_only_among_the_papers_given(library: Library) -> None:
    at = _circle(library)
    _done(library, at[0], at[5], at[15])
    unindexed = build.add(library, build.draft("New 1"))
    found = _suggest(library, 9, [at[90], at[60], at[5], *unindexed])
    assert _found(found) == [at[60], at[90]]
    assert _found(_suggest(library, 1, [at[90], at[60]])) == [at[60]]
    assert _found(_suggest(library, 9, [])) == []


def test_looks_further_where_the_nearest_may_not_be_suggested(library: Library) -> None:
    own, *others, last = _add(library, *(f"Paper {n}" for n in range(80)))
    _done(library, own)
    with library.batch():
        papers.put_in_bin(library, others)
    similar = Similar()
    assert _found(suggesting.suggest(library, similar, 3)) == [last]


def test_it_is_the_same_each_time(library: Library) -> None:
    at = _circle(library)
    _done(library, at[0], at[45], at[90])
    assert _suggest(library, 10) == _suggest(library, 10)


def test_five_bars() -> None:
    assert [suggesting.strength(s) for s in (-1, 1.7, 1.9, 2.1, 2.5, 3)] == [1, 1, 2, 3, 4, 5]
