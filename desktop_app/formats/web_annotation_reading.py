"""Reading Web Annotations: those Carrel wrote in every detail, those of others as far as can be.

Nothing in a file is trusted to be what it should be; what cannot be used is told by its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from desktop_app.core import text
from desktop_app.core.documents import Box
from desktop_app.core.highlights import COLOURS, Anchor, Selector, Style
from desktop_app.core.papers import Author, normal_arxiv, normal_doi
from desktop_app.formats.web_annotation import HASH, HIGHLIGHT, PAPER, Annotation, Subject

MOST = 2**31 - 1  # of an offset or a page
_DEEPEST = 8  # selectors refine each other
_FAR = 1e6  # points; no page is as large

_KEY = re.compile(r"[a-z][a-z0-9]{0,15}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_YEAR = re.compile(r"\d{4}(?!\d)")
_ARXIV_DOI = "10.48550/arxiv."
_KINDS = ("Annotation", "AnnotationPage", "AnnotationCollection")

Json = dict[str, Any]
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why items of a file, counted from 1, could not be used."""

    items: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a file of annotations holds."""

    annotations: tuple[Annotation, ...]
    problems: tuple[Problem, ...] = ()


class Unusable(Exception):
    """An item that marks nothing that can be marked here."""


def read(source: str) -> Found | None:
    """Read the annotations of a file; None where it holds something else."""
    try:
        value = json.loads(source, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    items = _items(value)
    if items is None:
        return None
    found: list[Annotation] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        try:
            found += [replace(one, item=number) for one in of_item(item)]
        except Unusable as e:
            problems.append(Problem((number,), str(e)))
    return Found(tuple(found), together(problems))


def together(problems: list[Problem]) -> tuple[Problem, ...]:
    """Join the problems that have one reason."""
    by_reason: dict[str, tuple[int, ...]] = {}
    for problem in problems:
        by_reason[problem.reason] = by_reason.get(problem.reason, ()) + problem.items
    return tuple(Problem(items, reason) for reason, items in by_reason.items())


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


# What is in a file


def _items(value: Any) -> list[Any] | None:
    """List what should be annotations; None where the file is about something else."""
    if isinstance(value, list):
        return value if any(map(_like_annotation, value)) else None
    if not isinstance(value, dict):
        return None
    if _like_annotation(value):
        return [value]
    for held in (value, value.get("first")):
        for name in ("items", "rows"):
            items = held.get(name) if isinstance(held, dict) else None
            if isinstance(items, list) and (_named(value) or any(map(_like_annotation, items))):
                return items
    return [] if _named(value) else None


def _named(value: Json) -> bool:
    return not set(_texts(value.get("type"))).isdisjoint(_KINDS)


def _like_annotation(value: Any) -> bool:
    return isinstance(value, dict) and "target" in value


# An annotation


def of_item(item: Any) -> Iterator[Annotation]:
    """Read an item, which may have several targets. Raises Unusable where it has none."""
    if not isinstance(item, dict):
        raise Unusable("it is no annotation")
    common = _common(item)
    usable = [
        target
        for target in _objects(item.get("target"))
        if list(_selectors(target.get("selector")))
    ]
    if not usable:
        raise Unusable("it marks no passage, only a page or a paper as a whole")
    for target in usable:
        yield _on(target, item, common)


def _common(item: Json) -> Annotation:
    """Read what an annotation says whatever its target is."""
    ident = _text(item.get("id")) or _text(item.get("@id"))
    key = ident.removeprefix(HIGHLIGHT) if ident.startswith(HIGHLIGHT) else ""
    if not _KEY.fullmatch(key):
        key = ""
    bodies = list(_objects(item.get("body")))
    tags = [_text(body.get("value")) for body in bodies if _is_tag(body)]
    comments = [_text(body.get("value")) for body in bodies if not _is_tag(body)]
    comments += [_text(item.get("bodyValue")), _text(item.get("text"))]
    colour = item.get("carrel:colour")
    return Annotation(
        Subject(),
        Selector("", "", "", 0, 0),
        comment="\n\n".join(filter(str.strip, comments)).strip(),
        colour=colour if type(colour) is int and colour in COLOURS else None,
        key=key,
        origin="" if key else text.clean_line(ident),
        tags=tuple(filter(None, [*tags, *_texts(item.get("tags"))])),
        created=_moment(item.get("created")),
        modified=_moment(item.get("modified")) or _moment(item.get("updated")),
        anchor=_member(Anchor, item.get("carrel:anchor"), Anchor.ANCHORED),
        kept=item.get("carrel:kept") is True,
        style=_member(Style, item.get("carrel:style"), Style.HIGHLIGHT),
        extraction=text.clean_line(_text(item.get("carrel:extraction"))),
        taken_from=text.clean_line(_text(item.get("carrel:takenFrom"))),
        text_hash=_text(item.get("carrel:textHash")),
    )


def _is_tag(body: Json) -> bool:
    return "tagging" in _texts(body.get("purpose"))


def _on(target: Json, item: Json, common: Annotation) -> Annotation:
    """Read what an annotation says of one target."""
    selectors = list(_selectors(target.get("selector")))
    quotes = [s for s in selectors if "TextQuoteSelector" in _texts(s.get("type"))]
    first = next((q for q in quotes if q.get("carrel:standing") is not True), {})
    standing = next((q for q in quotes if q.get("carrel:standing") is True), None)
    source = target.get("source", target.get("id"))
    document = _hash(source)
    boxes = next((found for s in selectors if (found := _boxes(s))), ()) if document else ()
    at = _quote(first, trim=not common.key)
    style = Style.HIGHLIGHT
    if document:
        style = common.style if at.exact else Style.AREA
    at = _placed(at, _position(item, selectors), empty=style is Style.AREA)
    if document and not boxes:
        raise Unusable("it does not say where on a page it is")
    if not at.exact and not boxes:
        raise Unusable("it quotes no text")
    return replace(
        common,
        subject=_subject(source, target, item),
        selector=at,
        style=style,
        boxes=boxes,
        document=document,
        document_name=_document_name(source) if document else "",
        standing=_quote(standing, trim=False) if standing else None,
    )


# Where it is


def _selectors(value: Any, depth: int = 0) -> Iterator[Json]:
    """List selectors with those that refine them, or that they are a choice of."""
    if depth > _DEEPEST:
        return
    for selector in _objects(value):
        yield selector
        yield from _selectors(selector.get("refinedBy"), depth + 1)
        yield from _selectors(selector.get("items"), depth + 1)


def _quote(selector: Json, *, trim: bool) -> Selector:
    exact = _text(selector.get("exact"))
    exact = exact.strip() if trim or not exact.strip() else exact
    return Selector(exact, _text(selector.get("prefix")), _text(selector.get("suffix")), 0, 0)


def _placed(at: Selector, position: tuple[int, int] | None, *, empty: bool) -> Selector:
    """Put a quote where it is said to be; without a place it counts from 0."""
    start, end = position or (0, len(at.exact))
    return replace(at, start=start, end=end if end > start or empty else start + len(at.exact))


def _position(item: Json, selectors: list[Json]) -> tuple[int, int] | None:
    for holder, start, end in (
        (item, "carrel:start", "carrel:end"),
        *((s, "start", "end") for s in selectors if _is_position(s)),
    ):
        first, last = _whole(holder.get(start)), _whole(holder.get(end))
        if first is not None and last is not None and first <= last:
            return first, last
    return None


def _is_position(selector: Json) -> bool:
    return "TextPositionSelector" in _texts(selector.get("type"))


def _boxes(selector: Json) -> tuple[Box, ...]:
    """Read the boxes of a selector; all must be sound."""
    listed = selector.get("carrel:boxes")
    if isinstance(listed, list):
        boxes = [_box(*(b.get(f"carrel:{n}") for n in _SIDES)) for b in _objects(listed)]
    elif "FragmentSelector" in _texts(selector.get("type")):
        boxes = [_viewed(_text(selector.get("value")))]
    else:
        return ()
    return tuple(box for box in boxes if box) if all(boxes) else ()


_SIDES = ("page", "x0", "y0", "x1", "y1")


def _box(page: Any, *sides: Any) -> Box | None:
    """Make a box of a page counted from 1 and its sides in points."""
    number = _whole(page)
    if not number or not all(type(n) in (int, float) and abs(n) <= _FAR for n in sides):
        return None
    x0, y0, x1, y1 = (round(float(side), 2) for side in sides)
    return Box(number - 1, x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _viewed(fragment: str) -> Box | None:
    """Read the rectangle of ``page=3&viewrect=left,top,width,height``."""
    try:
        fields = parse_qs(fragment)
        page = int(fields["page"][0])
        left, top, width, height = map(float, fields["viewrect"][0].split(","))
    except (KeyError, ValueError):
        return None
    return _box(page, left, top, left + width, top + height)


# What it is of


def _subject(source: Any, target: Json, item: Json) -> Subject:
    """Gather what the source, the target and the item say of the paper."""
    about = next(_objects(source), {})
    about = next(_objects(about.get("dcterms:isPartOf")), about)
    addresses = [*_texts(source), *_texts(about.get("id")), *_texts(item.get("uri"))]
    named = [*_texts(about.get("dcterms:identifier")), *map(_plain_address, addresses)]
    doi = next(filter(None, map(normal_doi, named)), None)
    arxiv = next(filter(None, map(normal_arxiv, named)), None)
    if doi and doi.startswith(_ARXIV_DOI):
        arxiv = arxiv or normal_arxiv(doi.removeprefix(_ARXIV_DOI))
    key = next((a.removeprefix(PAPER) for a in addresses if a.startswith(PAPER)), "")
    year = _YEAR.match(_text(about.get("schema:datePublished")))
    return Subject(
        key=key if _KEY.fullmatch(key) else "",
        title=_title(about, target, item),
        authors=tuple(_authors(about)),
        year=int(year[0]) if year else None,
        doi=doi,
        arxiv=arxiv,
        address=next((a for a in addresses if a.startswith("http")), ""),
    )


def _title(about: Json, target: Json, item: Json) -> str:
    """Give the title in the places where programs put one, the addressee's own first."""
    document = next(_objects(item.get("document")), {})
    places = (
        about.get("schema:name"),
        about.get("title"),
        target.get("title"),
        document.get("title"),
    )
    titles = (text.clean_line(words) for place in places for words in _texts(place))
    return next(filter(None, titles), "")


def _authors(about: Json) -> Iterator[Author]:
    for person in _objects(about.get("schema:author")):
        family = text.clean_line(_text(person.get("schema:familyName")))
        if family:
            yield Author(family, text.clean_line(_text(person.get("schema:givenName"))))


def _plain_address(address: str) -> str:
    """Give an address without what follows its path."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"https://{parts.netloc}{unquote(parts.path).rstrip('/')}" if parts.netloc else address


def _hash(source: Any) -> str:
    """Give the SHA-256 of a source that is a file; empty for one that is something else."""
    addresses = [*_texts(source), *(t for s in _objects(source) for t in _texts(s.get("id")))]
    hashes = (a.removeprefix(HASH).lower() for a in addresses if a.startswith(HASH))
    return next(filter(_SHA256.fullmatch, hashes), "")


def _document_name(source: Any) -> str:
    return text.clean_line(_text(next(_objects(source), {}).get("schema:name")))


# Values that may be anything


def _text(value: Any) -> str:
    return text.clean(value) if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [text.clean(t) for t in listed if isinstance(t, str)]


def _objects(value: Any) -> Iterator[Json]:
    return (v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict))


def _whole(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST else None


def _member(kind: type[E], value: Any, otherwise: E) -> E:
    return kind(value) if isinstance(value, str) and value in set(kind) else otherwise


def _moment(value: Any) -> datetime | None:
    """Read a moment; one without a zone is taken to be in UTC."""
    try:
        moment = datetime.fromisoformat(_text(value))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
