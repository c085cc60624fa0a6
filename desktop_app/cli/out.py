"""What goes out: highlights and notes as Markdown, Web Annotations or copies of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.engines.lanes import ProcessLane
    from desktop_app.services.copying import Copy
    from desktop_app.services.exporting import Result
    from desktop_app.services.outgoing import ExportFailed
    from desktop_app.store.library import Library

STDOUT = Path("-")
# Where an export goes that is told no other place, in the folder it is started in.
NOTES, HIGHLIGHTS, COPIES = (
    Path("carrel-notes"),
    Path("carrel-highlights.jsonld"),
    Path("carrel-copies"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """Where an export goes, over which files, and whether a person looks on."""

    place: Path | None
    force: bool
    quiet: bool


query_option = click.argument("query", nargs=-1)
names_option = click.option(
    "--id", "names", metavar="ID", multiple=True, help="A paper; can be repeated."
)
force_option = click.option(
    "--force", is_flag=True, help="Write over files that Carrel did not make."
)


def place_option(help_: str) -> Callable[[Any], Any]:
    """Give the option that says where an export goes."""
    return click.option(
        "-o", "--output", "place", metavar="PLACE", type=terminal.Folder(), help=help_
    )


class _Exports(click.Group):
    """A group whose first command needs no name: what is exported is papers unless it is said."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what names no command as words of the first."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["papers", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Exports)
def export() -> None:
    """Write papers, highlights and notes to files.

    `carrel export QUERY --format bibtex -o FILE` is short for `carrel export papers ...`.
    """


@export.command("notes")
@query_option
@names_option
@place_option("The folder to write to; carrel-notes unless given.")
@force_option
@as_json
@click.pass_obj
def notes_(
    call: Call,
    query: Sequence[str],
    names: Sequence[str],
    place: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write highlights and notes as Markdown.

    There is a file for each paper with highlights or a note, and for each note of its own. QUERY,
    that of the search box, or ID narrow it to some papers.
    """
    from desktop_app.services import exporting
    from desktop_app.store import notes as store

    with call.library() as library:
        wanted = _wanted(call, library, query, names, noted=True)
        own = [] if query or names else store.all_own(library)
        if not wanted and not own:
            _nothing(call, query, names, "highlights or a note")
            return
        result = exporting.markdown(
            library, wanted, place or NOTES, call.settings.colour_names, own=own, force=force
        )
    tell(call, result, as_json)


@export.command("annotations")
@query_option
@names_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "w3c", "pdf"]),
    required=True,
    help="A Markdown file for each paper, one file of W3C Web Annotations, or annotated copies.",
)
@place_option("The folder to write to, or the file for w3c; - is standard output.")
@force_option
@as_json
@click.pass_obj
def annotations_(
    call: Call,
    query: Sequence[str],
    names: Sequence[str],
    format_: str,
    place: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write highlights in one of three formats.

    They are those of all papers, or of those that QUERY, that of the search box, finds or ID names.
    """
    if place == STDOUT and (format_ != "w3c" or as_json):
        raise click.UsageError("Only --format w3c without --json goes to standard output.")
    with call.library() as library:
        wanted = _wanted(call, library, query, names, noted=False)
        if not wanted:
            _nothing(call, query, names, "highlights")
            return
        write = {"markdown": _markdown, "w3c": _web_annotations, "pdf": _copies}[format_]
        result = write(call, library, wanted, Order(place, force, quiet=as_json))
    if result:
        tell(call, result, as_json)


# What is exported


def _wanted(
    call: Call, library: Library, query: Sequence[str], names: Sequence[str], *, noted: bool
) -> list[PaperId]:
    from desktop_app.services import exporting

    narrowed = query or names
    among = chosen(call, library, query, names) if narrowed else None
    return exporting.exportable(library, among, noted=noted)


def chosen(
    call: Call, library: Library, query: Sequence[str], names: Sequence[str]
) -> list[PaperId]:
    """Give the papers that are named, or that a query finds; without either all."""
    from desktop_app.core import query as queries
    from desktop_app.store import search

    if query and names:
        raise click.UsageError("Give a QUERY or --id, not both.")
    if names:
        return list(dict.fromkeys(call.find(library, names)))
    return search.papers(library, queries.parse(" ".join(query)))


def _nothing(call: Call, query: Sequence[str], names: Sequence[str], what: str) -> None:
    """Say why there is nothing to export; an ID that is not there was told already."""
    if query:
        call.fail(f"No paper that matches {' '.join(query)} has {what}. See `carrel list`.")
    elif not names:
        call.fail(f"Nothing was exported, for no paper has {what} yet.")
    elif not call.failed:
        call.fail(f"Nothing was exported: {', '.join(names)} is without {what}.")


# How it is written


def _markdown(call: Call, library: Library, wanted: list[PaperId], order: Order) -> Result:
    from desktop_app.services import exporting

    names = call.settings.colour_names
    return exporting.markdown(library, wanted, order.place or NOTES, names, force=order.force)


def _web_annotations(
    call: Call, library: Library, wanted: list[PaperId], order: Order
) -> Result | None:
    from desktop_app.formats import web_annotation
    from desktop_app.services import annotations, exporting

    names = call.settings.colour_names
    if order.place == STDOUT:
        click.echo(web_annotation.write(list(annotations.of(library, wanted)), names), nl=False)
        return None
    return exporting.web_annotations(
        library, wanted, order.place or HIGHLIGHTS, names, force=order.force
    )


def _copies(call: Call, library: Library, wanted: list[PaperId], order: Order) -> Result | None:
    """Have a worker process make a copy of each document with highlights."""
    from desktop_app.engines import lanes
    from desktop_app.services import copying, outgoing

    place = order.place or COPIES
    plan = copying.plan(library, wanted, place, force=order.force)
    if not plan.copies and not plan.problems:
        call.fail("Nothing was exported: these papers have highlights in their abstracts alone.")
        return None
    made, problems = [], list(plan.problems)
    lane = lanes.ProcessLane("pdf")
    try:
        with terminal.bar("Writing copies", quiet=order.quiet) as report:
            for done, copy in enumerate(plan.copies, 1):
                problem = _copy(lane, copy)
                if problem is None:
                    made.append(copy)
                else:
                    problems.append(problem)
                if isinstance(problem, outgoing.NotWritten):
                    break
                report(done, len(plan.copies))
    finally:
        lane.close()
    return copying.result(place, made, problems)


def _copy(lane: ProcessLane, copy: Copy) -> ExportFailed | None:
    """Have a copy made in a worker process, and give what went wrong."""
    from desktop_app.engines import lanes, pdf
    from desktop_app.services import copying, outgoing

    making = outgoing.unfinished(copy.target)
    request = (str(copy.source), "", copy.marks, str(making))
    try:
        lane.submit(pdf.write_copy, *request, timeout=copying.LIMIT_S).result()
        copying.keep(copy, making)
    except (pdf.PdfError, TimeoutError, lanes.WorkerDied, outgoing.ExportFailed) as e:
        return copying.failure(copy, e)
    finally:
        outgoing.discard(making)
    return None


def tell(call: Call, result: Result, as_json: bool) -> None:
    """Say what was made, and what was not and why."""
    problems = [
        {"file": str(getattr(e, "path", result.place)), "reason": _sentence(e)}
        for e in result.problems
    ]
    call.failed = call.failed or bool(problems)
    if as_json:
        report = {
            "place": str(result.place),
            "files": [str(file) for file in result.files],
            "papers": result.papers,
            "highlights": result.highlights,
            "notes": result.notes,
        }
        terminal.as_json(report | {"problems": problems})
        return
    if result.files:
        counted = terminal.count(result.papers, "paper")
        marked = terminal.count(result.highlights, "highlight")
        counts = f"{counted} with {marked}" if result.highlights else counted
        if result.notes:
            its = "its" if result.notes == 1 else "their"
            counts += f", {terminal.count(result.notes, 'note')} of {its} own"
        click.echo(f"{result.place}: {counts}")
    for problem in problems:
        terminal.say(problem["reason"])


def _sentence(error: Exception) -> str:
    from desktop_app import sentences
    from desktop_app.services import outgoing

    sentence = sentences.of(error) or str(error)
    return (
        f"{sentence} --force writes over it."
        if isinstance(error, outgoing.NotOurs | outgoing.FileThere)
        else sentence
    )


VERBS = (export,)
