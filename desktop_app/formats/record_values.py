"""What a record of another program says, taken up value by value until nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.core import fields, papers, text
from desktop_app.core.papers import Author, Field, Link
from desktop_app.formats import dates, links, rich_text
from desktop_app.formats.dates import Date
from desktop_app.formats.mending import mend

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.I)
_INITIALS = re.compile(r"((?:[^\W\d_]\.[ -]?){1,5}) ?([^\W\d_]{2}.*)")
_SHORT = re.compile(
    r"((?:[^\W\d_]+[ '’-]){0,3}[^\W\d_]*[a-zß-ÿ]) (?!(?:AI|EU|UK|UN|US)$)([A-Z]{1,2})"
    r"(?: (Jr|Sr|2nd|3rd|II|III)\.?)?"
)
_RANGE = re.compile(r"(?<=\w)\s*(?:-{1,3}|\u2010|\u2011|\u2012|\u2013)\s*(?=\w)")
_WEB = re.compile(r"https?://(?:(?!;https?://)\S)+", re.I)
_PUBMED = re.compile(
    r"https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/([0-9]+)/?", re.I
)
_PMC = re.compile(
    r"https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(PMC[0-9]+)/?",
    re.I,
)
_PMCID = re.compile(r"PMC[0-9]+", re.I)
_OF_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.I)
_DOI_PLACE = re.compile(r"https?://(?:(?:dx|www)\.)?doi\.org/", re.I)
_DOI_ALONE = re.compile(r"(?:doi\s*[:=]?\s*|https?://[\w.-]*/)?10\.\S+", re.I)
_KEY = re.compile(r"[A-Za-z][^\s,{}\"#%~\\();]{2,99}")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}\b")
_ISBN = re.compile(r"(?<![0-9-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9-])")
_CALLED = re.compile(
    r"\s*\((?:e-?|p-?)?(?:ISSN|ISBN|print(?:ed)?|electronic|linking|online|hardcover|paperback|pbk)"
    r"[^()]{0,20}\)",
    re.I,
)
_ISSN = re.compile(r"(?<![0-9-])[0-9]{4}-?[0-9]{3}[0-9Xx](?![0-9-])")


class Values:
    """The values of a record by the names its format has for them.

    Whoever reads one takes it; `rest` gives what nobody took, so nothing is lost unnamed.
    """

    def __init__(self, values: dict[str, list[str]]) -> None:
        kept = {name: [v for v in found if v.strip()] for name, found in values.items()}
        self._values = {name: found for name, found in kept.items() if found}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def all(self, *names: str) -> list[str]:
        """Take all values of these names."""
        return [value for name in names for value in self._values.pop(name, ())]

    def peek(self, *names: str) -> str:
        """Give the values of these names, a line each; they stay."""
        return "\n".join(value for name in names for value in self._values.get(name, ()))

    def one(self, *names: str) -> str:
        """Take the first value of these names, in one line; others that differ stay."""
        found = self.whole(*names)
        return text.clean_line(found) if found else ""

    def whole(self, *names: str) -> str:
        """Take the first value of these names with its lines; others that differ stay.

        What markup of HTML is in it is read.
        """
        found = ""
        for name in names:
            if values := self._values.pop(name, None):
                found = found or values[0]
                if left := [value for value in values if value != found]:
                    self._values[name] = left
        return rich_text.plain(found)

    def let_go(self, said: str, *names: str) -> None:
        """Leave out values of these names that only say again what was taken."""
        for name in names:
            if name in self._values:
                left = [v for v in self._values.pop(name) if text.clean_line(v) != said]
                self._values |= {name: left} if left else {}

    def rest(self, format_: str) -> Iterator[Field]:
        """Give what is left under the name of the format; several values have a line each."""
        for name, found in self._values.items():
            yield Field(f"{format_}:{name}", text.clean("\n".join(found)).strip())

    def put_back(self, name: str, value: str) -> None:
        """Leave a value that was taken and not understood."""
        if value:
            self._values.setdefault(name, []).append(value)


@dataclass(slots=True)
class Addresses:
    """What web addresses of a record lead to; `rest` are what is more than such."""

    links: tuple[Link, ...] = ()
    doi: str | None = None
    arxiv: str | None = None
    pmid: str = ""
    pmcid: str = ""
    rest: list[str] = field(default_factory=list)


def addresses(values: Iterable[str], doi: str | None = None) -> Addresses:
    """Sort web addresses; one that only tells an identifier is no link of its own."""
    found = Addresses(doi=doi)
    urls: list[str] = []
    for value in values:
        written = _WEB.findall(value)
        if not written and found.doi and papers.normal_doi(value) == found.doi:
            continue
        if _WEB.sub("", value).strip(" ;\n"):
            found.rest.append(value)
        urls.extend(filter(None, (_unsaid(url.rstrip(";,"), found) for url in written)))
    found.links = tuple(Link(url, links.kind(url)) for url in dict.fromkeys(urls))
    return found


def _unsaid(url: str, found: Addresses) -> str | None:
    """Give an address unless it is that of an identifier, which goes to what was found."""
    doi = papers.normal_doi(url) if _DOI_PLACE.match(url) else None
    arxiv = papers.normal_arxiv(url)
    pubmed, central = _PUBMED.fullmatch(url), _PMC.fullmatch(url)
    if doi and found.doi in (None, doi):
        found.doi = doi
    elif arxiv and found.arxiv in (None, arxiv):
        found.arxiv = arxiv
    elif pubmed and found.pmid in ("", pubmed[1]):
        found.pmid = pubmed[1]
    elif central and found.pmcid in ("", central[1]):
        found.pmcid = central[1]
    else:
        return url
    return None


def doi(said: Values, *names: str) -> str | None:
    """Take a DOI; a value that says more than one stays."""
    found: str | None = None
    for name in names:
        written = said.one(name)
        given = papers.normal_doi(written)
        if not given or found not in (None, given) or not _DOI_ALONE.fullmatch(written):
            said.put_back(name, written)
        found = found or given
    return found


def arxiv_of(doi: str | None) -> str | None:
    """Give the arXiv identifier that a DOI of arXiv holds."""
    return papers.normal_arxiv(doi.removeprefix("10.48550/")) if doi else None


def name(written: str) -> Author:
    """Read a name with the family first: `King, Martin Luther, Jr.`.

    Without a comma it is that of a body, unless it begins with initials, or ends with them as
    PubMed has it: `King ML Jr`.
    """
    written = text.clean_line(mend(written))
    if "," not in written:
        found = _INITIALS.fullmatch(written)
        if found is None and (found := _SHORT.fullmatch(written)):
            return Author(found[1], found[2], found[3] or "")
        return Author(found[2], found[1].strip()) if found else Author(written)
    family, *others = (part.strip() for part in written.split(","))
    while others and not others[-1]:
        others.pop()
    if not family:
        return Author(", ".join(filter(None, others)))
    if len(others) < 2:
        return Author(family, "".join(others))
    if len(others) == 2 and _SUFFIX.fullmatch(others[0]):
        others.reverse()
    return Author(family, ", ".join(filter(None, others[:-1])), others[-1])


def names(written: Iterable[str]) -> tuple[Author, ...]:
    """Read names, several in one value where each is turned around: `Lee, Ann; Day, Bo`."""
    found: list[Author] = []
    for line in (line for value in written for line in rich_text.plain(value).split("\n")):
        parts = line.split(";")
        several = all("," in part for part in parts if part.strip())
        found.extend(map(name, parts if several else [line]))
    return tuple(author for author in found if author.family)


def pages(start: str, end: str = "") -> str:
    """Give a range of pages with an en dash."""
    if _RANGE.search(start) and start.endswith(end):
        end = ""  # a whole range stands where the first page should
    whole = f"{start}-{end}" if start and end and start != end else start or end
    return _RANGE.sub("\u2013", whole)


def tags(written: Iterable[str]) -> tuple[str, ...]:
    """Read keywords: one in a value or in a line of it; a lone line may list several."""
    lines = [line for value in written for line in rich_text.plain(value).split("\n")]
    if len(lines) == 1:
        lines = lines[0].split(";")
    return tuple(dict.fromkeys(filter(None, map(text.clean_line, lines))))


def date(said: Values, *names: str) -> Date:
    """Take the date of a work together: often one name has the year and another the day."""
    date = Date()
    for name in names:
        written = said.one(name)
        found = dates.read(written)
        if date.year and not found.year:
            found = dates.read(f"{date.year} {written}")
        agree = found.iso.startswith(date.iso) or date.iso.startswith(found.iso)
        if found.year and agree:
            date = max(date, found, key=lambda d: len(d.iso))
        if found.rest or not agree:
            said.put_back(name, written)
    return date


def accessed(said: Values, name: str) -> str:
    """Take the day on which someone looked; the time of day is let go."""
    written = said.one(name)
    date = dates.read(written)
    if date.year and (not date.rest or _TIME.match(date.rest)):
        return date.iso
    said.put_back(name, written)
    return ""


def numbers(said: Values, number: str, standard: str, field: str) -> dict[str, str]:
    """Take a number, for `field`, and ISBN and ISSN, which are told by their shape.

    Programs write the number of a report where these stand.
    """
    known = {field: said.one(number)}
    for written in map(_uncalled, said.all(standard)):
        shape = _shape(written)
        if shape and written not in known.get(shape, "").split(", "):
            known[shape] = f"{known[shape]}, {written}" if shape in known else written
        elif shape:
            continue
        elif field == fields.NUMBER and not known[field]:
            known[field] = written
        else:
            said.put_back(standard, written)
    return known


def _uncalled(written: str) -> str:
    """Give standard numbers without what they are called, as in `1234-5678 (Print)`."""
    bare = _CALLED.sub(",", written)
    if bare == written:
        return text.clean_line(written)
    numbers = (number.strip() for line in bare.split("\n") for number in line.split(","))
    return ", ".join(dict.fromkeys(filter(None, numbers)))


def _shape(written: str) -> str:
    if _ISBN.search(written):
        return fields.ISBN
    return fields.ISSN if _ISSN.search(written) else ""


def pmid(said: Values, accession: str, *databases: str) -> str:
    """Take the number a database has for a work where that database is PubMed."""
    written = said.one(accession)
    if written.isascii() and written.isdecimal() and _OF_PUBMED.search(said.peek(*databases)):
        return written
    said.put_back(accession, written)
    return ""


def pmcid(said: Values, name: str) -> str:
    """Take the number of PubMed Central, if it is one."""
    written = said.one(name)
    if _PMCID.fullmatch(written):
        return written
    said.put_back(name, written)
    return ""


def citekey(said: Values, name: str) -> str | None:
    """Take the name of a record if it looks like a key for citing it."""
    written = said.one(name)
    if _KEY.fullmatch(written):
        return written
    said.put_back(name, written)
    return None
