"""Papers as comma-separated values (RFC 4180), for spreadsheets.

A mark at the beginning tells them that it is UTF-8. What a spreadsheet would run as a formula,
for a title may be from anywhere, gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from desktop_app.core import fields
from desktop_app.core.papers import Author, Paper

COLUMNS = (
    "key",
    "citation key",
    "title",
    "authors",
    "year",
    "venue",
    "kind",
    "DOI",
    "arXiv",
    "links",
    "tags",
    "state",
    "starred",
    "added",
    "abstract",
    "volume",
    "issue",
    "pages",
    "publisher",
)

_MARK = "\ufeff"
_FIELDS = (fields.VOLUME, fields.ISSUE, fields.PAGE, fields.PUBLISHER)
# A number, a day or a range of pages that begins with such a sign is no formula.
_FORMULA = re.compile(r"\s*[=+\-@](?!\s*\d*(?:[.,]\d+)?\s*$)")


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """Write the table row by row."""
    yield _MARK + _line(COLUMNS)
    yield from (_line(_row(paper)) for paper in papers)


def _line(cells: Iterable[str]) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _row(paper: Paper) -> list[str]:
    cells = (
        paper.key,
        paper.citekey,
        paper.title,
        "; ".join(map(_name, paper.authors)),
        str(paper.year or ""),
        paper.venue or "",
        paper.kind,
        paper.doi or "",
        paper.arxiv or "",
        " ".join(link.url for link in paper.links),
        "; ".join(paper.tags),
        paper.state.value,
        "yes" if paper.starred else "",
        paper.added_at.date().isoformat(),
        paper.abstract,
        *(fields.get(paper.fields, name) for name in _FIELDS),
    )
    return [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]


def _name(author: Author) -> str:
    return ", ".join(filter(None, (author.family, author.suffix, author.given)))
