from __future__ import annotations

import pytest

from desktop_app.core.papers import Author
from desktop_app.core.query import parse
from desktop_app.store import organise, papers, query_values, search
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def library(library: Library) -> Library:
    """A library with names to be suggested."""
    added = build.add(
        library,
        build.draft("One", authors=(Author("Lee", "Jaerin"), Author("Kim", "Ada")), venue="ICLR"),
        build.draft("Two", authors=(Author("Lee", "Jaerin"), Author("Éluard", "Paul"))),
        build.draft("Three", authors=(Author("Leary", "Ann"),), venue="Journal of Leeks"),
    )
    organise.tag(library, added, "out of distribution")
    organise.tag(library, added[:1], "Distillation")
    organise.add_collection(library, "Thesis")
    return library


def _names(library: Library, field: str, typed: str) -> list[str]:
    return [value.name for value in query_values.beginning(library, field, typed)]


def test_tags_that_begin_so_come_before_those_with_a_word_that_does(library: Library) -> None:
    assert _names(library, "tag", "dist") == ["Distillation", "out of distribution"]


def test_a_tag_has_its_colour(library: Library) -> None:
    [value] = query_values.beginning(library, "tag", "out")
    assert value.colour == organise.tags(library)[1].colour


def test_nothing_typed_gives_all(library: Library) -> None:
    assert _names(library, "tag", "") == ["Distillation", "out of distribution"]
    assert _names(library, "in", "") == ["Thesis"]


def test_authors_by_any_of_their_names_the_commonest_first(library: Library) -> None:
    assert _names(library, "author", "le") == ["Jaerin Lee", "Ann Leary"]
    assert _names(library, "author", "jaer") == ["Jaerin Lee"]
    assert _names(library, "author", "ada k") == ["Ada Kim"]


def test_accents_need_not_be_typed(library: Library) -> None:
    assert _names(library, "author", "elu") == ["Paul Éluard"]


def test_venues(library: Library) -> None:
    assert _names(library, "venue", "lee") == ["Journal of Leeks"]
    assert _names(library, "venue", "ic") == ["ICLR"]


def test_years_are_those_of_the_library_the_last_first(library: Library) -> None:
    added = build.add(
        library, *(build.draft(f"Of {year}", year=year) for year in (2024, 1998, 2023))
    )
    assert _names(library, "year", "") == ["2024", "2023", "1998"]
    assert _names(library, "after", "20") == ["2024", "2023"]
    papers.put_in_bin(library, added[:1])
    assert _names(library, "year", "202") == ["2023"]


def test_papers_in_the_bin_suggest_nothing(library: Library) -> None:
    papers.put_in_bin(library, search.papers(library, parse("")))
    assert _names(library, "author", "le") == []


@pytest.mark.parametrize("typed", ['"', "*", "NEAR/", "(", "\x00", "日本", "🦜", "a" * 10_000])
@pytest.mark.parametrize("field", ["author", "venue", "tag", "nothing"])
def test_bad_input_gives_nothing_and_no_error(library: Library, field: str, typed: str) -> None:
    assert _names(library, field, typed) == []
