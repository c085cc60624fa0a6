"""The sentences of the digest: why a paper stands there, how many there are, since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core import reasons as templates
from desktop_app.core.digest import Digest, Line
from desktop_app.core.origins import Because, Origin
from desktop_app.core.ranking import Basis
from desktop_app.ui import reasons

DOT = " · "
_NAMED_BY_HAND = (Because.SUBSCRIBED, Because.VOTED)


def tr(text: str) -> str:
    """Give a sentence of the digest in the reader's language."""
    return QCoreApplication.translate("digest", text)


def reason(line: Line, day: date) -> str:
    """Say why a paper stands there: what it comes from, the terms it shares, else who wrote it."""
    shares = ", ".join(line.terms)
    if line.origin is not None:
        told = reasons.said(templates.of_origin(_called(line.origin)), day)
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
    voted = tr("1 vote") if votes == 1 else tr("{} votes").format(number(votes))
    return DOT.join([*([voted] if votes else []), minutes(line.minutes)])


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
    return tr("New since {}").format(reasons.day_name(day, today))


def new(count: int, ranked: bool) -> str:
    """Count what came in, and say how it is ordered."""
    return papers(count) + (tr(", best match first") if ranked else "")


def indexed(digest: Digest) -> str:
    """Say how much of the library suggestions know, where it is not all of it."""
    if not digest.total or digest.indexed >= digest.total:
        return ""
    return tr("{} of {} are indexed.").format(number(digest.indexed), papers(digest.total))


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
        return tr("1 of {} new papers matches {}").format(number(of), which)
    return tr("{} of {} new papers match {}").format(number(count), number(of), which)


def matches(count: int | None, most: int) -> str:
    """Count what a subscription matches, of which no more than `most` are counted."""
    if count is None:
        return ""
    if count >= most:
        return tr("{} or more").format(papers(count))
    return papers(count)


def reviews(count: int) -> str:
    """Count what is to be reviewed."""
    if count == 1:
        return tr("1 highlight to review")
    return tr("{} highlights to review").format(number(count))


def planned(digest: Digest) -> str:
    """Say what is left of the plan of the day."""
    count = len(digest.open)
    if count:
        return tr("{} to read, about {}").format(papers(count), minutes(digest.minutes))
    return tr("All read that was planned") if digest.plan else tr("Nothing planned")


def minutes(count: int) -> str:
    """Give a reading time, such as 8 min or 2 h 5 min."""
    hours, rest = divmod(count, 60)
    if not hours:
        return tr("{} min").format(rest)
    return tr("{} h {} min").format(hours, rest) if rest else tr("{} h").format(hours)


def papers(count: int) -> str:
    """Count papers: 1 paper, 34 papers."""
    return tr("1 paper") if count == 1 else tr("{} papers").format(number(count))


def number(count: int) -> str:
    """Write a number as the reader's country does."""
    return QLocale().toString(count)


def _called(origin: Origin) -> Origin:
    """Call a paper by the short form of its title, as a sentence has little room."""
    if origin.because in _NAMED_BY_HAND:
        return origin
    return replace(origin, name=reasons.short(origin.name))
