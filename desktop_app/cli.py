"""The command line: verbs over the same library as the window, beside it if need be.

What a verb needs is imported in it, so that each starts as fast as it can.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app import __version__, paths, settings, terminal

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.services.importing import Reading, Result
    from desktop_app.store.library import Library

SOME = 3


@dataclass(slots=True)
class Call:
    """One call of the program: on which library, with which settings, and whether all went well."""

    folder: Path
    settings: settings.Settings
    failed: bool = False

    def fail(self, sentence: str) -> None:
        """Say what went wrong and go on."""
        self.failed = True
        terminal.say(sentence)

    @contextlib.contextmanager
    def library(self, *, make: bool = False) -> Iterator[Library]:
        """Open the library; one that is not there is made only where `make` says so."""
        from desktop_app.store import errors, opening

        hour = self.settings.rollover_hour
        library = opening.open_library(self.folder, make=make, rollover_hour=hour)
        try:
            yield library
        except Exception as e:
            if errors.is_damage(e):
                raise errors.Damaged(self.folder, str(e)) from e
            raise
        finally:
            library.close()

    def find(self, library: Library, names: Iterable[str]) -> list[PaperId]:
        """Find papers by key, arXiv identifier or DOI; fail for each that is not there."""
        from desktop_app.store import papers

        found = []
        for name in names:
            paper = papers.resolve(library, name) or papers.resolve(library, name.lower())
            if paper is None:
                self.fail(f"There is no paper {name}. `carrel list` shows the identifiers.")
            elif papers.get(library, paper).binned:
                self.fail(f"{name} is in the bin. Bring it back in the window first.")
            else:
                found.append(paper)
        return found


_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_ids = click.argument("names", metavar="ID...", nargs=-1, required=True)


@click.group(cls=terminal.Verbs, invoke_without_command=True)
@click.option(
    "--library",
    "folder",
    metavar="DIR",
    type=terminal.Folder(),
    help="The folder of the library, in place of the usual one.",
)
@click.version_option(__version__, prog_name="carrel")
@click.pass_context
def carrel(ctx: click.Context, folder: Path | None) -> None:
    """Keep, read and find research papers. Without a verb the window opens."""
    loaded = settings.load()
    if loaded.set_aside:
        terminal.say(f"The settings could not be read; they are now in {loaded.set_aside}.")
    folder = (folder or loaded.settings.library or paths.library()).expanduser().absolute()
    ctx.obj = Call(folder, loaded.settings)
    if ctx.invoked_subcommand is None:
        if _has_display():
            _open_window(ctx.obj)
        else:
            _work_in_terminal(ctx.obj)


@carrel.command("import")
@click.argument("files", nargs=-1, required=True, type=terminal.Folder())
@_as_json
@click.pass_obj
def import_(call: Call, files: Sequence[Path], as_json: bool) -> None:
    """Add the papers of saved pages; those there already stay as they are."""
    added = present = 0
    problems: list[dict[str, Any]] = []
    for file, result in _import_all(call, files, quiet=as_json, problems=problems):
        added += len(result.added)
        present += result.present
        problems += [_problem(file, p.line, p.reason) for p in result.problems]
        if not as_json:
            left_out = f", {n} left out" if (n := len(result.problems)) else ""
            counts = f"{len(result.added)} added, {result.present} already there{left_out}"
            click.echo(f"{file.name}: {counts}")
    call.failed = call.failed or bool(problems)
    if as_json:
        report = {"added": added, "present": present, "failed": len(problems)}
        terminal.as_json(report | {"problems": problems})
        return
    for problem in problems:
        place = f"{problem['file']}, line {problem['line']}: " if problem["line"] else ""
        terminal.say(f"{place}{problem['reason']}")


@carrel.command("list")
@click.argument("query", nargs=-1)
@_as_json
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


@carrel.command()
@click.argument("name", metavar="ID")
@_as_json
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


@carrel.command()
@_as_json
@click.pass_obj
def index(call: Call, as_json: bool) -> None:
    """Embed the papers that are not embedded yet, so that similar ones can be shown."""
    from desktop_app.store import papers

    with call.library() as library:
        indexed, total = _index(library, quiet=as_json), papers.count(library)
    if as_json:
        terminal.as_json({"indexed": indexed, "total": total})
    else:
        click.echo(f"{indexed} of {total} papers embedded now, the others before")


@carrel.command()
@click.argument("name", metavar="ID")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@_as_json
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


@carrel.group()
def queue() -> None:
    """Work with the reading queue."""


@queue.command("add")
@_ids
@_as_json
@click.pass_obj
def queue_add(call: Call, names: Sequence[str], as_json: bool) -> None:
    """Add papers to the queue, and to today's plan while it has room."""
    from desktop_app.store import queue as store

    with call.library() as library:
        papers = call.find(library, names)
        added = _enqueue(call, library, papers) if papers else 0
        total = len(store.entries(library, call.settings.words_a_minute))
    if as_json:
        terminal.as_json({"added": added, "queue": total})
    else:
        click.echo(f"{added} added to the queue, which holds {total}")


@queue.command("list")
@_as_json
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


@carrel.command()
@_as_json
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


@carrel.command()
@_ids
@_as_json
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


# What several verbs do


def _import_all(
    call: Call, files: Sequence[Path], *, quiet: bool, problems: list[dict[str, Any]]
) -> Iterator[tuple[Path, Result]]:
    """Import each file that can be read; what cannot, or not to its end, is told in `problems`."""
    from desktop_app import sentences
    from desktop_app.services import importing, incoming
    from desktop_app.store import errors

    readings: list[tuple[Path, Reading]] = []
    for file in files:
        try:
            readings.append((file, importing.read(file, call.folder)))
        except incoming.ImportFailed as e:
            problems.append(_problem(file, None, sentences.of(e) or str(e)))
    if not readings:
        return
    job, left = None, [file for file, _ in readings]
    try:
        with call.library(make=True) as library:
            for file, reading in readings:
                job = importing.run(library, reading)
                terminal.follow(job, f"Importing {reading.name}", quiet=quiet)
                left.remove(file)
                yield file, job.result
    except errors.LibraryError as e:
        reason = sentences.of(e) or str(e)
        if job is not None and job.began:
            yield left[0], job.result
            reason += " What was imported before stays; import the file again to go on."
        problems.append(_problem(left[0], None, reason))
        problems += [_problem(file, None, f"{file} was not imported.") for file in left[1:]]


def _index(library: Library, *, quiet: bool) -> int:
    """Embed in a worker process what lacks a vector and say how many papers that were."""
    from desktop_app.engines import embedding, lanes
    from desktop_app.services import indexing
    from desktop_app.store import embeddings, errors

    if not library.writable:
        raise errors.ReadOnly(library.path)
    lane = lanes.ProcessLane("model")
    store = embeddings.open_index(library.path, check=True)
    try:
        job = indexing.Indexing(library, store)
        if job.total and (lacking := embedding.missing()):
            raise embedding.ModelMissing(lacking)
        with terminal.bar("Embedding", quiet=quiet) as report:
            indexing.run(job, lambda texts: lane.submit(embedding.encode, texts).result(), report)
    finally:
        lane.close()
        store.close()
    return job.total


def _problem(file: Path, line: int | None, reason: str) -> dict[str, Any]:
    return {"file": str(file), "line": line, "reason": reason}


def _enqueue(call: Call, library: Library, papers: Sequence[PaperId]) -> int:
    from desktop_app.services import planning

    budget, speed = call.settings.budget, call.settings.words_a_minute
    planning.today(library, library.today(), budget, speed)
    with library.change("Add to queue"):
        return planning.enqueue(library, papers, budget, speed)


# Without a verb


def _has_display() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, named))


def _open_window(call: Call) -> None:
    from desktop_app.ui import app

    sys.exit(app.run(call.folder, call.settings))


def _work_in_terminal(call: Call) -> None:
    """Do Carrel's job where no window can be shown."""
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
            _enqueue(call, library, added[:SOME])
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
    from desktop_app.store import papers, search

    paper = papers.resolve(library, key) if key else None
    _index(library, quiet=False)
    for row in records.rows(library, [paper] if paper else search.papers(library, Query())[:1]):
        click.echo(f"\nSimilar to {row.title}")
        terminal.suggestions(records.near(library, service.Similar(), row.id, SOME))
