"""CSL-JSON: what its variables become, and that a paper comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields
from desktop_app.core.papers import (
    Attachment,
    Author,
    Contributor,
    Draft,
    Field,
    Link,
    LinkKind,
    Paper,
    PaperId,
    PaperKey,
    State,
)
from desktop_app.formats import csl_json, csl_variables, json_records


def _read(**record: Any) -> Draft:
    drafts, problems = csl_json.parse(json.dumps([{"title": "Leeks", **record}]))
    assert not problems
    [draft] = drafts
    return draft


def _said(draft: Draft) -> dict[str, str]:
    return dict(draft.fields)


def test_a_record() -> None:
    assert _read(
        id="lee2020",
        type="article-journal",
        author=[{"family": "Lee", "given": "Ann"}],
        editor=[{"family": "Chen", "given": "Bo"}],
        issued={"date-parts": [[2020, 5, 3]]},
        volume=12,
        page="227--32",
        **{"container-title": "Journal of Soups"},
        DOI="https://doi.org/10.1000/ABC",
        URL="https://a.org/x",
        keyword="soup, leek",
        abstract="They simmer at $t < 100$.",
    ) == Draft(
        title="Leeks",
        abstract="They simmer at $t < 100$.",
        authors=(Author("Lee", "Ann"),),
        year=2020,
        venue="Journal of Soups",
        doi="10.1000/abc",
        links=(Link("https://a.org/x"),),
        tags=("soup", "leek"),
        line=1,
        kind="article-journal",
        citekey="lee2020",
        contributors=(Contributor("editor", Author("Chen", "Bo")),),
        fields=(
            Field("month", "5"),
            Field("day", "3"),
            Field("volume", "12"),
            Field("page", "227–32"),
        ),
    )


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ({"family": "Berg", "given": "Ann", "non-dropping-particle": "van der"}, "van der Berg"),
        ({"family": "Alembert", "dropping-particle": "d'"}, "d'Alembert"),
        ({"literal": "The Body"}, "The Body"),
        ({"given": "Aristotle"}, "Aristotle"),
    ],
)
def test_names(name: dict[str, str], author: str) -> None:
    assert _read(author=[name]).authors[0].family == author


def test_names_that_are_plain_texts() -> None:
    assert _read(author=["Ada Lovelace", "Turing, Alan"]).authors == (
        Author("Lovelace", "Ada"),
        Author("Turing", "Alan"),
    )


def test_a_suffix_is_part_of_a_name() -> None:
    name = {"family": "King", "given": "Martin", "suffix": "Jr."}
    assert _read(author=[name]).authors == (Author("King", "Martin", "Jr."),)


def test_what_names_say_beyond_names_is_told() -> None:
    drafts, problems = csl_json.parse('[{"title": "A", "author": [{"family": "B", "ORCID": "1"}]}]')
    assert drafts[0].authors == (Author("B"),)
    assert [(p.line, p.kept, "ORCID" in p.reason) for p in problems] == [(1, True, True)]


@pytest.mark.parametrize(
    ("issued", "year", "month", "day", "kept"),
    [
        ({"date-parts": [["2020", "05"]]}, 2020, "5", "", False),
        ({"raw": "May 3, 2012"}, 2012, "5", "3", False),
        ({"literal": "Spring 2012"}, 2012, "", "", True),
        ({"date-parts": [[2012]], "circa": True}, 2012, "", "", True),
        ({"date-parts": [[2012, 1], [2012, 2]]}, 2012, "1", "", True),
        ({"date-parts": [[2012]], "season": 2}, 2012, "", "", True),
        ({"date-parts": [[2012, 13]]}, 2012, "", "", True),
        ({"date-parts": [[-300]]}, None, "", "", True),
        ({"date-parts": []}, None, "", "", True),
        ("2012-07", 2012, "7", "", False),
        (2012, 2012, "", "", False),
    ],
)
def test_dates(issued: Any, year: int | None, month: str, day: str, kept: bool) -> None:
    draft = _read(issued=issued)
    said = _said(draft)
    assert (draft.year, said.get("month", ""), said.get("day", "")) == (year, month, day)
    assert json.loads(said.get("csl:issued", "null")) == (issued if kept else None)
    assert _back(draft) == draft


def test_other_dates_are_fields() -> None:
    draft = _read(
        accessed={"date-parts": [[2021, 1, 2]]},
        submitted={"literal": "in spring"},
        **{"event-date": {"date-parts": [[2020, 1], [2020, 2]]}},
    )
    assert _said(draft) == {
        fields.ACCESSED: "2021-01-02",
        "submitted": "in spring",
        fields.EVENT_DATE: "2020-01/2020-02",
    }
    record = csl_json.draft_record(draft)
    assert record["accessed"] == {"date-parts": [[2021, 1, 2]]}
    assert record["submitted"] == {"literal": "in spring"}


def test_markup_of_titles_becomes_their_words() -> None:
    title = 'On <i>E. coli</i> &amp; H<sub>2</sub>O: <span class="nocase">R&D</span> of a < b'
    assert _read(title=title).title == "On E. coli & H2O: R&D of a < b"


def test_lines_of_extra_become_fields() -> None:
    draft = _read(
        note="arXiv: 2401.12345 [cs.CL]\nPMID: 12\nCitation Key: lee_2020\ntex.foo: bar\n"
        "A remark: x"
    )
    assert (draft.arxiv, draft.citekey) == ("2401.12345", "lee_2020")
    assert _said(draft) == {"PMID": "12", "bibtex:foo": "bar", "note": "A remark: x"}


def test_what_is_said_twice_and_differs_is_kept() -> None:
    note = "PMID: 12\nDOI: 10.1000/b\nCitation Key: other"
    draft = _read(note=note, PMID="13", DOI="10.1000/a", **{"citation-key": "lee"})
    assert (draft.doi, draft.citekey) == ("10.1000/a", "lee")
    assert _said(draft) == {
        "PMID": "13",
        "csl:note.PMID": "12",
        "csl:note.DOI": "10.1000/b",
        "csl:note.citekey": "other",
    }
    assert _read(event="A", **{"event-title": "B"}).fields == (
        Field("event-title", "A"),
        Field("csl:event-title", "B"),
    )


@pytest.mark.parametrize(
    ("said", "citekey"),
    [
        ({"id": "lee2020"}, "lee2020"),
        ({"id": "http://zotero.org/users/1/items/AB"}, None),
        ({"id": 12}, None),
        ({"id": "12"}, None),
        ({"id": "Lee, 2020"}, None),
        ({"id": "12", "citation-key": "lee"}, "lee"),
    ],
)
def test_citation_keys(said: dict[str, Any], citekey: str | None) -> None:
    draft = _read(**said)
    assert draft.citekey == citekey
    assert _said(draft).get("csl:id") == (None if said["id"] == citekey else str(said["id"]))


@pytest.mark.parametrize(
    ("record", "arxiv"),
    [
        ({"URL": "https://arxiv.org/abs/2401.12345v2"}, "2401.12345"),
        ({"DOI": "10.48550/arXiv.2401.12345"}, "2401.12345"),
        ({"number": "arXiv:2401.12345"}, "2401.12345"),
        ({"archive": "arXiv", "archive_location": "2401.12345"}, "2401.12345"),
        ({"number": "12345"}, None),
    ],
)
def test_where_an_arxiv_identifier_is_said(record: dict[str, Any], arxiv: str | None) -> None:
    draft = _read(**record)
    assert (draft.arxiv, draft.links) == (arxiv, ())


def test_an_address_that_only_says_the_doi_again_is_no_link() -> None:
    assert _read(DOI="10.1000/a", URL="https://doi.org/10.1000/a").links == ()
    assert _read(URL="https://doi.org/10.1000/a").doi == "10.1000/a"
    assert len(_read(DOI="10.1000/a", URL="https://doi.org/10.1000/b").links) == 1


def test_what_csl_does_not_know_is_kept() -> None:
    draft = _read(foo={"a": [1, 2.5, None]}, bar="text", type="scroll", DOI="none", custom={"x": 1})
    assert _said(draft) == {
        "csl:foo": '{"a":[1,2.5,null]}',
        "csl:bar": "text",
        "csl:type": "scroll",
        "csl:DOI": "none",
        "csl:custom": '{"x":1}',
    }
    record = csl_json.draft_record(draft)
    assert record["custom"]["x"] == 1
    assert _back(draft) == draft


def test_what_is_nested_deeply_is_written_again() -> None:
    inner = '{"a": ' * 400 + "1" + "}" * 400
    [draft], _ = csl_json.parse(f'[{{"title": "A", "custom": {inner}, "b": {inner}}}]')
    assert [field.name for field in draft.fields] == ["csl:custom", "csl:b"]
    read, problems = csl_json.parse("".join(csl_json.write([_paper(draft)])))
    assert (read[0].fields, problems) == (draft.fields, ())


def test_records_of_crossref() -> None:
    page = {
        "message": {"items": [{"title": ["Leeks"], "type": "journal-article", "ISSN": ["1", "2"]}]}
    }
    [draft], problems = csl_json.parse(json.dumps(page))
    assert (draft.title, draft.kind, _said(draft), problems) == (
        "Leeks",
        "article-journal",
        {"ISSN": "1 2"},
        (),
    )


def test_a_broken_record_spoils_no_other() -> None:
    drafts, problems = csl_json.parse(
        '[\n  {"title": "One"},\n  {"title": "Bad", "volume": },\n  {"volume": 1},\n'
        '  "x",\n  {"title": "Two"}\n]'
    )
    assert [(d.title, d.line) for d in drafts] == [("One", 2), ("Two", 6)]
    assert [p.line for p in problems] == [3, 4, 5]
    assert problems[1].reason == csl_json.NO_TITLE
    assert problems[2].reason == json_records.NO_RECORD


def test_what_stands_for_carrel_and_is_wrong_is_told() -> None:
    own = {"tags": 1, "kind": None, "links": [{"url": "x"}], "fields": [], "arxiv": "2401.12345"}
    record = {"title": "A", "keyword": "b", "custom": {"carrel": own}}
    [draft], [problem] = csl_json.parse(json.dumps(record))
    assert (draft.arxiv, draft.tags) == ("2401.12345", ("b",))
    assert problem.kept
    assert all(name in problem.reason for name in ("tags", "kind", "links", "fields"))


def _back(draft: Draft) -> Draft:
    """Give what a draft is after it was written and read, its fields in the order they had."""
    written = json.dumps([csl_json.draft_record(draft)])
    [read], problems = csl_json.parse(written)
    assert not problems
    return _in_order(read, draft)


def _in_order(read: Draft, draft: Draft) -> Draft:
    names = [field.name for field in draft.fields]
    known = sorted(read.fields, key=lambda f: names.index(f.name) if f.name in names else 999)
    return replace(read, fields=tuple(known), line=draft.line)


_ODD = (
    "<i>x</i>",
    "R&amp;D",
    "a < b & c",
    "arXiv: 2401.12345",
    "PMID: 1",
    "2012",
    "2012-05",
    "12",
    "Lee, Ann",
    "a; b",
    "CÃ³rdoba",
    '{"a":1}',
    "[]",
    "null",
    "1-2",
    "x--y",
    "May 2012",
)
_lines = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"]), max_size=12),
    st.sampled_from(_ODD),
).map(lambda words: " ".join(words.split()))
_words = _lines.filter(bool)
_names = st.builds(Author, _words, _lines, _lines)
_field_names = st.one_of(
    st.sampled_from(fields.STANDARD),
    st.sampled_from([*csl_variables.TEXTS, *csl_variables.DATES, "bibtex:owner", "ris:M1"]),
    st.sampled_from(["csl:issued", "csl:custom", "csl:id", "csl:type", "csl:accessed", "csl:foo"]),
    _words,
)
_values = st.one_of(
    _words, st.sampled_from(['{"literal":"Spring"}', '{"date-parts":[[2012,1]]}', '{"carrel":1}'])
)
_fields = st.dictionaries(_field_names, _values, max_size=6).map(
    lambda said: tuple(Field(*item) for item in said.items())
)
_addresses = st.sampled_from(
    ["https://a.org/", "https://doi.org/10.1000/a", "https://arxiv.org/abs/2401.12345", "ftp://x"]
)
_drafts = st.builds(
    Draft,
    title=_words,
    abstract=st.none() | _words | st.just("One.\n\nTwo <p>three</p>"),
    authors=st.lists(_names, max_size=3).map(tuple),
    year=st.none() | st.integers(-500, 12000),
    venue=st.none() | _words,
    doi=st.none() | st.sampled_from(["10.1000/a", "10.48550/arxiv.2401.12345", "odd"]),
    arxiv=st.none() | st.sampled_from(["2401.12345", "cs/0101001", "odd"]),
    links=st.lists(st.builds(Link, _addresses, st.sampled_from(LinkKind)), max_size=2).map(tuple),
    tags=st.lists(_words, max_size=3).map(tuple),
    votes=st.none() | st.integers(0, 9),
    kind=st.sampled_from(["", "document", "article-journal", "scroll"]),
    citekey=st.none() | _words,
    contributors=st.lists(
        st.builds(Contributor, st.sampled_from(["editor", "author", "chair", "cook"]), _names),
        max_size=3,
    ).map(tuple),
    fields=_fields,
    collections=st.lists(st.lists(_words, max_size=2).map(tuple), max_size=2).map(tuple),
    notes=st.lists(_words, max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, _words, _lines), max_size=2).map(tuple),
)


@given(_drafts)
def test_a_draft_comes_back_whole(draft: Draft) -> None:
    record = csl_json.draft_record(draft)
    assert _back(draft) == draft
    _assert_valid(record)


@given(st.lists(_drafts, max_size=3))
def test_papers_come_back_whole(drafts: list[Draft]) -> None:
    drafts = [Draft(**{**_shared(draft), "abstract": draft.abstract}) for draft in drafts]
    read, problems = csl_json.parse("".join(csl_json.write(map(_paper, drafts))))
    assert problems == ()
    assert [_in_order(*pair) for pair in zip(read, drafts, strict=True)] == drafts


def _shared(draft: Draft) -> dict[str, Any]:
    """Give what a draft and a paper have both."""
    names = "title authors year venue doi arxiv links tags votes kind citekey contributors fields"
    return {name: getattr(draft, name) for name in names.split()}


def _paper(draft: Draft) -> Paper:
    said = {**_shared(draft), "citekey": draft.citekey or "", "abstract": draft.abstract or ""}
    return Paper(
        id=PaperId(1),
        key=PaperKey("p7f3a"),
        state=State.READ,
        starred=True,
        added_at=datetime(2026, 1, 2, tzinfo=UTC),
        source=None,
        binned=False,
        **said,
    )


def _assert_valid(record: dict[str, Any]) -> None:
    """Check a record as the schema of CSL does."""
    assert record.keys() <= {
        "id",
        "citation-key",
        "type",
        "custom",
        *csl_variables.NAMES,
        *csl_variables.DATES,
        *csl_variables.TEXTS,
    }
    assert isinstance(record["id"], str)
    assert record["type"] in csl_variables.TYPES
    for name in csl_variables.TEXTS:
        assert isinstance(record.get(name, ""), str)
    for name in csl_variables.NAMES:
        for said in record.get(name, []):
            assert said.keys() <= {"family", "given", "suffix", "literal"}
    for name in csl_variables.DATES:
        date = record.get(name, {})
        assert date.keys() <= {"date-parts", "season", "circa", "literal", "raw"}
        assert all(1 <= len(part) <= 3 for part in date.get("date-parts", []))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*csl_variables.TEXTS[:9], *csl_variables.DATES, "author", "custom"])
            | st.sampled_from(["id", "type", "carrel", "date-parts", "family", "fields", "links"])
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.lists(_json, max_size=3))
def test_any_json_can_be_read(records: list[Any]) -> None:
    drafts, _ = csl_json.parse(json.dumps(records))
    for draft in drafts:
        assert draft.title
        json.dumps(csl_json.draft_record(draft), allow_nan=False)


def test_writing_looks_as_json_does() -> None:
    assert "".join(csl_json.write([])) == "[]\n"
    paper = _paper(Draft(title="Süppe", citekey="lee"))
    assert "".join(csl_json.write([paper])) == (
        '[\n  {\n    "id": "lee",\n    "citation-key": "lee",\n    "type": "document",\n'
        '    "title": "Süppe",\n    "custom": {\n      "carrel": {\n        "key": "p7f3a",\n'
        '        "kind": ""\n      }\n    }\n  }\n]\n'
    )
