"""RSS 2.0 and Atom feeds of papers, as Hugging Face and arXiv give them.

Each entry is parsed by itself, so a broken one spoils no other; what a document type declares is
never seen, so no entity of its own is ever expanded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.parsers import expat

from desktop_app.core import papers, text
from desktop_app.core.papers import Author, Draft, Link, Problem
from desktop_app.formats import links

NO_TITLE = "this entry has no title"
BROKEN = "this entry is no sound XML ({detail})"
CUT = "this entry has no end"

_PARTS = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|(?P<open><(?:item|entry)(?=[\s>]))"
    r"|(?P<close></(?:item|entry)\s*>)",
    re.S,
)
# References that XML knows without a document type stay as they are.
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)(?P<name>\w+;)?", re.I)
_LABEL = re.compile(r"\s*(authors?|upvotes|votes|summary|abstract)\s*:\s*(.*)", re.I | re.S)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3"})
_TEXTS = ("content", "encoded", "summary", "description")
_DATES = ("published", "pubdate", "date", "issued", "updated")


@dataclass(slots=True)
class _Entry:
    """The texts of an entry by the local names of its elements, and where its links lead."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Give the first text there is under one of these names."""
        return next((t for n in names for t in self.texts.get(n, ()) if t.strip()), "")


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a feed; an entry that cannot be read becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for line, source in _entries(text.clean(page)):
        found = _entry(line, source)
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            problems.append(found)
    return tuple(drafts), tuple(problems)


def _entry(line: int, source: str | None) -> Draft | Problem:
    if source is None:
        return Problem(line, CUT)
    try:
        draft = _draft(_read(source), line)
    except expat.ExpatError as e:
        return Problem(line, BROKEN.format(detail=expat.ErrorString(e.code)))
    return draft if draft.title else Problem(line, NO_TITLE)


def _entries(page: str) -> Iterator[tuple[int, str | None]]:
    """Give each entry with the line it begins at; None for one that does not end."""
    begun: int | None = None
    line, counted = 1, 0
    for part in _PARTS.finditer(page):
        if part["open"]:
            if begun is not None:
                yield line, None
            begun = part.start()
            line, counted = line + page.count("\n", counted, begun), begun
        elif part["close"] and begun is not None:
            yield line, page[begun : part.end()]
            begun = None
    if begun is not None:
        yield line, None


def _read(source: str) -> _Entry:
    """Read the elements of an entry. Raises ExpatError."""
    entry = _Entry()
    open_: list[tuple[str, list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append((name.rpartition(":")[2].lower(), []))
        if "href" in attributes and open_[-1][0] == "link":
            entry.links.append(attributes["href"])

    def end(_name: str) -> None:
        name, parts = open_.pop()
        said = "".join(parts)
        entry.texts.setdefault(name, []).append(said)
        if open_:  # an abstract may be XHTML, a title have a word in italics
            open_[-1][1].append(said)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: open_[-1][1].append(data)
    parser.Parse(_REFERENCE.sub(_known, source), True)
    return entry


def _known(reference: re.Match[str]) -> str:
    """Give the character that HTML has for a reference, and a bare ampersand as XML writes it."""
    whole = reference.group()
    character = html.unescape(whole)
    return character if reference["name"] and character != whole else f"&amp;{whole[1:]}"


def _draft(entry: _Entry, line: int) -> Draft:
    said = _labelled(_plain(entry.first(*_TEXTS)))
    abstract = said.get("abstract") or said.get("summary") or said.get("") or None
    addresses = [*entry.links, *entry.texts.get("link", ()), entry.first("id", "guid")]
    votes = entry.first("upvotes", "votes") or said.get("upvotes", "") or said.get("votes", "")
    year = _YEAR.search(entry.first(*_DATES))
    return Draft(
        title=text.clean_line(entry.first("title")),
        abstract=abstract,
        authors=_authors(entry, said),
        year=int(year.group()) if year else None,
        doi=papers.normal_doi(entry.first("doi") or " ".join(addresses)),
        arxiv=next(filter(None, map(_arxiv, addresses)), None),
        links=_links(addresses, abstract or ""),
        votes=int(votes) if votes.strip().isdecimal() else None,
        line=line,
    )


def _arxiv(address: str) -> str | None:
    """Give the arXiv identifier in an address of arXiv or of Hugging Face's papers."""
    return papers.normal_arxiv(address.rpartition("/papers/")[2])


def _authors(entry: _Entry, said: dict[str, str]) -> tuple[Author, ...]:
    """Give the authors: of elements, where RSS may name all in one, or as the text has them."""
    names = entry.texts.get("name") or entry.texts.get("creator") or entry.texts.get("author")
    found = [a for name in names or () for a in papers.parse_authors(name)]
    return tuple(found) or papers.parse_authors(said.get("authors") or said.get("author") or "")


def _links(addresses: list[str], abstract: str) -> tuple[Link, ...]:
    """Give the address of an entry, unless its identifier says the same, and those in its text."""
    own = (a.strip() for a in addresses[:1])
    kept = [
        Link(url, links.kind(url))
        for url in own
        if url.startswith(("http://", "https://"))
        and not _arxiv(url)
        and not papers.normal_doi(url)
    ]
    return tuple(dict.fromkeys([*kept, *links.find(abstract)]))


def _labelled(paragraphs: list[str]) -> dict[str, str]:
    """Part a text by the labels it has, as in “Upvotes: 52”; what stands before one has none."""
    parts: dict[str, list[str]] = {}
    label = ""
    for paragraph in paragraphs:
        if found := _LABEL.match(paragraph):
            label, paragraph = found[1].lower(), found[2]
        parts.setdefault(label, []).append(paragraph)
    return {name: "\n\n".join(filter(None, said)) for name, said in parts.items()}


def _plain(markup: str) -> list[str]:
    """Give the paragraphs of an HTML text, or the lines of a plain one."""
    if not _TAG.search(markup):
        return [" ".join(p.split()) for p in _plain_paragraphs(markup)]
    reader = _Paragraphs()
    reader.feed(markup)
    reader.close()
    return [said for part in reader.parts if (said := " ".join("".join(part).split()))]


def _plain_paragraphs(words: str) -> list[str]:
    return [p for p in re.split(r"\n\s*\n|\n(?=\s*abstract\s*:)", words, flags=re.I) if p.strip()]


class _Paragraphs(HTMLParser):
    """Gathers the text of a page by its paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[list[str]] = [[]]
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph where the tag does."""
        self._unseen += tag in ("script", "style")
        if tag in _BLOCKS:
            self.parts.append([])

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph where the tag does."""
        self._unseen -= tag in ("script", "style") and self._unseen > 0
        if tag in _BLOCKS:
            self.parts.append([])

    def handle_data(self, data: str) -> None:
        """Take text up."""
        if not self._unseen:
            self.parts[-1].append(data)
