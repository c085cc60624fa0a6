"""The DOI and the arXiv identifier of a paper, as its first pages or its metadata have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from desktop_app.core import papers
from desktop_app.core.pdf_heads import Head, Page
from desktop_app.core.title_page import lines
from desktop_app.core.title_page.metadata import Metadata

# Entries of the metadata that hold a DOI; others may tell of the works that are cited.
_NAMED = (
    *("prism:doi", "pdfx:doi", "doi", "crossmark:doi", "pdfx:crossmarkdoi", "crossmarkdoi"),
    *("dc:identifier", "wps-articledoi", "pdfx:wps-articledoi", "prism:url", "xmp:identifier"),
    *("subject", "dc:description", "title", "keywords"),
)
_ARXIV_NAMED = ("dc:identifier", "prism:url", "arxivid", "doi", "subject", "keywords", "title")
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}/[^\s\"<>{}|\\^`©;,]+")
_OPEN = re.compile(r"[./_-]$")  # the end of a line within a DOI
_GOES_ON = re.compile(r"^[\w.()/-]*\d[\w.()/-]*")
_REFERENCES = re.compile(r"^(?:\d+\.?\s*)?(?:references|bibliography|literature cited)$", re.I)
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.", re.IGNORECASE)
_STAMP = re.compile(
    r"arxiv:\s*((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)\s*"
    r"(\[[\w.-]+\])?\s*(?:(\d{1,2})\s+([A-Z][a-z]{2,8})\s+((?:19|20)\d\d))?",
    re.IGNORECASE,
)


def doi(head: Head, said: Metadata) -> str | None:
    """Give the DOI of a paper; those of arXiv are left to its identifier."""
    named = [d for value in said.all(*_NAMED) for d in _dois(value)]
    found = named[:1] or _of_page(head, 0) or _of_page(head, 1)[:1]
    plain = papers.normal_doi(found[0]) if found else None
    return None if plain and _ARXIV_DOI.match(plain) else plain


def arxiv(head: Head, said: Metadata, stem: str) -> str | None:
    """Give the arXiv identifier from the stamp, the metadata or the name of the file."""
    if (found := stamp(head)) and (plain := papers.normal_arxiv(found[1])):
        return plain
    dois = [d for value in said.all(*_NAMED) for d in _dois(value)]
    dois += [d for page in (0, 1) for d in _of_page(head, page)]
    named = [_ARXIV_DOI.sub("", value) for value in dois if _ARXIV_DOI.match(value)]
    values = [value for value in said.all(*_ARXIV_NAMED) if "arxiv" in value.casefold()]
    for value in [*said.all("arxivid"), *named, *values, stem]:
        if plain := papers.normal_arxiv(re.split(r"[\s;,]+", value.strip())[0]):
            return plain
    return None


def stamp(head: Head) -> re.Match[str] | None:
    """Find the stamp of arXiv: turned in the margin, or a line with the class of the paper."""
    for line in head.pages[0].lines if head.pages else ():
        found = _STAMP.search(line.text)
        if found and (line.turn or found[2] or found[5]):
            return found
    return None


def _of_page(head: Head, number: int) -> list[str]:
    """Give the DOIs of a page, the likeliest first: the most frequent, then the first.

    On another page than the first only what is at its top or its foot counts.
    """
    if number >= len(head.pages):
        return []
    page = head.pages[number]
    counts = Counter(d.rstrip(".") for d in _on(page, edges=number > 0))
    return sorted(counts, key=lambda d: -counts[d])


def _on(page: Page, *, edges: bool) -> Iterator[str]:
    for number, line in enumerate(page.lines):
        said = lines.single_spaced(line.text)
        if _REFERENCES.match(said):
            return
        if edges and 0.1 * page.height < line.box.y0 < 0.88 * page.height:
            continue
        following = "".join(below.text for below in page.lines[number + 1 : number + 2]).strip()
        yield from _dois(said, following)


def _dois(said: str, following: str = "") -> Iterator[str]:
    """Give the DOIs in a line; one may go on in the line that follows."""
    for found in _DOI.finditer(said):
        value = found.group()
        goes_on = found.end() == len(said) and _OPEN.search(value)
        if goes_on and (rest := _GOES_ON.match(following)):
            value += rest.group()
        yield value
