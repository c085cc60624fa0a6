"""BibTeX and BibLaTeX, written, and read again."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields as names
from desktop_app.core.papers import (
    Author,
    Contributor,
    Draft,
    Field,
    Link,
    Paper,
    PaperId,
    PaperKey,
    State,
)
from desktop_app.formats import bibtex, bibtex_writing, links
from desktop_app.formats.mending import mend

AT = datetime(2026, 11, 23, tzinfo=UTC)


def _paper(title: str = "A Study of GPT Models", **more: Any) -> Paper:
    known: dict[str, Any] = {
        "abstract": "",
        "authors": (),
        "year": None,
        "venue": None,
        "doi": None,
        "arxiv": None,
        "links": (),
        "tags": (),
    }
    return Paper(
        id=PaperId(1),
        key=PaperKey("k1"),
        title=title,
        state=State.UNREAD,
        starred=False,
        added_at=AT,
        source=None,
        binned=False,
        **known | more,
    )


FULL = _paper(
    abstract="We use $x_1$ & 5%.\n\nMore.",
    authors=(Author("van der Östen", "Jan"), Author("The Lab, Inc."), Author("Stone", "M.", "Jr.")),
    year=2021,
    venue="Journal of R&D",
    doi="10.1000/a_b",
    arxiv="2101.00001",
    links=(Link("https://a.org/x_y"), Link("https://b.org/")),
    tags=("learning", "a, b"),
    kind="article-journal",
    citekey="osten2021",
    contributors=(Contributor("editor", Author("Lee", "Ann")),),
    fields=(
        Field(names.VOLUME, "3"),
        Field(names.ISSUE, "4"),
        Field(names.PAGE, "1–13"),
        Field(names.MONTH, "5"),
        Field(names.DAY, "7"),
        Field(names.PLACE, "Oslo"),
        Field(names.MEDIUM, "Print"),
        Field("bibtex:owner", r"so{\"o}"),
        Field("ris:M1", "x & y"),
    ),
)


def test_bibtex() -> None:
    assert "".join(bibtex_writing.write([FULL])) == (
        "@article{osten2021,\n"
        r"  author = {van der {\"O}sten, Jan and {The Lab, Inc.} and Stone, Jr., M.}," "\n"
        "  editor = {Lee, Ann},\n"
        "  title = {A Study of {GPT} Models},\n"
        r"  journal = {Journal of R\&D}," "\n"
        "  year = {2021},\n"
        "  month = may,\n"
        "  day = {7},\n"
        "  volume = {3},\n"
        "  number = {4},\n"
        "  pages = {1--13},\n"
        "  address = {Oslo},\n"
        "  csl-medium = {Print},\n"
        "  doi = {10.1000/a_b},\n"
        "  eprint = {2101.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://a.org/x_y},\n"
        "  bdsk-url-1 = {https://b.org/},\n"
        "  keywords = {learning, {a, b}},\n"
        r"  abstract = {We use $x_1$ \& 5\%." "\n\nMore.},\n"
        r"  owner = {so{\"o}}," "\n"
        r"  ris-M1 = {x \& y}," "\n"
        "}\n"
    )  # fmt: skip


def test_biblatex() -> None:
    written = bibtex_writing.entry(FULL, biblatex=True)
    for line in (
        "  author = {van der Östen, Jan and {The Lab, Inc.} and Stone, Jr., M.},",
        r"  journaltitle = {Journal of R\&D},",
        "  date = {2021-05-07},",
        "  location = {Oslo},",
        "  eprinttype = {arxiv},",
    ):
        assert line in written.split("\n")


@pytest.mark.parametrize(
    ("kind", "genre", "bibtex_type", "biblatex_type"),
    [
        ("thesis", "PhD thesis", "phdthesis", "thesis"),
        ("thesis", "Doctoral dissertation", "phdthesis", "thesis"),
        ("thesis", "Master's thesis", "mastersthesis", "thesis"),
        ("thesis", "", "misc", "thesis"),
        ("report", "", "techreport", "report"),
        ("article", "", "misc", "misc"),
        ("post-weblog", "", "misc", "misc"),
        ("", "", "misc", "misc"),
    ],
)
def test_types(kind: str, genre: str, bibtex_type: str, biblatex_type: str) -> None:
    paper = _paper(kind=kind, fields=(Field(names.GENRE, genre),) if genre else ())
    for type_, biblatex in ((bibtex_type, False), (biblatex_type, True)):
        written = bibtex_writing.entry(paper, biblatex=biblatex)
        assert written.startswith(f"@{type_}{{k1,\n")
        (draft,), _ = bibtex.parse(written)
        assert draft.kind == kind
        assert names.get(draft.fields, names.GENRE) == genre


def test_a_type_is_kept_while_it_fits() -> None:
    fields = (Field("bibtex:type", "inbook"),)
    assert bibtex_writing.entry(_paper(kind="chapter", fields=fields)).startswith("@inbook{")
    assert bibtex_writing.entry(_paper(kind="book", fields=fields)).startswith("@book{")


def test_a_year_as_written_is_kept_while_it_is_right() -> None:
    fields = (Field("bibtex:year", "2012a"),)
    assert "  year = {2012a}," in bibtex_writing.entry(_paper(year=2012, fields=fields))
    assert "  year = {2013}," in bibtex_writing.entry(_paper(year=2013, fields=fields))


@pytest.mark.parametrize("value", ["{", "a}b{", "\\", "\\{", "x\\\\"])
def test_no_value_breaks_an_entry(value: str) -> None:
    papers = [_paper(fields=(Field("bibtex:x", value), Field("ris:Y", value))), _paper("Next")]
    drafts, problems = bibtex.parse("".join(bibtex_writing.write(papers)))
    assert [d.title for d in drafts] == ["A Study of GPT Models", "Next"]
    assert names.get(drafts[0].fields, "ris:Y") == value
    assert [p.reason for p in problems] == [bibtex.TWICE.format(key="k1")]


LETTERS = st.text(
    st.sampled_from("abc ABé{}\\$&%#_^~-–“”'`\",;:=@()ßø漢₂")
    | st.characters(min_codepoint=0x100, exclude_categories=["C", "Z"]),
    max_size=12,
)


def _is_stable(text: str) -> bool:
    """Tell whether reading leaves a text: no index of text alone, and nothing like mojibake."""
    return "$_" not in text and "$^" not in text and mend(text) == text


LINE = LETTERS.map(lambda s: " ".join(unicodedata.normalize("NFC", f"x{s}x").split())).filter(
    _is_stable
)
NAME = st.builds(Author, LINE, st.just("") | LINE, st.sampled_from(["", "Jr.", "III"]))
ROLES = st.sampled_from(["editor", "translator", "container-author", "illustrator"])
TEXT_FIELDS = [
    name for name in names.STANDARD if name not in (names.MONTH, names.DAY, names.PAGE, names.GENRE)
]
FIELDS = st.dictionaries(
    st.sampled_from([*TEXT_FIELDS, "ris:M1", "csl:foo bar", "pubmed:X~y", "endnote:a_b"]),
    LINE,
    max_size=6,
)
PAPERS = st.builds(
    _paper,
    LINE,
    abstract=st.lists(LINE, max_size=3).map("\n\n".join),
    authors=st.lists(NAME, max_size=3).map(tuple),
    year=st.none() | st.integers(1, 2100),
    venue=st.none() | LINE,
    doi=st.none() | st.just("10.1000/(a)_b%3c") | st.just("10.1000/(a)1:2<3::x>3"),
    arxiv=st.none() | st.just("2101.00001"),
    links=st.lists(
        st.sampled_from(["https://a.org/~b_c?d=%20&e#f", "http://b.org/(x)"]), unique=True
    ).map(lambda urls: tuple(Link(url, links.kind(url)) for url in urls)),
    tags=st.lists(LINE, max_size=3, unique=True).map(tuple),
    kind=st.sampled_from(["article-journal", "chapter", "book", "report", "webpage", "bill"]),
    citekey=st.sampled_from(["lee2020", "a:b/c.d-e_f"]),
    contributors=st.lists(st.builds(Contributor, ROLES, NAME), max_size=3).map(
        lambda people: tuple(sorted(people, key=lambda person: person.role))
    ),
    fields=FIELDS.map(lambda fields: tuple(Field(*each) for each in fields.items())),
)  # fmt: skip


def _known(work: Draft | Paper) -> dict[str, Any]:
    return {
        "title": work.title,
        "abstract": work.abstract or "",
        "authors": work.authors,
        "year": work.year,
        "venue": work.venue,
        "doi": work.doi,
        "arxiv": work.arxiv,
        "links": work.links,
        "tags": work.tags,
        "kind": work.kind,
        "citekey": work.citekey,
        "contributors": sorted(map(str, work.contributors)),
        "fields": dict(work.fields),
    }


@given(PAPERS, st.booleans())
def test_what_is_written_is_read(paper: Paper, biblatex: bool) -> None:
    drafts, problems = bibtex.parse("".join(bibtex_writing.write([paper], biblatex=biblatex)))
    assert problems == ()
    assert [_known(draft) for draft in drafts] == [_known(paper)]


@given(st.integers(1, 12), st.integers(1, 31), st.booleans())
def test_days_are_read_again(month: int, day: int, biblatex: bool) -> None:
    fields = (Field(names.MONTH, str(month)), Field(names.DAY, str(day)))
    (draft,), _ = bibtex.parse(
        bibtex_writing.entry(_paper(year=2001, fields=fields), biblatex=biblatex)
    )
    assert draft.fields == fields
