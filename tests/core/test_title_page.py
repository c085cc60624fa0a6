"""What the head of a PDF tells of the paper, from heads made up here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import title_page
from desktop_app.core.papers import Draft
from desktop_app.core.pdf_heads import Head, Line, Page, Span
from desktop_app.core.reading_order import Box

WIDTH, HEIGHT = 600.0, 800.0
BODY = (
    "Cameras have become small and the light that they need",
    "has not. What a device can do with the little that it",
    "gets is a question of filters, and filters are one of",
    "energy, which is what this text is about, and no more.",
)


def line(text: str, y: float, size: float = 10, x: float = 100, **how: Any) -> Line:
    """Make a line in one style; a letter is half as wide as it is high."""
    box = Box(x, y, x + size * len(text) / 2, y + size)
    turn, block = how.pop("turn", 0), how.pop("block", int(y))
    return Line((Span(text, size, **how),), box, block, turn)


def spans(y: float, *parts: Span, x: float = 100) -> Line:
    """Make a line of several styles."""
    width = sum(part.size * len(part.text) / 2 for part in parts)
    return Line(parts, Box(x, y, x + width, y + 10), int(y))


def head(*given: Line, info: tuple[tuple[str, str], ...] = (), xmp: str = "") -> Head:
    """Make a head of a page with some lines over four of text."""
    below = [line(words, 500 + 12 * n, block=500) for n, words in enumerate(BODY)]
    return Head((Page(WIDTH, HEIGHT, (*given, *below)),), 9, info, xmp)


def draft(*given: Line, name: str = "a_file.pdf", **said: Any) -> Draft:
    return title_page.draft(head(*given, **said), name)


def byline(found: Draft) -> list[str]:
    return list(map(str, found.authors))


# The title


def test_the_largest_lines_are_the_title_and_words_broken_at_their_ends_are_mended() -> None:
    found = draft(line("Weakly super-", 80, 20), line("vised filters", 102, 20))
    assert found.title == "Weakly supervised filters"


def test_where_nothing_stands_out_the_name_of_the_file_is_the_title() -> None:
    assert draft().title == "a file"
    assert draft(name="2301.01234v2.pdf") == Draft("arXiv 2301.01234", arxiv="2301.01234",
                                                   kind="article")  # fmt: skip


def test_a_head_without_pages_gives_a_name() -> None:
    assert title_page.draft(Head((), 0), ".pdf").title == "untitled"


def test_a_large_name_of_a_journal_gives_way_to_the_title_over_the_authors() -> None:
    found = draft(
        line("lights", 40, 40),
        line("A sensor that sleeps", 120, 20),
        line("Ada Keller and Mei Lin", 150, 11),
    )
    assert (found.title, byline(found)) == ("A sensor that sleeps", ["Ada Keller", "Mei Lin"])


@pytest.mark.parametrize(
    "junk", ["Microsoft Word - paper.doc", "untitled", "paper_final.pdf", "Slide 1", "x12y"]
)
def test_a_stopgap_in_the_metadata_is_no_title(junk: str) -> None:
    assert draft(info=(("Title", junk),)).title == "a file"


def test_a_sound_title_of_the_metadata_counts_where_the_page_has_none() -> None:
    assert draft(info=(("Title", "Cameras that wait"),)).title == "Cameras that wait"


def test_a_title_of_the_metadata_does_not_outdo_that_of_the_page() -> None:
    found = draft(
        line("Filters of light and sound", 80, 20), info=(("Title", "Cameras that wait"),)
    )
    assert found.title == "Filters of light and sound"


def test_the_metadata_tell_the_title_from_something_larger() -> None:
    lines = (line("Northport Letters of Light", 40, 26), line("Cameras that wait", 120, 16))
    assert draft(*lines).title == "Northport Letters of Light"
    assert draft(*lines, info=(("Title", "Cameras That Wait"),)).title == "Cameras that wait"


def test_a_title_in_capitals_is_taken_as_the_metadata_write_it() -> None:
    shouted = line("CAMERAS THAT WAIT", 80, 18)
    assert draft(shouted).title == "CAMERAS THAT WAIT"
    assert draft(shouted, info=(("Title", "Cameras that Wait"),)).title == "Cameras that Wait"


def test_a_title_keeps_its_formula_and_loses_its_mark() -> None:
    parts = [
        Span("Filters of CO", 18),
        Span("2", 11),
        Span(" and L", 18),
        Span("2", 11, raised=True),
    ]
    found = draft(spans(80, *parts, Span(" norms", 18), Span("∗", 11, raised=True)))
    assert found.title == "Filters of CO2 and L2 norms"


def test_a_title_may_begin_with_the_word_abstract() -> None:
    found = draft(line("Abstract Interpretation of Filters", 80, 20, bold=True))
    assert (found.title, found.abstract) == ("Abstract Interpretation of Filters", None)


def test_a_subtitle_belongs_to_the_title_and_authors_do_not() -> None:
    found = draft(
        line("Light Without Waste", 80, 20),
        line("what filters cost in the field", 104, 15),
        line("Ada Keller, Mei Lin", 130, 12),
    )
    assert found.title == "Light Without Waste: what filters cost in the field"
    assert byline(found) == ["Ada Keller", "Mei Lin"]


# Authors


def test_names_side_by_side_are_parted_from_what_stands_below_them() -> None:
    cells = [
        line(said, y, 10, x)
        for y, row in ((120, ("Ada Keller", "Mei Lin")), (132, ("Hafen Drei", "MIT")))
        for x, said in zip((80, 380), row, strict=True)
    ]
    found = draft(line("Filters of light and sound", 80, 20), *cells)
    assert byline(found) == ["Ada Keller", "Mei Lin", "Hafen Drei"]
    # What is the same below two names is where both work.
    again = [line("Hafen Drei", 132, 10, x) for x in (80, 380)]
    found = draft(line("Filters of light and sound", 80, 20), *cells[:2], *again)
    assert byline(found) == ["Ada Keller", "Mei Lin"]


def test_a_name_may_go_on_in_the_next_line() -> None:
    found = draft(
        line("Filters of light and sound", 80, 20),
        line("Ada Keller, Oskar Lindqvist, Mei", 110, 11),
        line("Lin, Jo van Dyk", 123, 11),
    )
    assert byline(found) == ["Ada Keller", "Oskar Lindqvist", "Mei Lin", "Jo van Dyk"]


def test_those_who_only_helped_are_no_authors() -> None:
    found = draft(
        line("Filters of light and sound", 80, 20),
        line("Ada Keller", 110, 11),
        line("Edited by Jane Roe", 130, 11),
        line("Supervisor: John Doe", 150, 11),
    )
    assert byline(found) == ["Ada Keller"]


def _creators(*names: str) -> str:
    items = "".join(f"<rdf:li>{name}</rdf:li>" for name in names)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="r"><rdf:RDF><rdf:Description '
        f'xmlns:dc="d"><dc:creator><rdf:Seq>{items}</rdf:Seq></dc:creator>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def test_creators_count_where_they_agree_or_the_page_has_none() -> None:
    title, names = line("Filters of light and sound", 80, 20), line("Ada Keller, Mei Lin", 110, 11)
    assert byline(draft(title, xmp=_creators("Jo Dyk", "Al Roe"))) == ["Jo Dyk", "Al Roe"]
    assert byline(draft(title, names, xmp=_creators("Jo Dyk", "Al Roe"))) == [
        "Ada Keller",
        "Mei Lin",
    ]
    agreed = draft(title, names, xmp=_creators("Ada B. Keller", "Mei Lin", "Jo Dyk"))
    assert byline(agreed) == ["Ada B. Keller", "Mei Lin", "Jo Dyk"]


# The abstract


@pytest.mark.parametrize("heading", ["Abstract", "ABSTRACT", "A B S T R A C T", "Summary"])
def test_the_abstract_ends_at_the_introduction(heading: str) -> None:
    found = draft(
        line(heading, 150, 11, bold=True),
        line("Filters that adapt cost en-", 165),
        line("ergy; low-pass ones save it.", 177),
        line("1 Introduction", 200, 12, bold=True),
    )
    assert found.abstract == "Filters that adapt cost energy; low-pass ones save it."


@pytest.mark.parametrize("ending", ["Keywords: light", "CCS CONCEPTS", "Index Terms—light", "1"])
def test_the_abstract_ends_at_what_is_said_about_it(ending: str) -> None:
    found = draft(
        spans(150, Span("Abstract", 9, bold=True), Span("—Filters that adapt cost energy,", 9)),
        line("which other filters do not.", 162, 9),
        line(ending, 174, 9),
        line("More.", 186, 9),
    )
    assert found.abstract == "Filters that adapt cost energy, which other filters do not."


def test_an_abstract_without_an_end_is_not_sure() -> None:
    many = [line("Words and more words of a text without an end.", 160 + n) for n in range(300)]
    assert draft(line("Abstract", 150), *many).abstract is None


# Identifiers and years


def test_the_stamp_in_the_margin_tells_identifier_and_year() -> None:
    stamp = line("arXiv:2301.01234v2  [cs.LG]  5 Jan 2023", 200, 20, 10, turn=3)
    found = draft(stamp)
    assert (found.arxiv, found.year, found.kind) == ("2301.01234", 2023, "article")


def test_an_identifier_that_is_cited_is_not_that_of_the_paper() -> None:
    assert draft(line("as in arXiv:1706.03762 and others", 300)).arxiv is None


def test_a_doi_that_is_broken_at_the_end_of_a_line_is_joined() -> None:
    found = draft(line("https://doi.org/10.1145/3292500.", 700, 7), line("3330701", 708, 7))
    assert found.doi == "10.1145/3292500.3330701"


def test_the_doi_of_arxiv_is_its_identifier() -> None:
    found = draft(info=(("doi", "https://doi.org/10.48550/arXiv.2301.01234"),))
    assert (found.doi, found.arxiv) == (None, "2301.01234")


def test_a_doi_of_the_metadata_comes_before_one_of_the_page() -> None:
    found = draft(line("doi:10.1000/cited.1", 700, 7), info=(("Subject", "doi:10.1000/own.2"),))
    assert found.doi == "10.1000/own.2"


def test_a_doi_among_the_references_is_not_that_of_the_paper() -> None:
    assert draft(line("References", 600), line("doi:10.1000/cited.1", 615)).doi is None


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("© 2007 The Authors", 2007),
        ("Copyright c 2009 ACM 978-1-60558-392-1", 2009),
        ("SENSE’07, June 3, Northport", 2007),
        ("Journal of Light 12 (1998) 1984–1999", 1998),
        ("pp. 1984–1999", None),
        ("1201", None),
    ],
)
def test_the_foot_of_the_page_tells_the_year(said: str, year: int | None) -> None:
    assert draft(line(said, 770, 7)).year == year


def test_a_date_of_the_file_is_a_guess_where_the_page_has_none() -> None:
    made = (("CreationDate", "D:20110203120000Z"),)
    assert draft(info=made).year == 2011
    assert draft(line("© 2007 The Authors", 770, 7), info=made).year == 2007


# Whatever comes


_texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "Abstract",
            "1 Introduction",
            "Ada Keller,",
            "© 2007",
            "10.1000/x.",
            "arXiv:2301.01234 [a]",
        ]
    ),
)
_spans = st.builds(
    Span,
    _texts,
    st.sampled_from([0.0, 6.0, 10.0, 20.0]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
_places = st.floats(-50, 850)
_lines = st.builds(
    Line,
    st.lists(_spans, min_size=1, max_size=3).map(tuple),
    st.builds(
        lambda x, y, w, h: Box(x, y, x + w, y + h), _places, _places, *[st.floats(0, 300)] * 2
    ),
    st.integers(0, 5),
    st.integers(0, 3),
)
_pages = st.builds(Page, st.just(WIDTH), st.just(HEIGHT), st.lists(_lines, max_size=8).map(tuple))
_entries = st.lists(st.tuples(st.sampled_from(["Title", "Author", "doi", "Subject"]), _texts))


@given(st.lists(_pages, max_size=2), _entries, st.text(max_size=40), st.text(max_size=12))
def test_every_head_gives_a_draft_with_a_title(
    pages: list[Page], info: list[tuple[str, str]], xmp: str, name: str
) -> None:
    found = title_page.draft(Head(tuple(pages), len(pages), tuple(info), xmp), name)
    assert found.title
    assert all(author.family for author in found.authors)
