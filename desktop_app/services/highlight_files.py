"""Highlights of a library that is built again, put back from Web Annotations as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.core.checks import Unfit
from desktop_app.core.documents import DocumentId
from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.formats import web_annotation_reading
from desktop_app.formats.web_annotation import Annotation
from desktop_app.services import annotations as web_annotations
from desktop_app.services.annotations import Refused
from desktop_app.store import documents, identity, wholes
from desktop_app.store.abstracts import Revision
from desktop_app.store.library import Library

WORDING = "carrel:wording"  # the revision of the abstract it stands in, from 1


def put(library: Library, item: Any) -> int:
    """Put back the highlights of an item of a file, and say how many. Raises Unfit."""
    try:
        found = list(web_annotation_reading.of_item(item))
    except web_annotation_reading.Unusable as e:
        raise Unfit(str(e)) from None
    for annotation in found:
        _put(library, annotation, item)
    return len(found)


def _put(library: Library, annotation: Annotation, item: dict[str, Any]) -> None:
    paper = identity.resolve(library, annotation.subject.key) if annotation.subject.key else None
    if paper is None:
        raise Unfit(f"its paper {annotation.subject.key} is not there")
    highlight = _highlight(library, annotation, paper, item)
    wording = None
    if highlight.document is None:
        highlight, wording = _placed(library, highlight, annotation, item.get(WORDING))
    changed = annotation.modified or highlight.created_at
    wholes.put_highlight(library, highlight, changed, wording.id if wording else None)


def _highlight(
    library: Library, annotation: Annotation, paper: PaperId, item: dict[str, Any]
) -> Highlight:
    created = annotation.created or annotation.modified or datetime.fromisoformat(library.now())
    taken_from = item.get("carrel:takenFrom")
    return Highlight(
        id=HighlightId(0),
        key=annotation.key or library.key(),
        paper=paper,
        colour=annotation.colour or 1,
        selector=annotation.selector,
        anchor=annotation.anchor,
        comment=annotation.comment,
        created_at=created,
        document=_document(library, annotation, paper),
        style=annotation.style,
        boxes=annotation.boxes,
        extraction=annotation.extraction,
        # As its PDF has it, for it is known again by that.
        taken_from=_sound(taken_from) if isinstance(taken_from, str) else annotation.taken_from,
        kept=annotation.kept,
    )


def _sound(said: str) -> str:
    return said.encode(errors="ignore").decode()


def _document(library: Library, annotation: Annotation, paper: PaperId) -> DocumentId | None:
    if not annotation.document:
        return None
    held = (d.id for d in documents.of(library, paper) if d.hash == annotation.document)
    if (found := next(held, None)) is None:
        raise Unfit("the document it is in is not there")
    return found


def _placed(
    library: Library, highlight: Highlight, annotation: Annotation, number: Any
) -> tuple[Highlight, Revision]:
    """Find the wording a highlight stands in: as the file says, unless its text was changed."""
    known = wholes.revisions(library, highlight.paper)
    if type(number) is int and 0 < number <= len(known):
        wording = known[number - 1]
        if web_annotations.digest(wording.text) == annotation.text_hash:
            return highlight, wording
    try:
        return web_annotations.place(library, highlight, annotation)
    except Refused as e:
        raise Unfit(str(e)) from None
