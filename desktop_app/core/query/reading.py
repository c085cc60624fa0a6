"""Reading a query: never fails, for what is not understood is words to be found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from desktop_app.core import text
from desktop_app.core.query import terms
from desktop_app.core.query.terms import Node, Query, Term
from desktop_app.core.query.words import tokens

MOST_LENGTH = 10_000  # characters of a term, and about as many of all; the rest is left out
MOST_TERMS = 100  # words of several count as many
MOST_WORDS = 50  # of one term that count
MOST_DEPTH = 6  # groups within groups; deeper ones dissolve

_MOST_TYPED = 6 * MOST_LENGTH  # so that a query, written out with more signs, is read whole
_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
_PLAIN = re.compile(r'[^\s"]+')
_FIELD = re.compile(r"([A-Za-z]{2,}):(.*)", re.DOTALL)
_YEAR = re.compile(r"[0-9]{4}")
_YEARS = re.compile(r"[0-9]{4}(?:\.\.(?:[0-9]{4})?)?|\.\.[0-9]{4}")
_ALIASES = {"doi": "id", "arxiv": "id"}
_FORMS = {"year": _YEARS, "after": _YEAR, "before": _YEAR}
# These hold words; the others hold a name or an identifier, whatever it is made of.
_WORDED = ("author", "title", "abstract", "note", "highlight", "venue")


class Kind(StrEnum):
    """What was not understood, and so taken as words, or left out."""

    FIELD = "field"  # no such field: `foo:`
    VALUE = "value"  # a field without a value it could have: `year:soon`
    QUOTE = "quote"  # not closed
    PARENTHESIS = "parenthesis"  # not closed, or never opened
    OPERATOR = "operator"  # AND, OR or NOT with nothing beside it
    LENGTH = "length"  # too long: the rest is left out


class Hint(NamedTuple):
    """What was taken otherwise than it may have been meant; `text` is the piece of the query."""

    kind: Kind
    text: str


def parse(typed: str) -> Query:
    """Read a query; never fails."""
    return _read(typed).query


def hints(typed: str) -> tuple[Hint, ...]:
    """Say what of a query was not understood, each thing once, in order."""
    return _read(typed).hints


@dataclass(slots=True)
class _Frame:
    """A group being read: its conditions, and operators between them as words."""

    negated: bool = False
    items: list[Node | str] = field(default_factory=list)


class _Reading(NamedTuple):
    query: Query
    hints: tuple[Hint, ...]


@lru_cache(maxsize=32)  # a window asks several times of each text, which may be long
def _read(typed: str) -> _Reading:
    reader = _Reader(typed)
    query = reader.read()
    return _Reading(query, tuple(dict.fromkeys(reader.hints)))


class _Reader:
    """Goes through a text once; its frames are the groups that are open."""

    def __init__(self, typed: str) -> None:
        self.hints: list[Hint] = []
        if len(typed) > _MOST_TYPED:
            self.hints.append(Hint(Kind.LENGTH, ""))
        self._text = text.clean_line(typed[:_MOST_TYPED])
        self._open_ended = not typed[-1:].isspace()
        self._frames = [_Frame()]
        self._dissolved = 0
        self._terms = self._length = 0
        self._at = 0

    def read(self) -> Query:
        while self._at < len(self._text) and self._has_room():
            self._step()
        if self._at < len(self._text):
            self.hints.append(Hint(Kind.LENGTH, ""))
        if len(self._frames) > 1 or self._dissolved:
            self.hints.append(Hint(Kind.PARENTHESIS, "("))
        while len(self._frames) > 1:
            self._close()
        whole = self._joined(self._frames[0].items)
        if isinstance(whole, terms.Group) and not whole.either and not whole.negated:
            return Query(whole.parts)
        return Query((whole,) if whole else ())

    def _has_room(self) -> bool:
        return self._terms < MOST_TERMS and self._length < MOST_LENGTH

    def _step(self) -> None:
        """Read one thing: a space, a parenthesis, an operator, a term."""
        rest = self._text[self._at : self._at + 2]
        negated = rest[0] == "-" and rest[1:].strip() != ""
        self._at += negated
        start = self._text[self._at]
        if start.isspace():
            self._at += 1
        elif start == "(":
            self._at += 1
            self._open(negated)
        elif start == ")":
            self._at += 1
            self._close()
        elif start == '"':
            self._put(self._quoted(), negated, quoted=True)
        else:
            self._plain(negated)

    def _open(self, negated: bool) -> None:
        if len(self._frames) > MOST_DEPTH:
            self._dissolved += 1
        else:
            self._frames.append(_Frame(negated))

    def _close(self) -> None:
        if self._dissolved:
            self._dissolved -= 1
        elif len(self._frames) == 1:
            self.hints.append(Hint(Kind.PARENTHESIS, ")"))
        else:
            frame = self._frames.pop()
            node = self._joined(frame.items)
            if node:
                self._items.append(terms.negate(node) if frame.negated else node)

    @property
    def _items(self) -> list[Node | str]:
        return self._frames[-1].items

    def _quoted(self) -> str:
        found = _QUOTED.match(self._text, self._at)
        assert found
        self._at = found.end()
        if found.end() - found.start() < 2 or self._text[self._at - 1] != '"':
            self.hints.append(Hint(Kind.QUOTE, '"'))
        return found[1].replace('""', '"')

    def _plain(self, negated: bool) -> None:
        found = _PLAIN.match(self._text, self._at)
        assert found
        word = found[0]
        if (closed := terms.balanced(word)) >= 0:
            word = word[:closed]
        self._at += len(word)
        if word in terms.OPERATORS and not negated:
            self._items.append(word)
        elif self._text[self._at : self._at + 1] == '"' and self._is_field(word):
            before = self._at
            value = self._quoted()
            if term := _field_term(word[:-1], value, negated, self._star()):
                self._add(term)
                return
            self._at = before
            self.hints.append(Hint(Kind.VALUE, word))
            self._put(word, negated)
        else:
            self._word(word, negated)

    def _is_field(self, word: str) -> bool:
        name = word[:-1].lower()
        if not word.endswith(":") or not name.isalpha():
            return False
        if _ALIASES.get(name, name) in terms.FIELDS:
            return True
        self.hints.append(Hint(Kind.FIELD, word))
        return False

    def _word(self, word: str, negated: bool) -> None:
        value, starred = word.rstrip("*"), word.endswith("*")
        if named := _FIELD.fullmatch(value):
            if term := _field_term(named[1], named[2], negated, starred):
                self._add(term)
                return
            self._hint(named[1], named[2])
        last = self._at == len(self._text) and self._open_ended and not negated
        self._put(value, negated, starred=starred, last=last)

    def _hint(self, name: str, value: str) -> None:
        if _ALIASES.get(name.lower(), name.lower()) in terms.FIELDS:
            self.hints.append(Hint(Kind.VALUE, f"{name}:"))
        elif value and not value.startswith("//"):
            self.hints.append(Hint(Kind.FIELD, f"{name}:"))

    def _star(self) -> bool:
        starred = self._text[self._at : self._at + 1] == "*"
        self._at += starred
        return starred

    def _put(
        self,
        value: str,
        negated: bool,
        *,
        quoted: bool = False,
        starred: bool = False,
        last: bool = False,
    ) -> None:
        """Add words; signs alone are no condition."""
        if quoted:
            starred = self._star()
        value = value.strip()
        if not tokens(value):
            return
        quoted = quoted or not terms.is_plain(value) or _is_field_term(value)
        self._add(Term(value, None, quoted, negated, starred or (last and not quoted)))

    def _add(self, term: Term) -> None:
        if len(term.value) > MOST_LENGTH:
            self.hints.append(Hint(Kind.LENGTH, ""))
            return
        self._terms += max(1, min(len(tokens(term.value)), MOST_WORDS))
        self._length += len(term.value)
        self._items.append(term)

    def _joined(self, items: list[Node | str]) -> Node | None:
        """Make one condition of a group's: side by side is all, of either, of all, of not."""
        every: list[list[list[Node]]] = []
        waiting = ""
        items = self._negated(items)
        for at, item in enumerate(items):
            if isinstance(item, str):
                beside = at + 1 < len(items) and not isinstance(items[at + 1], str)
                if every and beside and not waiting:
                    waiting = item
                    continue
                item = self._as_word(item)
            if waiting == "AND":
                every[-1][-1].append(item)
            elif waiting == "OR":
                every[-1].append([item])
            else:
                every.append([[item]])
            waiting = ""
        eithers = ([terms.join(one, either=False) for one in either] for either in every)
        joined = (terms.join([n for n in one if n], either=True) for one in eithers)
        return terms.join([n for n in joined if n], either=False)

    def _negated(self, items: list[Node | str]) -> list[Node | str]:
        """Let each ``NOT`` turn round what stands after it."""
        done: list[Node | str] = []
        for item in reversed(items):
            beside = done[-1] if done else ""
            if item != "NOT":
                done.append(item)
            elif not isinstance(beside, str):
                done[-1] = terms.negate(beside)
            else:
                done.append(self._as_word(item))
        return done[::-1]

    def _as_word(self, operator: str | Node) -> Node:
        assert isinstance(operator, str)
        self.hints.append(Hint(Kind.OPERATOR, operator))
        return Term(operator, quoted=True)


def _is_field_term(word: str) -> bool:
    named = _FIELD.fullmatch(word)
    return named is not None and _field_term(named[1], named[2], False, False) is not None


def _field_term(name: str, value: str, negated: bool, starred: bool) -> Term | None:
    """Give a condition on a field, or None where there is no such field or value."""
    name = _ALIASES.get(name.lower(), name.lower())
    value = value.strip()
    if name not in terms.FIELDS or not value:
        return None
    if name in terms.VALUES:
        value = value.lower()
        known = value in terms.VALUES[name] and not starred
    elif name in _FORMS:
        known = _FORMS[name].fullmatch(value) is not None and not starred
    else:
        known = name not in _WORDED or bool(tokens(value))
    return Term(value, name, not terms.is_plain(value), negated, starred) if known else None
