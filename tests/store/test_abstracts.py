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


OTHER = "Filtering the fast ones brings the moment forward fifty times."


def settle(library: Library, mark: Highlight, *, on: str = "", keep: bool = False) -> None:
    """Let the reader accept a highlight, put it `on` other words, or keep it as it is."""
    with library.change("Settle"):
        if on:
            start = text(library, mark.paper).index(on)
            highlights.place(library, mark.id, start, start + len(on))
        elif keep:
            highlights.keep(library, mark.id)
        else:
            highlights.accept(library, mark.id)


def kept(library: Library, mark: Highlight) -> bool:
    return highlights.get(library, mark.id).kept


def test_a_highlight_put_elsewhere_follows_its_new_words(library: Library, mark: Highlight) -> None:
    settle(library, mark, on=OTHER)
    put(library, mark.paper, "Well now. " + FIRST)  # both quotes stand as they stood
    assert state(library, mark) == (Anchor.ANCHORED, OTHER)
    put(library, mark.paper, FIRST.replace("fifty times", "sixty times"))
    assert state(library, mark) == (Anchor.MOVED, OTHER.replace("fifty", "sixty"))


def test_a_highlight_put_elsewhere_never_goes_back(library: Library, mark: Highlight) -> None:
    settle(library, mark, on=OTHER)
    put(library, mark.paper, FIRST.replace("fifty times", "sixty times"))  # moved, not settled
    put(library, mark.paper, FIRST.replace("fifty times", "sixty times or more"))
    now = OTHER.replace("fifty times", "sixty times or more")
    assert state(library, mark) == (Anchor.MOVED, now)
    for wording in (FIRST.replace(OTHER, "Nothing of the kind."), "Nothing.", f"{SECOND} Again."):
        put(library, mark.paper, wording)
        assert highlights.get(library, mark.id).anchor is Anchor.ORPHANED


def test_lost_words_that_were_chosen_come_back_marked(library: Library, mark: Highlight) -> None:
    settle(library, mark, on=OTHER)
    put(library, mark.paper, "Nothing.")
    put(library, mark.paper, "Nothing yet.")
    assert highlights.get(library, mark.id).anchor is Anchor.ORPHANED
    put(library, mark.paper, "Again: " + FIRST)
    assert state(library, mark) == (Anchor.MOVED, OTHER)


def test_accepted_words_are_followed_though_the_first_ones_return(
    library: Library, mark: Highlight
) -> None:
    now = SECOND.replace("trace the", "trace this")
    put(library, mark.paper, FIRST.replace(SECOND, now))
    settle(library, mark)
    put(library, mark.paper, FIRST + " " + now)
    assert state(library, mark) == (Anchor.MOVED, now)  # marked: its neighbours stand elsewhere


def test_one_of_equal_quotes_chosen_by_the_reader_stays_chosen(library: Library) -> None:
    [paper] = build.add(library, build.draft(abstract="On graphs it works. On images, so-so."))
    with library.change("Mark"):
        mark = highlights.get(library, highlights.add(library, paper, 10, 18, 1))
    twice = "On words it works. On sounds it works."
    put(library, paper, twice)
    with library.change("Choose"):
        highlights.place(library, mark.id, 29, 37)
    put(library, paper, "On graphs it works. " + twice)
    found = highlights.get(library, mark.id)
    assert (found.anchor, found.selector.start) == (Anchor.ANCHORED, 20 + 29)


def test_moved_goes_back_to_the_first_words_when_they_return(
    library: Library, mark: Highlight
) -> None:
    put(library, mark.paper, FIRST.replace("trace the", "trace this"))
    put(library, mark.paper, FIRST)
    assert state(library, mark) == (Anchor.ANCHORED, SECOND)


def test_kept_lasts_while_nothing_is_new(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, "Nothing.")
    settle(library, mark, keep=True)
    assert highlights.unsettled(library, mark.paper) == []
    put(library, mark.paper, "Nothing yet.")
    assert kept(library, mark)
    put(library, mark.paper, FIRST.replace("trace the", "trace this"))
    assert (highlights.get(library, mark.id).anchor, kept(library, mark)) == (Anchor.MOVED, False)


def test_a_moved_one_that_is_kept_asks_again_when_it_moves_on(
    library: Library, mark: Highlight
) -> None:
    now = FIRST.replace("trace the", "trace this")
    put(library, mark.paper, now)
    settle(library, mark, keep=True)
    put(library, mark.paper, "Well now. " + now)
    assert (state(library, mark)[0], kept(library, mark)) == (Anchor.MOVED, True)
    put(library, mark.paper, now.replace("slow directions", "low directions"))
    assert (state(library, mark)[0], kept(library, mark)) == (Anchor.MOVED, False)


def test_accepting_ends_keeping(library: Library, mark: Highlight) -> None:
    put(library, mark.paper, FIRST.replace("trace the", "trace this"))
    settle(library, mark, keep=True)
    settle(library, mark)
    assert not kept(library, mark)


@pytest.mark.parametrize("now", ["", "Nothing.", FIRST.replace("trace the", "trace this")])
def test_undo_of_an_edit_restores_every_anchor(library: Library, mark: Highlight, now: str) -> None:
    with library.change("Mark"):
        for start in (0, 20, 100):
            highlights.add(library, mark.paper, start, start + 17, 2)
    settle(library, mark, on=OTHER)
    before = build.dump(library)
    put(library, mark.paper, now)
    after = build.dump(library)
    library.undo()
    assert build.dump(library) == before
    library.redo()
    assert build.dump(library) == after
