"""BibTeX and BibLaTeX, written: for TeX, for other reference managers, and to be read again.

What BibTeX has no field for goes out under a name of ours, as ``csl-medium`` or ``ris-M1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from desktop_app.core import fields as names
from desktop_app.core.papers import Author, Paper
from desktop_app.formats import bibtex_dates as dates
from desktop_app.formats import bibtex_fields as meanings
from desktop_app.formats import bibtex_names, rich_text, tex
from desktop_app.formats.bibtex_values import MONTHS

_IN_BOOKS = ("paper-conference", "chapter", "entry-encyclopedia", "book")
_DOCTOR = re.compile(r"\b(?:ph\.?\s?d|doctor|dissertation)", re.I)
_NOT_IN_KEYS = re.compile(r"[\s,={}()\"@#%\\'~]+")
_NOT_IN_NAMES = re.compile(r"[^\w:.+-]+")
_BRACES = re.compile(r"[{}]")
_ESCAPED = re.compile(r"\\.", re.S)
_ODD = re.compile(r"[\s\\{}\"<>]")
_ODD_IN_DOI = re.compile(r"[\s\\{}]|%(?=[0-9A-Fa-f]{2})")
_WRITTEN_APART = frozenset(
    (names.MONTH, names.DAY, meanings.TYPE, meanings.OTHERS, dates.OWN_YEAR, dates.OWN_DATE)
)


def write(papers: Iterable[Paper], *, biblatex: bool = False) -> Iterator[str]:
    """Write a bibliography paper by paper."""
    for number, paper in enumerate(papers):
        written = entry(paper, biblatex=biblatex)
        yield f"\n{written}" if number else written


def entry(paper: Paper, *, biblatex: bool = False) -> str:
    """Write a paper as an entry, one field a line."""
    type_ = _type(paper, biblatex)
    made = _Fields(biblatex)
    _add_people(paper, made)
    made.say("title", paper.title, capitals=True)
    if paper.venue:
        in_book = meanings.KINDS.get(type_) in _IN_BOOKS
        made.say("booktitle" if in_book else made.either("journal", "journaltitle"), paper.venue)
    _add_date(paper, made)
    _add_standard(paper, type_, made)
    _add_identifiers(paper, made)
    made.put("keywords", _tags(paper.tags, made))
    made.put("abstract", "\n\n".join(map(made.encoded, paper.abstract.split("\n\n"))))
    if paper.kind and _read_again(paper, type_) != paper.kind:
        made.put("csl-type", paper.kind)
    _add_others(paper, made)
    lines = (f"  {name} = {value},\n" for name, value in made.written.items())
    key = _NOT_IN_KEYS.sub("", paper.citekey) or paper.key
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


@dataclass(slots=True)
class _Fields:
    """The fields of an entry as they are written, no name twice."""

    biblatex: bool
    written: dict[str, str] = field(default_factory=dict)

    def either(self, bibtex: str, biblatex: str) -> str:
        """Choose the name that the format has."""
        return biblatex if self.biblatex else bibtex

    def encoded(self, text: str, *, capitals: bool = False) -> str:
        """Write words in TeX."""
        written = tex.encode(text, ascii_=not self.biblatex, capitals=capitals)
        if "<" in text and rich_text.plain(text) != text:  # what looks like markup is none
            return written.replace("<", "\\textless{}")
        return written

    def say(self, name: str, text: str, *, capitals: bool = False) -> None:
        """Add words."""
        self.put(name, self.encoded(text, capitals=capitals))

    def put(self, name: str, value: str) -> None:
        """Add what is TeX already."""
        if not value:
            return
        free = (f"{name}-{n}" for n in count(2) if f"{name}-{n}" not in self.written)
        self.written[name if name not in self.written else next(free)] = f"{{{value}}}"


def _type(paper: Paper, biblatex: bool) -> str:
    """Choose the type of the entry: that of its source as long as it is of this kind."""
    own = names.get(paper.fields, meanings.TYPE)
    if own.isalnum() and meanings.KINDS.get(own, "") == paper.kind:
        return own
    if paper.kind == "thesis" and not biblatex:
        genre = names.get(paper.fields, names.GENRE)
        known = {said: type_ for type_, said in meanings.GENRES.items()}
        return known.get(genre) or ("phdthesis" if _DOCTOR.search(genre) else meanings.MISC)
    types = meanings.BIBLATEX if biblatex else meanings.BIBTEX
    return types.get(paper.kind, meanings.MISC)


def _read_again(paper: Paper, type_: str) -> str:
    """Give the kind that is read from the entry of a paper."""
    journal = bool(paper.venue) and type_ == "article"
    return meanings.kind(type_, preprint=paper.arxiv is not None and not journal)


def _add_people(paper: Paper, made: _Fields) -> None:
    by_name: dict[str, list[Author]] = {"author": list(paper.authors)}
    for part in paper.contributors:
        by_name.setdefault(meanings.role_name(part.role), []).append(part.name)
    others = names.get(paper.fields, meanings.OTHERS).split(", ")
    for name, people in by_name.items():
        if people:
            ascii_ = not made.biblatex
            more = name in others
            made.put(name, bibtex_names.write(people, others=more, ascii_=ascii_))


def _add_date(paper: Paper, made: _Fields) -> None:
    """Add the date, as its source has it where that says the same year."""
    month, day = (names.get(paper.fields, name) for name in (names.MONTH, names.DAY))
    own_year, own_date = (
        own if dates.year_of(own := names.get(paper.fields, name)) == paper.year else ""
        for name in (dates.OWN_YEAR, dates.OWN_DATE)
    )
    if made.biblatex and paper.year is not None:
        parts = [f"{paper.year:04}", f"{month:0>2}", f"{day:0>2}"]
        parts = parts[: 1 if not month else 2 if not day else 3]
        made.put("date", own_date or "-".join(parts))
        made.put("year", own_year)
        month, day = "", "" if month else day
    else:
        made.put("date", own_date)
        made.put("year", own_year or str(paper.year or ""))
    if month.isdecimal() and 0 < int(month) <= len(MONTHS):
        made.written["month"] = MONTHS[int(month) - 1]
    made.put("day", day)


def _add_standard(paper: Paper, type_: str, made: _Fields) -> None:
    """Add the fields that CSL knows, under the best names that are free."""
    taken = _taken(paper)
    for name, value in paper.fields:
        genre = name == names.GENRE and meanings.GENRES.get(type_) == value
        if ":" in name or name in _WRITTEN_APART or genre:
            continue
        choices = meanings.choices(name, type_, biblatex=made.biblatex)
        free = (choice for choice in choices if choice not in made.written.keys() | taken)
        ascii_ = not made.biblatex or name == names.PAGE  # for the dash of ranges
        written = tex.encode(value, ascii_=ascii_)
        made.put(next(free, "") or meanings.foreign_name(name), written)


def _add_identifiers(paper: Paper, made: _Fields) -> None:
    taken = _taken(paper)
    if paper.doi:
        made.put("doi", _verbatim(paper.doi, _ODD_IN_DOI))
    if paper.arxiv and "eprint" in taken:
        made.put("arxivid", paper.arxiv)
    elif paper.arxiv:
        made.put("eprint", paper.arxiv)
        made.put(made.either("archiveprefix", "eprinttype"), made.either("arXiv", "arxiv"))
    free = (n for n in _url_names() if n not in taken)
    for name, link in zip(free, paper.links, strict=False):
        made.put(name, _verbatim(link.url))


def _taken(paper: Paper) -> set[str]:
    """Give the names of the fields that are written again as they were."""
    own = (name for name, _ in paper.fields if name.startswith(meanings.OWN))
    return {name.removeprefix(meanings.OWN) for name in own}


def _url_names() -> Iterator[str]:
    yield "url"
    yield from (f"bdsk-url-{n}" for n in count(1))


def _tags(tags: Iterable[str], made: _Fields) -> str:
    """Write tags, those in braces that hold what parts tags."""
    written = [f"{{{tag}}}" if set(",;") & set(tag) else tag for tag in map(made.encoded, tags)]
    alone = len(written) == 1 and written[0].startswith("{")
    return f"{written[0]}," if alone else ", ".join(written)


def _add_others(paper: Paper, made: _Fields) -> None:
    """Add what BibTeX does not know: of an entry as it was written, of other formats as words."""
    for name, value in paper.fields:
        if ":" not in name or name in _WRITTEN_APART:
            continue
        if not name.startswith(meanings.OWN):
            made.say(meanings.foreign_name(name), value)
            continue
        name = _NOT_IN_NAMES.sub("-", name.removeprefix(meanings.OWN))
        made.put(name, value if _is_sound(value) else made.encoded(value))


def _is_sound(value: str) -> bool:
    """Tell whether braces are paired, also for programs to which an escaped one is one too."""
    bare = _ESCAPED.sub("", value)
    return not bare.endswith("\\") and all(map(_is_paired, (value, bare)))


def _is_paired(value: str) -> bool:
    depth = 0
    for brace in _BRACES.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _verbatim(address: str, odd: re.Pattern[str] = _ODD) -> str:
    """Write an address or identifier, which TeX is not to read."""
    return odd.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), address)
