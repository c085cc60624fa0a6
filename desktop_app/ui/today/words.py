"""The sentences of the Today page: why a paper is here, and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_app.core import reasons
from desktop_app.core.origins import Origin
from desktop_app.core.queue import Entry, Priority, Reason


def tr(text: str) -> str:
    """Give a sentence of the Today page in the reader's language."""
    return QCoreApplication.translate("today", text)


def title(day: date) -> str:
    """Name a day in full, such as Monday 23 November."""
    return _date(day, tr("dddd d MMMM"))


def short_title(day: date) -> str:
    """Name a day in little room, such as Mon 23 Nov."""
    return _date(day, tr("ddd d MMM"))


def day_name(day: date, today: date) -> str:
    """Name a day as one would say it: yesterday, Friday, 12 November, 3 May 2024."""
    near = {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}
    away = (day - today).days
    if away in near:
        return near[away]
    if abs(away) < 7:
        return _date(day, "dddd")
    return _date(day, tr("d MMMM") if day.year == today.year else tr("d MMMM yyyy"))


def reason(why: Reason, since: date | None, origin: Origin | None, today: date) -> str:
    """Say why a paper stands in today's plan; `since` is the day its reason goes back to."""
    return _filled(reasons.of_plan(why, since, origin, today), today)


def due(day: date, purpose: str, today: date) -> str:
    """Say by when a paper is wanted, and for what."""
    return _filled(reasons.of_due(day, purpose, today), today)


def when(day: date, today: date) -> str:
    """Say when something happened: yesterday, on Friday, on 12 November."""
    said = day_name(day, today)
    return said if abs((day - today).days) <= 1 else tr("on {}").format(said)


def waiting(entry: Entry, today: date) -> str:
    """Say how long a paper has been in the queue, and how much it is wanted if not as usual."""
    since = reason(Reason.WAITED, entry.added_on, None, today)
    wanted = {Priority.LOW: tr("low priority"), Priority.HIGH: tr("high priority")}
    return " · ".join(filter(None, [since, wanted.get(entry.priority)]))


def minutes(count: int) -> str:
    """Give a reading time, such as 8 min or 2 h 5 min."""
    hours, rest = divmod(count, 60)
    if not hours:
        return tr("{} min").format(rest)
    return tr("{} h {} min").format(hours, rest) if rest else tr("{} h").format(hours)


def finished(at: datetime | None) -> str:
    """Say when a paper was finished, in local time."""
    if at is None:
        return tr("finished")
    return tr("finished {}").format(at.astimezone().strftime("%H:%M"))


def papers(count: int) -> str:
    """Count papers: 1 paper, 34 papers."""
    if count == 1:
        return tr("1 paper")
    return tr("{} papers").format(number(count))


def number(count: int) -> str:
    """Write a number as the reader's country does."""
    return QLocale().toString(count)


def in_days(day: date, today: date) -> str:
    """Name a coming day with its date, such as Saturday 28 November."""
    return _date(day, tr("dddd d MMMM") if day - today < timedelta(days=300) else tr("d MMMM yyyy"))


def _filled(template: reasons.Template, today: date) -> str:
    text, values = template
    translated = QCoreApplication.translate("reasons", text)
    return reasons.filled(
        translated, values, lambda day: day_name(day, today), lambda day: when(day, today)
    )


def _date(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
