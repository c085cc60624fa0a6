"""References: written to files, and turned from one format into another with no library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli import into, out
from desktop_app.cli.call import Call, as_json

if TYPE_CHECKING:
    from desktop_app.core.papers import Draft
    from desktop_app.services.referencing import Style


STYLES = ("bibtex", "biblatex", "ris", "csl-json", "csv", "markdown")


@out.export.command("papers")
@out.query_option
@out.names_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(STYLES),
    help="What to write; else the end of FILE tells.",
)
@out.place_option("The file to write to; - is standard output.")
@out.force_option
@as_json
@click.pass_obj
def papers_(
    call: Call,
    query: Sequence[str],
    names: Sequence[str],
    format_: str | None,
    place: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write references: of all papers, or of those QUERY finds or ID names."""
    from desktop_app.services import referencing
    from desktop_app.store import papers

    place = place or out.STDOUT
    style = style_of(format_, place)
    if place == out.STDOUT and as_json:
        raise click.UsageError("--json tells of a file: give one with -o.")
    with call.library() as library:
        wanted = out.chosen(call, library, query, names)
        if not wanted and (query or not names):
            searched = f"matches {' '.join(query)}" if query else "is in the library"
            call.fail(f"Nothing was exported, for no paper {searched}. See `carrel list`.")
        elif wanted and place == out.STDOUT:
            found = (papers.get(library, paper) for paper in wanted)
            click.echo(referencing.text(found, style), nl=False)
        elif wanted:
            out.tell(call, referencing.write(library, wanted, place, style, force=force), as_json)


@click.command()
@click.argument("source", metavar="IN", type=terminal.Folder())
@click.argument("target", metavar="OUT", type=terminal.Folder())
@click.option("--from", "format_", type=click.Choice(into.FORMATS), help="What IN holds.")
@click.option("--to", "style", type=click.Choice(STYLES), help="What to write to OUT.")
@click.option("--force", is_flag=True, help="Write over OUT where it is there.")
@as_json
@click.pass_obj
def convert(
    call: Call,
    source: Path,
    target: Path,
    format_: str | None,
    style: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Read the references in IN and write them to OUT; - is standard output.

    The formats are told by what IN holds and by the end of OUT's name, unless they are given.
    """
    from desktop_app.services import gathering, outgoing, referencing

    wanted = style_of(style, target)
    tally = into.Tally()
    readings = into.read_all([source], format_, tally)
    drafts: list[Draft] = []
    for file, reading in readings:
        if not isinstance(reading, gathering.Reading):
            tally.problem(file, f"{file} holds highlights, and no references.")
            continue
        tally.problems_of(file, reading.problems)
        drafts += reading.drafts
    found = referencing.as_papers(drafts)
    if found and target == out.STDOUT:
        click.echo(referencing.text(found, wanted), nl=False)
    elif found:
        outgoing.check_free(target, force=force)
        outgoing.write(target, referencing.text(found, wanted).encode())
    if as_json and target != out.STDOUT:
        terminal.as_json({"references": len(found), "problems": tally.problems})
        call.failed = call.failed or bool(tally.failed)
        return
    if found and target != out.STDOUT:
        click.echo(f"{target}: {terminal.count(len(found), 'reference')}")
    tally.tell(call)


def style_of(name: str | None, place: Path) -> Style:
    """Give the format that is named, or else that the end of a file's name tells."""
    from desktop_app.services import referencing

    if name:
        return referencing.Style(name)
    if style := referencing.of_name(place):
        return style
    raise click.UsageError(f"Give a --format: one of {', '.join(STYLES)}.")


VERBS = (convert,)
