"""The sentences of the Today page: why a paper is here, and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop_app.core import reasons
from desktop_app.core.origins import Origin
from desktop_app.core.queue import Entry, Priority, Reason
from desktop_app.ui import phrases


def tr(text: str) -> str:
    """Give a sentence of the Today page in the reader's language."""
    return QCoreApplication.translate("today", text)


def short_title(day: date) -> str:
    """Name a day in little room, such as Mon 23 Nov."""
    return phrases.date_text(day, tr("ddd d MMM"))


def reason(why: Reason, since: date | None, origin: Origin | None, today: date) -> str:
    """Say why a paper stands in today's plan; `since` is the day its reason goes back to."""
    return phrases.said(reasons.of_plan(why, since, origin, today), today)


def due(day: date, purpose: str, today: date) -> str:
    """Say by when a paper is wanted, and for what."""
    return phrases.said(reasons.of_due(day, purpose, today), today)


def waiting(entry: Entry, today: date) -> str:
    """Say how long a paper has been in the queue, and how much it is wanted if not as usual."""
    since = reason(Reason.WAITED, entry.added_on, None, today)
    wanted = {Priority.LOW: tr("low priority"), Priority.HIGH: tr("high priority")}
    return " · ".join(filter(None, [since, wanted.get(entry.priority)]))


def finished(at: datetime | None) -> str:
    """Say when a paper was finished, in local time."""
    if at is None:
        return tr("finished")
    return tr("finished {}").format(at.astimezone().strftime("%H:%M"))


def in_days(day: date, today: date) -> str:
    """Name a coming day with its date, such as Saturday 28 November."""
    if day - today < timedelta(days=300):
        return phrases.weekday_and_date(day)
    return phrases.date_text(day, tr("d MMMM yyyy"))
