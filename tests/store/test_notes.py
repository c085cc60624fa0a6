"""Notes of papers."""

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import listing, notes, search
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def put(library: Library, paper: PaperId, markdown: str) -> None:
    with library.change("Note"):
        notes.put(library, paper, markdown)


def test_a_note_keeps_its_white_space(library: Library, paper: PaperId) -> None:
    put(library, paper, "  # Title\r\n\n- item\t \x00")
    assert notes.get(library, paper) == "  # Title\n\n- item\t "


@pytest.mark.parametrize("empty", ["", " \n\t"])
def test_an_empty_note_is_none(library: Library, paper: PaperId, empty: str) -> None:
    put(library, paper, "zebra")
    assert listing.rows(library, [paper])[0].has_note
    put(library, paper, empty)
    assert notes.get(library, paper) == ""
    assert not listing.rows(library, [paper])[0].has_note
    assert search.papers(library, parse("zebra")) == []


def test_the_same_note_again_is_no_change(library: Library, paper: PaperId) -> None:
    put(library, paper, "text")
    library.undo()
    library.redo()
    put(library, paper, "text")
    library.undo()
    assert notes.get(library, paper) == ""


def test_a_note_is_searched_as_it_is_now(library: Library, paper: PaperId) -> None:
    put(library, paper, "zebra")
    put(library, paper, "giraffe")
    assert search.papers(library, parse("zebra")) == []
    assert search.papers(library, parse("giraffe")) == [paper]
