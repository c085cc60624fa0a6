from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import text
from desktop_app.core.documents import Box
from desktop_app.core.highlights import COLOURS, Anchor, Selector, Style
from desktop_app.core.papers import Author
from desktop_app.formats import web_annotation, web_annotation_reading
from desktop_app.formats.web_annotation import Annotation, Subject
from desktop_app.formats.web_annotation_reading import Found

NAMES = ("Claim", "Method", "Result", "Question", "Idea")
WHEN = datetime(2026, 11, 23, 12, 0, 0, 7000, UTC)
HASH = "ab" * 32
SUBJECT = Subject("k1", "Slow gradients", (Author("Lee", "Ann"),), 2024, "10.1000/x", "2405.20233")

clean = st.text().map(text.clean)
words = clean.map(str.strip).filter(bool)
lines = st.text().map(text.clean_line)
offsets = st.integers(0, web_annotation_reading.MOST - 1)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000)
)
subjects = st.builds(
    Subject,
    key=st.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True),
    title=lines,
    authors=st.lists(st.builds(Author, lines.filter(bool), lines), max_size=3).map(tuple),
    year=st.none() | st.integers(1000, 9999),
    doi=st.none() | st.just("10.1000/x"),
    arxiv=st.sampled_from([None, "2405.20233", "hep-th/9901001"]),
)


@st.composite
def selectors(draw: Any, empty: bool = False) -> Selector:
    exact = draw(clean if empty else words)
    start = draw(offsets)
    end = draw(st.integers(start if empty else start + 1, web_annotation_reading.MOST))
    return Selector(exact, draw(clean), draw(clean), start, end)


@st.composite
def boxes(draw: Any) -> Box:
    x0, y0, width, height = (draw(st.integers(1, 100_000)) for _ in range(4))
    sides = (x0 / 100, y0 / 100, (x0 + width) / 100, (y0 + height) / 100)
    return Box(draw(st.integers(0, 5000)), *sides)


common = {
    "subject": subjects,
    "comment": clean.map(str.strip),
    "colour": st.sampled_from(COLOURS),
    "key": st.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True),
    "created": moments,
    "modified": moments,
    "anchor": st.sampled_from(Anchor),
    "kept": st.booleans(),
    "taken_from": lines,
}
of_abstracts = st.builds(
    Annotation,
    selector=selectors(),
    text_hash=st.just(HASH),
    standing=st.none() | selectors().map(lambda s: replace(s, start=0, end=0)),
    **common,
)
of_documents = st.builds(
    Annotation,
    selector=selectors(),
    style=st.sampled_from([Style.HIGHLIGHT, Style.UNDERLINE]),
    boxes=st.lists(boxes(), min_size=1, max_size=3).map(tuple),
    document=st.just(HASH),
    document_name=lines,
    extraction=lines,
    **common,
)
areas = st.builds(
    lambda annotation, selector: replace(annotation, style=Style.AREA, selector=selector),
    of_documents,
    selectors(empty=True).map(lambda s: replace(s, exact=s.exact.strip())),
)


def read(value: object) -> Found:
    found = web_annotation_reading.read(value if isinstance(value, str) else json.dumps(value))
    assert found is not None
    return found


@given(st.lists(of_abstracts | of_documents | areas))
def test_what_is_written_is_read_again(annotations: list[Annotation]) -> None:
    found = read(web_annotation.write(annotations, NAMES))
    expected = [
        replace(a, item=n, tags=(NAMES[(a.colour or 1) - 1],)) for n, a in enumerate(annotations, 1)
    ]
    assert found == Found(tuple(expected))


def one(**fields: Any) -> Annotation:
    made = Annotation(
        SUBJECT, Selector("ab", "p", "s", 3, 5), colour=2, key="h1", created=WHEN, modified=WHEN
    )
    return replace(made, **fields)


def written(annotation: Annotation) -> dict[str, Any]:
    page = json.loads(web_annotation.write([annotation], NAMES))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["partOf"]["total"]) == ("AnnotationPage", 1)
    [item] = page["items"]
    assert isinstance(item, dict)
    return item


def test_an_annotation_of_an_abstract() -> None:
    item = written(one(comment="Why?"))
    assert item["id"] == "urn:carrel:highlight:h1"
    assert item["motivation"] == ["highlighting", "commenting"]
    assert item["created"] == "2026-11-23T12:00:00.007Z"
    assert [(b["value"], b["purpose"]) for b in item["body"]] == [
        ("Method", "tagging"),
        ("Why?", "commenting"),
    ]
    assert item["target"]["source"]["id"] == "urn:carrel:paper:k1"
    assert item["target"]["source"]["dcterms:identifier"] == ["doi:10.1000/x", "arxiv:2405.20233"]
    assert item["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "ab", "prefix": "p", "suffix": "s"},
        {"type": "TextPositionSelector", "start": 3, "end": 5},
    ]


def test_one_without_a_place_gives_no_position() -> None:
    item = written(one(anchor=Anchor.ORPHANED))
    assert [s["type"] for s in item["target"]["selector"]] == ["TextQuoteSelector"]


def test_an_annotation_of_a_document() -> None:
    box = Box(2, 10, 20, 30, 25.5)
    item = written(one(document=HASH, document_name="a.pdf", boxes=(box,)))
    source = item["target"]["source"]
    assert (source["id"], source["format"]) == (f"urn:sha256:{HASH}", "application/pdf")
    assert source["dcterms:isPartOf"]["id"] == "urn:carrel:paper:k1"
    [selector] = item["target"]["selector"]
    assert (selector["type"], selector["value"]) == ("FragmentSelector", "page=3")
    assert selector["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
    assert selector["refinedBy"]["exact"] == "ab"


def test_an_area_gives_its_rectangle() -> None:
    nothing = Selector("", "", "", 0, 0)
    area = one(document=HASH, boxes=(Box(2, 10, 20, 30, 25.5),), style=Style.AREA, selector=nothing)
    [selector] = written(area)["target"]["selector"]
    assert selector["value"] == "page=3&viewrect=10.00,20.00,20.00,5.50"
    assert "refinedBy" not in selector


# What others wrote

HYPOTHESIS = {
    "id": "jBfZ-Fq7Ee6",
    "created": "2024-06-01T10:00:00.123456+00:00",
    "updated": "2024-06-02T10:00:00.123456+00:00",
    "uri": "https://arxiv.org/abs/2405.20233v2?context=cs",
    "text": "So *that* is why.",
    "tags": ["method", "x"],
    "document": {"title": ["[2405.20233] Slow gradients"]},
    "target": [
        {
            "source": "https://arxiv.org/abs/2405.20233v2?context=cs",
            "selector": [
                {"type": "RangeSelector", "startOffset": 1},
                {"type": "TextPositionSelector", "start": 10, "end": 16},
                {"type": "TextQuoteSelector", "exact": " slow ", "prefix": "a", "suffix": "b"},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    "file", [[HYPOTHESIS], {"rows": [HYPOTHESIS], "total": 1}, HYPOTHESIS, {"items": [HYPOTHESIS]}]
)
def test_annotations_of_hypothesis(file: object) -> None:
    [found] = read(file).annotations
    assert found.subject == Subject(
        title="[2405.20233] Slow gradients",
        arxiv="2405.20233",
        address="https://arxiv.org/abs/2405.20233v2?context=cs",
    )
    assert found.selector == Selector("slow", "a", "b", 10, 16)
    assert (found.comment, found.tags) == ("So *that* is why.", ("method", "x"))
    assert (found.key, found.origin) == ("", "jBfZ-Fq7Ee6")
    assert found.created == datetime(2024, 6, 1, 10, 0, 0, 123456, UTC)
    assert found.modified == found.created + timedelta(days=1)
    assert (found.colour, found.anchor) == (None, Anchor.ANCHORED)


@pytest.mark.parametrize(
    ("source", "doi", "arxiv"),
    [
        ("https://doi.org/10.1145/3292500.3330701", "10.1145/3292500.3330701", None),
        ("https://dl.acm.org/doi/pdf/10.1145/32925?download=1#p", "10.1145/32925", None),
        ("https://doi.org/10.48550/arXiv.2405.20233", "10.48550/arxiv.2405.20233", "2405.20233"),
        ({"id": "http://arxiv.org/pdf/2405.20233.pdf"}, None, "2405.20233"),
        ("https://www.arxiv.org/abs/hep-th/9901001/", None, "hep-th/9901001"),
        ("https://example.org/page", None, None),
        ("urn:x-pdf:abc", None, None),
        ("http://[", None, None),
    ],
)
def test_papers_are_known_by_their_addresses(
    source: object, doi: str | None, arxiv: str | None
) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "x"}
    [found] = read([{"target": {"source": source, "selector": quote}}]).annotations
    assert (found.subject.doi, found.subject.arxiv) == (doi, arxiv)


def test_a_quote_within_a_page() -> None:
    fragment = {
        "type": "FragmentSelector",
        "value": "page=2",
        "refinedBy": {"type": "TextQuoteSelector", "exact": "x"},
    }
    target = {"source": "https://doi.org/10.1000/x", "selector": fragment}
    [found] = read({"type": "Annotation", "target": target, "bodyValue": "y"}).annotations
    assert (found.selector.exact, found.comment, found.boxes) == ("x", "y", ())


def test_a_rectangle_of_a_document() -> None:
    fragment = {"type": "FragmentSelector", "value": "page=2&viewrect=1,2,3,4"}
    target = {"source": f"urn:sha256:{HASH}", "selector": fragment}
    [found] = read([{"target": target}]).annotations
    assert (found.style, found.boxes) == (Style.AREA, (Box(1, 1, 2, 4, 6),))


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (7, "no annotation"),
        ({"target": "http://a.b"}, "no passage"),
        ({"target": {"source": "http://a.b"}}, "no passage"),
        ({"target": {"selector": {"type": "CssSelector", "value": "p"}}}, "no text"),
        ({"target": {"selector": {"type": "TextQuoteSelector", "exact": " "}}}, "no text"),
        (
            {"target": {"source": f"urn:sha256:{HASH}", "selector": {"value": "page=0"}}},
            "where on a page",
        ),
    ],
)
def test_what_cannot_be_used_is_told_by_its_place(item: object, reason: str) -> None:
    found = read([HYPOTHESIS, item, item])
    assert len(found.annotations) == 1
    [problem] = found.problems
    assert problem.items == (2, 3)
    assert reason in problem.reason


@pytest.mark.parametrize(
    "source",
    [
        "",
        "text",
        "{",
        "[]",
        "{}",
        "null",
        "[1, 2]",
        '[{"id": "x", "title": "CSL-JSON", "type": "article"}]',
        '{"target": NaN}',
        "[" * 100_000,
        '{"items": [{"title": "Zotero"}]}',
        "1" * 5000,
    ],
)
def test_files_about_something_else(source: str) -> None:
    assert web_annotation_reading.read(source) is None


def test_the_head_of_a_collection_holds_none() -> None:
    head = {"type": "AnnotationCollection", "total": 3, "first": "http://a.b/page1"}
    assert read(head) == Found(())
    page = {"type": "AnnotationPage", "items": [HYPOTHESIS]}
    assert len(read(head | {"first": page}).annotations) == 1


# Anything at all

NAMED = (
    "id type target source selector exact prefix suffix start end value refinedBy items body"
    " purpose text tags uri document title created carrel:colour carrel:boxes carrel:page"
    " carrel:x0 carrel:x1 carrel:y0 carrel:y1 carrel:style carrel:anchor carrel:start carrel:end"
    " carrel:standing schema:author schema:familyName schema:datePublished dcterms:isPartOf"
    " dcterms:identifier"
)
names = st.sampled_from(NAMED.split(" "))
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters())
    | st.sampled_from(
        [
            "TextQuoteSelector",
            "TextPositionSelector",
            "FragmentSelector",
            "page=1&viewrect=1,1,1,1",
            f"urn:sha256:{HASH}",
            "urn:carrel:paper:k1",
            "urn:carrel:highlight:h1",
            "https://doi.org/10.1000/\ud800",
            "tagging",
            "0001-01-01T00:00:00+14:00",
        ]
    )
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
    max_leaves=25,
)


@given(st.lists(st.dictionaries(names, values), min_size=1) | values)
def test_anything_is_read_or_refused(value: object) -> None:
    found = web_annotation_reading.read(json.dumps(value))
    for annotation in found.annotations if found else ():
        at = annotation.selector
        assert at.exact or (annotation.style is Style.AREA and annotation.boxes)
        assert at.end > at.start >= 0 or annotation.style is Style.AREA
        assert annotation.colour in (None, *COLOURS)
        assert repr(annotation).encode()
        for box in annotation.boxes:
            assert box.page >= 0
            assert -1e7 < box.x0 < box.x1 < 1e7
            assert -1e7 < box.y0 < box.y1 < 1e7


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_any_text_is_read_or_refused(source: str) -> None:
    found = web_annotation_reading.read(source)
    assert found is None or not found.annotations
