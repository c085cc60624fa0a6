"""Records in XML, each read by itself, so that a broken one spoils no other.

What a document type declares is never seen, so no entity of its own is ever expanded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from desktop_app.core import text
from desktop_app.core.papers import Problem

BROKEN = "this entry is no sound XML ({detail})"
CUT = "this entry has no end"
DEEP = "more elements within each other than any record has"

_DEEPEST = 100
_UNREAD = {"<!--": "-->", "<![CDATA[": "]]>"}
# References that XML knows without a document type stay as they are.
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)(?P<name>\w+;)?", re.I)


def each(page: str, *names: str) -> Iterator[tuple[int, Element | Problem]]:
    """Give each element of one of these names with its line; a problem for one that is broken."""
    for line, source in _sources(page, names):
        if source is None:
            yield line, Problem(line, CUT)
            continue
        try:
            yield line, _read(text.clean(source))
        except (expat.ExpatError, _TooDeep) as e:
            detail = expat.ErrorString(e.code) if isinstance(e, expat.ExpatError) else DEEP
            yield line, Problem(line, BROKEN.format(detail=detail))


def local(element: Element) -> str:
    """Give the name of an element in lower case, without its prefix."""
    return element.tag.rpartition(":")[2].lower()


class _TooDeep(ValueError):
    """Elements that stand within each other without measure."""


def _sources(page: str, names: tuple[str, ...]) -> Iterator[tuple[int, str | None]]:
    """Give the text of each element with the line it begins at; None for one that has no end."""
    begun: int | None = None
    line, counted = 1, 0
    for at, end, closes in _borders(page, names):
        if not closes:
            if begun is not None:
                yield line, None
            begun = at
            line, counted = line + page.count("\n", counted, at), at
        elif begun is not None:
            yield line, page[begun:end]
            begun = None
    if begun is not None:
        yield line, None


def _borders(page: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, bool]]:
    """Give where tags of these names begin and end, and whether they close an element."""
    named = "|".join(map(re.escape, names))
    marks = re.compile(rf"<!--|<!\[CDATA\[|<(?:{named})(?=[\s>])|(?P<close></(?:{named})\s*>)")
    unread = dict(_UNREAD)
    at = 0
    while mark := marks.search(page, at):
        at = mark.end()
        if not mark.group().startswith("<!"):
            yield mark.start(), at, mark["close"] is not None
        elif closing := unread.get(mark.group()):
            found = page.find(closing, at)
            if found < 0:  # nor is there one for any other that follows
                del unread[mark.group()]
            else:
                at = found + len(closing)


def _read(source: str) -> Element:
    """Read one element. Raises ExpatError and _TooDeep."""
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _TooDeep
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(_REFERENCE.sub(_known, source), True)
    return builder.close()


def _known(reference: re.Match[str]) -> str:
    """Give the character that HTML has for a reference, and a bare ampersand as XML writes it."""
    whole = reference.group()
    character = html.unescape(whole)
    return character if reference["name"] and character != whole else f"&amp;{whole[1:]}"
