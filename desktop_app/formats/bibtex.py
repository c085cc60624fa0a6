"""BibTeX and BibLaTeX, read: bibliographies as reference managers and publishers write them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop_app.core.papers import Draft, Problem
from desktop_app.formats import bibtex_blocks as blocks
from desktop_app.formats import bibtex_drafts as drafts
from desktop_app.formats import bibtex_fields as meanings
from desktop_app.formats import bibtex_groups as groups
from desktop_app.formats import bibtex_inheritance as inheritance
from desktop_app.formats import bibtex_values as values
from desktop_app.formats.bibtex_blocks import Entry

NO_TITLE = "this entry has no title"
UNREADABLE = "this entry is no sound BibTeX: its braces, quotation marks or commas do not match"
MENDED = (
    "the braces or commas of this entry do not match; its fields were read line by line, so look"
    " them over"
)
TWICE = "the key “{key}” is used before in this file; this entry was read without it"
REPEATED = "this entry has “{name}” more than once; the first is used, the others kept beside it"
NO_PARENT = "this entry refers to “{key}”, which is not in this file"

_NO_WORKS = frozenset(("xdata", "set"))
_MOST_SAID = 5  # repeated fields of one entry that are told


@dataclass(slots=True)
class _File:
    """What was found so far in a file."""

    entries: deque[Entry] = field(default_factory=deque)
    macros: dict[str, str] = field(default_factory=dict)
    paths: groups.Tree = field(default_factory=dict)
    members: groups.Tree = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the entries of a bibliography; what cannot be read becomes a problem."""
    file = _split(text)
    parents = _parents(file)
    found: list[Draft] = []
    while file.entries:
        entry = file.entries.popleft()
        if entry.type in _NO_WORKS:
            continue
        draft = _draft(entry, file, parents)
        if draft.title:
            found.append(draft)
        else:
            file.problems.append(Problem(entry.line, UNREADABLE if entry.mended else NO_TITLE))
    return tuple(found), tuple(sorted(file.problems, key=lambda problem: problem.line or 0))


def _split(text: str) -> _File:
    file = _File()
    for block in blocks.read(text):
        match block:
            case blocks.Entry():
                file.entries.append(block)
            case blocks.Macro():
                values.define(block.name, block.value, file.macros)
            case blocks.Comment():
                groups.tree(block.text, file.paths, file.members)
            case blocks.Broken():
                file.problems.append(Problem(block.line, UNREADABLE))
    return file


def _parents(file: _File) -> inheritance.Parents:
    """Read the entries that others refer to."""
    wanted = {
        key
        for entry in file.entries
        for name, written in entry.fields
        if name.lower() in inheritance.LINKS
        for key in inheritance.keys(dict(values.read(name, written, file.macros))[name])
    }
    return {
        entry.key.lower(): (entry.type, _fields(entry, file.macros)[0])
        for entry in reversed(file.entries)
        if wanted and entry.key.lower() in wanted
    }


def _draft(entry: Entry, file: _File, parents: inheritance.Parents) -> Draft:
    fields, repeated = _fields(entry, file.macros)
    missing = inheritance.inherit(entry.type, fields, parents)
    in_groups = [
        *groups.of(fields.pop("groups", ""), file.paths),
        *groups.of_mendeley(fields.pop("mendeley-groups", "")),
        *file.members.get(entry.key, ()),
    ]
    draft = drafts.make(entry.type, entry.key, entry.line, fields)
    if in_groups:
        draft = replace(draft, collections=tuple(dict.fromkeys(in_groups)))
    if not draft.title:
        return draft
    said = [REPEATED.format(name=name) for name in repeated]
    said += [NO_PARENT.format(key=key) for key in missing]
    if entry.mended:
        said.append(MENDED)
    if entry.key in file.keys:
        said.append(TWICE.format(key=entry.key))
        draft = replace(draft, citekey=None)
    elif entry.key:
        file.keys.add(entry.key)
    file.problems += [Problem(entry.line, reason, kept=True) for reason in said]
    return draft


def _fields(entry: Entry, macros: dict[str, str]) -> tuple[dict[str, str], Iterable[str]]:
    """Give the texts of fields by their names, and what names come again with another text."""
    fields: dict[str, str] = {}
    repeated: dict[str, int] = {}
    for written_name, written in entry.fields:
        for own_name, text in values.read(written_name, written, macros):
            name = meanings.name(own_name)
            if not text or text.isspace():
                continue
            if name not in fields:
                fields[name] = text
            elif fields[name] != text:
                repeated[name] = repeated.get(name, 1) + 1
                fields[f"{name}-{repeated[name]}"] = text
    return fields, [name for name in repeated if name not in drafts.SEVERAL][:_MOST_SAID]
