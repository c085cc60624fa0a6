"""What the first pages of a PDF tell of the paper: title, authors, abstract, year, identifiers.

What is not sure stays empty; the title is then the name of the file.
"""

from __future__ import annotations

import re

from desktop_app.core import papers
from desktop_app.core.papers import Draft
from desktop_app.core.pdf_heads import Head
from desktop_app.core.title_page import (
    abstract,
    authors,
    identifiers,
    lines,
    metadata,
    title,
    year,
)

_UNDERSCORES = re.compile(r"[_\s]+")
_ENDING = re.compile(r"\.pdf$", re.IGNORECASE)
_PREPRINT = "article"


def named(name: str) -> Draft:
    """Describe a paper of which no more is known than the name of its file."""
    stem = _ENDING.sub("", name)
    arxiv = papers.normal_arxiv(stem)
    plain = f"arXiv {arxiv}" if arxiv else _UNDERSCORES.sub(" ", stem).strip()
    return Draft(plain or "untitled", arxiv=arxiv)


def draft(head: Head, name: str) -> Draft:
    """Describe a paper by the head of its file, which is called `name`."""
    by_name, said = named(name), metadata.of(head)
    around, body = lines.whole(head), lines.body(head)
    page = head.pages[0] if head.pages else None
    found = title.find(page, body, said, around) if page else None
    box = found.box if found else None
    people = authors.find(lines.rows(page), box.y1, page.height) if page and box else ()
    arxiv, doi = identifiers.arxiv(head, said, _ENDING.sub("", name)), identifiers.doi(head, said)
    summary = abstract.find(head, around)
    if summary is None and box:
        summary = abstract.lead(head, box.y1, body, around)
    return Draft(
        title=found.title if found else by_name.title,
        abstract=summary,
        authors=authors.agreed(people, metadata.authors(said)),
        year=year.find(head, body, said),
        venue=said.first("prism:publicationname") or None,
        doi=doi,
        arxiv=arxiv,
        kind=_PREPRINT if arxiv and not doi else "",
    )
