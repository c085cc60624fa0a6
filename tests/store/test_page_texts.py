"""The words of documents in index.db: kept by hash, found by words, gone with their documents."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.documents import DocumentId, PageText, SomePages
from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.store import documents, embeddings, organise, page_search, page_texts, papers
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from desktop_app.store.page_search import PageHit
from desktop_app.store.page_texts import Waiting
from tests import build

ONE, TWO = "1" * 64, "2" * 64
NOW = "carrel 1, engine 1"
PAGES = (
    "We study slow gradients.\n\nNetworks gener-\nalise late.",
    "",
    "Slow slow slow: the naïve filter.\nA low-\npass filter.",
    "深層学習の勾配",
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = embeddings.open_index(tmp_path)
    page_texts.lay_out(made)
    yield made
    made.close()


def attach(library: Library, paper: PaperId, digest: str = ONE) -> DocumentId:
    with library.change("Attach"):
        return documents.add(library, paper, digest, "a.pdf", 7)


def put(index: Index, digest: str = ONE, *pages: str, by: str = NOW) -> None:
    page_texts.put(index, digest, by, SomePages(0, pages or PAGES, len(pages or PAGES)))


def find(library: Library, index: Index, words: str, **how: int) -> list[PageHit]:
    return page_search.search(library, index, parse(words), **how)


def pages(library: Library, index: Index, words: str) -> list[int]:
    return [hit.page for hit in find(library, index, words)]


@pytest.fixture
def paper(library: Library, index: Index) -> PaperId:
    """A paper with a document that was read."""
    (made,) = build.add(library, build.draft())
    attach(library, made)
    put(index)
    return made


# Finding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("filter", [2]),
        ("slow ", [2, 0]),
        ("SLOW gradient", [0]),
        ("generalise", [0]),
        ("generalising networks", [0]),
        ("gener*", [0]),
        ("low-pass", [2]),
        ('"low pass"', [2]),
        ("lowpass filter", [2]),
        ("naive", [2]),
        ("学習", [3]),
        ("slow -filter", [0]),
        ("(gradients OR filter) slow", [2, 0]),
        ("(networks OR filter) -(slow)", []),
        ("absent", []),
        ("slow absent", []),
        ("-slow", []),
        ("-(slow) filter ", []),
        ("", []),
        ("is:unread", []),
        ('"', []),
        ("* ( ) NEAR/ OR", []),
    ],
)
@pytest.mark.usefixtures("paper")
def test_pages_are_found_by_their_words(
    library: Library, index: Index, words: str, found: list[int]
) -> None:
    assert pages(library, index, words) == found


def test_a_hit_names_its_document_and_shows_its_words_in_one_line(
    library: Library, index: Index, paper: PaperId
) -> None:
    (hit,) = find(library, index, "networks")
    (document,) = documents.of(library, paper)
    assert (hit.paper, hit.document, hit.page) == (paper, document.id, 0)
    assert hit.text == "We study slow gradients. Networks generalise late."
    assert hit.score < 0


def test_fields_narrow_whose_pages_are_found(
    library: Library, index: Index, paper: PaperId
) -> None:
    (other,) = build.add(library, build.draft("Other"))
    attach(library, other)
    with library.change("Tag"):
        organise.tag(library, [other], "ml")
    hits = find(library, index, "networks")
    assert {hit.paper for hit in hits} == {paper, other}
    assert [hit.paper for hit in find(library, index, "networks tag:ml")] == [other]
    assert [hit.paper for hit in find(library, index, "networks -tag:ml")] == [paper]
    either = find(library, index, "networks (tag:ml OR tag:none)")
    assert [hit.paper for hit in either] == [other]


def test_what_a_page_cannot_tell_is_asked_of_its_paper(
    library: Library, index: Index, paper: PaperId
) -> None:
    assert pages(library, index, "networks OR tag:ml") == []
    assert pages(library, index, "networks (slow OR tag:ml)") == [0]  # it stands in the title
    assert pages(library, index, "networks (absent OR tag:ml)") == []
    assert pages(library, index, "networks -(slow tag:ml)") == [0]
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    assert pages(library, index, "networks (absent OR tag:ml)") == [0]
    assert pages(library, index, "networks -(slow tag:ml)") == []


def test_papers_in_the_bin_are_left_out(library: Library, index: Index, paper: PaperId) -> None:
    with library.change("Delete"):
        papers.put_in_bin(library, [paper])
    assert find(library, index, "networks") == []
    library.undo()
    assert len(find(library, index, "networks")) == 1


def test_pages_of_one_paper_stand_together_and_are_not_too_many(
    library: Library, index: Index, paper: PaperId
) -> None:
    (other,) = build.add(library, build.draft("Other"))
    attach(library, other, TWO)
    put(index, TWO, *["slow and " * n for n in range(1, 7)])
    hits = find(library, index, "slow ", each=2)
    kept = [hit.paper for hit in hits]
    assert sorted(kept) == [paper, paper, other, other]
    assert kept in ([paper] * 2 + [other] * 2, [other] * 2 + [paper] * 2)
    assert len(find(library, index, "slow ", limit=3)) == 3
    best = find(library, index, "slow ", limit=1)
    assert best[0].score == min(hit.score for hit in hits)


def test_a_broad_query_gives_the_first_page_of_the_newest_documents(
    library: Library, index: Index, paper: PaperId, monkeypatch: pytest.MonkeyPatch
) -> None:
    (other,) = build.add(library, build.draft("Other"))
    attach(library, other, TWO)
    put(index, TWO, *["nothing", "slow", "slow slow"])
    monkeypatch.setattr(page_search, "MOST_RANKED", 2)
    hits = find(library, index, "slow ")
    assert [(hit.paper, hit.page) for hit in hits] == [(other, 1), (paper, 0)]


@pytest.mark.parametrize(
    "typed",
    ["a", "x" * 10_000, "a " * 300, "(" * 50 + "slow", "😀", "body:slow", "slow AND", "{a b}: c"],
)
@pytest.mark.usefixtures("paper")
def test_any_text_is_a_query(library: Library, index: Index, typed: str) -> None:
    assert isinstance(find(library, index, typed), list)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("slow absent ", ["slow"]),
        ("generalising", ["gener-\nalise"]),
        ('"slow gradients"', ["slow gradients"]),
        ("network gradient -study", ["gradients", "Networks"]),
        ("ate ", []),  # no word, only a part of others
        ("tag:slow", []),
    ],
)
def test_words_are_marked_where_they_stand(words: str, found: list[str]) -> None:
    page = PageText(0, PAGES[0], array("f"))
    places = page_search.marked(page, parse(words))
    assert [page.text[start:end] for start, end in places] == found


# What is missing, and what is gone


def test_what_was_read_to_its_end_is_not_missing(library: Library, index: Index) -> None:
    first, second = build.add(library, build.draft("First"), build.draft("Second"))
    attach(library, first)
    attach(library, second, TWO)
    assert page_texts.missing(library, index, NOW) == [Waiting(TWO), Waiting(ONE)]
    put(index)
    page_texts.put(index, TWO, NOW, SomePages(0, ("One",), 3))
    assert page_texts.missing(library, index, NOW) == [Waiting(TWO, 1)]
    page_texts.put(index, TWO, NOW, SomePages(1, ("Two", "Three"), 3))
    assert page_texts.missing(library, index, NOW) == []
    assert page_texts.of_document(index, TWO, NOW) == {0: "One", 1: "Two", 2: "Three"}


def test_documents_of_papers_in_the_bin_wait(library: Library, index: Index) -> None:
    (paper,) = build.add(library, build.draft())
    attach(library, paper)
    with library.change("Delete"):
        papers.put_in_bin(library, [paper])
    assert page_texts.missing(library, index, NOW) == []


def test_a_newer_extraction_reads_again_and_takes_the_place_of_the_older(
    library: Library, index: Index, paper: PaperId
) -> None:
    newer = "carrel 2, engine 1"
    assert page_texts.missing(library, index, newer) == [Waiting(ONE)]
    assert page_texts.of_document(index, ONE, newer) == {}
    page_texts.put(index, ONE, newer, SomePages(0, ("Quite other words.",), 4))
    assert pages(library, index, "networks") == []
    assert pages(library, index, "other") == [0]
    assert pages(library, index, "filter") == [2]  # found until it is read again
    assert page_texts.of_document(index, ONE, newer) == {0: "Quite other words."}
    assert page_texts.missing(library, index, newer) == [Waiting(ONE, 1)]


def test_a_page_that_fails_twice_is_passed_over(library: Library, index: Index) -> None:
    (paper,) = build.add(library, build.draft())
    attach(library, paper)
    assert page_texts.fail(index, ONE, NOW, 0) == Waiting(ONE, 0, 1)
    assert page_texts.missing(library, index, NOW) == [Waiting(ONE, 0, 1)]
    assert page_texts.fail(index, ONE, NOW, 0) == Waiting(ONE, 1, 0)
    page_texts.put(index, ONE, NOW, SomePages(1, ("Two",), 2))
    assert page_texts.of_document(index, ONE, NOW) == {1: "Two"}
    assert page_texts.missing(library, index, NOW) == []


def test_a_document_that_loses_several_pages_is_left_alone(library: Library, index: Index) -> None:
    (paper,) = build.add(library, build.draft())
    attach(library, paper)
    left: Waiting | None = Waiting(ONE)
    for page in range(page_texts.MOST_LOST):
        for _ in range(page_texts.MOST_TRIES):
            assert left is not None
            left = page_texts.fail(index, ONE, NOW, page)
    assert left is None
    assert page_texts.missing(library, index, NOW) == []
    assert page_texts.missing(library, index, "newer") == [Waiting(ONE)]


def test_an_unreadable_document_is_tried_again_by_another_extraction(
    library: Library, index: Index
) -> None:
    (paper,) = build.add(library, build.draft())
    attach(library, paper)
    page_texts.give_up(index, ONE, NOW, "locked")
    assert page_texts.missing(library, index, NOW) == []
    assert page_texts.missing(library, index, "newer") == [Waiting(ONE)]


def test_documents_that_are_gone_are_taken_out_bit_by_bit(
    library: Library, index: Index, paper: PaperId
) -> None:
    put(index, TWO, *[f"Word {n}" for n in range(page_texts.PORTION + 3)])
    assert page_texts.tidy(library, index)
    assert len(page_texts.of_document(index, TWO, NOW)) == 3
    while page_texts.tidy(library, index):
        pass
    with index.connection() as conn:
        rows = conn.execute("SELECT hash FROM page_document").fetchall()
        words = f"SELECT count(*) FROM {page_texts.FTS} WHERE {page_texts.FTS} MATCH 'word'"
        assert conn.execute(words).fetchone() == (0,)
        conn.execute(f"INSERT INTO {page_texts.FTS} ({page_texts.FTS}) VALUES ('integrity-check')")
    assert rows == [(ONE,)]
    assert pages(library, index, "networks") == [0]


# The file


def test_vectors_that_are_there_are_kept(tmp_path: Path, library: Library) -> None:
    before = embeddings.open_index(tmp_path)
    before.put("m", {"a": b"vector"})
    page_texts.lay_out(before)
    put(before)
    before.close()
    again = embeddings.open_index(tmp_path, check=True)
    page_texts.lay_out(again)
    assert again.get("m", "a") == b"vector"
    assert len(page_texts.of_document(again, ONE, NOW)) == len(PAGES)
    again.close()


def test_an_index_of_another_form_is_laid_out_anew(tmp_path: Path) -> None:
    index = embeddings.open_index(tmp_path)
    with index.connection() as conn:
        conn.execute("CREATE VIRTUAL TABLE page_fts_0 USING fts5 (body, content='')")
        conn.execute("CREATE TABLE page_text (other)")
    page_texts.lay_out(index)
    put(index)
    with index.connection() as conn:
        names = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
    assert not any(name.startswith("page_fts_0") for name in names)
    assert len(page_texts.of_document(index, ONE, NOW)) == len(PAGES)
    index.close()


def test_where_nothing_was_read_nothing_is_found(tmp_path: Path, library: Library) -> None:
    index = embeddings.open_index(tmp_path / "none", writable=False)
    assert find(library, index, "slow") == []
    assert page_texts.of_document(index, ONE, NOW) == {}
    index.close()


def test_a_page_of_a_great_many_words_is_cut(library: Library, index: Index) -> None:
    (paper,) = build.add(library, build.draft())
    attach(library, paper)
    put(index, ONE, "begin " + "word " * page_texts.MOST_CHARACTERS + "end", "short")
    assert pages(library, index, "begin") == [0]
    assert pages(library, index, "end") == []
    assert page_texts.of_document(index, ONE, NOW) == {1: "short"}
