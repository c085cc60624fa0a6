"""Verbs on papers that are one work: duplicates, merge, versions, different."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, ids

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.store.library import Library


@click.command()
@as_json
@click.pass_obj
def duplicates(call: Call, as_json: bool) -> None:
    """List papers that are, or may be, the same work or versions of one."""
    from desktop_app.services import duplicates as service
    from desktop_app.services import records

    with call.library() as library:
        found = [
            {
                "relation": group.relation,
                "reason": group.reason,
                "papers": list(records.many(library, group.papers)),
            }
            for group in service.groups(library)
        ]
    if as_json:
        terminal.as_json(found)
    else:
        terminal.duplicates(found)


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@as_json
@click.pass_obj
def merge(call: Call, keep: str, others: Sequence[str], as_json: bool) -> None:
    """Make one paper of several: KEEP gets all that belongs to the others.

    Their identifiers and citation keys lead to it from then on.
    """
    from desktop_app.services import records
    from desktop_app.store import merging

    with call.library() as library:
        papers = _several(call, library, (keep, *others))
        if not papers:
            return
        kept, *gone = papers
        merged = list(records.many(library, gone))
        with library.change("Merge papers"):
            merging.merge(library, kept, gone)
        record = records.whole(library, kept)
    if as_json:
        terminal.as_json({"id": record["id"], "merged": [m["id"] for m in merged]})
        return
    for one in merged:
        click.echo(f"Merged into {record['id']}: {one['id']} {one['title']}")
    click.echo(f"`carrel show {record['id']}` shows what is there now.")


@click.command()
@ids
@as_json
@click.pass_obj
def versions(call: Call, names: Sequence[str], as_json: bool) -> None:
    """List the versions of a paper, or make several papers versions of one work."""
    from desktop_app.services import records
    from desktop_app.store import versions as store

    with call.library() as library:
        if len(names) == 1:
            papers = call.find(library, names)
        elif papers := _several(call, library, names):
            with library.change("Link versions"):
                store.link(library, papers)
        if not papers:
            return
        found = [papers[0], *store.of(library, papers[0])]
        if as_json:
            terminal.as_json([record["id"] for record in records.many(library, found)])
            return
        for row in records.rows(library, found):
            terminal.row(row)


@click.command()
@ids
@as_json
@click.pass_obj
def different(call: Call, names: Sequence[str], as_json: bool) -> None:
    """Say that papers are different works, so that they are not listed as duplicates."""
    from desktop_app.services import records
    from desktop_app.store import pairs

    with call.library() as library:
        papers = _several(call, library, names)
        if not papers:
            return
        with library.change("Different works"):
            for one, other in combinations(papers, 2):
                pairs.say_different(library, one, other)
        found: list[dict[str, Any]] = list(records.many(library, papers))
    if as_json:
        terminal.as_json({"different": [record["id"] for record in found]})
    else:
        click.echo(f"{terminal.count(len(found), 'paper')} are different works")


def _several(call: Call, library: Library, names: Sequence[str]) -> list[PaperId]:
    """Find two papers or more; fail, and give none, where one is missing or all are one."""
    papers = list(dict.fromkeys(call.find(library, names)))
    if call.failed:
        return []
    if len(papers) < 2:
        call.fail(f"{' and '.join(names)} is one paper. Name another one, too.")
        return []
    return papers


VERBS = (duplicates, merge, versions, different)
