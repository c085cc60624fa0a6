"""Answers of Crossref, OpenAlex and Semantic Scholar, read as CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields
from desktop_app.core.papers import Author, Draft, Link
from desktop_app.formats import csl_foreign, csl_json

WORK: dict[str, Any] = {
    "DOI": "10.1000/x",
    "type": "book-chapter",
    "title": ["Slow <i>gradients</i>"],
    "subtitle": ["A soup"],
    "container-title": ["Lecture Notes in Leeks", "Days of Soup"],
    "short-container-title": ["LNL"],
    "author": [
        {"given": "Ann", "family": "Lee", "sequence": "first", "affiliation": []},
        {"name": "The Soup Group", "sequence": "additional"},
    ],
    "issued": {"date-parts": [[None]]},
    "published-print": {"date-parts": [[2020, 4]]},
    "publisher": "Leek Press",
    "publisher-location": "Bern",
    "event": {"name": "Soup 2020", "location": "Rome", "start": {"date-parts": [[2020, 5, 1]]}},
    "ISBN": ["http://id.crossref.org/isbn/9780262033848"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>It simmers.</jats:p>",
    "article-number": "e12",
    "license": [{"URL": "https://a.org/by", "delay-in-days": 0}, {"URL": "https://a.org/by"}],
    "score": 1.5,
}


def _read(answer: Any) -> Draft:
    drafts, problems = csl_json.parse(json.dumps(answer))
    assert not problems
    [draft] = drafts
    return draft


def _field(draft: Draft, name: str) -> str:
    return fields.get(draft.fields, name)


@pytest.mark.parametrize(
    "answer",
    [
        WORK,
        {"status": "ok", "message-type": "work", "message": WORK},
        {"status": "ok", "message-type": "work-list", "message": {"items": [WORK], "query": {}}},
    ],
)
def test_a_work_of_crossref(answer: dict[str, Any]) -> None:
    draft = _read(answer)
    assert (draft.title, draft.venue) == ("Slow gradients: A soup", "Days of Soup")
    assert draft.authors == (Author("Lee", "Ann"), Author("The Soup Group"))
    assert (draft.year, draft.kind, draft.abstract) == (2020, "chapter", "It simmers.")
    said = {name: _field(draft, name) for name in (fields.SERIES, fields.SHORT_VENUE)}
    assert said == {fields.SERIES: "Lecture Notes in Leeks", fields.SHORT_VENUE: "LNL"}
    assert (_field(draft, fields.PLACE), _field(draft, fields.MONTH)) == ("Bern", "4")
    assert (_field(draft, fields.EVENT), _field(draft, fields.EVENT_PLACE)) == ("Soup 2020", "Rome")
    assert _field(draft, fields.EVENT_DATE) == "2020-05-01"
    assert (_field(draft, fields.ISBN), _field(draft, fields.ARTICLE)) == ("9780262033848", "e12")
    assert _field(draft, fields.LICENSE) == "https://a.org/by"
    assert (_field(draft, "csl:score"), "delay" in _field(draft, "csl:licenses")) == ("1.5", True)


def test_titles_beyond_the_first_are_kept() -> None:
    draft = _read({**WORK, "title": ["A", "B"], "subtitle": ["C", "D"]})
    assert (draft.title, _field(draft, "csl:other-titles")) == ("A", '["B","C","D"]')
    many = _read({**WORK, "container-title": ["A", "B", "C"]})
    assert (many.venue, _field(many, "csl:other-containers")) == ("A", '["B","C"]')


def test_a_preprint_of_crossref() -> None:
    draft = _read(
        {
            "type": "posted-content",
            "title": ["A"],
            "institution": [{"name": "soupRxiv"}],
            "posted": {"date-parts": [[2021, 2, 3]]},
        }
    )
    assert (draft.kind, draft.year, _field(draft, fields.PUBLISHER)) == (
        "article",
        2021,
        "soupRxiv",
    )


def test_a_work_of_openalex() -> None:
    draft = _read(
        {
            "results": [
                {
                    "doi": "https://doi.org/10.1000/x",
                    "display_name": "Leeks",
                    "title": "Leeks",
                    "publication_date": "2018-02-13",
                    "type": "article",
                    "authorships": [{"author": {"display_name": "Bo van der Berg"}}],
                    "primary_location": {
                        "source": {"display_name": "Soups", "issn": ["1234-5678"]}
                    },
                    "biblio": {"volume": "6", "issue": None, "first_page": "1", "last_page": "9"},
                    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
                    "abstract_inverted_index": {"are": [1, 3], "Leeks": [0], "as": [2]},
                    "keywords": [{"display_name": "soup"}],
                }
            ]
        }
    )
    assert (draft.title, draft.doi, draft.venue) == ("Leeks", "10.1000/x", "Soups")
    assert draft.authors == (Author("van der Berg", "Bo"),)
    assert (draft.year, draft.kind, draft.tags) == (2018, "article-journal", ("soup",))
    assert draft.abstract == "Leeks are as are"
    assert (_field(draft, fields.PAGE), _field(draft, fields.PMID)) == ("1–9", "123")
    assert _field(draft, fields.ISSN) == "1234-5678"


def test_a_paper_of_semantic_scholar() -> None:
    draft = _read(
        {
            "data": [
                {
                    "paperId": "0a",
                    "title": "Leeks",
                    "url": "https://a.org/0a",
                    "externalIds": {"ArXiv": "1901.01234", "DOI": "10.1000/x", "PubMed": "12"},
                    "venue": "Days of Soup",
                    "year": 2019,
                    "publicationTypes": ["JournalArticle", "Conference"],
                    "journal": {"name": "DoS", "pages": "1 - 10", "volume": "1"},
                    "authors": [{"authorId": "1", "name": "Ann Lee"}],
                    "citationCount": 5,
                }
            ]
        }
    )
    assert (draft.year, draft.venue, draft.kind) == (2019, "Days of Soup", "paper-conference")
    assert (draft.doi, draft.arxiv) == ("10.1000/x", "1901.01234")
    assert (draft.authors, draft.links) == ((Author("Lee", "Ann"),), (Link("https://a.org/0a"),))
    assert (_field(draft, fields.PAGE), _field(draft, fields.PMID)) == ("1–10", "12")
    assert _field(draft, "csl:citationCount") == "5"


def test_any_other_record_stays_as_it_is() -> None:
    record = {"title": "A", "message": "B", "container-title": "C"}
    assert csl_foreign.as_csl(record) is record


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_NAMES = (
    *WORK,
    *("authorships", "paperId", "externalIds", "journal", "authors", "biblio", "ids", "message"),
    *("keywords", "abstract_inverted_index", "primary_location", "institution", "message-type"),
)


@given(st.dictionaries(st.sampled_from(_NAMES), _VALUES))
def test_any_record_can_be_read(record: dict[str, Any]) -> None:
    drafts, problems = csl_json.parse(json.dumps([record]))
    assert drafts or problems
