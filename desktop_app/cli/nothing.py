"""Carrel's job in the terminal, where no verb is given and no window can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, embed, enqueue

if TYPE_CHECKING:
    from desktop_app.store.library import Library

SOME = 3


def work(call: Call) -> None:
    """Bring in the starter library if there is nothing yet, and show a plan and similar papers."""
    from desktop_app.engines import embedding
    from desktop_app.services import importing, records, starter
    from desktop_app.store import papers

    click.echo("There is no display for a window, so Carrel works in the terminal.")
    click.echo("`carrel --help` lists what it can do here.")
    with call.library(make=True) as library:
        if not papers.count(library):
            job = importing.run(library, starter.read())
            terminal.follow(job, f"Importing {starter.NAME}", quiet=False)
            added = job.result.added
            click.echo(f"\n{starter.NAME}: {len(added)} papers in {call.folder}")
            enqueue(call, library, added[:SOME])
        plan = records.plan(library, call.settings.budget, call.settings.words_a_minute)
        click.echo(f"\nToday, {plan['day']}")
        terminal.plan(plan["entries"])
        try:
            _show_similar(library, next((entry["id"] for entry in plan["entries"]), None))
        except (embedding.ModelMissing, embedding.ModelBroken) as e:
            call.failed = True
            terminal.error(e)


def _show_similar(library: Library, key: str | None) -> None:
    """Print the papers nearest to one, or to the newest, when all are embedded."""
    from desktop_app.core.query import Query
    from desktop_app.services import records
    from desktop_app.services import similar as service
    from desktop_app.store import identity, search

    paper = identity.resolve(library, key) if key else None
    embed(library, quiet=False)
    for row in records.rows(library, [paper] if paper else search.papers(library, Query())[:1]):
        click.echo(f"\nSimilar to {row.title}")
        question = service.Question((row.id,))
        terminal.suggestions(records.near(library, service.Similar(), question, SOME))
