"""Verbs on saved searches: list, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json

if TYPE_CHECKING:
    from desktop_app.store.library import Library
    from desktop_app.store.saved_searches import SavedSearch


@click.group(invoke_without_command=True)
@click.pass_context
def saved(ctx: click.Context) -> None:
    """Keep searches under a name; without more it lists them.

    `carrel list --saved NAME` lists what one finds.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@saved.command("list")
@as_json
@click.pass_obj
def list_(call: Call, as_json: bool = False) -> None:
    """List saved searches with how many papers each finds."""
    from desktop_app.store import saved_searches

    with call.library() as library:
        found = [_record(library, one) for one in saved_searches.all_of(library)]
    if as_json:
        terminal.as_json(found)
        return
    for one in found:
        papers = terminal.count(one["papers"], "paper")
        terminal.text(f"{one['name']}  ({papers})  {one['query']}")


@saved.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.option("--sort", default="", help="The order of what it finds, such as year or -title.")
@as_json
@click.pass_obj
def add(call: Call, name: str, query: Sequence[str], sort: str, as_json: bool) -> None:
    """Save a search; QUERY is that of the search box."""
    from desktop_app.store import saved_searches, search

    if sort and sort.removeprefix("-") not in (*search.SORTS, "rank"):
        raise click.UsageError(f"There is no order {sort}. Choose {', '.join(search.SORTS)}.")
    with call.library() as library:
        try:
            with library.change("Save a search"):
                saved_searches.add(library, name, " ".join(query), sort)
        except ValueError as e:
            raise click.UsageError(str(e)) from e
        held = saved_searches.named(library, name)
        record = _record(library, held) if held else {}
    if as_json:
        terminal.as_json(record)
    else:
        terminal.text(f"Saved: {record['name']} ({terminal.count(record['papers'], 'paper')})")


@saved.command()
@click.argument("name")
@as_json
@click.pass_obj
def remove(call: Call, name: str, as_json: bool) -> None:
    """Delete a saved search; what it finds stays."""
    from desktop_app.store import saved_searches

    with call.library() as library:
        held = named(call, library, name)
        if held is not None:
            with library.change("Delete a saved search"):
                saved_searches.remove(library, held.id)
    if as_json:
        terminal.as_json({"removed": [held.name] if held else []})
    elif held:
        terminal.text(f"Removed: {held.name}")


def named(call: Call, library: Library, name: str) -> SavedSearch | None:
    """Give the saved search of a name; fail where there is none."""
    from desktop_app.store import saved_searches

    held = saved_searches.named(library, name)
    if held is None:
        call.fail(f"There is no saved search {name}. `carrel saved` lists them.")
    return held


def _record(library: Library, held: SavedSearch) -> dict[str, Any]:
    from desktop_app.core import query as queries
    from desktop_app.store import search

    found = search.papers(library, queries.parse(held.query))
    return {"name": held.name, "query": held.query, "sort": held.sort, "papers": len(found)}


VERBS = (saved,)
