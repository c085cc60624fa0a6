"""Papers: adding, editing, binning."""

from dataclasses import replace

import pytest

from desktop_app.core.papers import (
    Author,
    Contributor,
    Field,
    Link,
    LinkKind,
    PaperId,
    State,
    as_draft,
)
from desktop_app.store import papers, queue, sources
from desktop_app.store.library import Library
from tests import build

FULL = build.draft(
    "Slow gradients",
    authors=(Author("Lee", "Ann"), Author("Kim")),
    year=2024,
    venue="ICML",
    doi="10.1000/a",
    arxiv="2405.20233",
    links=(Link("https://github.com/a/b", LinkKind.CODE), Link("https://a.b")),
    tags=("ml", "late"),
    kind="paper-conference",
    contributors=(Contributor("editor", Author("de Beer", "Jan", "Jr.")),),
    fields=(Field("volume", "3"), Field("bibtex:owner", "ann")),
)


def add(library: Library, **fields: object) -> PaperId:
    return build.add(library, build.draft(**fields))[0]


def test_a_paper_comes_back_as_it_was_given(library: Library) -> None:
    [paper] = build.add(library, FULL)
    found = papers.get(library, paper)
    assert as_draft(found) == replace(FULL, citekey="leeSlowGradients2024")
    assert (found.state, found.source, found.binned) == (State.UNREAD, "test.txt", False)


def test_texts_are_cleaned_as_they_come_in(library: Library) -> None:
    [paper] = build.add(
        library,
        build.draft(
            " Slow\x00\n gradients\ud800 ",
            abstract="\r\nOne\x00.\r\nTwo.\n",
            authors=(Author("L\x00ee ", "Ann\n"), Author(" ")),
            venue=" ",
            doi="https://doi.org/10.1000/A",
            arxiv="arXiv:2405.20233v2",
            links=(Link(" https://a.b/\x00\ud800c\n"), Link("\x00")),
            tags=(" m\x00l ", ""),
        ),
    )
    assert as_draft(papers.get(library, paper)) == build.draft(
        "Slow gradients",
        citekey="leeSlowGradients",
        abstract="One.\nTwo.",
        doi="10.1000/a",
        arxiv="2405.20233",
        links=(Link("https://a.b/c"),),
        tags=("ml",),
    )


def test_a_source_may_have_any_name(library: Library) -> None:
    with library.batch():
        source = sources.add(library, "caf\udce9\x00.bib", "bibtex")
        paper = papers.add(library, build.draft(), source)
    assert papers.get(library, paper).source == "caf.bib"


@pytest.mark.parametrize("title", ["", "  ", "\x00"])
def test_a_paper_needs_a_title(library: Library, title: str) -> None:
    with pytest.raises(ValueError, match="title"):
        add(library, title=title)
    assert papers.count(library) == 0


def test_editing_makes_a_paper_say_what_the_draft_says(library: Library) -> None:
    [paper] = build.add(library, FULL)
    now = build.draft("Other", abstract="New words.", authors=(), tags=("ml", "late"))
    with library.change("Edit"):
        papers.edit(library, paper, now)
    said = as_draft(papers.get(library, paper))
    assert said == replace(now, citekey="leeSlowGradients2024")  # never changed once given


def test_editing_can_take_the_abstract_away(library: Library) -> None:
    paper = add(library)
    with library.change("Edit"):
        papers.edit(library, paper, build.draft(abstract=None))
    assert papers.get(library, paper).abstract == ""


def test_what_is_derived_follows_an_edit(library: Library) -> None:
    paper = add(library)
    other = add(library, title="Quick start", abstract="Two words.")
    with library.change("Edit"):
        papers.edit(library, paper, build.draft("Quick start", abstract="Two words."))
    rows = library.db.conn.execute("SELECT text_hash, words, title_key, byline FROM paper")
    assert len(set(rows.fetchall())) == 1
    assert other != paper


def test_the_bin_gives_back_whole(library: Library) -> None:
    [paper] = build.add(library, FULL)
    before = build.dump(library)
    with library.change("Bin"):
        papers.put_in_bin(library, [paper])
    assert (papers.count(library), papers.binned(library)) == (0, [paper])
    assert papers.get(library, paper).binned
    with library.change("Back"):
        papers.take_from_bin(library, [paper])
    assert build.dump(library) == before


def test_only_what_is_in_the_bin_is_deleted_for_good(library: Library) -> None:
    one, two = add(library), add(library)
    with library.batch():
        papers.put_in_bin(library, [two])
        papers.delete_for_good(library, [one, two])
    assert papers.count(library) == 1
    with pytest.raises(KeyError):
        papers.get(library, two)
    for table in ("author", "abstract", "search_text"):
        row = library.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row == (1,)


def test_queued_is_exactly_to_have_a_queue_entry(library: Library) -> None:
    paper = add(library)
    with library.change("Read"):
        papers.set_state(library, [paper], State.READ)
    with library.change("Queue"):
        queue.add(library, [paper])
    assert papers.get(library, paper).state is State.QUEUED
    with library.change("Unqueue"):
        queue.remove(library, [paper])
    assert papers.get(library, paper).state is State.READ
    with pytest.raises(ValueError, match="queue"):
        papers.set_state(library, [paper], State.QUEUED)
