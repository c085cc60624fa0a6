"""Searches kept under a name: their names, their order, what they ask for, undo."""

from __future__ import annotations

import pytest

from desktop_app.core.query import parse
from desktop_app.store import organise, saved_searches
from desktop_app.store.library import Library
from desktop_app.store.saved_searches import SavedSearch, SavedSearchId
from tests import build


def add(library: Library, name: str, query: str, sort: str = "") -> SavedSearchId:
    with library.change("Save"):
        return saved_searches.add(library, name, query, sort)


def names(library: Library) -> list[str]:
    return [held.name for held in saved_searches.all_of(library)]


def test_a_search_is_saved_with_its_order(library: Library) -> None:
    add(library, "  Unread,  with code ", "is:unread   grok*", "-year")
    [held] = saved_searches.all_of(library)
    assert held == SavedSearch(held.id, "Unread, with code", str(parse("is:unread grok*")), "-year")
    assert saved_searches.named(library, "unread, WITH code") == held
    assert saved_searches.named(library, "unread") is None


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        (" ", "leeks", saved_searches.NO_NAME),
        ("n" * 201, "leeks", saved_searches.LONG_NAME),
        ("GROKKING", "leeks", saved_searches.TAKEN.format(name="GROKKING")),
        ("Leeks", "  ", saved_searches.NO_QUERY),
    ],
)
def test_what_cannot_be_saved(library: Library, name: str, query: str, sentence: str) -> None:
    add(library, "Grokking", "grokking")
    before = build.dump(library)
    with pytest.raises(ValueError, match=r".+") as raised, library.change("Save"):
        saved_searches.add(library, name, query)
    assert str(raised.value) == sentence
    assert build.dump(library) == before


def test_names_are_alike_whatever_the_script(library: Library) -> None:
    add(library, "Ähren", "leeks")
    with pytest.raises(ValueError, match="ähren"):
        add(library, "ähren", "beets")
    assert names(library) == ["Ähren"]


def test_it_is_renamed_changed_moved_and_deleted_all_undone(library: Library) -> None:
    one, two, three = (add(library, name, name) for name in ("one", "two", "three"))
    before = build.dump(library)
    with library.change("Rename"):
        saved_searches.rename(library, one, "ONE")
    with library.change("Change"):
        saved_searches.change(library, two, "tag:ml", "title")
    with library.change("Move"):
        saved_searches.move(library, three, 0)
    with library.change("Delete"):
        saved_searches.remove(library, one)
    assert [(h.name, h.query, h.sort) for h in saved_searches.all_of(library)] == [
        ("three", "three", ""),
        ("two", "tag:ml", "title"),
    ]
    after = build.dump(library)
    for _ in range(4):
        library.undo()
    assert build.dump(library) == before
    for _ in range(4):
        library.redo()
    assert build.dump(library) == after


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [("a", 2, "bca"), ("c", 0, "cab"), ("b", 9, "acb"), ("b", -1, "bac"), ("b", 1, "abc")],
)
def test_moving(library: Library, moved: str, to: int, order: str) -> None:
    made = {name: add(library, name, name) for name in "abc"}
    with library.change("Move"):
        saved_searches.move(library, made[moved], to)
    assert "".join(names(library)) == order


def test_a_name_in_use_gets_a_number(library: Library) -> None:
    assert saved_searches.free_name(library, "grok") == "grok"
    add(library, "Grok", "grok")
    add(library, "grok 2", "grok")
    assert saved_searches.free_name(library, "grok") == "grok 3"
    assert len(saved_searches.free_name(library, "n" * 500)) <= saved_searches.LONGEST_NAME


def test_a_query_is_known_again_in_another_order(library: Library) -> None:
    made = add(library, "ML", 'tag:ml is:unread "slow gradients"')
    found = saved_searches.of_query(library, parse('"slow gradients" is:unread tag:ml'))
    assert found is not None
    assert found.id == made
    assert saved_searches.of_query(library, parse("tag:ml")) is None
    assert saved_searches.of_query(library, parse('tag:ml -is:unread "slow gradients"')) is None


def test_it_is_counted_no_further_than_asked(library: Library) -> None:
    found = build.add(library, *(build.draft(f"Paper {n}") for n in range(5)))
    with library.change("Tag"):
        organise.tag(library, found[:3], "ml")
    assert saved_searches.count(library, "tag:ml", 10) == 3
    assert saved_searches.count(library, "paper", 4) == 4
    assert saved_searches.count(library, "nothing", 4) == 0
