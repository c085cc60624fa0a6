"""The groups of JabRef: a tree that a comment holds, and the groups of each entry by name.

Those of Mendeley are paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEAD = re.compile(r"jabref-meta:\s*(?:grouping|groupstree):", re.I)
_LINE = re.compile(r"\s*(\d+)\s+(\w+):(.*)", re.S)
_PARTS = re.compile(r"(?<!\\)\\;")
_LINES = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\+(.)", re.S)
_DEEPEST = 32

Tree = dict[str, list[tuple[str, ...]]]


def tree(comment: str, paths: Tree, members: Tree) -> None:
    """Add the groups of a comment: their paths by name, and by the keys that they list."""
    head = _HEAD.match(comment.strip())
    if head is None:
        return
    above: list[str] = []
    for depth, kind, parts in _groups(comment.strip()[head.end() :]):
        if kind == "AllEntriesGroup" or not parts[0]:
            continue
        above[max(depth - 1, 0) :] = [parts[0]]
        path = tuple(above[:_DEEPEST])
        paths.setdefault(parts[0], []).append(path)
        if kind == "ExplicitGroup":  # lists its members, the first after what it includes
            for key in filter(None, parts[2:]):
                members.setdefault(key, []).append(path)


def of(names: str, paths: Tree) -> Iterator[tuple[str, ...]]:
    """Give the paths of the groups that an entry names."""
    for name in filter(None, map(str.strip, names.split(","))):
        yield from paths.get(name, [(name,)])


def of_mendeley(names: str) -> Iterator[tuple[str, ...]]:
    """Give the paths of the groups that an entry of Mendeley names, as ``PhD/Chapter 1``."""
    for name in names.split(","):
        if path := tuple(filter(None, map(str.strip, name.split("/")))):
            yield path[:_DEEPEST]


def _groups(written: str) -> Iterator[tuple[int, str, list[str]]]:
    # Older versions broke lines wherever they were full.
    for line in _LINES.split(written.replace("\n", "")):
        if found := _LINE.fullmatch(line):
            parts = [_ESCAPED.sub(r"\1", part) for part in _PARTS.split(found[3])]
            yield int(found[1][:4]), found[2], parts
