"""The digest as plain text: for a terminal, and for mail programs that show no HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from desktop_app.core.digest import Digest, Line
from desktop_app.formats import digest_words as words
from desktop_app.formats.digest_words import Kind, Section

WIDTH = 78
_INDENT = "    "


def write(digest: Digest) -> str:
    """Write a digest as text of at most 78 letters a line, titles and addresses left whole."""
    return "\n".join(line.rstrip() for line in _lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield words.title(digest)
    yield from textwrap.wrap(" · ".join(words.lead(digest)), WIDTH)
    if said := words.read(digest):
        yield from textwrap.wrap(said, WIDTH)
    for section in words.sections(digest):
        yield ""
        yield from _section(section, digest)
    yield from ("", "-- ", words.foot(digest))


def _section(section: Section, digest: Digest) -> Iterator[str]:
    head = f"{section.head} ({section.aside})" if section.aside else section.head
    yield from (head, "-" * min(WIDTH, len(head)))
    for number, line in enumerate(section.lines, 1):
        yield from _line(section.kind, number, line, digest)
    if section.note:
        yield from textwrap.wrap(section.note, WIDTH)


def _line(kind: Kind, number: int, line: Line, digest: Digest) -> Iterator[str]:
    mark = f"{number:2}. " if kind is Kind.PLAN else "  - "
    yield f"{mark}{line.title}"
    head = " · ".join(filter(None, [words.time(line), words.meta(line)]))
    for said in (head, words.reason(line, digest)):
        yield from textwrap.wrap(said, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    if line.url:
        yield f"{_INDENT}{line.url}"
