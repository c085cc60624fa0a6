"""The digest in English words, as sections that its page, its mail and its text all show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core import days, reasons
from desktop_app.core.digest import Digest, Line
from desktop_app.core.queue import Outcome
from desktop_app.core.ranking import Basis

_NO_BASIS = {
    Basis.NOTHING: "Suggestions begin with the first paper you highlight, star, queue or finish.",
    Basis.UNINDEXED: "The papers you worked with are not indexed yet; suggestions follow then.",
}
_OUTCOMES = {
    Outcome.DONE: "done",
    Outcome.SNOOZED: "snoozed",
    Outcome.OFF: "taken off",
    Outcome.DROPPED: "dropped",
}


class Kind(StrEnum):
    """How much the lines of a section say: the plan is numbered, what ranks has bars and a gist."""

    PLAN = "plan"
    RANKED = "ranked"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a digest: its head and what stands beside it, its lines, and a note below them."""

    kind: Kind
    head: str
    aside: str
    lines: tuple[Line, ...]
    note: str = ""


def title(digest: Digest) -> str:
    """Name a digest by its day."""
    return days.full(digest.day)


def lead(digest: Digest) -> list[str]:
    """Say what the day brings, in a few parts."""
    parts = [f"{_counted(len(digest.open), 'paper')} to read, about {digest.minutes} min"]
    if not digest.open:
        parts = ["All that was planned is done" if digest.plan else "Nothing planned"]
    if digest.reviews:
        parts.append(f"{_counted(digest.reviews, 'card')} to review")
    came = _counted(digest.new_count, "new paper") if digest.new_count else "no new papers"
    parts.append(f"{came} since {_since(digest)}")
    return parts


def read(digest: Digest) -> str:
    """Say what was read lately; empty where nothing was."""
    figures = digest.figures
    did = [
        f"read for {figures.minutes} min" if figures.minutes else "",
        f"finished {_counted(figures.done, 'paper')}" if figures.done else "",
        f"made {_counted(figures.highlights, 'highlight')}" if figures.highlights else "",
        f"reviewed {_counted(figures.reviews, 'card')}" if figures.reviews else "",
    ]
    said = list(filter(None, did))
    both = " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))
    run = f"{digest.streak} reading days in a row." if digest.streak > 1 else ""
    return " ".join(filter(None, [f"Since {_since(digest)} you {both}." if both else "", run]))


def sections(digest: Digest) -> Iterator[Section]:
    """Give the parts of a digest in order; of topics and votes those that have something."""
    yield _plan(digest)
    yield _for_you(digest)
    yield _new(digest)
    for topic in digest.topics:
        if topic.lines:
            more = topic.count - len(topic.lines)
            aside = _counted(topic.count, "paper")
            yield Section(Kind.BRIEF, f"New in “{topic.name}”", aside, topic.lines, _more(more))
        elif not topic.ready:
            note = "It is compared with new papers once its text is indexed."
            yield Section(Kind.BRIEF, f"New in “{topic.name}”", "", (), note)
    if digest.trending:
        yield Section(Kind.BRIEF, "Trending", "new papers by votes", digest.trending)


def time(line: Line) -> str:
    """Say how long a paper takes, or how it left the plan."""
    return _OUTCOMES[line.outcome] if line.outcome else f"{line.minutes} min"


def meta(line: Line) -> str:
    """Say who wrote a paper, when, and how many voted for it; empty where nobody knows."""
    year = str(line.year) if line.year else ""
    votes = _counted(line.votes, "vote") if line.votes else ""
    return " · ".join(filter(None, [line.byline, year, votes]))


def reason(line: Line, digest: Digest) -> str:
    """Say why a paper stands in a digest, and the terms it shares; empty for no reason."""
    said = reasons.english(line.reason, digest.day) if line.reason else ""
    shares = f"shares: {', '.join(line.terms)}" if line.terms else ""
    return " · ".join(filter(None, [said, shares]))


def foot(digest: Digest) -> str:
    """Say where a digest comes from."""
    counted = _counted(digest.total, "paper")
    return f"Made by Carrel on this computer from {counted} in the library."


def _plan(digest: Digest) -> Section:
    settled = len(digest.plan) - len(digest.open)
    aside = f"{settled} of {len(digest.plan)} settled" if settled else "in this order"
    note = "" if digest.plan else "Nothing is planned. Put a paper in the queue to plan it."
    return Section(Kind.PLAN, "Plan", aside if digest.plan else "", digest.plan, note)


def _for_you(digest: Digest) -> Section:
    note = "" if digest.for_you else _NO_BASIS.get(digest.basis, "Nothing is left to suggest.")
    if digest.for_you and digest.indexed < digest.total:
        note = f"From {digest.indexed} of {digest.total} papers; the others are not indexed yet."
    aside = "by what you did" if digest.for_you else ""
    return Section(Kind.RANKED, "For you", aside, digest.for_you, note)


def _new(digest: Digest) -> Section:
    head = f"New since {_since(digest)}"
    above = sum(line.fresh for line in digest.for_you)
    note = _more(digest.new_count - above - len(digest.new)) if digest.new else ""
    if not digest.new_count:
        return Section(Kind.RANKED, head, "", (), "Nothing came in.")
    if not digest.new:
        note = "All of them stand above."
    aside = _counted(digest.new_count, "paper")
    if digest.new and digest.new_count > 1:
        ranked = any(line.strength for line in digest.new)
        aside += ", best match first" if ranked else ", the last first"
    return Section(Kind.RANKED, head, aside, digest.new, note)


def _since(digest: Digest) -> str:
    return days.name(digest.since, digest.day)


def _more(count: int) -> str:
    return f"and {count} more in Carrel" if count > 0 else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
