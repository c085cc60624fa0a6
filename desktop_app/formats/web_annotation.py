"""W3C Web Annotations (JSON-LD), by which highlights go from one library or program to another.

What the model has no word for stands under ``carrel:``, so that nothing is lost between two
libraries. Pages in a file count from 1. See https://www.w3.org/TR/annotation-model/ and, for places
in a PDF, RFC 3778.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from desktop_app.core.documents import Box
from desktop_app.core.highlights import PLACED, Anchor, Selector, Style
from desktop_app.core.papers import Author

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = "urn:carrel:highlights"
HIGHLIGHT, PAPER, HASH = "urn:carrel:highlight:", "urn:carrel:paper:", "urn:sha256:"
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"

_TERMS = {
    "carrel": "urn:carrel:terms:",
    "carrel:boxes": {"@id": "carrel:boxes", "@container": "@list"},
    "schema:author": {"@id": "schema:author", "@container": "@list"},
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """The paper an annotation is on, as far as its file says.

    `key` is its key in Carrel, `address` that of a page that was annotated.
    """

    key: str = ""
    title: str = ""
    authors: tuple[Author, ...] = ()
    year: int | None = None
    doi: str | None = None
    arxiv: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight as it stands in a file.

    `key` is that of a highlight of Carrel's; `origin` the id that another program gave. In a
    document `document` is the SHA-256 of its bytes. `text_hash` is that of the abstract in which
    `selector` counts, and `standing` the passage there where it is no longer the quote as first
    marked. `item` is the place in the file, from 1.
    """

    subject: Subject
    selector: Selector
    comment: str = ""
    colour: int | None = None
    key: str = ""
    origin: str = ""
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    modified: datetime | None = None
    anchor: Anchor = Anchor.ANCHORED
    kept: bool = False
    style: Style = Style.HIGHLIGHT
    boxes: tuple[Box, ...] = ()
    document: str = ""
    document_name: str = ""
    extraction: str = ""
    taken_from: str = ""
    text_hash: str = ""
    standing: Selector | None = None
    item: int = 0


def write(annotations: Sequence[Annotation], colour_names: Sequence[str]) -> str:
    """Write annotations, which all have key and colour, as one AnnotationPage."""
    page = head(len(annotations)) | {"items": [item(one, colour_names) for one in annotations]}
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def head(total: int) -> Json:
    """Give what an AnnotationPage of so many annotations says before its ``items``."""
    return {
        "@context": [CONTEXT, _TERMS],
        "id": f"{COLLECTION}:page",
        "type": "AnnotationPage",
        "partOf": {
            "id": COLLECTION,
            "type": "AnnotationCollection",
            "label": "Highlights from Carrel",
            "total": total,
        },
        "startIndex": 0,
    }


def item(annotation: Annotation, colour_names: Sequence[str]) -> Json:
    """Give an annotation, which has key and colour, as it stands in a page."""
    assert annotation.colour
    tag = {
        "type": "TextualBody",
        "value": colour_names[annotation.colour - 1],
        "format": "text/plain",
        "purpose": "tagging",
    }
    comment = {
        "type": "TextualBody",
        "value": annotation.comment,
        "format": "text/plain",
        "purpose": "commenting",
    }
    return _without_empty(
        {
            "id": f"{HIGHLIGHT}{annotation.key}",
            "type": "Annotation",
            "motivation": ["highlighting", *(["commenting"] if annotation.comment else [])],
            "created": _moment(annotation.created),
            "modified": _moment(annotation.modified),
            "body": [tag, *([comment] if annotation.comment else [])],
            "target": {
                "type": "SpecificResource",
                "source": _source(annotation),
                "selector": list(_selectors(annotation)),
            },
            "carrel:colour": annotation.colour,
            "carrel:style": annotation.style.value,
            "carrel:anchor": annotation.anchor.value,
            "carrel:kept": annotation.kept,
            "carrel:start": annotation.selector.start,
            "carrel:end": annotation.selector.end,
            "carrel:textHash": annotation.text_hash,
            "carrel:extraction": annotation.extraction,
            "carrel:takenFrom": annotation.taken_from,
        }
    )


def _source(annotation: Annotation) -> Json:
    """Describe the paper, or the document with its paper."""
    subject = annotation.subject
    identifiers = (("doi", subject.doi), ("arxiv", subject.arxiv))
    paper = _without_empty(
        {
            "id": f"{PAPER}{subject.key}",
            "type": "schema:ScholarlyArticle",
            "schema:name": subject.title,
            "schema:author": [
                _without_empty({"schema:familyName": a.family, "schema:givenName": a.given})
                for a in subject.authors
            ],
            "schema:datePublished": str(subject.year or ""),
            "dcterms:identifier": [f"{scheme}:{value}" for scheme, value in identifiers if value],
        }
    )
    if not annotation.document:
        return paper
    return {
        "id": f"{HASH}{annotation.document}",
        "type": "Text",
        "format": "application/pdf",
        "schema:name": annotation.document_name,
        "dcterms:isPartOf": paper,
    }


def _selectors(annotation: Annotation) -> Iterator[Json]:
    """Give the ways to find a passage: each for itself, the quote as first marked before others."""
    at = annotation.selector
    if annotation.boxes:
        yield _fragment(annotation)
        return
    yield _quote(at)
    if annotation.anchor in PLACED:
        yield {"type": "TextPositionSelector", "start": at.start, "end": at.end}
    if annotation.standing:
        yield _quote(annotation.standing) | {"carrel:standing": True}


def _fragment(annotation: Annotation) -> Json:
    first = annotation.boxes[0]
    value = f"page={first.page + 1}"
    if annotation.style is Style.AREA:
        sides = (first.x0, first.y0, first.x1 - first.x0, first.y1 - first.y0)
        value += f"&viewrect={','.join(f'{side:.2f}' for side in sides)}"
    fragment = {
        "type": "FragmentSelector",
        "value": value,
        "conformsTo": PDF_FRAGMENTS,
        "carrel:boxes": [
            {
                "carrel:page": box.page + 1,
                "carrel:x0": box.x0,
                "carrel:y0": box.y0,
                "carrel:x1": box.x1,
                "carrel:y1": box.y1,
            }
            for box in annotation.boxes
        ],
    }
    at = annotation.selector
    return fragment | ({"refinedBy": _quote(at)} if at.exact or at.prefix or at.suffix else {})


def _quote(at: Selector) -> Json:
    return {
        "type": "TextQuoteSelector",
        "exact": at.exact,
        "prefix": at.prefix,
        "suffix": at.suffix,
    }


def _moment(moment: datetime | None) -> str:
    """Write a moment as the model wants it, in UTC and as ``Z``."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _without_empty(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value not in ("", [], None)}
