"""Verbs of reading: the queue, today, done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, enqueue, ids


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
        total = len(store.entries(library, call.settings.words_a_minute))
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


@click.command()
@as_json
@click.pass_obj
def today(call: Call, as_json: bool) -> None:
    """Show today's plan."""
    from desktop_app.services import records

    with call.library() as library:
        plan = records.plan(library, call.settings.budget, call.settings.words_a_minute)
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
    from desktop_app.services import records
    from desktop_app.store import queue as store

    with call.library() as library:
        papers = call.find(library, names)
        if papers:
            with library.change("Done"):
                store.done(library, papers)
        rows = list(records.rows(library, papers))
    if as_json:
        terminal.as_json({"done": [row.key for row in rows]})
    for row in () if as_json else rows:
        click.echo(f"Read: {row.title}")


VERBS = (queue, today, done)
