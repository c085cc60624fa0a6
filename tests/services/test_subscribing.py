from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.services import subscribing
from desktop_app.services.similar import Similar
from desktop_app.store import opening, papers, subscriptions
from desktop_app.store.library import Library
from desktop_app.store.subscriptions import Kind
from tests import build, vectors


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


@pytest.fixture
def at(library: Library) -> dict[int, PaperId]:
    """Papers at every fifth degree of a right angle."""
    degrees = range(0, 91, 5)
    added = build.add(library, *(build.draft(f"Paper {d}") for d in degrees))
    vectors.index(library)
    return dict(zip(degrees, added, strict=True))


def _subscribe(library: Library, name: str, kind: Kind, words: str) -> None:
    with library.change("Subscribe"):
        subscriptions.add(library, name, kind, words)


def _embed(library: Library) -> list[str]:
    lacking = subscribing.lacking(library)
    encoded = vectors.encode(list(lacking.values()))
    subscribing.keep(library, dict(zip(lacking, encoded, strict=True)))
    return list(lacking.values())


def _matched(library: Library, among: list[PaperId] | None = None) -> list[tuple[PaperId, ...]]:
    return [m.papers for m in subscribing.all_of(library, Similar(), among)]


def test_a_search_matches_what_the_search_box_finds(
    library: Library, at: dict[int, PaperId]
) -> None:
    _subscribe(library, "Forty", Kind.SEARCH, '"Paper 40"')
    assert _matched(library) == [(at[40],)]
    assert _matched(library, [at[40], at[45]]) == [(at[40],)]
    assert _matched(library, [at[45]]) == [()]
    assert _matched(library, []) == [()]


def test_a_text_waits_until_it_is_embedded_once(library: Library, at: dict[int, PaperId]) -> None:
    _subscribe(library, "Low", Kind.TEXT, "Near 0")
    [waiting] = subscribing.all_of(library, Similar())
    assert (waiting.ready, waiting.papers) == (False, ())
    assert _embed(library) == ["Near 0"]
    assert subscribing.lacking(library) == {}
    [found] = subscribing.all_of(library, Similar())
    assert found.ready
    assert found.papers[0] == at[0]


def test_a_text_matches_what_is_near_it_best_first(
    library: Library, at: dict[int, PaperId]
) -> None:
    _subscribe(library, "Near", Kind.TEXT, "Near 0")
    _embed(library)
    [near] = _matched(library)
    assert near == tuple(at[d] for d in range(0, 61, 5))  # the cosine of 60 degrees is a half
    assert _matched(library, [at[80], at[40], at[10]]) == [(at[10], at[40])]


def test_nothing_matches_a_text_about_something_else(
    library: Library, at: dict[int, PaperId]
) -> None:
    _subscribe(library, "Away", Kind.TEXT, "Away 200")
    _embed(library)
    assert _matched(library) == [()]


def test_all_that_a_search_matches_is_counted(library: Library) -> None:
    build.add(library, *(build.draft(f"Paper {n}") for n in range(subscribing.MOST + 67)))
    _subscribe(library, "Paper", Kind.SEARCH, "paper")
    [found] = subscribing.all_of(library, Similar())
    assert (len(found.papers), found.more) == (subscribing.MOST + 67, False)
    assert subscribing.record(found)["papers"] == subscribing.MOST + 67


def test_a_text_near_very_many_says_there_are_more(library: Library) -> None:
    added = build.add(library, *(build.draft(f"Paper {n / 10}") for n in range(120)))
    vectors.index(library)
    _subscribe(library, "Near", Kind.TEXT, "Near 0")
    _embed(library)
    found = subscribing.all_of(library, Similar())
    assert [(len(m.papers), m.more) for m in found] == [(subscribing.MOST, True)]
    found = subscribing.all_of(library, Similar(), added)
    assert [(len(m.papers), m.more) for m in found] == [(120, False)]


def test_the_bin_is_left_out(library: Library, at: dict[int, PaperId]) -> None:
    _subscribe(library, "Near", Kind.TEXT, "Near 0")
    _subscribe(library, "Paper", Kind.SEARCH, "paper")
    _embed(library)
    similar = Similar()
    subscribing.all_of(library, similar)
    with library.change("Delete"):
        papers.put_in_bin(library, [at[0]])
    assert all(at[0] not in m.papers for m in subscribing.all_of(library, similar, [at[0], at[5]]))
    assert all(at[0] not in m.papers for m in subscribing.all_of(library, similar))


def test_the_vector_of_a_text_is_that_of_no_paper(library: Library) -> None:
    build.add(library, build.draft("Near 0", abstract=None))
    _subscribe(library, "Near", Kind.TEXT, "Near 0")
    _embed(library)
    assert Similar().vectors(library).ids == []


def test_a_library_without_subscriptions_or_vectors(library: Library) -> None:
    assert _matched(library) == []
    assert subscribing.lacking(library) == {}
    _subscribe(library, "Near", Kind.TEXT, "Near 0")
    _embed(library)
    assert _matched(library) == [()]
