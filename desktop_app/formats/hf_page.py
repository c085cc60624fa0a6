"""Hugging Face's page of papers saved as HTML, and the same records as its API gives them.

The page holds its papers as JSON, in an attribute of one element. What is about the page and not
the paper, as comments and pictures, is left there.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from typing import Any, NamedTuple

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Author, Draft, Field, Link, LinkKind, Problem
from desktop_app.formats import csl_reading, dates, json_records, links, natural_names
from desktop_app.formats.mending import mend

NO_PAPERS = (
    "this page holds no list of papers: save huggingface.co/papers from a browser as a whole page"
    " (HTML), or copy its text to a file"
)
NO_TITLE = "this record has no title"
NAMED_NO_TITLE = "this record ({name}) has no title"  # for all are in one line

_TARGET = "DailyPapers"
_LIST = "dailyPapers"
_OTHERS = ("ai_summary", "ai_keywords", "organization")
_FIRST = 1 << 16  # code points in which most tags end
_GROWTH = 8
_MOST_PLACES = 8  # a page has one


class _Props(NamedTuple):
    """The JSON of a page and the line of its element."""

    line: int
    json: str


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a page; a record that cannot be read becomes a problem."""
    found = _Props(1, page) if _is_json(page) else _props(page)
    if found is None:
        return (), (Problem(None, NO_PAPERS),)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for record in json_records.read(found.json, _LIST):
        line = found.line - 1 + (record.line or 1)
        if isinstance(record, Problem):
            problems.append(Problem(line, record.reason, record.kept))
        elif not record.member:
            read = _read(record.value, line)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                drafts.append(read)
    if not drafts and not problems:
        problems.append(Problem(None, NO_PAPERS))
    return tuple(drafts), tuple(problems)


def _is_json(page: str) -> bool:
    return page[:1000].lstrip()[:1] in ("[", "{")


def _props(page: str) -> _Props | None:
    """Find the element that holds the papers; None where there is none."""
    for at in islice(_places(page, _TARGET), _MOST_PLACES):
        begin = page.rfind("<", 0, at)
        before = page.rfind("<", 0, max(0, page.rfind("data-props", 0, at)))
        for start in dict.fromkeys((begin, before)):
            found = _attributes(page, start) if start >= 0 else {}
            if found.get("data-target") == _TARGET and found.get("data-props"):
                line = page.count("\n", 0, start) + 1
                return _Props(line, found["data-props"] or "")
    return None


def _places(page: str, word: str) -> Iterator[int]:
    """Give where a word is the value of an attribute."""
    at = page.find(word)
    while at >= 0:
        if page[max(0, at - 13) : at].rstrip("\"' ").endswith("data-target="):
            yield at
        at = page.find(word, at + 1)


class _Found(Exception):
    """Ends reading once the first tag was read."""


class _FirstTag(HTMLParser):
    """Reads one tag and no more."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take its attributes."""
        self.attributes = dict(attrs)
        raise _Found


def _attributes(page: str, start: int) -> dict[str, str | None]:
    """Read the attributes of the tag that begins at a place."""
    size = _FIRST
    while True:
        reader = _FirstTag()
        try:
            reader.feed(page[start : start + size])
        except _Found:
            return reader.attributes
        if start + size >= len(page):
            return {}
        size *= _GROWTH


def _read(record: dict[str, Any], line: int) -> Draft | Problem:
    try:
        draft = _draft(record, line)
    except RecursionError:
        return Problem(line, json_records.DEEP)
    if draft.title:
        return draft
    return Problem(line, NAMED_NO_TITLE.format(name=draft.arxiv) if draft.arxiv else NO_TITLE)


def _draft(record: dict[str, Any], line: int) -> Draft:
    inner = record.get("paper")
    paper = {**record, **inner} if isinstance(inner, dict) else record
    date = dates.read(_text(paper, "publishedAt"))
    abstract = _text(paper, "summary")
    arxiv = papers.normal_arxiv(_text(paper, "id"))
    votes = paper.get("upvotes")
    return Draft(
        title=_text(paper, "title"),
        abstract=abstract or None,
        authors=_authors(paper.get("authors")),
        year=date.year,
        arxiv=arxiv,
        links=_links(paper, abstract),
        votes=votes if isinstance(votes, int) and not isinstance(votes, bool) else None,
        line=line,
        kind="article",
        fields=tuple(
            field
            for field in (
                Field(fields.MONTH, str(date.month or "")),
                Field(fields.DAY, str(date.day or "")),
                Field("hf:id", "" if arxiv else _text(paper, "id")),
                *(Field(f"hf:{name}", _said(paper.get(name))) for name in _OTHERS),
            )
            if field.value
        ),
    )


def _authors(said: Any) -> tuple[Author, ...]:
    names = [one.get("name") if isinstance(one, dict) else one for one in _list(said)]
    found = [natural_names.read(mend(name)) for name in names if isinstance(name, str)]
    return tuple(author for several in found for author in several if author.family)


def _links(paper: dict[str, Any], abstract: str) -> tuple[Link, ...]:
    """Give the address of the code, that of the project, and those in the abstract."""
    code, project = _text(paper, "githubRepo"), _text(paper, "projectPage")
    named = [Link(code, LinkKind.CODE), Link(project, _kind(project))]
    right = [link for link in named if link.url.lower().startswith(("http://", "https://"))]
    known = {link.url for link in right}
    return (*right, *(link for link in links.find(abstract) if link.url not in known))


def _kind(project: str) -> LinkKind:
    kind = links.kind(project)
    return LinkKind.PROJECT if kind is LinkKind.OTHER else kind


def _said(value: Any) -> str:
    """Give what a member says as text; of an organisation its name."""
    if isinstance(value, dict):
        value = value.get("fullname") or value.get("name") or value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return ", ".join(map(text.clean_line, value))
    return csl_reading.compact(value) if value else ""


def _text(paper: dict[str, Any], name: str) -> str:
    said = paper.get(name)
    return text.clean_line(mend(said)) if isinstance(said, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
