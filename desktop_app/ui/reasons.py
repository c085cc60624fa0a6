"""Why a paper stands where it does, and when something was, in the reader's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_app.core import reasons

LONGEST_NAME = 40  # code points of a title that is told in a sentence


def tr(text: str) -> str:
    """Give a sentence about days in the reader's language."""
    return QCoreApplication.translate("reasons", text)


def said(template: reasons.Template, today: date) -> str:
    """Put the values into a translated template."""
    text, values = template
    return reasons.filled(
        tr(text), values, lambda day: day_name(day, today), lambda day: when(day, today)
    )


def day_name(day: date, today: date) -> str:
    """Name a day as one would say it: yesterday, Friday, 12 November, 3 May 2024."""
    near = {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}
    away = (day - today).days
    if away in near:
        return near[away]
    if abs(away) < 7:
        return date_text(day, "dddd")
    return date_text(day, tr("d MMMM") if day.year == today.year else tr("d MMMM yyyy"))


def when(day: date, today: date) -> str:
    """Say when something happened: yesterday, on Friday, on 12 November."""
    named = day_name(day, today)
    return named if abs((day - today).days) <= 1 else tr("on {}").format(named)


def date_text(day: date, form: str) -> str:
    """Write a date in a form of Qt's, with the names of the reader's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def short(title: str) -> str:
    """Shorten a title to what one calls the paper: what stands before a colon, else its start."""
    head = title.split(": ", 1)[0]
    if len(head) <= LONGEST_NAME:
        return head
    cut = head[:LONGEST_NAME].rpartition(" ")[0] or head[:LONGEST_NAME]
    return f"{cut}…"
