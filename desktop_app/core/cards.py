"""Review cards: what of a highlight is shown, and what its reader is to recall."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType

from desktop_app.core import passages
from desktop_app.core.highlights import (
    CONTEXT,
    PLACED,
    Anchor,
    Highlight,
    HighlightId,
    Selector,
    Style,
)
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Memory, State

CardId = NewType("CardId", int)

MOST_AROUND = 400  # characters of a sentence before or after its highlight
_ELLIPSIS = "…"
_ENDS = (".", "!", "?", "…", "。", "”", ")")
_SPACES = re.compile(r"\s+")


class Kind(StrEnum):
    """How a highlight is asked for: read again, with its words hidden, or by its comment."""

    PASSAGE = "passage"
    CLOZE = "cloze"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Passage:
    """Highlighted words, and what of their sentence stands before and after them."""

    before: str
    exact: str
    after: str

    @property
    def alone(self) -> bool:
        """Whether no word stands beside the highlighted ones."""
        return not any(map(str.isalnum, self.before + self.after))

    def hidden(self, blank: str = "_____") -> str:
        """Give the sentence with a blank in place of the words."""
        return f"{self.before}{blank}{self.after}"

    def __str__(self) -> str:
        return f"{self.before}{self.exact}{self.after}"


@dataclass(frozen=True, slots=True)
class Card:
    """A highlight to be recalled, and how well it is.

    The keys name paper and highlight outside the library. `wording` is the abstract its passage
    stands in, empty for a document; `page` counts from 0.
    """

    id: CardId
    key: str
    paper: PaperId
    title: str
    highlight: HighlightId
    kind: Kind
    memory: Memory
    suspended: bool
    buried: bool
    colour: int
    selector: Selector
    anchor: Anchor
    style: Style
    comment: str
    marked_at: datetime
    highlight_key: str
    paper_key: str
    wording: str
    page: int | None

    @property
    def asks(self) -> Kind:
        """How the card asks now: one whose comment was deleted shows its passage."""
        lacking = self.kind is Kind.COMMENT and not self.comment
        return Kind.PASSAGE if lacking else self.kind

    @property
    def front(self) -> str:
        """What is asked, as plain text."""
        if self.asks is Kind.COMMENT:
            return self.comment
        return self.passage.hidden() if self.asks is Kind.CLOZE else str(self.passage)

    @property
    def back(self) -> str:
        """What is answered, as plain text: a passage that is read again answers nothing."""
        if self.asks is Kind.COMMENT:
            return str(self.passage)
        return self.passage.exact if self.asks is Kind.CLOZE else ""

    @property
    def passage(self) -> Passage:
        """The highlighted words in their sentence; those of a lost passage as first marked.

        Words to be hidden that are all of it stand between the sentences beside it: there is
        something to go by.
        """
        found = self._passage(beside=False)
        hidden = self.asks is Kind.CLOZE
        return self._passage(beside=True) if hidden and found.alone else found

    def _passage(self, *, beside: bool) -> Passage:
        if self.wording and self.anchor in PLACED:
            return around(self.wording, self.selector.start, self.selector.end, beside=beside)
        return quoted(self.selector, beside=beside)


@dataclass(frozen=True, slots=True)
class Line:
    """A card in a list of them."""

    id: CardId
    key: str
    paper: PaperId
    title: str
    highlight: HighlightId
    kind: Kind
    state: State
    due: datetime
    reviewed_at: datetime | None
    suspended: bool
    buried: bool
    colour: int
    quote: str
    comment: str
    page: int | None


def kinds(highlight: Highlight) -> tuple[Kind, ...]:
    """List how a highlight can be asked for: an area has no words, some have no comment."""
    worded = (Kind.PASSAGE, Kind.CLOZE) if highlight.selector.exact.strip() else ()
    return (*worded, Kind.COMMENT) if highlight.comment else worded


def around(text: str, start: int, end: int, *, beside: bool = False) -> Passage:
    """Give ``text[start:end]`` with the rest of its sentence, or of its sentences.

    `beside` says that the sentence before and the one after are wanted, too.
    """
    first = passages.sentence(text, start)[0]
    last = passages.sentence(text, max(start, end - 1))[1]
    if beside:
        first = passages.sentence(text, max(0, first - 1))[0]
        follows = len(text) - len(text[last:].lstrip())
        last = passages.sentence(text, follows)[1] if follows < len(text) else last
    before, after = text[min(first, start) : start], text[end : max(last, end)]
    if len(before) > MOST_AROUND:
        before = _cut_before(before[-MOST_AROUND:])
    if len(after) > MOST_AROUND:
        after = _cut_after(after[:MOST_AROUND])
    return Passage(_line(before), _line(text[start:end]), _line(after))


def quoted(selector: Selector, *, beside: bool = False) -> Passage:
    """Give the words of a selector with what it knows to stand around them, of their sentence.

    `beside` says that the sentence before and the one after are wanted, too.
    """
    before, after = selector.prefix, selector.suffix
    whole = before + selector.exact + after
    start, end = len(before), len(before) + len(selector.exact)
    found = around(whole, start, end, beside=beside)
    # A context of full length may begin and end amid a sentence, and amid a word.
    if len(before) >= CONTEXT and found.before.lstrip() == _line(before).lstrip():
        found = replace(found, before=_cut_before(found.before))
    open_end = not after.rstrip().endswith(_ENDS)
    if len(after) >= CONTEXT and open_end and found.after.rstrip() == _line(after).rstrip():
        found = replace(found, after=_cut_after(found.after))
    return found


def day_end(day: date, rollover_hour: int) -> datetime:
    """Give the moment at which a reading day ends, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(rollover_hour)).astimezone(UTC)


def _line(words: str) -> str:
    return _SPACES.sub(" ", words)


def _cut_before(words: str) -> str:
    """Begin with the first whole word."""
    _, space, rest = words.partition(" ")
    return f"{_ELLIPSIS}{rest}" if space and rest.strip() else words


def _cut_after(words: str) -> str:
    """End with the last whole word."""
    rest, space, _ = words.rpartition(" ")
    return f"{rest}{_ELLIPSIS}" if space and rest.strip() else words
