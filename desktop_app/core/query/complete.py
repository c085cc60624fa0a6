"""Which pieces of a typed query are conditions on fields that nothing more is typed to."""

from __future__ import annotations

import re

from desktop_app.core.query.reading import hints, parse

MOST = 30  # pieces; more are not told apart
_PIECE = re.compile(
    r'(?:^|(?<=[\s(]))(?P<field>-?[A-Za-z]{2,}:(?:"(?:[^"]|"")*"|[^\s"()]+))(?=[\s)])'
    r'|"(?:[^"]|"")*"?|[^\s"()]+|[()]'
)


def complete(typed: str) -> list[tuple[int, int]]:
    """Give where in a text conditions on known fields stand that are followed by white space."""
    found: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(typed):
        if piece["field"] and _is_condition(piece["field"]):
            found.append(piece.span())
        if len(found) == MOST:
            break
    return found


def _is_condition(piece: str) -> bool:
    return len(parse(piece).fields) == 1 and not hints(piece)
