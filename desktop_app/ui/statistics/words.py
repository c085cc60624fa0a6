"""The sentences of reading days, for the eye and for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core import statistics
from desktop_app.core.statistics import Figures, History, Speed, Waits
from desktop_app.core.streaks import Streak
from desktop_app.ui import phrases


def tr(text: str) -> str:
    """Give a sentence of the statistics in the reader's language."""
    return QCoreApplication.translate("statistics", text)


# Days


def month(day: date) -> str:
    """Name a month in little room, such as Nov."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def letter(weekday: int) -> str:
    """Give the letter of a weekday; Monday is 0."""
    # Where a locale has no narrow names it counts the days instead.
    return QLocale().dayName(weekday + 1, QLocale.FormatType.ShortFormat)[:1]


def short(day: date) -> str:
    """Name a day in little room, such as 5 Oct."""
    return phrases.date_text(day, tr("d MMM"))


def dated(day: date) -> str:
    """Name a day with its year, such as 5 Oct 2026."""
    return phrases.date_text(day, tr("d MMM yyyy"))


def whole(day: date) -> str:
    """Name a day in full, such as Monday 23 November 2026."""
    return phrases.date_text(day, tr("dddd d MMMM yyyy"))


# Counts


def minutes(count: int) -> str:
    """Count minutes."""
    return tr("1 minute") if count == 1 else tr("{} minutes").format(phrases.number(count))


def days(count: int) -> str:
    """Count days."""
    return tr("1 day") if count == 1 else tr("{} days").format(phrases.number(count))


def listed(names: Sequence[str]) -> str:
    """Name several things: Friday, Saturday and Sunday."""
    *others, last = names
    return tr("{} and {}").format(", ".join(others), last) if others else last


# What a chart says


def of_day(day: date, figures: Figures) -> str:
    """Say what was read on a day."""
    read = [minutes(figures.minutes)] if figures.minutes else []
    if figures.done:
        read.append(tr("{} read").format(phrases.papers(figures.done)))
    return f"{whole(day)}: {', '.join(read) or tr('no reading')}"


def of_heat(history: History, first: date, last: date) -> str:
    """Sum up the reading days from `first` to `last`."""
    shown = {day: f for day, f in history.days.items() if first <= day <= last and f.read}
    count = tr("{} of {}").format(phrases.number(len(shown)), days((last - first).days + 1))
    said = tr("Read on {}, from {} to {}.").format(count, whole(first), whole(last))
    if not shown:
        return said
    longest = max(shown, key=lambda day: shown[day].minutes)
    return f"{said} " + tr("The longest: {}.").format(of_day(longest, shown[longest]))


def of_bars(bars: Iterable[tuple[date, int]], usual: int | None) -> str:
    """Say the figure of each week, the latest first."""
    (_, latest), *earlier = reversed(list(bars))
    said = [tr("This week {}").format(phrases.number(latest))]
    if usual is not None:
        said.append(tr("usually {}").format(phrases.number(usual)))
    week = tr("week of {} {}")
    weeks = [week.format(short(day), phrases.number(count)) for day, count in earlier]
    return f"{', '.join(said)}. {', '.join(weeks)}".strip()


def no_minutes(history: History) -> str:
    """Say why there is no bar."""
    if not history.reading_days:
        return tr("No reading days yet. Minutes are counted while you read.")
    return tr("No minutes in these weeks. They are counted while you read.")


def usual(count: int | None) -> str:
    """Say how many minutes a week are usual; empty where nobody can tell."""
    return tr("usual {}").format(phrases.number(count)) if count else ""


def in_a_row(streak: Streak) -> str:
    """Say how long the run of reading days is."""
    if not streak.length:
        return tr("Any day begins a new run")
    if streak.length == 1:
        return tr("1 reading day")
    return tr("{} reading days in a row").format(phrases.number(streak.length))


def rested(streak: Streak) -> str:
    """Say which rest days the run bears; empty for none."""
    names = [phrases.date_text(day, "dddd") for day in streak.rested]
    if not names:
        return ""
    if len(names) == 1:
        return tr("{} was a rest day, and that is fine.").format(names[0])
    return tr("{} were rest days, and that is fine.").format(listed(names))


def rest_rule(rest_days: int) -> str:
    """Say how many rest days a run bears."""
    if rest_days == 0:
        return tr("A day without reading begins a new run.")
    if rest_days == 1:
        return tr("One rest day a week keeps the run going.")
    names = (tr("two"), tr("three"), tr("four"), tr("five"), tr("six"))
    return tr("Up to {} rest days a week keep the run going.").format(names[rest_days - 2])


def waited(waits: Waits | None) -> tuple[str, str]:
    """Say how long papers were in the queue: a figure, and a sentence about it."""
    if waits is None:
        return tr("Not known yet"), tr("It shows once a paper of the queue is read.")
    sentence = tr("Half of {} took no longer. The longest took {}.")
    return days(waits.median), sentence.format(phrases.papers(waits.papers), days(waits.longest))


def paced(speed: Speed | None, used: int) -> tuple[str, str]:
    """Say how fast the reader reads: a figure, and a sentence with the speed plans go by."""
    plans = tr("Plans go by {} words a minute.").format(phrases.number(used))
    if speed is None:
        few = tr("It takes {} read from beginning to end to tell.")
        return tr("Not known yet"), f"{few.format(phrases.papers(statistics.LEAST_PAPERS))} {plans}"
    learned = tr("Learned from {}.").format(phrases.papers(speed.papers))
    figure = tr("{} words a minute").format(phrases.number(speed.words_a_minute))
    return figure, f"{learned} {plans}"
