"""What a paper is: the values that formats read, the store keeps and the window shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType, Protocol
from urllib.parse import unquote

from desktop_app.core import text

PaperId = NewType("PaperId", int)
PaperKey = NewType("PaperKey", str)


class State(StrEnum):
    """Where a reader stands with a paper; ``queued`` exactly when it has a queue entry."""

    UNREAD = "unread"
    QUEUED = "queued"
    READING = "reading"
    READ = "read"
    DROPPED = "dropped"


class LinkKind(StrEnum):
    """What a web address of a paper leads to."""

    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a body; ``given`` is empty where only one name is known.

    ``family`` holds particles, as in ``van der Berg``; ``suffix`` is what follows, as ``Jr.``.
    """

    family: str
    given: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given, self.family, self.suffix)))


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who had another part in a work than its authors; `role` is a name variable of CSL.

    Such as ``editor``, ``translator``, ``collection-editor``, ``contributor``.
    """

    role: str
    name: Author


@dataclass(frozen=True, slots=True)
class Link:
    """A web address of a paper."""

    url: str
    kind: LinkKind = LinkKind.OTHER


class Field(NamedTuple):
    """One more thing a record says of a work; `core.fields` tells what names there are."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a record names: `path` as the source writes it, `title` what it calls it."""

    path: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as a source or a person gives it, not yet stored.

    ``abstract`` is None where the source has none, ``votes`` where it counts none; ``line`` is
    the 1-based line of the source at which the record begins, for messages. ``kind`` is a type of
    CSL, such as ``article-journal``, empty where it is unknown; ``venue`` is the title of what
    the work stands in. ``fields`` are in the order of the source, no name twice. ``collections``
    are paths from the root, ``notes`` the reader's own, as Markdown.
    """

    title: str
    abstract: str | None = None
    authors: tuple[Author, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    votes: int | None = None
    line: int | None = None
    kind: str = ""
    citekey: str | None = None
    contributors: tuple[Contributor, ...] = ()
    fields: tuple[Field, ...] = ()
    collections: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paper as lists show it."""

    id: PaperId
    key: PaperKey
    title: str
    byline: str
    year: int | None
    venue: str | None
    state: State
    added_at: datetime
    source: str | None
    tags: tuple[tuple[str, int], ...]
    highlights: int
    has_note: bool
    starred: bool = False
    documents: int = 0
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper whole, with its current abstract; ``abstract`` is empty where there is none."""

    id: PaperId
    key: PaperKey
    title: str
    abstract: str
    authors: tuple[Author, ...]
    year: int | None
    venue: str | None
    doi: str | None
    arxiv: str | None
    links: tuple[Link, ...]
    tags: tuple[str, ...]
    state: State
    starred: bool
    added_at: datetime
    source: str | None
    binned: bool
    votes: int | None = None
    kind: str = ""
    citekey: str = ""
    contributors: tuple[Contributor, ...] = ()
    fields: tuple[Field, ...] = ()


def as_draft(paper: Paper) -> Draft:
    """Give a stored paper as the draft that would make it."""
    return Draft(
        title=paper.title,
        abstract=paper.abstract or None,
        authors=paper.authors,
        year=paper.year,
        venue=paper.venue,
        doi=paper.doi,
        arxiv=paper.arxiv,
        links=paper.links,
        tags=paper.tags,
        votes=paper.votes,
        kind=paper.kind,
        citekey=paper.citekey or None,
        contributors=paper.contributors,
        fields=paper.fields,
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a source held that was left out, and why; ``line`` is 1-based.

    `kept` says that only a part was left out, and the record itself came in.
    """

    line: int | None
    reason: str
    kept: bool = False


def byline(authors: tuple[Author, ...], most: int = 4) -> str:
    """Shorten authors for a list row: family names, ``et al.`` past `most`."""
    names = [a.family for a in authors]
    if len(names) > most:
        return ", ".join([*names[: most - 1], "et al."])
    return ", ".join(names)


def parse_authors(line: str, known: Iterable[Author] = ()) -> tuple[Author, ...]:
    """Read authors as a person types them.

    Semicolons, newlines or ``and`` part names (``Lovelace, Ada; Turing, Alan``); without them
    commas do (``Ada Lovelace, Alan Turing``), but one comma after a single word turns a name
    around (``Lovelace, Ada``), and so do two with a suffix between (``Lee, Jr., Ann``). A name
    that is written as one of `known` is, is that one, whatever stands in it.
    """
    named = {str(author): author for author in known}
    parts = [p for p in map(text.clean_line, re.split(r"[;\n]", line)) if p]
    several = len(parts) > 1
    parts = [n for p in parts for n in ([p] if p in named else _AND.split(p)) if n]
    if len(parts) == 1 and not several and parts[0] not in named:
        parts = _parted(parts[0])
    return tuple(named.get(part) or _author(part) for part in parts)


_AND = re.compile(r"\s+and\s+")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)


def _parted(line: str) -> list[str]:
    """Part names at commas, unless the commas are those of a single name."""
    names: list[str] = []
    for word in filter(None, (part.strip() for part in line.split(","))):
        if names and _SUFFIX.fullmatch(word):
            names[-1] += f", {word}"
        else:
            names.append(word)
    one = len(names) == 2 and " " not in names[0].partition(",")[0]
    return [", ".join(names)] if one else names


def _author(name: str) -> Author:
    """Read a name as ``Given Family``, ``Family, Given`` or with a suffix at any usual place."""
    words = [part.strip() for part in name.split(",", 2)]
    place = next((n for n, word in enumerate(words) if n and _SUFFIX.fullmatch(word)), None)
    suffix = words.pop(place) if place else ""
    if len(words) > 1:
        family, given = words[0], ", ".join(words[1:])
        return Author(family, given, suffix) if family else Author(given, "", suffix)
    given, _, family = words[0].rpartition(" ")
    if given and not suffix and _SUFFIX.fullmatch(family):
        suffix, (given, _, family) = family, given.rpartition(" ")
    return Author(family, given, suffix)


_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv[:.\s/]*(?:org/)?(?:abs/|pdf/)?)?"
    r"(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)


def normal_doi(value: str) -> str | None:
    """Give a DOI in its plain lower-case form (``10.1000/xyz``), or None if there is none."""
    found = _DOI.search(unquote(value) if "doi.org/" in value.lower() else value)
    return found.group().rstrip(".,;)]}>\"'").lower() if found else None


def normal_arxiv(value: str) -> str | None:
    """Give an arXiv identifier without prefix and version, or None if it is not one."""
    bare = re.sub(r"^https?://(?:www\.|export\.)?", "", value.strip(), flags=re.IGNORECASE)
    found = _ARXIV.fullmatch(bare)
    return found.group(1) if found else None


_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")


def arxiv_of_doi(doi: str | None) -> str | None:
    """Give the arXiv identifier that a DOI of arXiv's own stands for; None for any other."""
    found = _ARXIV_DOI.fullmatch(doi or "")
    return normal_arxiv(found[1]) if found else None


def placeholder(doi: str | None, arxiv: str | None) -> str:
    """Give the title of a paper of which no more is known than one of these."""
    return f"arXiv:{arxiv}" if arxiv else f"doi:{doi}"


class _Named(Protocol):
    """What has a title and identifiers."""

    @property
    def title(self) -> str: ...
    @property
    def doi(self) -> str | None: ...
    @property
    def arxiv(self) -> str | None: ...


def is_placeholder(paper: _Named) -> bool:
    """Tell whether a paper is still to be completed: its title is but what it is found by."""
    if not (paper.arxiv or paper.doi):
        return False
    by_file = f"arXiv {paper.arxiv}"  # of a PDF that tells no more than its name does
    return paper.title in (f"doi:{paper.doi}", f"arXiv:{paper.arxiv}", by_file)
