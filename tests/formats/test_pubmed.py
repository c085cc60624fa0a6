"""MEDLINE as PubMed gives it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields
from desktop_app.core.papers import Author, Contributor, Draft, Field, Link, LinkKind, Problem
from desktop_app.formats import pubmed

ARTICLE = """
PMID- 31234567
OWN - NLM
IS  - 1476-4687 (Electronic)
IS  - 0028-0836 (Linking)
VI  - 7
IP  - 2
DP  - 2019 Mar 5
TI  - Slow gradients in soup, and what they mean for
      leeks.
PG  - 227-32
LID - 10.1000/ABC [doi]
LID - S0028-0836(19)1 [pii]
AB  - BACKGROUND: Soup is
      slow. RESULTS: It is hot.
FAU - Lee, Ann B Jr
AU  - Lee AB Jr
FAU - van der Berg, Bo
AU  - van der Berg B
CN  - The Soup Group
FED - Day, Cy
ED  - Day C
LA  - eng
PT  - Journal Article
PT  - Review
TA  - J Leek
JT  - Journal of leeks
MH  - *Leeks/growth & development
MH  - Leeks/chemistry
MH  - Soup
OT  - *hot soup
PMC - PMC77
AID - 10.1000/abc [doi]
AID - S0028-0836(19)1 [pii]
4099- https://a.org/x
SO  - J Leek. 2019 Mar 5;7(2):227-32.
"""


def _only(page: str) -> Draft:
    drafts, problems = pubmed.parse(page)
    assert not problems
    [draft] = drafts
    return draft


def _record(*lines: str) -> Draft:
    return _only("\n".join(["PMID- 1", *lines]))


def _field(draft: Draft, name: str) -> str:
    return fields.get(draft.fields, name)


def test_an_article() -> None:
    assert _only(ARTICLE) == Draft(
        title="Slow gradients in soup, and what they mean for leeks",
        abstract="BACKGROUND: Soup is slow. RESULTS: It is hot.",
        authors=(
            Author("Lee", "Ann B", "Jr"),
            Author("van der Berg", "Bo"),
            Author("The Soup Group"),
        ),
        year=2019,
        venue="Journal of leeks",
        doi="10.1000/abc",
        links=(Link("https://a.org/x", LinkKind.OTHER),),
        tags=("Leeks", "Soup", "hot soup"),
        line=2,
        kind="article-journal",
        contributors=(Contributor("editor", Author("Day", "Cy")),),
        fields=(
            Field(fields.VOLUME, "7"),
            Field(fields.ISSUE, "2"),
            Field(fields.PAGE, "227–32"),
            Field(fields.MONTH, "3"),
            Field(fields.DAY, "5"),
            Field(fields.ISSN, "1476-4687, 0028-0836"),
            Field(fields.PMID, "31234567"),
            Field(fields.PMCID, "PMC77"),
            Field(fields.LANGUAGE, "eng"),
            Field(fields.SHORT_VENUE, "J Leek"),
            Field("pubmed:AID", "S0028-0836(19)1 [pii]"),
            Field("pubmed:LID", "S0028-0836(19)1 [pii]"),
            Field("pubmed:MH", "*Leeks/growth & development\nLeeks/chemistry"),
            Field("pubmed:OWN", "NLM"),
            Field("pubmed:PT", "Journal Article\nReview"),
            Field("pubmed:SO", "J Leek. 2019 Mar 5;7(2):227-32."),
        ),
    )


def test_bad_records_spoil_no_others() -> None:
    drafts, problems = pubmed.parse(
        "\ufeffsome words\r\nand more\r\n\r\nPMID- 1\r\nTI  - One.\r\n\r\nPMID- 2\r\nAB  - x\r\n"
        "\r\nPMID- 3\r\nTI  - Three\r\nOWN - NLM\r\n\r\nOWN - NLM\r\nTI  - Four\r\n"
        "PMID- 5\r\nTI  - Five"
    )
    assert [(d.title, d.line) for d in drafts] == [
        ("One", 4),
        ("Three", 10),
        ("Four", 14),
        ("Five", 16),
    ]
    assert problems == (Problem(1, pubmed.STRAY), Problem(7, pubmed.NO_TITLE))


def test_initials_where_there_are_no_full_names() -> None:
    draft = _record("TI  - A", "AU  - de la Cruz ÉB", "AU  - Lee A 3rd", "AU  - Soup group")
    assert draft.authors == (
        Author("de la Cruz", "ÉB"),
        Author("Lee", "A", "3rd"),
        Author("Soup group"),
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019 Jan-Feb", (2019, "1", "", "2019 Jan-Feb")),
        ("2020 Mar 5", (2020, "3", "5", "")),
        ("2020 Dec", (2020, "12", "", "")),
        ("2019 Spring", (2019, "", "", "2019 Spring")),
        ("2019", (2019, "", "", "")),
        ("soon", (None, "", "", "soon")),
    ],
)
def test_dates(written: str, told: tuple[int | None, str, str, str]) -> None:
    draft = _record("TI  - A", f"DP  - {written}")
    kept = _field(draft, "pubmed:DP")
    assert (draft.year, _field(draft, "month"), _field(draft, "day"), kept) == told


def test_books_and_their_chapters() -> None:
    book = _record("BTI - Soups.", "PB  - Leek Press", "PL  - Bern", "ISBN- 9780262033848 (ebook)")
    assert (book.kind, book.title, book.venue) == ("book", "Soups", None)
    assert _field(book, fields.ISBN) == "9780262033848"
    assert (_field(book, fields.PLACE), _field(book, fields.PUBLISHER)) == ("Bern", "Leek Press")
    chapter = _record("TI  - Hot soups", "BTI - Soups", "CTI - All of it")
    assert (chapter.kind, chapter.title, chapter.venue) == ("chapter", "Hot soups", "Soups")
    assert _field(chapter, fields.SERIES) == "All of it"


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("Preprint", "article"), ("Dataset", "dataset"), ("Letter", "article-journal")],
)
def test_kinds(type_: str, kind: str) -> None:
    draft = _record("TI  - A", "TA  - bioRxiv", f"PT  - {type_}")
    assert (draft.kind, draft.venue) == (kind, "bioRxiv")
    assert _field(draft, "pubmed:PT") == type_


def test_the_number_of_an_article_without_pages() -> None:
    draft = _record("TI  - A", "LID - e0815 [pii]", "AID - e0815 [pii]")
    assert _field(draft, fields.ARTICLE) == "e0815"
    assert _field(draft, "pubmed:AID") == ""
    assert _record("TI  - A", "AID - 10.1000/x").doi == "10.1000/x"


@given(st.text() | st.text("PMIDTAU -\n\r1;,[]"))
def test_any_text_can_be_read(page: str) -> None:
    for written in (page, f"PMID- 1\nTI  - A\n{page}"):
        drafts, problems = pubmed.parse(written)
        assert all(draft.title for draft in drafts)
        assert all(problem.reason for problem in problems)


@pytest.mark.parametrize(
    "page",
    [
        "PMID- 1\n" * 20_000,
        "PMID- 1\nTI  - A" + "\n      more" * 100_000,
        "PMID- 1\nTI  - A\nFAU - " + "A " * 300_000 + "\nLID - " + "[ " * 300_000,
        "PMID- 1\nTI  - A\nMH  - " + "*/" * 300_000 + "\nDP  - " + "1 " * 300_000,
    ],
)
def test_no_text_takes_long(page: str) -> None:
    begun = time.perf_counter()
    drafts, problems = pubmed.parse(page)
    assert drafts or problems
    assert time.perf_counter() - begun < 5
