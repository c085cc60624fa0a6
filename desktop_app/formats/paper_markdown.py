"""A paper's highlights and note, or a note of its own, as a Markdown file with front matter.

What a reader marked or typed as plain text is escaped, so that CommonMark and its common
extensions show it as it is; a note is Markdown already and stays but for its ``[[links]]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core import notes
from desktop_app.core.documents import DocumentId
from desktop_app.core.highlights import PLACED, Highlight, Style
from desktop_app.core.notes import Link, Note
from desktop_app.core.papers import Paper
from desktop_app.formats import front_matter

# Signs that mean something wherever they stand, to CommonMark or to programs for notes.
_SIGN = re.compile(
    r"[\\`*\[\]<~$|]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#|&(?=#?\w+;)"
    r"|(?<==)=|=(?==)|(?<=%)%|%(?=%)"
)
_BEGINNING = re.compile(r"^[-+>=:]")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")

# Gives the path from the file that is written to that of what a link means, None without one.
Lead = Callable[[Link], str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written of a paper; `documents` names those that highlights are in."""

    paper: Paper
    highlights: Sequence[Highlight] = ()
    documents: Mapping[DocumentId, str] = field(default_factory=dict)
    note: str = ""


def write(sheet: Sheet, colour_names: Sequence[str], lead: Lead) -> str:
    """Write the file of a paper."""
    paper = sheet.paper
    head = front_matter.write(
        {
            "title": paper.title,
            "authors": [str(author) for author in paper.authors],
            "year": paper.year,
            "venue": paper.venue,
            "doi": paper.doi,
            "arxiv": paper.arxiv,
            "id": paper.key,
            "tags": paper.tags,
            "state": paper.state.value,
            "added": paper.added_at,
        }
    )
    parts = [head, f"# {escape(paper.title)}"]
    if sheet.highlights:
        parts += ["## Highlights", *_highlights(sheet, colour_names)]
    if sheet.note.strip():
        parts += ["## Note", link(sheet.note, lead).strip("\n")]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def write_note(note: Note, lead: Lead) -> str:
    """Write the file of a note of its own."""
    head = front_matter.write(
        {
            "title": note.title,
            "id": note.key,
            "added": note.added_at,
            "changed": note.changed_at,
        }
    )
    text = link(note.text, lead).strip("\n")
    return f"{head}\n{text}\n"


def link(markdown: str, lead: Lead) -> str:
    """Make the ``[[links]]`` of a note links to files, or words where there is no file."""
    done = 0
    parts = []
    for found in notes.links(markdown):
        words = escape(found.shown)
        path = lead(found)
        parts.append(markdown[done : found.start])
        parts.append(f"[{words}]({_address(path)})" if path is not None else words)
        done = found.end
    return "".join([*parts, markdown[done:]])


def _address(path: str) -> str:
    """Encode of a path what would end an address, and leave its letters readable."""
    return re.sub(r"[\s\"#%()<>?\[\\\]^`{|}]", lambda found: f"%{ord(found[0]):02X}", path)


def _highlights(sheet: Sheet, colour_names: Sequence[str]) -> Iterator[str]:
    """Write highlights as they are read: those of the abstract, then document by document."""
    last: DocumentId | None = None
    for n, highlight in enumerate(sheet.highlights):
        if sheet.documents and (n == 0 or highlight.document != last):
            name = sheet.documents[highlight.document] if highlight.document else "Abstract"
            yield f"### {escape(name)}"
        last = highlight.document
        yield _line(highlight, colour_names)
        if highlight.selector.exact:
            yield _quote(highlight.selector.exact)
        if highlight.comment:
            yield _paragraphs(highlight.comment)


def _line(highlight: Highlight, colour_names: Sequence[str]) -> str:
    """Say what a highlight is: the name of its colour, its page, what is not as usual of it."""
    name = f"**{escape(colour_names[highlight.colour - 1])}**"
    pages = _pages(highlight)
    if highlight.style is Style.AREA:
        return f"{name} · Area on {pages}"
    style = "underlined" if highlight.style is Style.UNDERLINE else ""
    anchor = "" if highlight.anchor in PLACED else highlight.anchor.value
    return " · ".join(filter(None, [name, style, pages, anchor]))


def _pages(highlight: Highlight) -> str:
    pages = sorted({box.page + 1 for box in highlight.boxes})
    if len(pages) > 1:
        return f"pages {pages[0]}–{pages[-1]}"
    return f"page {pages[0]}" if pages else ""


def _quote(words: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _paragraphs(words).split("\n"))


def _paragraphs(words: str) -> str:
    """Write plain text that may have several lines, each of which stays one."""
    lines = "\n".join(escape(line.strip()) for line in words.strip().split("\n"))
    return _LINE_END.sub("\\\\\n", lines)


def escape(line: str) -> str:
    """Escape a line of plain text so that Markdown shows it as it is."""
    line = _BEGINNING.sub(r"\\\g<0>", _SIGN.sub(r"\\\g<0>", line))
    return _LIST_NUMBER.sub(r"\1\\\2", line)
