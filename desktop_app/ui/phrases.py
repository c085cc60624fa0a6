"""What several features say alike: numbers, times, days and reasons, in the reader's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_app.core import reasons


def tr(text: str) -> str:
    """Give a phrase in the reader's language."""
    return QCoreApplication.translate("phrases", text)


# Counts


def number(count: int) -> str:
    """Write a number as the reader's country does."""
    return QLocale().toString(count)


def papers(count: int) -> str:
    """Count papers: 1 paper, 34 papers."""
    return tr("1 paper") if count == 1 else tr("{} papers").format(number(count))


def minutes(count: int) -> str:
    """Give a reading time, such as 8 min or 2 h 5 min."""
    hours, rest = divmod(count, 60)
    if not hours:
        return tr("{} min").format(rest)
    return tr("{} h {} min").format(hours, rest) if rest else tr("{} h").format(hours)


# Days


def day_name(day: date, today: date) -> str:
    """Name a day as one would say it: yesterday, Friday, 12 November, 3 May 2024."""
    near = {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}
    away = (day - today).days
    if away in near:
        return near[away]
    return date_text(day, "dddd") if abs(away) < 7 else calendar_day(day, today)


def when(day: date, today: date) -> str:
    """Say when something happened: yesterday, on Friday, on 12 November."""
    named = day_name(day, today)
    return named if abs((day - today).days) <= 1 else tr("on {}").format(named)


def calendar_day(day: date, today: date) -> str:
    """Name a day by its date, with the year if it is another: 12 November, 3 May 2024."""
    return date_text(day, tr("d MMMM") if day.year == today.year else tr("d MMMM yyyy"))


def weekday_and_date(day: date) -> str:
    """Name a day with its weekday, such as Monday 23 November."""
    return date_text(day, tr("dddd d MMMM"))


def date_text(day: date, form: str) -> str:
    """Write a date in a form of Qt's, with the names of the reader's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


# Reasons


def said(template: reasons.Template, today: date) -> str:
    """Put the values into a translated template of `core.reasons`."""
    text, values = template
    translated = QCoreApplication.translate("reasons", text)
    return reasons.filled(
        translated, values, lambda day: day_name(day, today), lambda day: when(day, today)
    )
