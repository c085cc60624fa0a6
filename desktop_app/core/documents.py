"""Documents: the PDFs of a paper, and what an engine finds in their files.

Places on a page are in points (1/72 inch) from the top left of the page as it is shown: cropped,
and turned as the file says. Pages count from 0.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from desktop_app.core.papers import PaperId

DocumentId = NewType("DocumentId", int)


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF of a paper; `hash` is the SHA-256 of its bytes, under which the file is kept.

    `pages` is None until the file was looked into.
    """

    id: DocumentId
    paper: PaperId
    hash: str
    name: str
    bytes: int
    pages: int | None
    main: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points; ``x1 > x0`` and ``y1 > y0``."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: a page, and how far down it, 0 to 1 of its height."""

    page: int
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline; `level` counts from 1."""

    level: int
    title: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds: the size of each page in points, and its outline."""

    sizes: tuple[tuple[float, float], ...]
    outline: tuple[Heading, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on a page, to a spot inside or to an address outside."""

    box: Box
    spot: Spot | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class FoundMark:
    """An annotation that stands in a file; `name` tells it from the others of the file.

    `kind` is ``highlight``, ``underline``, ``area`` or ``note``; `colour` is red, green and blue,
    0 to 1. A note has one small box and no quote.
    """

    name: str
    kind: str
    boxes: tuple[Box, ...]
    quote: str
    comment: str
    colour: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page in reading order, columns one after the other.

    Lines end in ``\\n``, blocks in ``\\n\\n``; `boxes` holds x0, y0, x1, y1 of each character in
    points, all 0 for line ends. `extraction` names what made the text, for offsets into it.
    """

    page: int
    text: str
    boxes: array[float] = field(repr=False)
    extraction: str = ""


@dataclass(frozen=True, slots=True)
class SomePages:
    """The words alone of pages from `first` on, as `PageText` has them; `total` pages there are."""

    first: int
    texts: tuple[str, ...]
    total: int
