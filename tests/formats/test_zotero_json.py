"""Better BibTeX's JSON of a Zotero library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Attachment, Author, Contributor, Draft, Field, Link
from desktop_app.formats import zotero_items, zotero_json


def _library(*items: dict[str, Any], **others: Any) -> str:
    return json.dumps({"config": {"x": 1}, **others, "items": items}, indent=1)


def _only(**item: Any) -> Draft:
    [draft], problems = zotero_json.parse(_library({"title": "Leeks", **item}))
    assert problems == ()
    return draft


def test_an_item() -> None:
    draft = _only(
        itemID=3,
        itemType="journalArticle",
        title='On <i>leeks</i> &amp; <span class="nocase">Soup</span>',
        creators=[
            {"creatorType": "author", "firstName": "Ann", "lastName": "Lee"},
            {"creatorType": "author", "name": "The Body"},
            {"creatorType": "editor", "firstName": "Bo", "lastName": "Chen"},
            {"creatorType": "wordsBy", "lastName": "Day"},
        ],
        date="OCT 1 2018",
        publicationTitle="Soups",
        publisher="Kitchen",
        pages="3-9",
        DOI="10.1000/A",
        url="https://a.org/x",
        abstractNote=" They simmer. ",
        tags=[{"tag": "soup"}, {"tag": "leek", "type": 1}, {"tag": "soup"}],
        extra="Citation Key: lee\nPMID: 12\ntex.owner: bo\nA remark",
        citationKey="lee2018",
        notes=[{"note": "<p>One <b>two</b></p>"}, "plain"],
        attachments=[{"path": "/a/b.pdf", "title": "PDF"}, {"title": "gone"}],
        uri="http://zotero.org/x",
        edition="",
        runningTime="3:00",
    )
    assert draft == Draft(
        title="On leeks & Soup",
        abstract="They simmer.",
        authors=(Author("Lee", "Ann"), Author("The Body")),
        year=2018,
        venue="Soups",
        doi="10.1000/a",
        links=(Link("https://a.org/x"),),
        tags=("soup", "leek"),
        line=6,
        kind="article-journal",
        citekey="lee2018",
        contributors=(
            Contributor("editor", Author("Chen", "Bo")),
            Contributor("contributor", Author("Day")),
        ),
        fields=(
            Field("publisher", "Kitchen"),
            Field("page", "3–9"),
            Field("zotero:runningTime", "3:00"),
            Field("month", "10"),
            Field("day", "1"),
            Field("PMID", "12"),
            Field("bibtex:owner", "bo"),
            Field("note", "A remark"),
        ),
        notes=("One **two**", "plain"),
        attachments=(Attachment("/a/b.pdf", "PDF"),),
    )


def test_extra_may_be_a_list_of_lines() -> None:
    draft = _only(extra=["arXiv: 2401.12345 [cs.CL]", "Type: dataset", "Place: Oslo"])
    assert (draft.arxiv, draft.kind) == ("2401.12345", "dataset")
    assert draft.fields == (Field("publisher-place", "Oslo"),)


def test_collections_are_paths_from_the_root() -> None:
    collections = {
        "A": {"key": "A", "name": "Soups", "parent": False, "items": [1], "collections": ["B"]},
        "B": {"key": "B", "name": "Leeks", "parent": "A", "items": [1, "KEY2"]},
        "C": {"key": "C", "name": "Round", "parent": "D", "items": []},
        "D": {"key": "D", "name": "About", "parent": "C", "items": [3]},
        "E": 7,
    }
    items = (
        {"title": "One", "itemID": 1},
        {"title": "Two", "itemID": 2, "itemKey": "KEY2"},
        {"title": "Three", "itemID": 3},
    )
    drafts, problems = zotero_json.parse(_library(*items, collections=collections))
    assert problems == ()
    assert [d.collections for d in drafts] == [
        (("Soups",), ("Soups", "Leeks")),
        (("Soups", "Leeks"),),
        (("Round", "About"),),
    ]


def test_what_is_no_paper_is_told() -> None:
    drafts, problems = zotero_json.parse(
        _library({"itemType": "note", "note": "x"}, {"itemType": "book"}, {"title": "A"})
    )
    assert [d.title for d in drafts] == ["A"]
    assert [p.reason for p in problems] == [zotero_items.NO_WORKS["note"], zotero_json.NO_TITLE]


def test_what_a_draft_has_no_place_for_is_kept() -> None:
    draft = _only(
        itemType="scroll",
        date="in spring",
        DOI="none",
        url="somewhere",
        seriesTitle="T",
        series="S",
        relations={"dc:relation": ["x"]},
    )
    assert dict(draft.fields) == {
        "collection-title": "T",
        "zotero:series": "S",
        "zotero:relations": '{"dc:relation":["x"]}',
        "zotero:date": "in spring",
        "zotero:DOI": "none",
        "zotero:url": "somewhere",
        "zotero:itemType": "scroll",
    }


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*zotero_items.PLACED, *zotero_items.VENUES, "itemType", "name", "items"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.lists(_json, max_size=3), _json)
def test_any_json_can_be_read(items: list[Any], collections: Any) -> None:
    page = json.dumps({"collections": collections, "items": items})
    drafts, _ = zotero_json.parse(page)
    assert all(draft.title for draft in drafts)


def test_the_real_libraries(shared: Path) -> None:
    files = sorted((shared / "bib").glob("*.zotero.json"))
    read = [zotero_json.parse(file.read_text("utf-8")) for file in files]
    assert [len(drafts) for drafts, _ in read] == [1, 1, 3, 2, 1, 1, 1, 2]
    assert all(problems == () for _, problems in read)
    drafts = [draft for found, _ in read for draft in found]
    assert all(draft.year and draft.citekey and draft.kind for draft in drafts)
    assert all(draft.authors or draft.contributors for draft in drafts)
