"""What a person said of who is whom is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.core.papers import Author
from desktop_app.core.works import Relation
from desktop_app.store import identity, pairs
from desktop_app.store.library import Library
from tests import build

RECORD = build.draft("Fast gradients", year=2024, doi="10.1000/z")


def test_papers_said_to_be_different_are_so_either_way(library: Library) -> None:
    one, other, third = build.add(library, *(build.draft(f"Paper {n}") for n in "abc"))
    with library.change("Say"):
        pairs.say_different(library, other, one)
        pairs.say_different(library, one, other)
        pairs.say_different(library, one, one)
    assert pairs.are_different(library, one, other)
    assert pairs.are_different(library, other, one)
    assert not pairs.are_different(library, one, third)
    assert pairs.all_different(library) == {(one, other)}


def test_a_remembered_record_is_the_paper_whatever_it_says(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    assert identity.same_work(library, RECORD) is None
    with library.change("Say"):
        pairs.remember(library, RECORD, paper)
    assert identity.related(library, replace(RECORD, title="fast GRADIENTS!")) == (
        paper,
        Relation.SAME,
    )
    library.undo()
    assert identity.same_work(library, RECORD) is None


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Fast gradients, too"},
        {"year": 2023},
        {"doi": None},
        {"arxiv": "2405.20233"},
        {"authors": (Author("Kim"),)},
    ],
)
def test_a_record_that_says_something_else_is_not(
    library: Library, change: dict[str, object]
) -> None:
    [paper] = build.add(library, build.draft())
    with library.change("Say"):
        pairs.remember(library, RECORD, paper)
    assert pairs.remembered(library, replace(RECORD, **change)) is None


def test_what_was_said_last_counts(library: Library) -> None:
    one, other = build.add(library, build.draft(), build.draft("Other"))
    with library.change("Say"):
        pairs.remember(library, RECORD, one)
        pairs.remember(library, RECORD, other)
    assert pairs.remembered(library, RECORD) == other


def test_a_citation_key_says_nothing(library: Library) -> None:
    build.add(library, build.draft(citekey="lee24"))
    assert identity.same_work(library, build.draft("Other things", citekey="lee24")) is None
