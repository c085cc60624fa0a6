"""Verbs of reading: the queue, the plan of a day, and what becomes of its papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, enqueue, ids

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.store.library import Library


@click.group()
def queue() -> None:
    """Work with the reading queue."""


@queue.command("add")
@ids
@as_json
@click.pass_obj
def queue_add(call: Call, names: Sequence[str], as_json: bool) -> None:
    """Add papers to the queue, and to today's plan while it has room."""
    from desktop_app.store import queue as store

    with call.library() as library:
        papers = call.find(library, names)
        added = enqueue(call, library, papers) if papers else 0
        total = store.count(library)
    if as_json:
        terminal.as_json({"added": added, "queue": total})
    else:
        click.echo(f"{added} added to the queue, which holds {total}")


@queue.command("list")
@as_json
@click.pass_obj
def queue_list(call: Call, as_json: bool) -> None:
    """List the queue in its order."""
    from desktop_app.services import records

    with call.library() as library:
        entries = records.queued(library, call.settings.words_a_minute)
    if as_json:
        terminal.as_json(entries)
    else:
        terminal.entries(entries)


@queue.command("due")
@ids
@click.option("--day", type=terminal.Day(), metavar="DAY", help=terminal.DAYS)
@click.option("--for", "reason", metavar="TEXT", default="", help="What they are wanted for.")
@click.option("--clear", is_flag=True, help="They are due on no day.")
@as_json
@click.pass_obj
def queue_due(
    call: Call,
    names: Sequence[str],
    day: date | None,
    reason: str,
    clear: bool,
    as_json: bool,
) -> None:
    """Set the day by which papers should be read, queued if they were not."""
    from desktop_app.core import days
    from desktop_app.services import planning

    if (day is None) is not clear:
        raise click.UsageError("Give --day DAY, or --clear, and not both.")
    said = f"Due {days.full(day)}" if day else "Due on no day"
    told = {"due": day.isoformat() if day else None}
    budget, speed = call.settings.budget, call.settings.words_a_minute
    _deed(
        call,
        names,
        said,
        as_json,
        told,
        lambda library, papers: planning.set_due(library, papers, day, reason, budget, speed),
    )


@queue.command("prio")
@click.argument("priority", type=click.Choice(["low", "normal", "high"]))
@ids
@as_json
@click.pass_obj
def queue_prio(call: Call, priority: str, names: Sequence[str], as_json: bool) -> None:
    """Set how much papers are wanted, queued if they were not."""
    from desktop_app.core.queue import Priority
    from desktop_app.services import planning

    budget, speed = call.settings.budget, call.settings.words_a_minute
    wanted = Priority[priority.upper()]
    said, told = f"Priority {priority}", {"priority": priority}
    _deed(
        call,
        names,
        said,
        as_json,
        told,
        lambda library, papers: planning.set_priority(library, papers, wanted, budget, speed),
    )


@click.command()
@click.option("--date", "day", type=terminal.Day(), metavar="DAY", help=terminal.DAYS)
@as_json
@click.pass_obj
def today(call: Call, day: date | None, as_json: bool) -> None:
    """Show today's plan, or that of another day: as it was, or as it would be made now."""
    from desktop_app.services import records

    with call.library() as library:
        settings = call.settings
        plan = records.plan(library, settings.budget, settings.words_a_minute, day)
    if as_json:
        terminal.as_json(plan)
    else:
        terminal.plan(plan["entries"])


@click.command()
@ids
@as_json
@click.pass_obj
def done(call: Call, names: Sequence[str], as_json: bool) -> None:
    """Mark papers as read."""
    from desktop_app.store import queue as store

    _deed(call, names, "Read", as_json, "done", store.done)


@click.command()
@ids
@as_json
@click.pass_obj
def drop(call: Call, names: Sequence[str], as_json: bool) -> None:
    """Decide not to read papers; they stay in the library."""
    from desktop_app.store import queue as store

    _deed(call, names, "Dropped", as_json, "dropped", store.drop)


@click.command()
@ids
@click.argument("day", type=terminal.Day(), metavar="DAY")
@as_json
@click.pass_obj
def snooze(call: Call, names: Sequence[str], day: date, as_json: bool) -> None:
    """Put papers off until a day, such as 2026-12-24, tomorrow, weekend, next-week or friday."""
    from desktop_app.core import days
    from desktop_app.store import queue as store

    said, told = f"Snoozed until {days.full(day)}", {"until": day.isoformat()}
    _deed(call, names, said, as_json, told, lambda lib, p: store.snooze(lib, p, day))


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), required=True, help="Over how many days.")
@click.option("--yes", is_flag=True, help="Spread it, having seen what comes of it.")
@as_json
@click.pass_obj
def spread(call: Call, days: int, yes: bool, as_json: bool) -> None:
    """Spread the backlog over the coming days; without --yes only show what would come of it."""
    from desktop_app.services import planning, records
    from desktop_app.store import queue as store

    with call.library() as library:
        settings = call.settings
        shares = planning.spreading(library, days, settings.budget, settings.words_a_minute)
        if yes and any(share.papers for share in shares):
            with library.change("Spread the backlog"):
                store.spread(library, shares)
        told = records.shares(library, shares)
    if as_json:
        terminal.as_json({"spread": yes, "days": told})
        return
    terminal.shares(told)
    if not yes:
        click.echo("Nothing was changed. Add --yes to spread the backlog like this.")


def _deed(
    call: Call,
    names: Sequence[str],
    said: str,
    as_json: bool,
    told: str | Mapping[str, str | None],
    deed: Callable[[Library, Sequence[PaperId]], object],
) -> None:
    """Do something to papers as one change, and say so.

    In JSON the papers stand under `told`, or under ``papers`` beside what `told` holds.
    """
    from desktop_app.services import planning, records

    with call.library() as library:
        papers = call.find(library, names)
        if papers:
            settings = call.settings
            # What is done before the plan of today was made still stands in it.
            planning.today(library, library.today(), settings.budget, settings.words_a_minute)
            with library.change(said):
                deed(library, papers)
        rows = list(records.rows(library, papers))
    if as_json:
        found = [row.key for row in rows]
        terminal.as_json({told: found} if isinstance(told, str) else {"papers": found, **told})
    for row in () if as_json else rows:
        click.echo(f"{said}: {row.title}")


VERBS = (queue, today, done, snooze, drop, spread)
