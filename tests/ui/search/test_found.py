"""What the search over the window finds, and what it tells of it."""

from __future__ import annotations

import pytest

from desktop_app.core.papers import State
from desktop_app.core.query import Query, parse
from desktop_app.store import highlights, papers, search
from desktop_app.store.library import Library
from desktop_app.store.page_search import PageHit
from desktop_app.store.search import Hit
from desktop_app.ui.search import found
from desktop_app.ui.search.found import NEWEST, RANK, Group, Kind
from tests import build
from tests.ui.search import building


@pytest.fixture
def library() -> Library:
    made = build.library()
    building.fill(made)
    return made


def find(library: Library, typed: str, order: str = RANK, most: int = 10) -> dict[Kind, Group]:
    groups = found.find(library, parse(typed), order, most, most)
    return {group.kind: group for group in groups}


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_every_kind_is_found_with_its_words_marked(library: Library) -> None:
    groups = find(library, "grok*")
    assert {kind: len(group.hits) for kind, group in groups.items()} == {
        Kind.PAPER: 2,
        Kind.HIGHLIGHT: 2,
        Kind.NOTE: 2,
    }
    paper = next(r for r in groups[Kind.PAPER].results if r.text.startswith("Grokfast"))
    assert marked(paper.text, paper.spans) == ["Grokfast"]
    assert marked(paper.detail, paper.detail_spans) == ["grokking"]
    assert (paper.row.title, paper.row.state) == ("Grokfast: slow gradients", State.READING)
    quote = next(r for r in groups[Kind.HIGHLIGHT].results if r.colour == 1)
    assert (quote.text, quote.owner) == ("grokking phenomenon", "Grokfast")
    assert quote.day == library.today()
    assert marked(quote.text, quote.spans) == ["grokking"]
    of_paper, own = sorted(groups[Kind.NOTE].results, key=lambda note: note.paper is None)
    assert (of_paper.owner, own.owner) == ("Grokfast", "")
    assert marked(of_paper.text, of_paper.spans) == ["grok"]


def test_conditions_alone_find_papers(library: Library) -> None:
    groups = find(library, "is:queued")
    assert [r.text for r in groups[Kind.PAPER].results] == ["Numerical stability"]
    assert not groups[Kind.HIGHLIGHT].hits
    assert not groups[Kind.NOTE].hits


def test_the_newest_come_first_where_that_is_wanted(library: Library) -> None:
    ranked, newest = find(library, "grok*"), find(library, "grok*", NEWEST)
    assert [r.text for r in newest[Kind.PAPER].results] == [
        "Numerical stability",
        "Grokfast: slow gradients",
    ]
    for kind in (Kind.HIGHLIGHT, Kind.NOTE):
        items = [hit.item for hit in newest[kind].hits]
        assert items == sorted(items, reverse=True)
        assert set(items) == {hit.item for hit in ranked[kind].hits}


def test_more_than_are_counted_are_not_the_whole(library: Library) -> None:
    groups = find(library, "grok*", most=1)
    assert [(len(g.hits), g.whole) for g in groups.values()] == [(1, False)] * 3


def test_the_first_papers_are_those_of_the_whole(library: Library) -> None:
    (group,) = found.first(library, parse("grok*"), RANK, 5)
    assert group == find(library, "grok*", most=5)[Kind.PAPER]


def test_what_is_gone_meanwhile_is_left_out(library: Library) -> None:
    query = parse("grok*")
    hits = [Hit("paper", 99, 99), Hit("highlight", 99, 1), Hit("note", 99, None)]
    assert found.results(library, query, hits) == ()
    whole = search.papers(library, query)
    with library.change("Bin"):
        papers.put_in_bin(library, whole[:1])
    papers.delete_for_good(library, whole[:1])
    left = found.results(library, query, [Hit("paper", paper, paper) for paper in whole])
    assert [result.item for result in left] == whole[1:]


def test_pages_tell_their_number_and_paper(library: Library) -> None:
    (paper,) = search.papers(library, parse("Leeks"))
    hits = [PageHit(paper, 1, page, 0.0, f"page {page} on leeks") for page in range(3)]
    group = found.pages(library, parse("leeks"), hits, 2)
    assert (group.kind, len(group.hits), group.whole) == (Kind.PAGE, 2, False)
    assert [(r.page.page, r.owner) for r in group.results] == [(0, "Leeks"), (1, "Leeks")]
    assert len({result.name for result in group.results}) == 2


def test_a_comment_is_shown_where_the_quote_does_not_match(library: Library) -> None:
    run = library.db.conn.execute
    (highlight,) = run("SELECT min(id) FROM highlight").fetchone()
    with library.change("Comment"):
        highlights.comment(library, highlight, "Compare with weight decay")
    (result,) = find(library, "decay")[Kind.HIGHLIGHT].results
    assert marked(result.text, result.spans) == ["decay"]
    assert result.text.startswith("grokking phenomenon")


def test_nothing_is_found_by_an_unknown_word(library: Library) -> None:
    assert not any(group.hits for group in find(library, "zzxqy").values())
    assert find(library, "")[Kind.PAPER].hits == find(library, str(Query()))[Kind.PAPER].hits
