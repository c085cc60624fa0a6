from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core import terms
from desktop_app.services.similar_terms import STEP, Filling
from desktop_app.store import embeddings, opening, papers, term_lists
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: terms are kept beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


@pytest.fixture
def index(library: Library) -> Iterator[Index]:
    """The index of the library."""
    made = embeddings.open_index(library.path)
    yield made
    made.close()


def _fill(library: Library, index: Index) -> int:
    """Do a whole run and count its steps."""
    job, steps = Filling(library, index), 1
    while job.step():
        steps += 1
    return steps


def _add(library: Library, count: int, word: str = "leeks") -> None:
    build.add(library, *(build.draft(f"{word} {n}", abstract=word) for n in range(count)))


def test_all_terms_are_kept_in_small_steps(library: Library, index: Index) -> None:
    _add(library, 3 * STEP)
    assert _fill(library, index) >= 3
    keys = embeddings.hashes(library)
    assert term_lists.known(index) == set(keys)
    texts = embeddings.texts(library, [papers[0] for papers in keys.values()])
    for key, (paper, *_) in keys.items():
        assert term_lists.some(index, [key])[key] == terms.pack(terms.read(*texts[paper]))


def test_it_goes_on_where_it_was_left(library: Library, index: Index) -> None:
    _add(library, 5 * STEP)
    job = Filling(library, index)
    for _ in range(4):
        job.step()
    begun = term_lists.known(index)
    assert 0 < len(begun) < 5 * STEP
    _fill(library, index)
    assert term_lists.known(index) == set(embeddings.hashes(library)) > begun


def test_what_is_there_is_not_read_again(library: Library, index: Index) -> None:
    _add(library, 20)
    _fill(library, index)
    assert _fill(library, index) <= 2


def test_rare_terms_are_counted_over_all(library: Library, index: Index) -> None:
    _add(library, 40)
    _add(library, 2, "grokking")
    _fill(library, index)
    among = term_lists.background(index)
    assert among is not None
    assert among.texts == 42
    assert among.rarity(terms.number(("grok",))) > among.rarity(terms.number(("leek",)))


def test_they_are_counted_again_when_there_are_many_more(library: Library, index: Index) -> None:
    _add(library, 10)
    _fill(library, index)
    _add(library, 30, "grokking")
    _fill(library, index)
    among = term_lists.background(index)
    assert among is not None
    assert among.texts == 40


def test_an_empty_library_has_nothing_to_count(library: Library, index: Index) -> None:
    _fill(library, index)
    assert term_lists.background(index) is None


def test_a_paper_that_went_meanwhile_is_passed_over(library: Library, index: Index) -> None:
    _add(library, 3)
    job = Filling(library, index)
    job.step()
    with library.change("Edit"):
        papers.edit(library, next(iter(embeddings.keyed(library)))[0], build.draft("Curvature"))
    while job.step():
        pass
    assert term_lists.known(index) == set(embeddings.hashes(library))
