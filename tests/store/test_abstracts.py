"""Revisions of abstracts, and their highlights."""

import pytest

from desktop_app.core.highlights import Anchor, Highlight
from desktop_app.core.papers import PaperId
from desktop_app.store import abstracts, highlights
from desktop_app.store.library import Library
from tests import build

FIRST = build.ABSTRACT
SECOND = FIRST.split(". ")[1] + "."


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def put(library: Library, paper: PaperId, wording: str, origin: str = "person") -> bool:
    with library.change("Edit"):
        return abstracts.add(library, paper, wording, origin)


def text(library: Library, paper: PaperId) -> str:
    found = abstracts.current(library, paper)
    return found.text if found else ""


@pytest.fixture
def mark(library: Library, paper: PaperId) -> Highlight:
    """The second sentence, marked."""
    start = FIRST.index(SECOND)
    with library.change("Mark"):
        found = highlights.add(library, paper, start, start + len(SECOND), 1)
    return highlights.get(library, found)


def state(library: Library, mark: Highlight) -> tuple[Anchor, str]:
    found = highlights.get(library, mark.id)
    at = found.selector
    return found.anchor, text(library, mark.paper)[at.start : at.end]


def test_a_persons_wording_wins_over_any_import(library: Library, paper: PaperId) -> None:
    put(library, paper, "Mine.")
    put(library, paper, "From a file.", "import")
    assert text(library, paper) == "Mine."


def test_the_newest_import_wins_over_an_older_one(library: Library, paper: PaperId) -> None:
    put(library, paper, "From a file.", "import")
    assert text(library, paper) == "From a file."


def test_an_import_that_was_there_before_does_not_come_back(
    library: Library, paper: PaperId
) -> None:
    put(library, paper, "From a file.", "import")
    assert not put(library, paper, FIRST, "import")
    assert text(library, paper) == "From a file."


def test_the_present_wording_again_is_no_revision(library: Library, paper: PaperId) -> None:
    assert not put(library, paper, f" {FIRST}\r\n")


def test_a_highlight_follows_its_passage(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, "Well now. " + FIRST)
    assert state(library, mark) == (Anchor.ANCHORED, SECOND)


def test_an_edit_inside_is_followed_and_said(library: Library, mark: Highlight) -> None:
    now = SECOND.replace("delay", "long delay")
    put(library, mark.paper, FIRST.replace(SECOND, now))
    assert state(library, mark) == (Anchor.MOVED, now)


def test_the_quote_as_first_marked_is_kept(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, FIRST.replace("We trace the", "We hunt that"))
    assert highlights.get(library, mark.id).selector.exact == SECOND


def test_moved_stays_moved_until_it_is_accepted(library: Library, mark: Highlight) -> None:
    now = FIRST.replace("trace the", "trace this")
    put(library, mark.paper, now)
    put(library, mark.paper, "Well now. " + now)
    assert state(library, mark)[0] is Anchor.MOVED
    with library.change("Accept"):
        highlights.accept(library, mark.id)
    put(library, mark.paper, "Oh well. " + now)
    assert state(library, mark) == (Anchor.ANCHORED, SECOND.replace("the", "this", 1))


def test_orphaned_comes_back_with_its_passage(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, "")
    assert highlights.get(library, mark.id).anchor is Anchor.ORPHANED
    put(library, mark.paper, "Nothing of the kind.")
    assert highlights.get(library, mark.id).anchor is Anchor.ORPHANED
    put(library, mark.paper, "Again: " + FIRST)
    assert state(library, mark) == (Anchor.ANCHORED, SECOND)


def test_an_orphan_cannot_be_accepted(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, "Nothing.")
    with library.change("Accept"):
        highlights.accept(library, mark.id)
    assert highlights.get(library, mark.id).anchor is Anchor.ORPHANED


def test_an_import_under_a_persons_wording_leaves_highlights_alone(
    library: Library, paper: PaperId
) -> None:
    put(library, paper, "Mine alone.")
    with library.change("Mark"):
        highlights.add(library, paper, 0, 4, 1)
    before = highlights.of(library, paper)
    put(library, paper, "From a file.", "import")
    assert highlights.of(library, paper) == before
