"""Where a value in JSON that is broken ends, and the next begins."""

from __future__ import annotations

import re

PARTNERS = {"}": "{", "]": "["}
_NEXT = re.compile(r"\s*+(?:(?:,\s*+)?+[{\]]|\Z)")
_MARK = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[{}\[\]]|\n[ \t]*+(?=\{)')
_LONGEST_INDENT = 200


def border(text: str, begin: int, head: str) -> int:
    """Tell where what is broken at `begin` ends: before the next record, or behind its bracket.

    A record begins as others do (`head`) or at the beginning of a line that is indented as its
    own; where brackets or quotation marks are missing nothing else tells.
    """
    own_indent = indent(text, begin)
    quoted = head.find('"') + 1
    open_ = _Brackets()
    for mark in _MARK.finditer(text, begin):
        sign, at = mark.group(), mark.start()
        if sign[0] == '"':  # where a quotation mark is missing, what looks like text is none
            at = mark.end() - quoted
            if at > begin and _is_at(text, at, head):
                return at
        elif sign[0] == "\n":
            if sign == own_indent:
                return mark.end()
        elif sign in PARTNERS:
            if sign == "]" and not open_.signs and at > begin:
                return at
            open_.close(sign)
            if not open_.signs and _NEXT.match(text, mark.end()):
                return mark.end()
        elif at > begin and sign == "{" and (not open_.signs or _is_at(text, at, head)):
            return at
        else:
            open_.open(sign)
    return len(text)


class _Brackets:
    """The brackets that are open; one that closes ends all that were opened since its own."""

    def __init__(self) -> None:
        self.signs: list[str] = []
        self._counts = dict.fromkeys(PARTNERS.values(), 0)

    def open(self, sign: str) -> None:
        """Take up a bracket."""
        self.signs.append(sign)
        self._counts[sign] += 1

    def close(self, sign: str) -> None:
        """Close the last bracket of this kind, if any is open."""
        partner = PARTNERS[sign]
        while self._counts[partner]:
            last = self.signs.pop()
            self._counts[last] -= 1
            if last == partner:
                return


def _is_at(text: str, at: int, head: str) -> bool:
    return bool(head) and text.startswith(head, at)


def indent(text: str, at: int) -> str:
    """Give the line end and the space before a place; empty where it begins no line."""
    begin = text.rfind("\n", max(0, at - _LONGEST_INDENT), at)
    space = text[begin:at]
    return space if begin >= 0 and space.isspace() else ""
