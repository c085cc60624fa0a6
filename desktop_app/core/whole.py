"""A paper or a note with all that belongs to it alone, as it leaves a library and comes back.

Moments are as they are stored: ISO 8601 in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.papers import Draft


@dataclass(frozen=True, slots=True)
class Wording:
    """A revision of an abstract; `origin` is ``import`` or ``person``."""

    text: str
    origin: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was left: page from 0, `y` a part of its height; no scale fits the width."""

    page: int
    y: float
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a paper, whose file has the SHA-256 `hash`."""

    hash: str
    name: str
    bytes: int
    pages: int | None
    main: bool
    added_at: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class WholePaper:
    """A paper as a draft with its current abstract, and what a draft does not say.

    `source` and `collections` are numbers of the library; `work` is that of the versions of one
    work; `different` are keys of papers that are other works, each pair named once; `known` are
    digests of records that are this paper; `less_like` is when the reader asked for less of it.
    """

    draft: Draft
    key: str
    state: str
    starred: bool
    source: int
    added_at: str
    changed_at: str
    binned_at: str | None = None
    revisions: tuple[Wording, ...] = ()
    collections: tuple[int, ...] = ()
    documents: tuple[Held, ...] = ()
    aliases: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    work: int | None = None
    different: tuple[str, ...] = ()
    less_like: str | None = None


@dataclass(frozen=True, slots=True)
class WholeNote:
    """A note; `paper` is the key of its paper, empty for one of its own."""

    key: str
    paper: str
    text: str
    added_at: str
    changed_at: str
    binned_at: str | None = None
