"""The entries, macros and groups of a BibTeX file, not yet understood.

A file is cut at each line that begins with ``@word{``, and every piece is split by bibtexparser
on its own, so that no brace left open reaches beyond the entry it is in.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bibtexparser.model import (
    Block,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as Split
from bibtexparser.splitter import Splitter

# What it warns of is told as problems.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)

_HEAD = re.compile(r"@[ \t]*(\w+)\s*([{(])")
_NEWLINES = re.compile(r"\r\n?")
_OTHERS = frozenset(("comment", "preamble", "string"))
# An entry as nearly all are, in one piece: read at a third of the time the splitter takes.
_NESTED = r"(?:[^{}\\]++|\\.)*+"
for _ in range(4):
    _NESTED = rf"(?:[^{{}}\\]++|\\.|\{{{_NESTED}\}})*+"
_PLAIN_KEY = re.compile(r"@(\w+)\{\s*+([^\s,={}()\"@#%]*+)\s*+,\s*+")
_PLAIN_FIELD = re.compile(
    rf"([A-Za-z][\w:.+-]*+)\s*+=\s*+(\{{{_NESTED}\}}|\"[^\"{{}}\\@]*+\"|\w++)\s*+(?:,\s*+(\}})?|(\}}))\s*+",
    re.S,
)
# Where a field begins in an entry whose braces cannot be trusted.
_KEY = re.compile(r"@\w+\s*[{(](?:\s*([^\s,={}()\"]*)[ \t]*(?:,|\n|$))?")
_FIELD = re.compile(
    r"(?:^|(?<=[,}\"]))[ \t]{0,99}([A-Za-z][\w:.+-]{0,99})[ \t]{0,99}=[ \t]*+"
    r"(?=[{\"]|[\w#][^\n={}]*+[})]*+$)",
    re.M,
)
_GOES_ON = re.compile(r"[\s,}]*[A-Za-z][\w:.+-]*\s*=\s*[\w{\"]")


@dataclass(slots=True)
class Entry:
    """An entry as it is written: values still have their braces, quotation marks and macros.

    `mended` says that its braces do not match, and its fields were told by their lines.
    """

    type: str
    key: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    mended: bool = False


@dataclass(slots=True)
class Macro:
    """A name for a text that values use."""

    name: str
    value: str


@dataclass(slots=True)
class Comment:
    """What a program has to say to itself."""

    text: str


@dataclass(slots=True)
class Broken:
    """What begins as an entry does and cannot be read."""

    line: int


def read(text: str) -> Iterator[Entry | Macro | Comment | Broken]:
    """Give what is in a file, in order; text between entries is a comment."""
    for line, piece in _pieces(text):
        if entry := _plain(piece, line):
            yield entry
        else:
            yield from _blocks(piece, line)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a file before each line that begins an entry; each piece with its first line."""
    line, begun, head = 1, 0, ""
    for found in _beginnings(text):
        piece = _unix(head + text[begun : found.start()])
        if "@" in piece:
            yield line, piece
        line += piece.count("\n")
        # The splitter wants a head in one line.
        head, begun = f"@{found[1]}{found[2]}", found.end()
    piece = head + text[begun:]
    if "@" in piece:
        yield line, _unix(piece)


def _beginnings(text: str) -> Iterator[re.Match[str]]:
    at = text.find("@")
    while at >= 0:
        before = at
        while before and text[before - 1] in " \t\ufeff":
            before -= 1
        if (before == 0 or text[before - 1] in "\r\n") and (found := _HEAD.match(text, at)):
            yield found
        at = text.find("@", at + 1)


def _unix(piece: str) -> str:
    return _NEWLINES.sub("\n", piece) if "\r" in piece else piece


def _plain(piece: str, line: int) -> Entry | None:
    """Read an entry that is written as nearly all are; None for what is anything else."""
    key = _PLAIN_KEY.match(piece)
    if key is None or (type_ := key[1].lower()) in _OTHERS:
        return None
    fields: list[tuple[str, str]] = []
    at = key.end()
    while found := _PLAIN_FIELD.match(piece, at):
        name, value, *ends = found.groups()
        fields.append((name, value))
        at = found.end()
        if any(ends):
            return Entry(type_, key[2], line, fields) if at == len(piece) else None
    return None


def _blocks(piece: str, line: int) -> Iterator[Entry | Macro | Comment | Broken]:
    blocks = [_inner(block) for block in Splitter(piece).split().blocks]
    entries = sum(isinstance(block, Split) for block in blocks)
    broken = bool(blocks) and isinstance(blocks[0], ParsingFailedBlock)
    if (broken and not entries) or (entries == 1 and _is_spilt(blocks)):
        if mended := _mended(piece, line):
            yield mended
        return
    for block in blocks:
        if made := _made(block, line):
            yield made


def _inner(block: Block) -> Block:
    """Give the entry or macro that is only a second one of its name, or has a field twice."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _is_spilt(blocks: list[Block]) -> bool:
    """Tell whether a brace too many has ended an entry before its last field."""
    last = blocks[-1]
    return isinstance(last, ImplicitComment) and bool(_GOES_ON.match(last.comment or ""))


def _made(block: Block, line: int) -> Entry | Macro | Comment | Broken | None:
    at = line + (block.start_line or 0)
    if isinstance(block, Split):
        return Entry(block.entry_type, block.key, at, [(f.key, f.value) for f in block.fields])
    if isinstance(block, String):
        return Macro(block.key, block.value)
    if isinstance(block, ExplicitComment):
        return Comment(block.comment or "")
    if isinstance(block, ParsingFailedBlock):
        made = _mended(block.raw or "", at)
        return made if isinstance(made, Entry) else None  # an address in a comment
    return None


def _mended(written: str, line: int) -> Entry | Broken | None:
    """Read an entry whose braces do not match by the lines at which its fields begin."""
    head, key = _HEAD.match(written), _KEY.match(written)
    if head is None or key is None or head[1].lower() in _OTHERS:
        return None
    found = list(_FIELD.finditer(written, key.end()))
    if not found:
        return Broken(line)
    ends = [*(f.start() for f in found[1:]), len(written)]
    fields = [(f[1], written[f.end() : end]) for f, end in zip(found, ends, strict=True)]
    return Entry(head[1].lower(), key[1] or "", line, fields, mended=True)
