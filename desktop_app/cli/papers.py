"""Verbs on papers: list, show, index, similar."""

from __future__ import annotations

from collections.abc import Sequence

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, embed


@click.command("list")
@click.argument("query", nargs=-1)
@as_json
@click.pass_obj
def list_(call: Call, query: Sequence[str], as_json: bool) -> None:
    """List papers; QUERY is that of the search box, best match first."""
    from desktop_app.core import query as queries
    from desktop_app.services import records
    from desktop_app.store import search

    with call.library() as library:
        found = search.papers(library, queries.parse(" ".join(query)), sort="rank")
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
@as_json
@click.pass_obj
def index(call: Call, as_json: bool) -> None:
    """Embed the papers that are not embedded yet, so that similar ones can be shown."""
    from desktop_app.store import papers

    with call.library() as library:
        indexed, total = embed(library, quiet=as_json), papers.count(library)
    if as_json:
        terminal.as_json({"indexed": indexed, "total": total})
    else:
        click.echo(f"{indexed} of {total} papers embedded now, the others before")


@click.command()
@click.argument("name", metavar="ID")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@as_json
@click.pass_obj
def similar(call: Call, name: str, limit: int, as_json: bool) -> None:
    """List the papers nearest to one, best first."""
    from desktop_app.services import records
    from desktop_app.services import similar as service

    with call.library() as library:
        for paper in call.find(library, [name]):
            try:
                near = records.near(library, service.Similar(), paper, limit)
            except service.NotIndexed:
                call.fail(f"{name} is not embedded yet. Run `carrel index`, then try again.")
                continue
            if as_json:
                terminal.as_json(near)
            else:
                terminal.suggestions(near)


VERBS = (list_, show, index, similar)
