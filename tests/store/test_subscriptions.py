from __future__ import annotations

import re

import pytest

from desktop_app.store import subscriptions
from desktop_app.store.library import Library
from desktop_app.store.subscriptions import Kind
from tests import build


def _names(library: Library) -> list[str]:
    return [subscription.name for subscription in subscriptions.all_of(library)]


def test_they_are_listed_by_name(library: Library) -> None:
    with library.change("Subscribe"):
        subscriptions.add(library, " robot  learning ", Kind.TEXT, " How robots\nlearn. ")
        subscriptions.add(library, "Grokking", Kind.SEARCH, "grokking  is:unread")
    first, second = subscriptions.all_of(library)
    assert (first.name, first.kind, first.words) == ("Grokking", Kind.SEARCH, "grokking is:unread")
    assert (second.name, second.words) == ("robot learning", "How robots\nlearn.")


def test_one_is_found_by_its_name(library: Library) -> None:
    with library.change("Subscribe"):
        added = subscriptions.add(library, "Grokking", Kind.SEARCH, "grokking")
    found = subscriptions.named(library, " grokKing")
    assert found is not None
    assert found.id == added
    assert subscriptions.named(library, "Other") is None


@pytest.mark.parametrize(
    ("name", "kind", "words", "sentence"),
    [
        (" ", Kind.TEXT, "leeks", subscriptions.NO_NAME),
        ("Leeks", Kind.TEXT, " \n", subscriptions.NO_WORDS),
        ("Leeks", Kind.TEXT, "…", subscriptions.NO_WORDS),
        ("Leeks", Kind.SEARCH, '""', subscriptions.NO_WORDS),
        ("Leeks", Kind.SEARCH, "-", subscriptions.NO_WORDS),
        ("n" * 201, Kind.TEXT, "leeks", subscriptions.LONG_NAME),
        ("GROKKING", Kind.TEXT, "leeks", subscriptions.TAKEN.format(name="GROKKING")),
    ],
)
def test_what_is_empty_or_taken_is_refused(
    library: Library, name: str, kind: Kind, words: str, sentence: str
) -> None:
    with library.change("Subscribe"):
        subscriptions.add(library, "Grokking", Kind.SEARCH, "grokking")
    wanted = f"^{re.escape(sentence)}$"
    with pytest.raises(ValueError, match=wanted), library.change("Subscribe"):
        subscriptions.add(library, name, kind, words)
    assert _names(library) == ["Grokking"]


def test_names_that_differ_in_case_alone_are_the_same_in_any_script(library: Library) -> None:
    with library.change("Subscribe"):
        subscriptions.add(library, "zwei", Kind.TEXT, "leeks")
        one = subscriptions.add(library, "ÄÖÜ", Kind.TEXT, "leeks")
    with pytest.raises(ValueError, match="“äöü” already"), library.change("Subscribe"):
        subscriptions.add(library, "äöü", Kind.TEXT, "beets")
    found = subscriptions.named(library, "a\u0308öü")
    assert found is not None
    assert found.id == one
    with library.change("Rename"):
        subscriptions.rename(library, one, "äöü" + "n" * 197)
    assert len(_names(library)) == 2


def test_a_search_of_fields_alone_looks_for_something(library: Library) -> None:
    with library.change("Subscribe"):
        subscriptions.add(library, "Stars", Kind.SEARCH, "is:starred")
    assert _names(library) == ["Stars"]


def test_renaming(library: Library) -> None:
    with library.change("Subscribe"):
        one = subscriptions.add(library, "One", Kind.TEXT, "leeks")
        subscriptions.add(library, "Two", Kind.TEXT, "beets")
    with library.change("Rename"):
        subscriptions.rename(library, one, "ONE")
    with pytest.raises(ValueError, match="“two” already"), library.change("Rename"):
        subscriptions.rename(library, one, "two")
    assert _names(library) == ["ONE", "Two"]


def test_every_change_can_be_undone(library: Library) -> None:
    before = build.dump(library)
    with library.change("Subscribe"):
        one = subscriptions.add(library, "One", Kind.TEXT, "leeks")
    subscribed = build.dump(library)
    with library.change("Rename"):
        subscriptions.rename(library, one, "Other")
    with library.change("Unsubscribe"):
        subscriptions.remove(library, one)
    assert _names(library) == []
    library.undo()
    library.undo()
    assert build.dump(library) == subscribed
    library.undo()
    assert build.dump(library) == before
