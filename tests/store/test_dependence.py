"""Which changes may concern what a query finds."""

from __future__ import annotations

import pytest

from desktop_app.core.query import FIELDS, parse
from desktop_app.store import dependence, organise, papers, queue, search
from desktop_app.store.library import Library, Notice
from tests import build


@pytest.mark.parametrize(
    "query",
    [
        "leek",
        "tag:ml",
        "is:queued",
        "is:read",
        "year:2024",
        "tag:ml OR is:queued",
        "-(tag:ml leek)",
    ],
)
def test_a_change_of_what_is_found_touches_its_tables(library: Library, query: str) -> None:
    found = build.add(library, build.draft("Leek", year=2024), build.draft("Beet", year=2020))
    asked, told = parse(query), list[Notice]()
    library.subscribe(told.append)
    tables = dependence.tables(asked)
    for change in (
        lambda: organise.tag(library, found, "ml"),
        lambda: queue.add(library, found[:1]),
        lambda: queue.done(library, found),
        lambda: papers.edit(library, found[1], build.draft("Leek and beet", year=2024)),
        lambda: papers.put_in_bin(library, found[:1]),
    ):
        before = search.papers(library, asked)
        told.clear()
        with library.change("x"):
            change()
        if search.papers(library, asked) != before:
            assert not tables.isdisjoint(told[0].rows)


def test_every_field_is_known_and_words_depend_on_no_queue(library: Library) -> None:
    assert all(dependence.tables(parse(f"{field}:2020")) for field in FIELDS)
    assert dependence.tables(parse("leek")) == {"paper", "search_text"}
    assert "queue_entry" in dependence.tables(parse("leek (tag:ml OR is:queued)"))
