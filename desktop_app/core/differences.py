"""What changed between two wordings of a passage, by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Indel

# A word, a sign, a letter of a script without spaces, or the space between.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|\s+|[^\w\s]+")


class Change(Enum):
    """What became of a part of the first wording."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words, and whether they stand in both wordings or in one."""

    change: Change
    words: str


def between(before: str, after: str) -> list[Part]:
    """List the parts of two wordings in order; what was removed comes before what was added."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts: list[Part] = []
    removed = added = ""
    for step in Indel.opcodes(old, new):
        gone = "".join(old[step.src_start : step.src_end])
        come = "".join(new[step.dest_start : step.dest_end])
        # A space alone between two changes makes them one.
        apart = gone.isspace() and bool(removed or added) and step.src_end < len(old)
        if step.tag != "equal" or apart:
            removed, added = removed + gone, added + come
            continue
        parts += [*_changed(removed, added), Part(Change.KEPT, gone)]
        removed = added = ""
    return [*parts, *_changed(removed, added)]


def _changed(removed: str, added: str) -> list[Part]:
    parts = Part(Change.REMOVED, removed), Part(Change.ADDED, added)
    return [part for part in parts if part.words]
