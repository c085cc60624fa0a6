"""DOIs and arXiv addresses, one or several a line: papers of which no more is known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from desktop_app.core import papers
from desktop_app.core.papers import Draft, Problem

MOST_IN_A_LINE = 400  # characters; longer ones are prose
_SCHEME = re.compile(r"(?:doi|https?)\s*:", re.IGNORECASE)
_PLAIN_DOI = re.compile(r"(?:doi\s*:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_DOI_HOSTS = ("doi.org", "dx.doi.org", "www.doi.org")
_ARXIV_HOSTS = ("arxiv.org", "www.arxiv.org", "export.arxiv.org")
_ARXIV_PATH = re.compile(r"/(?:abs|pdf|html)/(.+?)/?")
_PAPERS_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
_PAPERS_PATH = re.compile(r"/papers/([^/]+)/?")
_APART = re.compile(r"[,;]?\s+")
_AROUND = " \t\ufeff<>\"'“”•*-–,;"  # what lists and mails put around an address


def parse(text: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the lines of a text that are DOIs, arXiv identifiers or addresses of either.

    Where most lines are none it is another kind of text, and nothing is read.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for number, line in _lines(text):
        if named := _drafts(line, number):
            drafts += named
        else:
            problems.append(Problem(number, "this line is no DOI and no arXiv address"))
    return (tuple(drafts), tuple(problems)) if len(drafts) > len(problems) else ((), ())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line := line.strip(_AROUND):
            yield number, line


def _drafts(line: str, number: int) -> list[Draft]:
    """Describe the papers that a line names: none where it holds anything else."""
    if len(line) > MOST_IN_A_LINE:
        return []
    whole = _draft(line, number)
    if whole is not None:
        return [whole]
    parts = [part.strip(_AROUND) for part in _APART.split(line)]
    named = [draft for part in parts if (draft := _draft(part, number)) is not None]
    return named if len(named) == len(parts) else []


def _draft(line: str, number: int) -> Draft | None:
    """Describe the paper that is named; None where none is."""
    doi = _doi(line)
    arxiv = papers.arxiv_of_doi(doi) or _arxiv(line)
    if arxiv:
        doi = None  # one of arXiv's own says the identifier again
    if not doi and not arxiv:
        return None
    return Draft(papers.placeholder(doi, arxiv), doi=doi, arxiv=arxiv, line=number)


def _doi(line: str) -> str | None:
    if _PLAIN_DOI.fullmatch(line):
        return papers.normal_doi(line)
    host, path = _address(line)
    return papers.normal_doi(path) if host in _DOI_HOSTS else None


def _arxiv(line: str) -> str | None:
    host, path = _address(line)
    if not host:
        return papers.normal_arxiv(line)
    hosts, pattern = (
        (_PAPERS_HOSTS, _PAPERS_PATH) if host in _PAPERS_HOSTS else (_ARXIV_HOSTS, _ARXIV_PATH)
    )
    found = pattern.fullmatch(path) if host in hosts else None
    return papers.normal_arxiv(found[1]) if found else None


def _address(line: str) -> tuple[str, str]:
    """Part a web address into host and path; both are empty where it is none."""
    if not _SCHEME.match(line):
        start = line.split("/", 1)[0].lower()
        if start not in (*_DOI_HOSTS, *_ARXIV_HOSTS, *_PAPERS_HOSTS):
            return "", ""
        line = f"https://{line}"
    try:
        parts = urlsplit(line)
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), unquote(parts.path)
