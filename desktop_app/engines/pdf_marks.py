"""The annotations that stand in a file. Only for the PDF worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop_app.core import page_text
from desktop_app.core import text as texts
from desktop_app.core.documents import Box, FoundMark, PageText
from desktop_app.engines import pdf_files, pdf_text

_KINDS = {
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "underline",
    "Square": "area",
    "Circle": "area",
    "Text": "note",
    "FreeText": "note",
}
_TEXT_KINDS = ("Highlight", "Underline", "Squiggly", "StrikeOut")
# What is drawn by hand is a mark only where something is said about it.
_DRAWN = ("Ink", "Stamp", "Line", "Polygon", "PolyLine")
_OUT_OF_SIGHT = 2 | 32  # flags of an annotation: hidden, not to be viewed
_YELLOW = (1.0, 1.0, 0.0)

_Colour = tuple[float, float, float]


def read(document: Any) -> Iterator[FoundMark]:
    """Give the annotations page by page; answers to one are in its comment."""
    lib, names = pdf_files.library(), set[str]()
    for page in range(document.page_count):
        try:
            found = _on_page(document, page)
        except (RuntimeError, lib.mupdf.FzErrorBase):
            continue  # a page that cannot be read shows no marks either
        for number, mark in enumerate(found):
            name = mark.name if mark.name not in names else ""
            mark = replace(mark, name=name or f"{page}-{number}")
            names.add(mark.name)
            yield mark


def _on_page(document: Any, page: int) -> list[FoundMark]:
    if not document.page_annot_xrefs(page):
        return []
    shown = document.load_page(page)
    annotations = list(shown.annots())
    on_text = any(annotation.type[1] in _TEXT_KINDS for annotation in annotations)
    text = pdf_text.read(document, page) if on_text else None
    found: dict[int, FoundMark] = {}
    answered: dict[int, int] = {}
    for annotation in annotations:
        xref, comment = annotation.xref, texts.clean(annotation.info["content"]).strip()
        if annotation.irt_xref:
            answered[xref] = answered.get(annotation.irt_xref, annotation.irt_xref)
            if comment and document.xref_get_key(xref, "State")[0] == "null":
                _answer(found, answered[xref], comment)
        elif (kind := _kind(annotation, comment)) and (boxes := _boxes(shown, annotation)):
            found[xref] = _mark(annotation, kind, boxes, comment, text)
    return list(found.values())


def _answer(found: dict[int, FoundMark], xref: int, comment: str) -> None:
    """Put an answer to a mark below its comment."""
    if mark := found.get(xref):
        found[xref] = replace(mark, comment=f"{mark.comment}\n\n{comment}".strip())


def _kind(annotation: Any, comment: str) -> str | None:
    """Tell what kind of mark an annotation is, if it is one that can be seen."""
    name = annotation.type[1]
    if annotation.flags & _OUT_OF_SIGHT:
        return None
    return "area" if comment and name in _DRAWN else _KINDS.get(name)


def _mark(
    annotation: Any, kind: str, boxes: tuple[Box, ...], comment: str, text: PageText | None
) -> FoundMark:
    quote = ""
    if text and annotation.type[1] in _TEXT_KINDS:
        places = page_text.under(text, boxes)
        quote = " ".join(page_text.quote(text, *place) for place in places)
        # Some programs mark letter by letter.
        boxes = tuple(box for place in places for box in page_text.boxes(text, *place)) or boxes
    same = " ".join(comment.split()) == quote  # some programs keep the quote there
    return FoundMark(
        annotation.info["id"], kind, boxes, quote, "" if same else comment, _colour(annotation)
    )


def _boxes(shown: Any, annotation: Any) -> tuple[Box, ...]:
    """Give the boxes of an annotation on the page as shown, cut at its edges."""
    quad_of = pdf_files.library().Quad
    corners = (annotation.vertices or []) if annotation.type[1] in _TEXT_KINDS else []
    quads = [quad_of(corners[at : at + 4]) for at in range(0, len(corners) - 3, 4)]
    boxes = _cut(shown, [quad.rect for quad in quads])
    return boxes or _cut(shown, [annotation.rect])


def _cut(shown: Any, rects: list[Any]) -> tuple[Box, ...]:
    return tuple(
        Box(shown.number, rect.x0, rect.y0, rect.x1, rect.y1)
        for rect in (rect * shown.rotation_matrix & shown.rect for rect in rects)
        if rect.x1 > rect.x0 and rect.y1 > rect.y0
    )


def _colour(annotation: Any) -> _Colour:
    """Give the colour as red, green and blue, yellow where there is none."""
    colours = annotation.colors
    match colours["stroke"] or colours["fill"]:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            light = 1 - black
            return (1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light
    return _YELLOW
