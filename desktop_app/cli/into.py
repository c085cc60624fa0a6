"""What comes in: files of papers or of highlights, and documents for papers that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.formats.web_annotation_reading import Found
    from desktop_app.services.annotations import Bringing
    from desktop_app.services.annotations import Result as Brought
    from desktop_app.services.importing import Import, Reading, Result
    from desktop_app.store.library import Library

_MOST = 5  # items of a file named in one sentence


@dataclass(slots=True)
class _Tally:
    """What the files of one call brought, and what of them could not be used and why."""

    papers: int = 0
    highlights: int = 0
    present: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    def add(self, file: Path, result: Result | Brought) -> str:
        """Count what a file brought, and say so."""
        from desktop_app.services import importing

        self.present += result.present
        added = len(result.added)
        if isinstance(result, importing.Result):
            self.papers += added
            for problem in result.problems:
                self.problem(file, problem.reason, line=problem.line)
            left_out = f", {n} left out" if (n := len(result.problems)) else ""
            return f"{added} added, {result.present} already there{left_out}"
        self.highlights += added
        for flaw in result.problems:
            self.problem(file, flaw.reason, items=list(flaw.items))
        left_out = f", {n} left out" if (n := sum(len(p.items) for p in result.problems)) else ""
        unsure = f", {n} to be looked at" if (n := result.moved + result.unplaced) else ""
        counted = terminal.count(added, "highlight")
        return f"{counted} added, {result.present} already there{unsure}{left_out}"

    def problem(self, file: Path, reason: str, **place: object) -> None:
        """Note what could not be used: a file, or a place in it."""
        self.problems.append({"file": str(file), "line": None, "reason": reason} | place)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=terminal.Folder())
@as_json
@click.pass_obj
def import_(call: Call, files: Sequence[Path], as_json: bool) -> None:
    """Add papers from pages, feeds and PDFs, highlights from files of them.

    Files of highlights are W3C Web Annotations. What is there already stays as it is.
    """
    tally = _Tally()
    for file, result in _import_all(call, files, tally, quiet=as_json):
        counts = tally.add(file, result)
        if not as_json:
            click.echo(f"{file.name}: {counts}")
    call.failed = call.failed or bool(tally.problems)
    if as_json:
        report: dict[str, Any] = {"added": tally.papers, "present": tally.present}
        report |= {"highlights": tally.highlights, "failed": len(tally.problems)}
        terminal.as_json(report | {"problems": tally.problems})
        return
    for problem in tally.problems:
        terminal.say(f"{_place(problem)}{problem['reason']}")


@click.command()
@click.argument("name", metavar="ID")
@click.argument("files", nargs=-1, required=True, type=terminal.Folder())
@as_json
@click.pass_obj
def attach(call: Call, name: str, files: Sequence[Path], as_json: bool) -> None:
    """Attach PDFs to a paper; they are copied into the library."""
    with call.library() as library:
        attached: list[dict[str, Any]] = []
        for paper in call.find(library, [name]):
            attached += _attach_all(call, library, paper, files)
    if as_json:
        terminal.as_json({"attached": attached})
    for record in () if as_json else attached:
        click.echo(f"Attached: {record['name']}")


def _import_all(
    call: Call, files: Sequence[Path], tally: _Tally, *, quiet: bool
) -> Iterator[tuple[Path, Result | Brought]]:
    """Import each file that can be read; what cannot, or not to its end, is told in `tally`."""
    from desktop_app import sentences
    from desktop_app.services import importing, incoming
    from desktop_app.store import errors

    readings: list[tuple[Path, Reading | Found]] = []
    for file in files:
        try:
            readings.append((file, importing.read(file, call.folder)))
        except incoming.ImportFailed as e:
            tally.problem(file, sentences.of(e) or str(e))
    if not readings:
        return
    make = any(isinstance(reading, importing.Reading) for _, reading in readings)
    job, left = None, [file for file, _ in readings]
    try:
        with call.library(make=make) as library:
            for file, reading in readings:
                job = _job(call, library, reading)
                terminal.follow(job, f"Importing {file.name}", quiet=quiet)
                left.remove(file)
                yield file, job.result
    except errors.LibraryError as e:
        reason = sentences.of(e) or str(e)
        if job is not None and job.began:
            yield left[0], job.result
            reason += " What was imported before stays; import the file again to go on."
        tally.problem(left[0], reason)
        for file in left[1:]:
            tally.problem(file, f"{file} was not imported.")


def _job(call: Call, library: Library, reading: Reading | Found) -> Import | Bringing:
    from desktop_app.services import annotations, importing

    if isinstance(reading, importing.Reading):
        return importing.run(library, reading)
    return annotations.bring_in(library, reading, call.settings.colour_names)


def _attach_all(
    call: Call, library: Library, paper: PaperId, files: Sequence[Path]
) -> list[dict[str, Any]]:
    """Attach each file that can be taken in, and fail for each other."""
    from desktop_app import sentences
    from desktop_app.services import attaching, incoming, records
    from desktop_app.store import documents, errors

    if not library.writable:
        raise errors.ReadOnly(library.path)
    attached = []
    for file in files:
        try:
            taken = attaching.take(library.path, file)
        except incoming.ImportFailed as e:
            call.fail(sentences.of(e) or str(e))
            continue
        with library.change("Attach a document"):
            document = attaching.attach(library, paper, taken)
        attached.append(records.document(library, documents.get(library, document)))
    return attached


def _place(problem: dict[str, Any]) -> str:
    """Say where in a file a problem is, for the beginning of a line."""
    if problem["line"]:
        return f"{problem['file']}, line {problem['line']}: "
    if items := problem.get("items"):
        shown = ", ".join(map(str, items[:_MOST])) + (" …" if len(items) > _MOST else "")
        return f"{problem['file']}, item {shown}: "
    return ""


VERBS = (import_, attach)
