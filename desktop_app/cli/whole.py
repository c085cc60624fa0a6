"""The whole library: as a folder of plain files, and made again from one."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import click

from desktop_app import terminal
from desktop_app.cli import out
from desktop_app.cli.call import Call, as_json

_NAMED = ("paper", "highlight", "note", "document")


@out.export.command("library")
@click.option(
    "-o",
    "--output",
    "place",
    metavar="FOLDER",
    type=terminal.Folder(),
    required=True,
    help="The folder to write to: new, empty, or of an earlier export of this library.",
)
@as_json
@click.pass_obj
def library_(call: Call, place: Path, as_json: bool) -> None:
    """Write the whole library as a folder of plain files.

    They are CSL-JSON, Markdown, Web Annotations, PDFs and JSON, with what is in the bin, too.
    `carrel rebuild` makes the library again from them.
    """
    from desktop_app import sentences
    from desktop_app.services import plain_folder

    with call.library() as library:
        job = plain_folder.run(library, place, call.settings.colour_names)
        with contextlib.closing(job):
            terminal.follow(job, "Writing the library", quiet=as_json)
    result = job.result
    problems = [
        {"file": str(problem.path), "reason": sentences.of(problem) or str(problem)}
        for problem in result.problems
    ]
    call.failed = bool(problems)
    if as_json:
        report = {"place": str(place), "counts": result.counts, "problems": problems}
        terminal.as_json(report)
        return
    click.echo(f"{place}: {_counted(result.counts)}")
    for problem in problems:
        terminal.say(problem["reason"])


@click.command()
@click.argument("folder", type=terminal.Folder())
@as_json
@click.pass_obj
def rebuild(call: Call, folder: Path, as_json: bool) -> None:
    """Build a library from a folder of plain files.

    FOLDER is one that `carrel export library` wrote. The library, that of --library or the usual
    one, must be empty or not there yet.
    """
    from desktop_app.services import rebuilding

    rebuilding.counts_in(folder)  # before a library is made for nothing
    with call.library(make=True) as library:
        job = rebuilding.run(library, folder)
        with contextlib.closing(job):
            terminal.follow(job, "Building the library", quiet=as_json)
    result = job.result
    call.failed = bool(result.problems)
    if as_json:
        problems = [
            {"file": p.file, "line": p.line, "reason": p.reason, "kept": p.kept}
            for p in result.problems
        ]
        report = {"library": str(call.folder), "counts": result.counts, "problems": problems}
        terminal.as_json(report)
        return
    click.echo(f"{call.folder}: {_counted(result.counts)}")
    for problem in result.problems:
        place = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        terminal.say(f"{place}: {problem.reason}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(terminal.count(counts.get(f"{noun}s", 0), noun) for noun in _NAMED)


VERBS = (rebuild,)
