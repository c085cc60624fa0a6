"""Where a text has the words of a query: what the list and the reader mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from desktop_app.core import text
from desktop_app.core.query import Query, Term, phrases, tokens
from desktop_app.store import stems

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_WORDED = (None, "title", "abstract", "note", "highlight", "author", "venue")
_BEFORE = 3  # the share of a snippet that stands before its first mark: a third


def spans(marked: str, query: Query) -> list[Span]:
    """Give the passages of a text that match words a query wants: code points, in order, apart."""
    words = list(_words(marked))
    stemmed = stems.stems(word for _, _, word in words)
    have = [stemmed[word] for _, _, word in words]
    found = [
        (words[first][0], words[last][1])
        for phrase in _phrases(query)
        for first, last in _places(have, phrase)
    ]
    return _merged(found)


def snippet(marked: str, query: Query, most: int) -> tuple[str, list[Span]]:
    """Cut a text to at most so many code points around its first match, with its spans there."""
    found = spans(marked, query)
    if len(marked) <= most:
        return marked, found
    start = max(0, min(found[0][0] - most // _BEFORE, len(marked) - most)) if found else 0
    if start:  # whole words only
        start = marked.find(" ", start, found[0][0]) + 1 or start
    end = min(len(marked), start + most - 2)
    if end < len(marked):
        last = max((to for _, to in found if to <= end), default=start)
        end = max(marked.rfind(" ", last, end + 1), last) if " " in marked[last : end + 1] else end
    head, tail = "…" if start else "", "…" if end < len(marked) else ""
    shift = len(head) - start
    inside = [(at + shift, min(to, end) + shift) for at, to in found if start <= at < end]
    return f"{head}{marked[start:end]}{tail}", inside


def _words(marked: str) -> Iterator[tuple[int, int, str]]:
    """Give the words of a text as the index has them, with their places."""
    for found in _WORD.finditer(marked):
        if found[0].isascii():
            yield from ((*found.span(), word) for word in tokens(found[0]))
            continue
        for unspaced, run in groupby(range(*found.span()), lambda at: _is_unspaced(marked[at])):
            places = list(run)
            start, end = places[0], places[-1] + 1
            if unspaced:
                for at in range(start, max(end - 1, start + 1)):
                    to = min(at + 2, end)
                    yield at, to, text.fold(marked[at:to])
            else:
                yield from ((start, end, word) for word in tokens(marked[start:end]))


def _is_unspaced(letter: str) -> bool:
    """Tell whether a letter is of a script that has no spaces between words."""
    return text.search_form(letter).startswith(" ")


class _Part(NamedTuple):
    """What a word of a phrase may be: stems, and beginnings of stems."""

    whole: frozenset[str]
    begun: tuple[str, ...] = ()

    def matches(self, stem: str) -> bool:
        return stem in self.whole or stem.startswith(self.begun)


def _phrases(query: Query) -> Iterator[list[_Part]]:
    for term in query.terms:
        if term.negated or term.field not in _WORDED:
            continue
        for phrase in phrases(term.value):
            yield from _parts(phrase, term)


def _parts(phrase: list[str], term: Term) -> Iterator[list[_Part]]:
    """Give the parts of a phrase; the words of a person's name stand in any order: each alone."""
    stemmed = stems.stems(phrase)
    parts = [_Part(frozenset({stemmed[word]})) for word in phrase]
    if term.prefix:
        begun = stems.begun(phrase[-1])
        whole = frozenset(stems.stems(begun.words).values())
        parts[-1] = _Part(whole, tuple(stems.stems(begun.prefixes).values()))
    if term.field == "author":
        yield from ([part] for part in parts)
    else:
        yield parts


def _places(have: list[str], phrase: list[_Part]) -> Iterator[Span]:
    for at in range(len(have) - len(phrase) + 1):
        if all(part.matches(have[at + n]) for n, part in enumerate(phrase)):
            yield at, at + len(phrase) - 1


def _merged(found: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
