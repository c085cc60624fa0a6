"""The verb for what was read when."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.core.statistics import Figures, History, Week
    from desktop_app.core.streaks import Streak
    from desktop_app.services.outgoing import ExportFailed

STDOUT = Path("-")
WEEKS = 8
MAP_WEEKS = (26, 53)  # the least and the most that the heat map shows
BAR = 40  # letters
HEAT = ".-+*#"
MARGIN = "    "


@click.command()
@as_json
@click.option(
    "--csv",
    "file",
    metavar="FILE",
    type=terminal.Folder(),
    help="Write each day's figures to a file; - is standard output.",
)
@click.option("--force", is_flag=True, help="Write over a file that Carrel did not make.")
@click.option("--weeks", type=click.IntRange(1, 520), default=WEEKS, help="How many weeks to show.")
@click.pass_obj
def stats(call: Call, as_json: bool, file: Path | None, force: bool, weeks: int) -> None:
    """Show reading days, minutes a week, time in the queue and reading speed."""
    from desktop_app.store import log

    if file is not None and as_json:
        raise click.UsageError("Give --csv or --json, not both.")
    with call.library() as library:
        history = log.history(library)
    if file is not None:
        _export(call, history, file, force)
    elif as_json:
        terminal.as_json(_record(call, history, weeks))
    else:
        for line in _lines(call, history, weeks):
            click.echo(line.rstrip())


def _export(call: Call, history: History, file: Path, force: bool) -> None:
    from desktop_app.formats import statistics_csv
    from desktop_app.services import exporting, outgoing

    if file == STDOUT:
        # As bytes, so that no newline is turned into another.
        click.echo(statistics_csv.write(history).encode(), nl=False)
        return
    try:
        exporting.history(history, file, force=force)
    except outgoing.ExportFailed as e:
        call.fail(_sentence(e))
    else:
        click.echo(f"{file}: {terminal.count(len(history.days), 'day')} with something done")


def _sentence(error: ExportFailed) -> str:
    from desktop_app import sentences
    from desktop_app.services import outgoing

    said = sentences.of(error) or str(error)
    return f"{said} --force writes over it." if isinstance(error, outgoing.NotOurs) else said


# As values


def _record(call: Call, history: History, weeks: int) -> dict[str, Any]:
    from desktop_app.core import statistics

    run = _streak(call, history)
    return {
        "day": history.today.isoformat(),
        "streak": run and {"days": run.length, "rested": [day.isoformat() for day in run.rested]},
        "usual_minutes": statistics.usual(history.days, history.today),
        "weeks": [
            {"monday": week.monday.isoformat(), "reading_days": week.reading_days}
            | _figures(week.total)
            for week in statistics.weeks(history.days, history.today, weeks)
        ],
        "queue": history.waits
        and {
            "median_days": history.waits.median,
            "longest_days": history.waits.longest,
            "papers": history.waits.papers,
        },
        "speed": history.speed
        and {
            "words_a_minute": history.speed.words_a_minute,
            "papers": history.speed.papers,
        },
        "days": [
            {"day": day.isoformat(), "heat": statistics.level(figures)} | _figures(figures)
            for day, figures in history.days.items()
        ],
    }


def _figures(figures: Figures) -> dict[str, int]:
    from dataclasses import asdict

    counts = asdict(figures)
    del counts["seconds"]
    return {"minutes": figures.minutes, **counts}


def _streak(call: Call, history: History) -> Streak | None:
    from desktop_app.core import streaks

    if not call.settings.streak:
        return None
    return streaks.streak(history.reading_days, history.today, call.settings.rest_days)


# As lines


def _lines(call: Call, history: History, count: int) -> Iterator[str]:
    from desktop_app.core import statistics

    if not history.reading_days:
        yield "No reading days yet. They begin with a minute of reading, or a paper read."
        return
    if run := _streak(call, history):
        yield from _run(run)
    usual = statistics.usual(history.days, history.today)
    yield "Minutes a week" if usual is None else f"Minutes a week, usually {usual}"
    yield from _bars(statistics.weeks(history.days, history.today, count))
    least, most = MAP_WEEKS
    yield ""
    yield "Reading days"
    yield from _heat(history, min(max(count, least), most))
    yield f"{MARGIN}less {' '.join(HEAT)} more"
    yield ""
    yield _wait(history)
    yield _speed(history)


def _run(run: Streak) -> Iterator[str]:
    head = f"{terminal.count(run.length, 'reading day')} in a row."
    names = [f"{day:%A}" for day in run.rested]
    were = "was a rest day" if len(names) == 1 else "were rest days"
    yield f"{head} {_listed(names)} {were}, and that is fine." if names else head
    yield ""


def _bars(weeks: Sequence[Week]) -> Iterator[str]:
    most = max(week.total.minutes for week in weeks) or 1
    for number, week in enumerate(weeks, 1):
        name = "this week" if number == len(weeks) else f"{week.monday.day} {week.monday:%b}"
        minutes = week.total.minutes
        bar = "#" * max(round(BAR * minutes / most), minutes > 0)
        yield f"{name:>11}  {bar}{' ' if bar else ''}{minutes}"


def _heat(history: History, count: int) -> Iterator[str]:
    """Draw a row for each weekday and a letter for each week."""
    from desktop_app.core import statistics

    first = statistics.monday(history.today) - timedelta(weeks=count - 1)
    for row, name in enumerate(("M", "", "W", "", "F", "", "")):
        days = [first + timedelta(weeks=week, days=row) for week in range(count)]
        yield f"{name:>3} {''.join(_letter(history, day) for day in days)}"


def _letter(history: History, day: date) -> str:
    from desktop_app.core import statistics

    if day > history.today:
        return " "
    return HEAT[statistics.level(history.days.get(day, statistics.Figures()))]


def _wait(history: History) -> str:
    waits = history.waits
    if waits is None:
        return "Time in the queue: no paper of the queue is read yet"
    median, longest = (terminal.count(days, "day") for days in (waits.median, waits.longest))
    return f"Time in the queue: usually {median}, at most {longest}"


def _speed(history: History) -> str:
    if history.speed is None:
        return "Reading speed: too few papers are read to tell"
    learned = f"learned from {terminal.count(history.speed.papers, 'paper')}"
    return f"Reading speed: {history.speed.words_a_minute} words a minute, {learned}"


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


VERBS = (stats,)
