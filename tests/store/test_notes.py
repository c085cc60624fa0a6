"""Notes of papers and of their own, and where their links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import notes as core
from desktop_app.core.notes import Destination, NoteId
from desktop_app.core.papers import Author, PaperId
from desktop_app.core.query import parse
from desktop_app.store import highlights, listing, notes, papers, search
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


# Notes of their own


def add(library: Library, markdown: str) -> NoteId:
    with library.change("Note"):
        return notes.add(library, markdown)


def titles(library: Library, words: str = "", **how: bool) -> list[str]:
    return [row.title for row in notes.rows(library, words, **how)]


def test_a_note_of_its_own_is_stored_under_its_title(library: Library) -> None:
    note = add(library, "# Slow\r\n\nThen *this*.")
    found = notes.of_id(library, note)
    assert (found.title, found.text, found.paper) == ("Slow", "# Slow\n\nThen *this*.", None)
    assert notes.of_key(library, found.key) == found
    assert notes.all_own(library) == [found]
    [row] = notes.rows(library)
    assert (row.id, row.key, row.title, row.line) == (note, found.key, "Slow", "Then this.")


def test_an_edit_changes_the_title_and_the_place_in_the_list(library: Library) -> None:
    first, second = add(library, "First"), add(library, "Second")
    assert titles(library) == ["Second", "First"]
    with library.change("Edit"):
        notes.edit(library, first, "Renamed")
    assert titles(library) == ["Renamed", "Second"]
    stamp = notes.of_id(library, second).changed_at
    with library.change("Nothing"):
        notes.edit(library, second, "Second")
    assert notes.of_id(library, second).changed_at == stamp
    library.undo()
    assert titles(library) == ["Second", "First"]


def test_a_note_that_is_gone_cannot_be_edited(library: Library) -> None:
    with pytest.raises(KeyError), library.change("Edit"):
        notes.edit(library, NoteId(7), "x")


def test_notes_are_found_by_words(library: Library) -> None:
    for markdown in ("# Zebra\n\nstripes", "# Lion\n\nno zebra, naïve", "# Ape\n\n名前空間"):
        add(library, markdown)
    assert titles(library, "zeb") == ["Zebra", "Lion"]
    assert titles(library, "zebra STRIPES") == ["Zebra"]
    assert titles(library, "naive") == ["Lion"]
    assert titles(library, "前空") == ["Ape"]
    assert titles(library, "zebra", by_title=True) == ["Zebra"]
    assert titles(library, "nothing") == []
    assert len(notes.rows(library, limit=2)) == 2


def test_a_deleted_note_comes_back(library: Library) -> None:
    note, _ = add(library, "Gone"), add(library, "Stays")
    with library.change("Delete"):
        notes.remove(library, [note])
    assert titles(library) == ["Stays"]
    assert titles(library, binned=True) == ["Gone"]
    assert (notes.count(library), notes.count(library, binned=True)) == (1, 1)
    assert notes.of_id(library, note).binned
    with library.change("Restore"):
        notes.restore(library, [note])
    assert set(titles(library)) == {"Gone", "Stays"}
    library.undo()
    library.undo()
    assert titles(library, binned=True) == []


def test_the_note_of_a_paper_is_not_deleted_so(library: Library, paper: PaperId) -> None:
    put(library, paper, "Mine")
    row = library.db.conn.execute("SELECT id FROM note").fetchone()
    with library.change("Delete"):
        notes.remove(library, [NoteId(row[0])])
    assert not notes.of_id(library, NoteId(row[0])).binned
    assert notes.all_own(library) == []


def test_deleted_for_good(library: Library) -> None:
    note, kept = add(library, "zebra [[k9|x]]"), add(library, "zebra too")
    key = notes.of_id(library, note).key
    with library.change("Delete"):
        notes.remove(library, [note])
    with library.batch():
        notes.delete_binned(library)
    assert [n.id for n in notes.all_own(library)] == [kept]
    assert notes.of_key(library, key) is None
    with pytest.raises(KeyError):
        notes.of_id(library, note)
    for table in ("note_link", "search_text"):
        assert library.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == (
            table == "search_text"
        )
    assert library.db.conn.execute("SELECT key FROM former_key").fetchall() == [(key,)]


# Where links lead


def resolve(library: Library, markdown: str) -> list[Destination]:
    [link] = core.links(markdown)
    return notes.resolve(library, link)


def mark(library: Library, paper: PaperId) -> str:
    with library.change("Mark"):
        made = highlights.add(library, paper, 0, 8, 1)
    return highlights.get(library, made).key


def test_a_link_by_key_outlives_a_changed_title(library: Library, paper: PaperId) -> None:
    key = papers.get(library, paper).key
    with library.change("Rename"):
        papers.edit(library, paper, build.draft("Quite another title"))
    assert resolve(library, f"[[{key}|Slow gradients]]") == [Destination(paper)]
    assert resolve(library, "[[quite another TITLE!]]") == [Destination(paper)]
    assert resolve(library, "[[Slow gradients]]") == []


def test_links_to_highlights_and_notes(library: Library, paper: PaperId) -> None:
    key, mark_key = papers.get(library, paper).key, mark(library, paper)
    [mark_] = highlights.of(library, paper)
    own = add(library, "# Topic")
    put(library, paper, "Mine")
    of_paper = library.db.conn.execute("SELECT key FROM note WHERE paper_id").fetchone()[0]
    at = Destination(paper, highlight=mark_.id)
    assert resolve(library, f"[[{key}#{mark_key}|x]]") == [at]
    assert resolve(library, f"[[{mark_key}|x]]") == [at]
    assert resolve(library, f"[[{notes.of_id(library, own).key}|x]]") == [Destination(note=own)]
    assert resolve(library, "[[topic]]") == [Destination(note=own)]
    assert resolve(library, f"[[{of_paper}|x]]") == [Destination(paper, noted=True)]
    with library.change("Delete"):
        highlights.remove(library, mark_.id)
    assert resolve(library, f"[[{key}#{mark_key}|x]]") == [Destination(paper)]


def test_a_title_that_two_have_leads_to_both(library: Library, paper: PaperId) -> None:
    own = add(library, "# Slow gradients")
    found = resolve(library, "[[Slow Gradients]]")
    assert found == [Destination(paper), Destination(note=own)]
    with library.change("Delete"):
        notes.remove(library, [own])
    assert resolve(library, "[[Slow Gradients]]") == [Destination(paper)]
    with library.change("Bin"):
        papers.put_in_bin(library, [paper])
    assert resolve(library, "[[Slow Gradients]]") == []


def test_one_word_before_the_bar_may_be_a_title(library: Library) -> None:
    own = add(library, "# Grokking")
    assert resolve(library, "[[grokking|so]]") == [Destination(note=own)]
    add(library, "[[grokking|so]]")
    assert [b.around for b in notes.links_to_note(library, own)] == ["so"]


# What leads here


def mentions(library: Library, paper: PaperId) -> list[tuple[str, str]]:
    return [(b.title, b.around) for b in notes.links_to_paper(library, paper)]


def test_a_paper_knows_what_leads_to_it(library: Library, paper: PaperId) -> None:
    other = build.add(library, build.draft("Other"))[0]
    key, mark_key = papers.get(library, paper).key, mark(library, paper)
    put(library, other, f"It cites [[{key}|Slow]]. Twice: [[{key}|Slow]].")
    add(library, f"# Topic\n\n> Networks\n>\n> — [[{key}#{mark_key}|Lee]]")
    add(library, f"# Loose\n\nOnly [[{mark_key}|a mark]].")
    add(library, "# By title\n\nAs in [[slow gradients]].")
    put(library, paper, f"My own [[{key}#{mark_key}|quote]].")
    assert mentions(library, paper) == [
        ("By title", "As in slow gradients."),
        ("Loose", "Only a mark."),
        ("Topic", "Networks — Lee"),
        ("Other", "It cites Slow."),
    ]


def test_what_is_deleted_or_ambiguous_mentions_nothing(library: Library, paper: PaperId) -> None:
    other = build.add(library, build.draft("Other"))[0]
    key = papers.get(library, paper).key
    put(library, other, f"[[{key}|x]]")
    own = add(library, f"[[{key}|x]]")
    add(library, "By [[slow gradients]]")
    assert len(mentions(library, paper)) == 3
    with library.change("Away"):
        notes.remove(library, [own])
        papers.put_in_bin(library, [other])
    assert len(mentions(library, paper)) == 1
    build.add(library, build.draft("Slow: gradients", doi="10.1000/other"))
    assert mentions(library, paper) == []
    assert notes.links_to_paper(library, PaperId(99)) == []


def test_a_merged_paper_is_still_led_to(library: Library, paper: PaperId) -> None:
    with library.batch():
        library.db.conn.execute("INSERT INTO alias (key, paper_id) VALUES ('k77', ?)", (paper,))
    add(library, "[[k77|x]]")
    assert resolve(library, "[[k77|x]]") == [Destination(paper)]
    assert len(mentions(library, paper)) == 1


def test_a_note_knows_what_leads_to_it(library: Library, paper: PaperId) -> None:
    own = add(library, "# Topic [[topic]]")
    key = notes.of_id(library, own).key
    put(library, paper, f"Of [[{key}|Topic]].")
    [found] = notes.links_to_note(library, own)
    assert (found.paper, found.title, found.around) == (paper, "Slow gradients", "Of Topic.")


def test_links_follow_the_text(library: Library, paper: PaperId) -> None:
    key = papers.get(library, paper).key
    own = add(library, f"[[{key}|x]] [[Other]]")
    stored = library.db.conn.execute("SELECT id, target FROM note_link").fetchall()
    with library.change("Edit"):
        notes.edit(library, own, f"[[Third]] [[{key}|y]] [[{key}|z]]")
    now = library.db.conn.execute("SELECT id, target FROM note_link ORDER BY id").fetchall()
    assert now[0] == stored[0]
    assert [target for _, target in now] == [f"key:{key}", "title:third"]
    library.undo()
    assert library.db.conn.execute("SELECT id, target FROM note_link").fetchall() == stored


# What a link may lead to


@pytest.fixture
def shelf(library: Library) -> None:
    build.add(
        library,
        build.draft("Gradients that are slow", authors=(Author("Kang"),), year=2023),
        build.draft("Slow gradients", year=2024),
        build.draft("Slow filters"),
        build.draft("Unrelated", authors=(Author("Slowinski"),)),
    )
    add(library, "# Slow reading\n\ngradients")
    add(library, "# A talk\n\nslow gradients")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("slow g", ["Slow gradients", "Gradients that are slow"]),
        ("SLÖW", ["Slow reading", "Slow filters", "Slow gradients", "Unrelated"]),
        ("s", ["Slow reading", "Slow filters", "Slow gradients"]),
        ("kang", ["Gradients that are slow"]),
        ("grad slow", ["Slow gradients", "Gradients that are slow"]),
        ("nothing like it", []),
        ('"] OR (', []),
    ],
)
def test_what_a_link_may_lead_to(library: Library, words: str, found: list[str]) -> None:
    suggested = [s.title for s in notes.find(library, words)]
    assert suggested[: len(found)] == found
    assert len(suggested) >= len(found)
    assert not found or set(suggested) - set(found) <= {"Gradients that are slow"}


@pytest.mark.usefixtures("shelf")
def test_without_words_the_newest_are_suggested(library: Library) -> None:
    found = notes.find(library, " ")
    assert [(s.title, s.of_paper) for s in found[:3]] == [
        ("A talk", False),
        ("Slow reading", False),
        ("Unrelated", True),
    ]
    assert len(notes.find(library, "", limit=4)) == 4


@pytest.mark.usefixtures("shelf")
def test_a_suggestion_says_who_and_when(library: Library) -> None:
    [paper] = notes.find(library, "kang")
    assert paper.detail == "Kang · 2023"
    assert resolve(library, core.as_link(paper.key, paper.title)) == [Destination(PaperId(1))]
    with library.change("Bin"):
        papers.put_in_bin(library, [PaperId(1)])
    assert notes.find(library, "kang") == []


# Undo


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "edit", "put", "remove", "restore"]),
            st.integers(0, 3),
            st.sampled_from(["", "One", "# Two [[one]]", "[[k1|x]] [[k2#k3|y]]", "x [[one]]"]),
        ),
        max_size=12,
    )
)
def test_all_of_it_is_undone_and_redone(deeds: list[tuple[str, int, str]]) -> None:
    library = build.library()
    build.add(library, build.draft("One"))
    start = build.dump(library)
    for deed, which, words in deeds:
        own = [NoteId(row[0]) for row in library.db.conn.execute("SELECT id FROM note")]
        own = [n for n in own if notes.of_id(library, n).paper is None]
        chosen = own[which % len(own) : which % len(own) + 1] if own else []
        with library.change(deed, merge="typed" if which == 1 else None):
            if deed == "add":
                notes.add(library, words)
            elif deed == "put":
                notes.put(library, PaperId(1), words)
            elif deed == "edit":
                for note in chosen:
                    notes.edit(library, note, words)
            else:
                getattr(notes, deed)(library, chosen)
    end = build.dump(library)
    while library.undo():
        pass
    assert build.dump(library) == start
    while library.redo():
        pass
    assert build.dump(library) == end
    library.close()
