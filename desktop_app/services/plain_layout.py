"""How a library lies in a folder of plain files: which file holds what, and what marks the folder.

The folder can be read when ``carrel.json`` is there and says that it is complete.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.services import outgoing
from desktop_app.store import rows
from desktop_app.store.rows import Shape

Progress = outgoing.Progress  # of things that were written or read

FORMAT = "carrel library"
LAYOUT = 1

MARK = "carrel.json"
README = "README.txt"
PAPERS = "papers.json"
HIGHLIGHTS = "highlights.jsonld"
NOTES = "notes"  # a folder, as the next
DOCUMENTS = "documents"
MARKDOWN, PDF = ".md", ".pdf"

# What papers need, what needs papers and highlights, each in the order it is read.
BEFORE = {
    "library.json": (
        rows.SOURCES,
        rows.TAGS,
        rows.COLLECTIONS,
        rows.SUBSCRIPTIONS,
        rows.SAVED_SEARCHES,
        rows.FORMER_KEYS,
        rows.META_VALUES,
    ),
}
AFTER = {
    "reviews.json": (rows.SCHEDULERS, rows.CARDS, rows.REVIEWS),
    "queue.json": (rows.QUEUE, rows.PLANS),
    "reading.json": (rows.PLACES, rows.SESSIONS, rows.STUCK_PAGES, rows.EVENTS),
}
LISTS: dict[str, tuple[Shape, ...]] = BEFORE | AFTER

ABOUT = """\
This folder is a whole library of Carrel, a program for keeping and reading research papers, as
plain files that need no program to be read. papers.json holds the papers as CSL-JSON, which
Zotero and others import; notes holds what was written about them, as Markdown; documents holds
their PDFs; highlights.jsonld holds highlights and the comments on them as W3C Web Annotations.
What was to be read when, what was read, reviews, tags, collections and saved searches are in
queue.json, reading.json, reviews.json and library.json. Everything is UTF-8, and times are UTC.

Carrel can build the library again from this folder, with nothing lost: `carrel --library NEW
rebuild FOLDER`. Files may be changed before that, as long as they keep their shape; what cannot
be used is told, and the rest comes in. Exporting the library to this folder again brings it up
to date: changed files are replaced then, and files of what was deleted are removed.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What ``carrel.json`` says of its folder; `keys` are some that the library has."""

    layout: int
    complete: bool
    keys: tuple[str, ...] = ()
    counts: dict[str, int] | None = None


def write_mark(folder: Path, version: str, written: str, mark: Mark) -> None:
    """Mark a folder. Raises NotWritten."""
    said = {
        "format": FORMAT,
        "layout": mark.layout,
        "complete": mark.complete,
        "carrel": version,
        "written": written,
        "counts": mark.counts or {},
        "keys": list(mark.keys),
    }
    data = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    outgoing.write(folder / MARK, data.encode())


def mark_of(folder: Path) -> Mark | None:
    """Read the mark of a folder; None where there is none of Carrel's. Raises OSError."""
    try:
        said: Any = json.loads((folder / MARK).read_bytes())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        return None
    layout, keys, counts = said.get("layout"), said.get("keys"), said.get("counts")
    if type(layout) is not int:
        return None
    return Mark(
        layout,
        said.get("complete") is True,
        tuple(k for k in keys if isinstance(k, str)) if isinstance(keys, list) else (),
        {n: c for n, c in counts.items() if type(c) is int} if isinstance(counts, dict) else {},
    )
