"""Verbs on papers: list, show, similar."""

from __future__ import annotations

from collections.abc import Sequence

import click

from desktop_app import terminal
from desktop_app.cli import saved
from desktop_app.cli.call import Call, as_json, embed_text


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--saved", "name", metavar="NAME", help="What a saved search finds, in its order.")
@as_json
@click.pass_obj
def list_(call: Call, query: Sequence[str], name: str | None, as_json: bool) -> None:
    """List papers; QUERY is that of the search box, best match first."""
    from desktop_app.core import query as queries
    from desktop_app.services import records
    from desktop_app.store import search

    with call.library() as library:
        held = saved.named(call, library, name) if name is not None else None
        if name is not None and held is None:
            return
        asked = " ".join((*query, held.query) if held else query)
        sort = held.sort if held and held.sort else "rank"
        found = search.papers(library, queries.parse(asked), sort=sort)
        if as_json:
            terminal.array(records.many(library, found))
            return
        for row in records.rows(library, found):
            terminal.row(row)


@click.command()
@click.argument("name", metavar="ID")
@as_json
@click.pass_obj
def show(call: Call, name: str, as_json: bool) -> None:
    """Show one paper with its highlights and note."""
    from desktop_app.services import records

    with call.library() as library:
        for paper in call.find(library, [name]):
            record = records.whole(library, paper)
            if as_json:
                terminal.as_json(record)
            else:
                terminal.paper(record)


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--text", default="", help="Look for papers near a text instead.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@as_json
@click.pass_obj
def similar(call: Call, names: Sequence[str], text: str, limit: int, as_json: bool) -> None:
    """List the papers nearest to one, to several together, or to a text, best first."""
    from desktop_app.services import records
    from desktop_app.services import similar as service

    if not names and not text.strip():
        raise click.UsageError("Name a paper by its ID, or give a text with --text.")
    with call.library() as library:
        papers = tuple(call.find(library, names))
        if len(papers) < len(names):
            return  # without one of them it would be another question
        question = service.Question(papers, text, embed_text(text) if text.strip() else None)
        try:
            near = records.near(library, service.Similar(), question, limit)
        except service.NotIndexed:
            named = ", ".join(names)
            call.fail(f"{named} is not embedded yet. Run `carrel index`, then try again.")
            return
        if as_json:
            terminal.as_json(near)
        else:
            terminal.suggestions(near)


VERBS = (list_, show, similar)
