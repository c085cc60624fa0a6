"""Highlights of abstracts and the comments on them."""

import sqlite3

import pytest

from desktop_app.core.highlights import Anchor, HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import highlights, search
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def mark(library: Library, paper: PaperId, start: int, end: int, colour: int = 1) -> HighlightId:
    with library.change("Mark"):
        return highlights.add(library, paper, start, end, colour)


def test_a_highlight_holds_its_passage(library: Library, paper: PaperId) -> None:
    found = highlights.get(library, mark(library, paper, 0, 8, 3))
    assert (found.selector.exact, found.colour, found.anchor) == ("Networks", 3, Anchor.ANCHORED)
    assert (found.paper, found.comment) == (paper, "")


def test_highlights_come_in_the_order_of_the_text(library: Library, paper: PaperId) -> None:
    later, first = mark(library, paper, 40, 60), mark(library, paper, 0, 8)
    assert [h.id for h in highlights.of(library, paper)] == [first, later]


@pytest.mark.parametrize(("start", "end"), [(8, 9), (5, 5), (9999, 10_000)])
def test_nothing_cannot_be_marked(library: Library, paper: PaperId, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty"):
        mark(library, paper, start, end)


def test_a_paper_without_abstract_cannot_be_marked(library: Library) -> None:
    [paper] = build.add(library, build.draft(abstract=None))
    with pytest.raises(ValueError, match="no abstract"):
        mark(library, paper, 0, 5)


def test_there_are_five_colours(library: Library, paper: PaperId) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        mark(library, paper, 0, 8, 6)
    assert highlights.of(library, paper) == []


def test_recolouring_and_commenting(library: Library, paper: PaperId) -> None:
    found = mark(library, paper, 0, 8)
    with library.change("Colour"):
        highlights.recolour(library, found, 5)
        highlights.comment(library, found, " Why\x00?\r\n")
    after = highlights.get(library, found)
    assert (after.colour, after.comment) == (5, "Why?")


def test_the_same_colour_and_comment_again_are_no_change(library: Library, paper: PaperId) -> None:
    found = mark(library, paper, 0, 8)
    with library.change("Nothing"):
        highlights.recolour(library, found, 1)
        highlights.comment(library, found, "")
        highlights.accept(library, found)
    assert library.undo_label == "Mark"


def test_a_comment_is_searched(library: Library, paper: PaperId) -> None:
    found = mark(library, paper, 0, 8)
    with library.change("Comment"):
        highlights.comment(library, found, "zebra")
    assert search.papers(library, parse("zebra")) == [paper]
    with library.change("Remove"):
        highlights.remove(library, found)
    assert search.papers(library, parse("zebra")) == []
    with pytest.raises(KeyError):
        highlights.get(library, found)


def test_offsets_count_code_points(library: Library) -> None:
    [paper] = build.add(library, build.draft(abstract="🤗🤗 \U00020000漢 plain"))
    assert highlights.get(library, mark(library, paper, 3, 5)).selector.exact == "\U00020000漢"
