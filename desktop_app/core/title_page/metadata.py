"""What a PDF says of itself: the entries of its information, and XMP, an XML packet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop_app.core import text
from desktop_app.core.papers import Author
from desktop_app.core.pdf_heads import Head
from desktop_app.core.title_page import names

_CONTAINERS = frozenset({"Alt", "Seq", "Bag", "li", "Description", "RDF", "xmpmeta", "xapmeta"})
_LONGEST = 5000  # characters of a value
_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint)\b|untitled|powerpoint presentation|(?:title|slide|document|"
    r"layout|presentation|manuscript|template|paper|draft|main|ms|submission|article)[\s_-]*\d*$"
    r"|no title|titel|pii:|doi:|arxiv:|https?:|acs[_ ]|lncs\b|llncs|root\.dvi|\(anonymous\)|print|"
    r"this is a|instructions for|formatting instructions|\S*\d\S*$|\S+ \d+\.\.\d+$|\W*$)"
    r"|\.(?:docx?|pdf|tex|dvi|ps|rtf|indd|qxd|qxp|fm|odt|pptx?|pub|wpd|cls|eps|pages|md|html?)\b"
    r"|[_\\]\w+[_\\]|^\S+$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"admin|owner|user|windows|microsoft|unknown|author|latex|adobe|acrobat|default|anonymous",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Metadata:
    """Entries by their names in small letters, of XMP with the prefix it has there."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self, *wanted: str) -> tuple[str, ...]:
        """Give all values under some names, in the order of the names."""
        return tuple(value for name in wanted for value in self.values.get(name, ()))

    def first(self, *wanted: str) -> str:
        """Give the first value under some names; empty where there is none."""
        return next(iter(self.all(*wanted)), "")


def of(head: Head) -> Metadata:
    """Gather what a file says of itself."""
    found = defaultdict[str, list[str]](list)
    for name, value in [*head.info, *_packet(head.xmp)]:
        cleaned = text.clean_line(value[:_LONGEST])
        if cleaned and cleaned not in found[name.casefold()]:
            found[name.casefold()].append(cleaned)
    return Metadata({name: tuple(values) for name, values in found.items()})


def titles(said: Metadata) -> list[str]:
    """Give the titles that are no names of files or programs, and no other stopgap."""
    return [t for t in said.all("dc:title", "title") if not _JUNK.search(t)]


def is_sound(title: str) -> bool:
    """Tell whether a title may be believed where nothing else is known."""
    return len(text.words(title)) >= _FEWEST_WORDS or any(
        len(run) > _FEWEST_WORDS for run in re.findall(r"[\u3400-\u9fff]+", title)
    )


def authors(said: Metadata) -> tuple[Author, ...]:
    """Give the authors that a file names, if these look like names of persons."""
    creators = said.all("dc:creator") or said.all("author")
    parts = [part for value in creators for part in _people(value)]
    named = [part for part in parts if names.is_name(part) and not _NO_PERSON.search(part)]
    # What holds anything else is no list of authors.
    return tuple(map(names.author, dict.fromkeys(named))) if len(named) == len(parts) else ()


def _people(value: str) -> Iterable[str]:
    """Part the names in a value; one comma turns a name around, as in "Lovelace, Ada"."""
    for part in re.split(r"\s*;\s*", value):
        family, comma, given = part.partition(",")
        turned = comma and "," not in given and " and " not in part
        if turned and (" " not in family.strip() or ";" in value):
            yield f"{given.strip()} {family.strip()}"
        else:
            yield from names.parted(part)


def _packet(xmp: str) -> list[tuple[str, str]]:
    """Give the texts of a packet by the prefixed names of their elements.

    Lists give each of their items. What a document type declares is never expanded.
    """
    begin = xmp.find("<", xmp.find("?>") + 2 if xmp.lstrip("\ufeff \n").startswith("<?") else 0)
    found: list[tuple[str, str]] = []
    open_: list[tuple[str, list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_.append((name, []))
        if name.endswith("Description"):
            found.extend(attributes.items())

    def end(_name: str) -> None:
        name, parts = open_.pop()
        local = name.rpartition(":")[2]
        if local in _CONTAINERS and local != "li":
            return
        named = (n for n, _ in reversed(open_) if n.rpartition(":")[2] not in _CONTAINERS)
        found.append((next(named, name) if local == "li" else name, "".join(parts)))

    def read(data: str) -> None:
        if open_:
            open_[-1][1].append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = read
    parser.StartDoctypeDeclHandler = _refuse
    with suppress(expat.ExpatError, ValueError):  # what came before the error is good
        parser.Parse(xmp[begin:].strip(), True)
    return found


def _refuse(*_declared: object) -> None:
    raise ValueError("a packet declares no document type")
