"""The notes of RIS, in which some programs write what are no notes of a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core import papers
from desktop_app.formats import note_html, tagged
from desktop_app.formats.mending import mend

_DOI = re.compile(r"\s*doi\s*:\s*(10\.\S+)\s*", re.I)
_ARXIV = re.compile(r"\s*arXiv\s*:\s*(\S+)(?:\s*\[[\w.-]+\])?\s*", re.I)
# What Scopus says of its own record.
_BANNER = re.compile(r"\s*(?:Export Date|Cited By)\s*:", re.I)
_HTML = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|span|strong|em|b|i)\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes as Markdown, identifiers that stand where notes should, and `rest`."""

    notes: tuple[str, ...]
    doi: str | None
    arxiv: str | None
    rest: tuple[str, ...]


def read(written: Iterable[str]) -> Notes:
    """Tell notes from what else stands there; a DOI is let go, it goes with the paper."""
    notes: list[str] = []
    rest: list[str] = []
    doi = arxiv = None
    for value in written:
        if doi is None and (found := _DOI.fullmatch(value)):
            doi = papers.normal_doi(found[1])
        elif found := _ARXIV.fullmatch(value):
            arxiv = arxiv or papers.normal_arxiv(found[1])
            rest.append(value)
        elif _BANNER.match(value):
            rest.append(value)
        else:
            notes.append(markdown(value))
    return Notes(tuple(notes), doi, arxiv, tuple(rest))


def markdown(written: str) -> str:
    """Give a note as Markdown, which some programs write as HTML."""
    return mend(note_html.markdown(written) if _HTML.match(written) else tagged.unwrapped(written))
