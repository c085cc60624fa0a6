"""What comes in: files of papers or of highlights, and documents for papers that are there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, uncollected

if TYPE_CHECKING:
    from desktop_app.core.papers import Draft, Problem
    from desktop_app.formats.web_annotation_reading import Found
    from desktop_app.services.annotations import Bringing
    from desktop_app.services.annotations import Result as Brought
    from desktop_app.services.gathering import Reading
    from desktop_app.services.importing import Import, Result
    from desktop_app.store.library import Library

_MOST = 5  # items of a file named in one sentence
FORMATS = (
    "bibtex",
    "ris",
    "csl-json",
    "zotero-json",
    "pubmed",
    "endnote-xml",
    "feed",
    "hf-page",
    "papers-page",
)


@dataclass(slots=True)
class Tally:
    """What the files of one call brought, and what of them could not be used and why."""

    papers: int = 0
    highlights: int = 0
    present: int = 0
    failed: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    def add(self, file: Path, result: Result | Brought) -> str:
        """Count what a file brought, and say so."""
        from desktop_app.services import importing

        self.present += result.present
        added = len(result.added)
        if isinstance(result, importing.Result):
            self.papers += added
            self.problems_of(file, result.problems)
            as_versions = f" ({n} as versions)" if (n := result.versions) else ""
            left_out = f", {n} left out" if (n := sum(not p.kept for p in result.problems)) else ""
            return f"{added} added{as_versions}, {result.present} already there{left_out}"
        self.highlights += added
        for flaw in result.problems:
            self.problem(file, flaw.reason, items=list(flaw.items))
        left_out = f", {n} left out" if (n := sum(len(p.items) for p in result.problems)) else ""
        unsure = f", {n} to be looked at" if (n := result.moved + result.unplaced) else ""
        counted = terminal.count(added, "highlight")
        return f"{counted} added, {result.present} already there{unsure}{left_out}"

    def problems_of(self, file: Path, problems: Sequence[Problem]) -> None:
        """Note what of the records of a file could not be used."""
        for problem in problems:
            self.problem(file, problem.reason, line=problem.line)
            self.failed -= problem.kept

    def problem(self, file: Path, reason: str, **place: object) -> None:
        """Note what could not be used: a file, or a place in it."""
        self.failed += 1
        self.problems.append({"file": str(file), "line": None, "reason": reason} | place)

    def tell(self, call: Call) -> None:
        """Say what could not be used; the call failed where it was more than a part of a record."""
        call.failed = call.failed or bool(self.failed)
        for problem in self.problems:
            terminal.say(f"{_place(problem)}{problem['reason']}")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=terminal.Folder())
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="What the files hold; else it is told by what is in them.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@as_json
@click.pass_obj
def import_(
    call: Call, files: Sequence[Path], format_: str | None, dry_run: bool, as_json: bool
) -> None:
    """Add papers from files and folders, highlights from files of them.

    Papers come from BibTeX, RIS, CSL-JSON, PubMed, EndNote XML, Zotero, feeds, papers pages and
    PDFs; highlights from W3C Web Annotations. Of what is there already only gaps are filled in.
    """
    tally = Tally()
    with uncollected():
        readings = read_all(files, format_, tally)
        if dry_run:
            _rehearse(call, readings, tally, as_json=as_json)
            return
        for file, result in _import_all(call, readings, tally, quiet=as_json):
            counts = tally.add(file, result)
            if not as_json:
                click.echo(f"{file.name}: {counts}")
    if as_json:
        call.failed = call.failed or bool(tally.failed)
        report: dict[str, Any] = {"added": tally.papers, "present": tally.present}
        report |= {"highlights": tally.highlights, "failed": tally.failed}
        terminal.as_json(report | {"problems": tally.problems})
    else:
        tally.tell(call)


@click.command()
@click.argument("name", metavar="ID")
@click.argument("files", nargs=-1, required=True, type=terminal.Folder())
@as_json
@click.pass_obj
def attach(call: Call, name: str, files: Sequence[Path], as_json: bool) -> None:
    """Attach PDFs to a paper; they are copied into the library."""
    from desktop_app import sentences
    from desktop_app.services import attaching, incoming, records
    from desktop_app.store import documents, errors

    attached: list[dict[str, Any]] = []
    with call.library() as library:
        for paper in call.find(library, [name]):
            if not library.writable:
                raise errors.ReadOnly(library.path)
            for file in files:
                try:
                    taken = attaching.take(library.path, file)
                except incoming.ImportFailed as e:
                    call.fail(sentences.of(e) or str(e))
                    continue
                with library.change("Attach a document"):
                    document = attaching.attach(library, paper, taken)
                attached.append(records.document(library, documents.get(library, document)))
    if as_json:
        terminal.as_json({"attached": attached})
    for record in () if as_json else attached:
        click.echo(f"Attached: {record['name']}")


# Reading


def read_all(
    paths: Sequence[Path], format_: str | None, tally: Tally
) -> list[tuple[Path, Reading | Found]]:
    """Read each file that can be read; what cannot is told in `tally`."""
    from desktop_app import sentences
    from desktop_app.services import gathering, incoming

    as_format = gathering.BY_NAME[format_] if format_ else None
    readings: list[tuple[Path, Reading | Found]] = []
    with _asking() as ask:
        for path in paths:
            try:
                files = gathering.files([path])
            except incoming.ImportFailed as e:
                tally.problem(path, sentences.of(e) or str(e))
                continue
            if not files:
                tally.problem(path, f"{path} holds no file that Carrel reads.")
            pdfs: list[Reading] = []
            for file in files:
                try:
                    found = gathering.read(file, as_format)
                except incoming.ImportFailed as e:
                    tally.problem(file, sentences.of(e) or str(e))
                    continue
                if isinstance(found, gathering.Pdf):
                    pdfs.append(gathering.of_pdf(found, *ask(found.path)))
                else:
                    readings.append((file, found))
            if pdfs:  # those of a folder are one import
                readings.append((path, gathering.join(path.name, pdfs)))
    return readings


@contextlib.contextmanager
def _asking() -> Iterator[Callable[[Path], tuple[Draft, Problem | None]]]:
    """Give what asks the PDF worker about a file; it is started for the first and ended here."""
    from desktop_app.engines import lanes
    from desktop_app.services import pdf_papers

    lane = lanes.ProcessLane("pdf")
    try:
        yield lambda file: pdf_papers.read(lane, file, file.name)
    finally:
        lane.close()


def _rehearse(
    call: Call, readings: Sequence[tuple[Path, Reading | Found]], tally: Tally, *, as_json: bool
) -> None:
    """Say what would come in: as CSL-JSON, or what is new, there already or perhaps the same."""
    from desktop_app.formats import csl_json
    from desktop_app.services import gathering

    of_papers = [(f, r) for f, r in readings if isinstance(r, gathering.Reading)]
    for file, reading in of_papers:
        tally.problems_of(file, reading.problems)
    if as_json:
        call.failed = call.failed or bool(tally.failed)
        records = [csl_json.draft_record(d) for _, reading in of_papers for d in reading.drafts]
        terminal.as_json({"records": records, "problems": tally.problems})
        return
    for file, found in readings:
        if isinstance(found, gathering.Reading):
            click.echo(f"{file.name}: {_foreseen(call, found)}")
        else:
            counted = terminal.count(len(found.annotations), "highlight")
            click.echo(f"{file.name}: {counted}")
    tally.tell(call)


def _foreseen(call: Call, reading: Reading) -> str:
    """Say how many papers of a reading are new to the library, and which are perhaps not."""
    from desktop_app.services import matching
    from desktop_app.store import errors, papers

    try:
        with call.library() as library:
            matches = matching.of(library, reading.drafts)
            lines = [
                f"  {reading.drafts[place].title}\n"
                f"    may be {papers.get(library, match.paper).title}"
                for place, match in enumerate(matches)
                if match.relation is matching.Relation.MAYBE and match.paper is not None
            ]
    except errors.NoSuchLibrary:
        return f"{len(reading.drafts)} new"
    counts = matching.counts(matches)
    names = (
        ("new", counts.new),
        ("versions", counts.versions),
        ("perhaps there", counts.unsure),
        ("already there", counts.present),
    )
    said = ", ".join(f"{number} {name}" for name, number in names if number) or "nothing"
    return "\n".join([said, *lines])


# Importing


def _import_all(
    call: Call, readings: Sequence[tuple[Path, Reading | Found]], tally: Tally, *, quiet: bool
) -> Iterator[tuple[Path, Result | Brought]]:
    """Import what was read; what does not come in to its end is told in `tally`."""
    from desktop_app import sentences
    from desktop_app.services import gathering, incoming
    from desktop_app.store import errors

    if not readings:
        return
    make = any(isinstance(reading, gathering.Reading) for _, reading in readings)
    job, left = None, [file for file, _ in readings]
    try:
        with call.library(make=make) as library:
            for file, reading in readings:
                job = _job(call, library, file, reading, tally)
                of_papers = isinstance(reading, gathering.Reading)
                with library.bulk() if of_papers else contextlib.nullcontext():
                    terminal.follow(job, f"Importing {file.name}", quiet=quiet)
                left.remove(file)
                yield file, job.result
    except (errors.LibraryError, incoming.NotTaken) as e:
        reason = sentences.of(e) or str(e)
        if job is not None and job.began:
            yield left[0], job.result
            reason += " What was imported before stays; import the file again to go on."
        tally.problem(left[0], reason)
        for file in left[1:]:
            tally.problem(file, f"{file} was not imported.")


def _job(
    call: Call, library: Library, file: Path, reading: Reading | Found, tally: Tally
) -> Import | Bringing:
    from desktop_app.services import annotations, attaching, gathering, importing
    from desktop_app.store import errors

    if not isinstance(reading, gathering.Reading):
        return annotations.bring_in(library, reading, call.settings.colour_names)
    if not library.writable:
        raise errors.ReadOnly(library.path)
    taken, problems = attaching.take_all(library.path, dict(enumerate(reading.drafts)))
    tally.problems_of(file, problems)
    return importing.run(library, reading, taken=taken, pace=importing.BRISK)


def _place(problem: Mapping[str, Any]) -> str:
    """Say where in a file a problem is, for the beginning of a line."""
    if problem["line"]:
        return f"{problem['file']}, line {problem['line']}: "
    if items := problem.get("items"):
        shown = ", ".join(map(str, items[:_MOST])) + (" …" if len(items) > _MOST else "")
        return f"{problem['file']}, item {shown}: "
    return "" if problem["file"] in problem["reason"] else f"{problem['file']}: "


VERBS = (import_, attach)
