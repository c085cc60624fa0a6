"""A highlight as it stands in a note."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.core import notes
from desktop_app.store import highlights, papers
from desktop_app.store.library import Library


def quotation(library: Library, key: str) -> str:
    """Write the highlight with a key as a quotation that links back; empty where it is gone."""
    found = highlights.with_key(library, key)
    if found is None:
        return ""
    paper = papers.get(library, found.paper)
    cited = notes.cite(paper.authors, paper.year, paper.title)
    page = (found.page or 0) + 1
    area = QCoreApplication.translate("quoting", "An area on page {n}").format(n=page)
    source = notes.as_link(f"{paper.key}#{found.key}", cited)
    return notes.quotation(found.selector.exact or area, source, found.comment)
