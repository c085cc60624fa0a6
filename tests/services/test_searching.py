from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.engines import vectors as engine
from desktop_app.services import searching
from desktop_app.services.similar import Similar
from desktop_app.store import opening, papers, search
from desktop_app.store.library import Library
from tests import build, vectors


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


def _add(library: Library, *titles: str, year: int | None = None) -> list[PaperId]:
    added = build.add(library, *(build.draft(title, year=year) for title in titles))
    vectors.index(library)
    return added


def _near(library: Library, degrees: float, typed: str = "", most: int = 10) -> list[PaperId]:
    found = searching.near(
        library,
        Similar().vectors(library),
        engine.read(vectors.turned(degrees)),
        parse(typed),
        most,
    )
    return [result.paper for result in found]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("late generalisation ", "late generalisation"),
        ('"slow gradients" tag:ml -vision year:2020.. deep', "slow gradients deep"),
        ("(a OR b) -(c OR d)", "a b"),
        ("is:unread", ""),
        ("", ""),
    ],
)
def test_what_is_embedded_are_the_words_that_are_wanted(typed: str, meant: str) -> None:
    assert searching.meaning_of(parse(typed)) == meant


def test_the_nearest_in_meaning_come_first(library: Library) -> None:
    far, near, middle = _add(library, "Far 90", "Near 5", "Middle 45")
    assert _near(library, 0) == [near, middle, far]


def test_conditions_narrow_what_is_near(library: Library) -> None:
    [old] = _add(library, "Old 0", year=1999)
    [new] = _add(library, "New 80", year=2024)
    assert _near(library, 0, "anything after:2020") == [new]
    assert _near(library, 0, "anything") == [old, new]


def test_words_left_out_narrow_too(library: Library) -> None:
    _add(library, "Vision 0")
    [other] = _add(library, "Other 50")
    assert _near(library, 0, "anything -vision") == [other]


def test_what_is_in_the_bin_is_not_near(library: Library) -> None:
    added = _add(library, *(f"Paper {n}" for n in range(6)))
    similar = Similar()
    held = similar.vectors(library)
    with library.change("Delete"):
        papers.put_in_bin(library, added[:4])
    found = searching.near(library, held, engine.read(vectors.turned(0)), parse("x"), 2)
    assert [result.paper for result in found] == added[4:]


def test_both_puts_first_what_words_and_meaning_find(library: Library) -> None:
    one, two, three = map(PaperId, range(1, 4))
    text = search.Found([one, two], "rank")
    meaning = [searching.Result(three, 0.9, 0.9), searching.Result(two, 0.8, 0.8)]
    found = searching.fused(text, meaning)
    assert [result.paper for result in found] == [two, one, three]
    assert [result.cosine for result in found] == [0.8, None, 0.9]


def test_where_words_find_too_many_to_rank_meaning_comes_first(library: Library) -> None:
    one, two, three = map(PaperId, range(1, 4))
    text = search.Found([one, two], "added", broad=True)
    found = searching.fused(text, [searching.Result(three, 0.9, 0.9), searching.Result(two, 0.8)])
    assert [result.paper for result in found] == [three, two, one]
