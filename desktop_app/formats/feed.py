"""RSS 2.0 and Atom feeds of papers, as Hugging Face and arXiv give them.

Answers of arXiv's API are such feeds, too. A broken entry spoils no other, see `xml_records`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Author, Draft, Field, Link, Problem
from desktop_app.formats import dates, links, natural_names, xml_records
from desktop_app.formats.mending import mend

NO_TITLE = "this entry has no title"
REFUSED = "arXiv answered with an error and no paper: {detail}"

_LABEL = re.compile(r"\s*(authors?|upvotes|votes|summary|abstract)\s*:\s*(.*)", re.I | re.S)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3"})
_TEXTS = ("content", "encoded", "summary", "description")
_DATES = ("published", "pubdate", "date", "issued", "updated")
_ARXIV_ERROR = "arxiv.org/api/errors"
# Of arXiv's RSS: what is before the abstract, and what older ones have behind the title.
_ANNOUNCED = re.compile(
    r"\s*arXiv:\S+\s+Announce Type:\s*(?P<type>[\w-]+)\s*(?:Abstract:\s*)?", re.I
)
_NUMBERED = re.compile(r"\s*\(arXiv:\S+ \[[^\]]*\](?: UPDATED)?\)$", re.I)
_MONTH_IN_ID = re.compile(r"(\d\d)(0[1-9]|1[0-2])(?:\.\d{4,5}|\d{3})")
_FIRST_YEAR = 91  # of arXiv; what is before is of the next century


@dataclass(slots=True)
class _Entry:
    """The texts of an entry by the names of its elements, and where its links lead.

    Names are local ones, and those with their prefixes; `terms` are of Atom's categories.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Give the first text there is under one of these names."""
        return next((t for n in names for t in self.texts.get(n, ()) if t.strip()), "")


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a feed; an entry that cannot be read becomes a problem."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for line, found in xml_records.each(page, "item", "entry"):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        entry = _read(found)
        if _ARXIV_ERROR in entry.first("id"):
            detail = text.clean_line(entry.first("summary", "title"))
            problems.append(Problem(line, REFUSED.format(detail=detail)))
        elif (draft := _draft(entry, line)).title:
            drafts.append(draft)
        else:
            problems.append(Problem(line, NO_TITLE))
    return tuple(drafts), tuple(problems)


def _read(element: Element) -> _Entry:
    entry = _Entry()
    for part in element.iter():
        name = xml_records.local(part)
        # an abstract may be XHTML, a title have a word in italics
        said = "".join(part.itertext())
        for key in dict.fromkeys((name, part.tag.lower())):
            entry.texts.setdefault(key, []).append(said)
        if name == "link" and "href" in part.attrib:
            entry.links.append(part.attrib["href"])
        elif name == "primary_category":
            entry.terms.insert(0, part.attrib.get("term", ""))
        elif name == "category":
            entry.terms.append(part.attrib.get("term") or said)
    return entry


def _draft(entry: _Entry, line: int) -> Draft:
    described = entry.first(*_TEXTS)
    announced = _ANNOUNCED.match(described)
    said = _labelled(_plain(described[announced.end() :] if announced else described))
    abstract = said.get("abstract") or said.get("summary") or said.get("") or None
    addresses = [*entry.links, *entry.texts.get("link", ()), entry.first("id", "guid")]
    arxiv = next(filter(None, map(_arxiv, addresses)), None)
    votes = entry.first("upvotes", "votes") or said.get("upvotes", "") or said.get("votes", "")
    comment = text.clean_line(entry.first("arxiv:comment"))
    year, month, day = _date(entry, arxiv if announced else None)
    found = {
        fields.MONTH: month,
        fields.DAY: day,
        fields.NOTE: comment,
        fields.LICENSE: text.clean_line(entry.first("rights")),
        "arxiv:affiliation": "; ".join(dict.fromkeys(_lines(entry, "arxiv:affiliation"))),
    }
    return Draft(
        title=_NUMBERED.sub("", mend(text.clean_line(entry.first("title")))),
        abstract=mend(abstract) if abstract else None,
        authors=_authors(entry, said),
        year=year,
        venue=next(iter(_lines(entry, "journal_ref", "publicationname")), None),
        doi=papers.normal_doi(entry.first("doi") or " ".join(addresses)),
        arxiv=arxiv,
        links=_links(addresses, f"{abstract or ''}\n{comment}"),
        tags=tuple(dict.fromkeys(filter(None, map(text.clean_line, entry.terms)))),
        votes=int(votes) if votes.strip().isdecimal() else None,
        line=line,
        kind="article" if arxiv else "",
        fields=tuple(Field(*item) for item in found.items() if item[1]),
    )


def _lines(entry: _Entry, *names: str) -> list[str]:
    said = (text.clean_line(t) for name in names for t in entry.texts.get(name, ()))
    return [line for line in said if line]


def _date(entry: _Entry, announced: str | None) -> tuple[int | None, str, str]:
    """Give year, month and day of the first version.

    Only Atom says its day; the RSS of arXiv has the day on which any version was `announced`, but
    the identifier has year and month.
    """
    date = dates.read(entry.first("published"))
    if date.year:
        return date.year, str(date.month or ""), str(date.day or "")
    found = _MONTH_IN_ID.fullmatch((announced or "").rpartition("/")[2])
    if found:
        year = int(found[1])
        return (1900 if year >= _FIRST_YEAR else 2000) + year, str(int(found[2])), ""
    year_said = _YEAR.search(entry.first(*_DATES))
    return int(year_said.group()) if year_said else None, "", ""


def _arxiv(address: str) -> str | None:
    """Give the arXiv identifier in an address of arXiv or of Hugging Face's papers."""
    return papers.normal_arxiv(address.rpartition("/papers/")[2])


def _authors(entry: _Entry, said: dict[str, str]) -> tuple[Author, ...]:
    """Give the authors: of elements, where RSS may name all in one, or as the text has them."""
    names = entry.texts.get("name") or entry.texts.get("creator") or entry.texts.get("author")
    bare = (mend(_TAG.sub("", name)) for name in names or ())
    found = [author for name in bare for author in natural_names.read(name)]
    return tuple(found) or natural_names.read(said.get("authors") or said.get("author") or "")


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
