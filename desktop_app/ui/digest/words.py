"""The sentences of the digest: why a paper stands there, how many there are, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.core import reasons
from desktop_app.core.digest import Digest, Line
from desktop_app.core.ranking import Basis
from desktop_app.services.subscribing import Matches
from desktop_app.ui import phrases

DOT = " · "


def tr(text: str) -> str:
    """Give a sentence of the digest in the reader's language."""
    return QCoreApplication.translate("digest", text)


def reason(line: Line, day: date) -> str:
    """Say why a paper stands there: what it comes from, the terms it shares, else who wrote it."""
    shares = ", ".join(line.terms)
    if line.origin is not None:
        told = phrases.said(reasons.of_origin(line.origin), day)
        return DOT.join([told, tr("shares: {}").format(shares)]) if shares else told
    if shares:
        return tr("Shares: {}").format(shares)
    if line.strength is not None:
        return tr("Close in meaning")
    return about(line)


def about(line: Line) -> str:
    """Say who wrote a paper, and when."""
    year = str(line.year) if line.year is not None else ""
    return DOT.join(filter(None, [line.byline or tr("No author yet"), year]))


def aside(line: Line) -> str:
    """Say how long a paper takes, and how many voted for it."""
    votes = line.votes or 0
    voted = tr("1 vote") if votes == 1 else tr("{} votes").format(phrases.number(votes))
    return DOT.join([*([voted] if votes else []), phrases.minutes(line.minutes)])


def whole(line: Line, told: str) -> str:
    """Say all of a row to a screen reader; `told` is what stands below the title."""
    said = [line.title, told]
    if line.strength is not None:
        said.append(match(line.strength))
    return ". ".join(part.rstrip(".") for part in [*said, aside(line)])


def match(strength: int) -> str:
    """Say how well a paper fits this reader."""
    return tr("Match {n} of 5").format(n=strength)


def since(day: date, today: date) -> str:
    """Head what came in since a day."""
    return tr("New since {}").format(phrases.day_name(day, today))


def new(count: int, lines: Sequence[Line]) -> str:
    """Count what came in, and say how the lines shown of it are ordered."""
    if not lines or count == 1:
        return phrases.papers(count)
    ranked = any(line.strength is not None for line in lines)
    order = tr("best match first") if ranked else tr("the last first")
    return f"{phrases.papers(count)}, {order}"


def above(listed: int, count: int) -> str:
    """Say that the papers of a section stand in others above it, `listed` of `count`."""
    if count == 1:
        return tr("It stands above.")
    return tr("All of them stand above.") if count <= listed else tr("The first stand above.")


def indexed(digest: Digest) -> str:
    """Say how much of the library suggestions know, where it is not all of it."""
    if not digest.total or digest.indexed >= digest.total:
        return ""
    known, papers = phrases.number(digest.indexed), phrases.papers(digest.total)
    return tr("{} of {} are indexed.").format(known, papers)


def no_suggestions(digest: Digest, missing: str) -> str:
    """Say why there is nothing for this reader; `missing` names packages that are."""
    if missing and not digest.indexed:
        return tr(
            "Suggestions need the package {}. Install it and start Carrel again;"
            " all else works without it."
        ).format(missing)
    if digest.basis is Basis.NOTHING:
        return tr("Highlight or finish a few papers, and Carrel can tell what is for you.")
    if digest.basis is Basis.UNINDEXED:
        return tr("The papers you worked with are not indexed yet. {}").format(indexed(digest))
    return tr("Nothing unread is left to suggest.")


def matching(count: int, of: int, names: Sequence[str]) -> str:
    """Say how many papers that just came in match subscriptions."""
    which = tr("“{}”").format(names[0]) if len(names) == 1 else tr("your subscriptions")
    if count == 1:
        return tr("1 of {} new papers matches {}").format(phrases.number(of), which)
    some, all_ = phrases.number(count), phrases.number(of)
    return tr("{} of {} new papers match {}").format(some, all_, which)


def matches(found: Matches | None) -> str:
    """Count what a subscription matches; nothing is said of one that waits or is not known."""
    if found is None or not found.ready:
        return ""
    count = phrases.papers(len(found.papers))
    return tr("{} or more").format(count) if found.more else count


def reviews(count: int) -> str:
    """Count what is to be reviewed."""
    if count == 1:
        return tr("1 highlight to review")
    return tr("{} highlights to review").format(phrases.number(count))


def planned(digest: Digest) -> str:
    """Say what is left of the plan of the day."""
    if digest.open:
        papers, time = phrases.papers(len(digest.open)), phrases.minutes(digest.minutes)
        return tr("{} to read, about {}").format(papers, time)
    return tr("All read that was planned") if digest.plan else tr("Nothing planned")
