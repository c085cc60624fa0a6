"""Notes: their titles, the ``[[links]]`` in them, and what a highlight becomes in one.

A link is ``[[key|Shown text]]``, with the key of a paper or a note, or a paper's key and that of
one of its highlights (``key#key``); or ``[[Words]]``, which names a paper or a note by its title.
In a table the bar is written ``\\|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from desktop_app.core import text
from desktop_app.core.highlights import HighlightId
from desktop_app.core.papers import Author, PaperId

NoteId = NewType("NoteId", int)

LONGEST_TITLE = 200  # code points, as all of these
LONGEST_LINE = 240
LONGEST_SHOWN = 300
AROUND = 220

# Bounded, so that a line full of brackets is read in no time.
LINK = re.compile(r"\[\[(?P<inner>[^\[\]\n|]{1,400}(?:\|[^\n]{0,400}?)?)\]\](?!\])")
_KEYS = re.compile(r"([a-z][a-z0-9]{0,15})(?:#([a-z][a-z0-9]{0,15}))?")

# What holds no link: fenced code, code in a line, an escaped sign.
_FENCE = (
    r"^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$"
    r"(?:[\s\S]*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|[\s\S]*)"
)
_CODE = r"(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)(?P=ticks)(?!`)"
_SCAN = re.compile(rf"{_FENCE}|{_CODE}|`+|\\[\s\S]|{LINK.pattern}", re.MULTILINE)

# The signs of Markdown: before a line, alone in a line, within one.
_ITEM = r"(?:[-+*]|\d{1,9}[.)])"
_LEAD = re.compile(
    rf"(?:[ \t]*(?:>|#{{1,6}}(?=[ \t]|$)|{_ITEM}(?=[ \t]|$)(?:[ \t]+\[[ xX]\](?=[ \t]))?))+[ \t]*"
)
_RULE = re.compile(r"[ \t>]*(?:(?:[-=*_][ \t]*){3,}|`{3,}.*|~{3,}.*|(?=[^-]*-)(?=[^|]*\|)[ :|-]+)$")
_WEB_LINK = r"!?\[(?P<words>[^\[\]\\\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: +\"[^\"\n]*\")?\)"
_SIGN = re.compile(
    rf"\\(?P<escaped>[!-/:-@\[-`{{-~])|{LINK.pattern}|{_WEB_LINK}"
    r"|\*+|~~|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)"
)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.*)$", re.MULTILINE)
_BREAK = re.compile(
    rf"^[ \t]*#{{1,6}}[ \t].*\n|\n(?=[ \t]*(?:\n|{_ITEM}[ \t]|#{{1,6}}[ \t]|\|))", re.MULTILINE
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")

# What Markdown would not show as it is.
_SPECIAL = re.compile(
    r"[\\`*]|(?<!\w)_|_(?!\w)|~(?=~)|\[(?=\[)|\](?=[(\[:])|&(?=#?\w+;)|<(?=[^\s<>]+>)"
)
_BEGINNING = re.compile(r"[-+#>=~|]|\d{1,9}(?=[.)])")


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a paper, or of its own where `paper` is None; `title` is that of its text."""

    id: NoteId
    key: str
    paper: PaperId | None
    title: str
    text: str
    added_at: datetime
    changed_at: datetime
    binned: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A note of its own as lists show it; `line` is what follows its title."""

    id: NoteId
    key: str
    title: str
    line: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a note: by `key`, with that of a `highlight` or not, or by a `title`.

    `start` and `end` are its place in the Markdown, in code points.
    """

    shown: str
    key: str = ""
    highlight: str = ""
    title: str = ""
    start: int = 0
    end: int = 0

    @property
    def targets(self) -> tuple[str, ...]:
        """What is stored of it, to be looked up from the other end."""
        if not self.key:
            return (f"title:{text.title_key(self.title)}",)
        return tuple(f"key:{key}" for key in (self.key, self.highlight) if key)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads: to a paper or one of its highlights, or to a note of its own.

    `noted` tells that it is the paper's note that is meant.
    """

    paper: PaperId | None = None
    note: NoteId | None = None
    highlight: HighlightId | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Backlink:
    """A note that leads here: its paper's title or its own, and the sentence around the link."""

    note: NoteId
    paper: PaperId | None
    title: str
    around: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper or note that a link may lead to; `detail` says who and when, empty for a note."""

    key: str
    title: str
    detail: str = ""
    of_paper: bool = False


# Links


def links(markdown: str) -> list[Link]:
    """List the links of a note in order; those in code are none."""
    found = (link(m["inner"], m.start(), m.end()) for m in _scan(markdown))
    return [one for one in found if one is not None]


def link(inner: str, start: int = 0, end: int = 0) -> Link | None:
    """Read what stands between ``[[`` and ``]]``; None where that is no link."""
    name, bar, shown = inner.partition("|")
    name, shown = name.removesuffix("\\" if bar else "").strip(), shown.strip()
    keys = _KEYS.fullmatch(name) if bar else None
    if keys:
        return Link(shown or name, keys[1], keys[2] or "", start=start, end=end)
    return Link(shown or name, title=name, start=start, end=end) if name else None


def as_link(key: str, shown: str, *, in_table: bool = False) -> str:
    """Write a link by key; signs in `shown` that would end it are parted."""
    words = text.clean_line(shown)[:LONGEST_SHOWN].replace("]]", "] ]")
    return f"[[{key}\\|{words.replace('|', '¦')}]]" if in_table else f"[[{key}|{words}]]"


def relinked(markdown: str, title: str, key: str) -> str:
    """Give a note in which the links by a title are links by a key, shown as before."""
    wanted = text.title_key(title)
    for one in reversed(links(markdown)):
        if one.title and text.title_key(one.title) == wanted:
            line = markdown[markdown.rfind("\n", 0, one.start) + 1 : one.start]
            anew = as_link(key, one.shown, in_table=line.lstrip().startswith("|"))
            markdown = markdown[: one.start] + anew + markdown[one.end :]
    return markdown


def joined(first: str, heading: str, then: str) -> str:
    """Put one note below another, after a line and a heading; code left open is ended there."""
    first = first.rstrip()
    parting = f"\n\n---\n\n## {escape(heading)}\n\n"
    open_code = next(
        (
            found["fence"]
            for found in re.finditer(_FENCE, first + parting, re.MULTILINE)
            if found.end() > len(first)
        ),
        "",
    )
    return f"{first}{chr(10) if open_code else ''}{open_code}{parting}{then.strip()}\n"


def _scan(markdown: str) -> Iterator[re.Match[str]]:
    return (m for m in _SCAN.finditer(markdown) if m["inner"] is not None)


# Titles and plain words


def title(markdown: str) -> str:
    """Give the title of a note: its first heading of the first level, else its first line."""
    heading = _HEADING.search(_without_fences(markdown))
    if heading and (found := plain(heading[1].rstrip("# \t"))):
        return found[:LONGEST_TITLE]
    return next(_lines(markdown), "")[:LONGEST_TITLE]


def first_line(markdown: str) -> str:
    """Give the first line of a note that is not its title."""
    head = title(markdown)
    rest = (line for line in _lines(markdown) if line[:LONGEST_TITLE] != head)
    return next(rest, "")[:LONGEST_LINE]


def plain(markdown: str) -> str:
    """Give the words of a piece of Markdown in one line, without its signs."""
    return text.clean_line(" ".join(_lines(markdown)))


def _lines(markdown: str) -> Iterator[str]:
    for line in markdown.splitlines():
        if _RULE.match(line):
            continue
        lead = _LEAD.match(line)
        bare = _SIGN.sub(_meant, line[lead.end() if lead else 0 :]).strip(" \t|")
        if bare:
            yield text.clean_line(bare)


def _meant(sign: re.Match[str]) -> str:
    """Give the words that a sign of Markdown stands for."""
    if sign["inner"] is not None:
        found = link(sign["inner"])
        return found.shown if found else sign.group()
    return sign["escaped"] or sign["words"] or ""


def _without_fences(markdown: str) -> str:
    return re.sub(_FENCE, "", markdown, flags=re.MULTILINE)


def around(markdown: str, at: Link) -> str:
    """Give the sentence in which a link stands, in plain words."""
    breaks = [m.end() for m in _BREAK.finditer(markdown)]
    first = max((b for b in breaks if b <= at.start), default=0)
    last = min((b for b in breaks if b >= at.end), default=len(markdown))
    block, begin, end = markdown[first:last], at.start - first, at.end - first
    hidden = LINK.sub(lambda m: " " * len(m.group()), block)  # its full stops end no sentence
    ends = [m.end() for m in _SENTENCE_END.finditer(hidden)]
    starts = [0, *(e for e in ends if e <= begin)]
    stop = min((e for e in ends if e >= end), default=len(block))
    if not any(c.isalnum() for c in hidden[starts[-1] : stop]):
        starts = starts[:-1] or starts  # it only says whose words stand before it
    return _shortened(plain(block[starts[-1] : stop]), at.shown)


def _shortened(sentence: str, kept: str) -> str:
    """Cut a sentence at both ends around the words that are kept."""
    if len(sentence) <= AROUND:
        return sentence
    middle = max(0, sentence.find(kept)) + len(kept) // 2
    begin = max(0, min(middle - AROUND // 2, len(sentence) - AROUND))
    cut = sentence[begin : begin + AROUND].strip()
    return f"{'…' if begin else ''}{cut}{'…' if begin + AROUND < len(sentence) else ''}"


# Quotations


def cite(authors: Sequence[Author], year: int | None, title: str) -> str:
    """Name a paper in a few words: ``Lee et al. 2024``; by its title where no author is known."""
    if not authors:
        return title
    names = [a.family for a in authors]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return f"{who} {year}" if year else who


def quotation(quote: str, source: str, comment: str = "") -> str:
    """Write a highlight as Markdown: the quote, the link to its source, the comment below."""
    lines = [text.clean_line(line) for line in quote.split("\n") if line.strip()]
    parts = [*map(escape, lines), f"— {source}"]
    quoted = "\n>\n".join(f"> {part}" for part in parts)
    return f"{quoted}\n\n{comment.strip()}" if comment.strip() else quoted


def escape(words: str) -> str:
    """Write words so that Markdown says them as they are."""
    escaped = _SPECIAL.sub(r"\\\g<0>", words)
    begun = _BEGINNING.match(escaped)
    if begun is None:
        return escaped
    at = begun.end() if begun.group().isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"
