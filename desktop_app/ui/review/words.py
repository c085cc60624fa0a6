"""The sentences of review: how long until a card comes back, how old its highlight is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core import scheduling
from desktop_app.core.cards import Kind, Line
from desktop_app.core.scheduling import Rating, State
from desktop_app.store.cards import Counts
from desktop_app.store.review import Round
from desktop_app.ui import phrases


def tr(text: str) -> str:
    """Give a sentence of review in the reader's language."""
    return QCoreApplication.translate("review", text)


def rating(which: Rating) -> str:
    """Name a rating."""
    return {
        Rating.AGAIN: tr("Again"),
        Rating.HARD: tr("Hard"),
        Rating.GOOD: tr("Good"),
        Rating.EASY: tr("Easy"),
    }[which]


def kind(which: Kind) -> str:
    """Name how a highlight is asked for."""
    return {
        Kind.PASSAGE: tr("Passage"),
        Kind.CLOZE: tr("Words hidden"),
        Kind.COMMENT: tr("Comment"),
    }[which]


def span(wait: timedelta) -> str:
    """Give how long until a card comes back, such as 10 min or 2 d."""
    number, unit = scheduling.rounded(wait)
    form = {
        "min": tr("{} min"),
        "h": tr("{} h"),
        "d": tr("{} d"),
        "mo": tr("{} mo"),
        "y": tr("{} y"),
    }[unit]
    return form.format(number.replace(".", QLocale().decimalPoint()))


def days(count: int) -> str:
    """Say how long ago something was, in days."""
    if count <= 0:
        return tr("today")
    if count == 1:
        return tr("yesterday")
    return tr("{} days ago").format(phrases.number(count))


def highlighted(at: datetime, today: date) -> str:
    """Say when a passage was highlighted: by days at first, then by its date."""
    day = at.astimezone().date()
    ago = (today - day).days
    if ago < 60:
        return tr("highlighted {}").format(days(ago))
    return tr("highlighted on {}").format(phrases.calendar_day(day, today))


def is_due(line: Line, now: datetime, today: date) -> bool:
    """Tell whether a card of a list that was reviewed before is due: days are due as a whole."""
    if line.suspended or line.buried or line.reviewed_at is None:
        return False
    by_day = line.state is State.REVIEW and line.due.astimezone().date() <= today
    return by_day or line.due <= now


def asks(line: Line, now: datetime, today: date) -> bool:
    """Tell whether a card of a list is to be recalled now, so that its answer is not shown."""
    away = line.suspended or line.buried
    if away or not (line.reviewed_at is None or is_due(line, now, today)):
        return False
    return line.kind is Kind.CLOZE or (line.kind is Kind.COMMENT and bool(line.comment))


def due(line: Line, now: datetime, today: date) -> str:
    """Say when a card of a list comes back."""
    if is_due(line, now, today):
        return tr("due")
    if line.suspended:
        return tr("suspended")
    if line.buried:
        return tr("buried until tomorrow")
    if line.reviewed_at is None:
        return tr("new")
    away = (line.due.astimezone().date() - today).days
    if away <= 0:
        return tr("due at {}").format(line.due.astimezone().strftime("%H:%M"))
    if away == 1:
        return tr("due tomorrow")
    if away < 60:
        return tr("due in {} days").format(phrases.number(away))
    return tr("due on {}").format(phrases.calendar_day(line.due.astimezone().date(), today))


def area(page: int | None) -> str:
    """Give what stands for a passage that has no words: an area of a page."""
    return tr("An area on page {}").format((page or 0) + 1)


def highlights(count: int) -> str:
    """Count highlights that are due: 1 highlight due, 12 highlights due."""
    if count == 1:
        return tr("1 highlight due")
    return tr("{} highlights due").format(phrases.number(count))


def end(left: Round, now: datetime) -> str:
    """Say that nothing is to be reviewed, and why or until when."""
    if left.next_at is not None:
        return tr("Nothing to review now. A card comes back in {}.").format(
            span(left.next_at - now)
        )
    if left.waiting:
        return tr("Done for today. {} can wait until tomorrow.").format(cards(left.waiting))
    if left.done:
        return tr("Done for today.")
    return tr("Nothing to review today.")


def summary(left: Round, counts: Counts) -> str:
    """Count what is due and what is put aside: 12 due · 3 new · 2 suspended."""
    parts = (
        (len(left.due), tr("{} due today")),
        (counts.new, tr("{} new")),
        (counts.suspended, tr("{} suspended")),
        (counts.buried, tr("{} buried")),
    )
    said = [form.format(phrases.number(count)) for count, form in parts if count]
    return " · ".join([*said, tr("{} in all").format(cards(counts.all))])


def cards(count: int) -> str:
    """Count cards: 1 card, 12 cards."""
    if count == 1:
        return tr("1 card")
    return tr("{} cards").format(phrases.number(count))
