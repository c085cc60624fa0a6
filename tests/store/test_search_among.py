"""A few papers asked whether a query finds them."""

from __future__ import annotations

import random

import pytest

from desktop_app.core.query import parse
from desktop_app.store import notes, organise, papers, queue, search
from desktop_app.store.library import Library
from tests import build

WORDS = ("grokking", "gradient", "maps", "nets")
QUERIES = (
    "",
    "grok",
    "grokking maps",
    "-maps",
    "tag:theory",
    "is:unread nets",
    "year:2001..2003",
    "author:lee",
    "(maps OR tag:theory) -is:queued",
)


@pytest.mark.parametrize("query", QUERIES)
def test_it_finds_what_the_whole_search_does(library: Library, query: str) -> None:
    dice = random.Random(3)
    drafts = [
        build.draft(" ".join(dice.sample(WORDS, 2)) + f" {n}", year=2000 + n % 5, abstract=None)
        for n in range(40)
    ]
    all_ = build.add(library, *drafts)
    with library.change("use"):
        organise.tag(library, all_[::3], "theory")
        queue.add(library, all_[::4])
        notes.put(library, all_[5], "grokking again")
        papers.put_in_bin(library, all_[::7])
    for sort in search.SORTS:
        found = search.find(library, parse(query), sort=sort).papers
        some = dice.sample(all_, 15)
        among = search.among(library, parse(query), some, sort=sort)
        assert among == [paper for paper in found if paper in some]
    found = search.find(library, parse(query), sort="rank").papers
    among = search.among(library, parse(query), all_, sort="rank")
    assert among == sorted(found, key=all_.index)
    assert set(search.among(library, parse(query), all_, sort="title", binned=True)) <= set(
        all_[::7]
    )
