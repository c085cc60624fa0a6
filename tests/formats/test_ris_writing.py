"""RIS that is written is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import rispy
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields
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
    as_draft,
)
from desktop_app.formats import links, ris, ris_types, ris_writing

_LETTERS = "abcdefghijkABCDEFGHIJK0123456789éñß語.:()[]-'\"&/$"
_WORD = st.text(_LETTERS, min_size=1, max_size=8)
_WORDS = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_NAME = st.text("abcdeÉFGHIß'. -", min_size=1, max_size=9).map(lambda n: f"X{' '.join(n.split())}")
_AUTHOR = st.builds(Author, _NAME, st.just("") | _NAME, st.sampled_from(["", "Jr.", "III"]))
_KINDS = (
    *("article-journal", "article", "paper-conference", "chapter", "book", "thesis", "report"),
    *("dataset", "software", "webpage", "patent", "article-newspaper", "speech", "standard", ""),
)
_URL = st.text("abc/?=~", min_size=1, max_size=9).map(lambda path: f"https://x{path}.org/a")
_EVERYWHERE = (
    *(fields.VOLUME, fields.PUBLISHER, fields.PLACE, fields.EDITION, fields.VOLUMES),
    *(fields.LANGUAGE, fields.NOTE, fields.GENRE, fields.SHORT_TITLE, fields.ARCHIVE, "ris:C1"),
    *(fields.ARCHIVE_PLACE, fields.CALL_NUMBER, fields.SOURCE, fields.SERIES, "ris:M1"),
)


def _paper(**known: object) -> Paper:
    given_: dict[str, object] = {
        **{"title": "A", "abstract": "", "authors": (), "year": None, "venue": None, "doi": None},
        **{"arxiv": None, "links": (), "tags": (), "starred": False, "source": None},
        **{"binned": False, **known},
    }
    return Paper(
        id=PaperId(1),
        key=PaperKey("k"),
        state=State.UNREAD,
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
        **given_,  # type: ignore[arg-type]
    )


@st.composite
def _fields(draw: st.DrawFn, kind: str, venue: str | None, year: int | None) -> tuple[Field, ...]:
    """Draw what RIS can hold of a paper of this kind."""
    names = [*_EVERYWHERE, ris_types.number_field(kind)]
    names += [fields.SHORT_VENUE] if venue else []
    names += [fields.ARTICLE] if kind.startswith("article") else []
    names += [fields.CHAPTER] if kind in ris_types.WITH_CHAPTERS else []
    if kind == "paper-conference":
        names.remove("ris:C1")  # the place, where an event has one of its own
    said = {name: draw(st.just("") | _WORDS) for name in names}
    said[fields.PAGE] = draw(st.sampled_from(["1–12", "227–32", "S1–S5"]))
    if kind not in ris_types.WHOLE:
        said[fields.PAGE] = draw(st.sampled_from(["", "e0815", "1–2, 7–9", "xii–xv"]))
    said[fields.PMID] = draw(st.sampled_from(["", "31234567"]))
    said[fields.PMCID] = draw(st.sampled_from(["", "PMC77"]))
    said[fields.ISBN] = draw(st.sampled_from(["", "978-0-262-03384-8", "0-306-40615-2"]))
    said[fields.ISSN] = draw(st.sampled_from(["", "1234-5678", "1234-5678, 2345-678X"]))
    said[fields.ACCESSED] = draw(st.sampled_from(["", "2020", "2020-02", "2020-02-03"]))
    if year:
        said[fields.MONTH] = draw(st.sampled_from(["", "1", "12"]))
        said[fields.DAY] = draw(st.sampled_from(["", "9", "31"])) if said[fields.MONTH] else ""
    if kind == "paper-conference" and venue:
        said[fields.EVENT] = draw(st.just("") | _WORDS)
        said[fields.EVENT_PLACE] = draw(st.just("") | _WORDS) if said[fields.PLACE] else ""
    return fields.ordered(Field(name, value) for name, value in said.items())


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Draw a paper with whatever RIS can hold."""
    kind = draw(st.sampled_from(_KINDS))
    venue, year = draw(st.none() | _WORDS), draw(st.none() | st.integers(1400, 2199))
    beside = ris.ADVISOR if kind == "thesis" else "collection-editor"
    roles = st.sampled_from(["editor", beside, "translator"])
    contributors = draw(st.lists(st.builds(Contributor, roles, _AUTHOR), max_size=4))
    paragraphs = st.lists(_WORDS, max_size=4).map("\n\n".join) | st.lists(_WORDS).map("\n".join)
    urls = draw(st.lists(_URL, max_size=3, unique=True))
    return _paper(
        title=draw(_WORDS),
        abstract=draw(paragraphs),
        authors=tuple(draw(st.lists(_AUTHOR, max_size=4))),
        year=year,
        venue=venue,
        doi=draw(st.sampled_from([None, "10.1000/x", "10.1000/a(b)c"])),
        arxiv=draw(st.sampled_from([None, "1706.03762", "math/0211159"])),
        links=tuple(Link(url, links.kind(url)) for url in urls),
        tags=tuple(draw(st.lists(_WORDS, max_size=3, unique=True))),
        kind=kind,
        citekey=draw(st.sampled_from(["", "lee2019", "Lee:2019_a"])),
        contributors=tuple(
            sorted(contributors, key=lambda c: ["editor", beside, "translator"].index(c.role))
        ),
        fields=draw(_fields(kind, venue, year)),
    )


def _drafted(paper: Paper, line: int) -> Draft:
    """Give a paper as its record should be read."""
    return replace(as_draft(paper), line=line, votes=None)


@given(st.lists(papers(), max_size=3))
def test_what_is_written_is_read_back(given_: list[Paper]) -> None:
    written = "".join(ris_writing.write(given_))
    drafts, problems = ris.parse(written)
    assert problems == ()
    assert drafts == tuple(
        _drafted(paper, draft.line or 0) for paper, draft in zip(given_, drafts, strict=True)
    )


def test_words_that_look_like_markup_are_read_back() -> None:
    looks = _paper(title="<i>x</i> is &amp; x < y", abstract="a <p> b\n&lt;", tags=("R&D", "a<b>"))
    [draft], _ = ris.parse("".join(ris_writing.write([looks])))
    assert (draft.title, draft.abstract, draft.tags) == (looks.title, looks.abstract, looks.tags)


@given(papers())
def test_other_readers_find_the_same(paper: Paper) -> None:
    [record] = rispy.loads("".join(ris_writing.write([paper])))
    assert record["title"] == paper.title
    assert len(record.get("authors", [])) == len(paper.authors)
    assert record.get("year") == (f"{paper.year:04}" if paper.year else None)
    assert record.get("doi") == paper.doi


def test_a_record() -> None:
    paper = _paper(
        title="Slow  gradients\n2",
        abstract="They are slow.\nTY  - not a tag",
        authors=(Author("Lee", "Ann"), Author("King", "", "Jr."), Author("A. Group")),
        contributors=(Contributor("director", Author("Day", "Cy")),),
        year=2019,
        arxiv="1706.03762",
        kind="broadcast",
        fields=(Field("bibtex:owner", "me"), Field("ris:C5", "odd\nodder")),
    )
    assert "".join(ris_writing.write([paper])) == (
        "TY  - MPCT\nTI  - Slow gradients 2\nAU  - Lee, Ann\nAU  - King, , Jr.\nAU  - A. Group,\n"
        "PY  - 2019\nUR  - https://arxiv.org/abs/1706.03762\n"
        "AB  - They are slow. TY - not a tag\nC5  - odd\nC5  - odder\nER  - \n\n"
    )


def test_every_type_is_written_as_it_is_read() -> None:
    for kind in _KINDS:
        assert ris_types.kind(ris_types.type_of(kind)) == kind
    assert ris_types.type_of("unheard-of") == "GEN"
