"""Highlights, notes and what was done on each day as files that other programs read."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core import query as queries
from desktop_app.core.notes import Link, Note, NoteId
from desktop_app.core.papers import Paper, PaperId
from desktop_app.core.statistics import History
from desktop_app.formats import front_matter, paper_markdown, statistics_csv, web_annotation
from desktop_app.formats.paper_markdown import Lead, Sheet
from desktop_app.formats.web_annotation import Annotation
from desktop_app.services import annotations as service
from desktop_app.services import outgoing
from desktop_app.services.outgoing import ExportFailed, FolderInPlace, NotOurs, Shelf
from desktop_app.store import documents, highlights, notes, papers, search
from desktop_app.store.library import Library

NOTES = "Notes"  # the folder of notes of their own
MARKDOWN = ".md"


@dataclass(slots=True)
class Result:
    """What an export to `place`, a folder or a file, made: the files, and how much is in them."""

    place: Path
    files: list[Path] = field(default_factory=list)
    papers: int = 0
    notes: int = 0
    highlights: int = 0
    problems: list[Exception] = field(default_factory=list)


def exportable(
    library: Library, among: Sequence[PaperId] | None = None, *, noted: bool
) -> list[PaperId]:
    """List the papers, of some or of all, with highlights, or where `noted` says so a note."""
    fields = ("highlighted", "noted") if noted else ("highlighted",)
    worth = {p for name in fields for p in search.papers(library, queries.parse(f"is:{name} "))}
    among = search.papers(library, queries.parse("")) if among is None else among
    return [paper for paper in among if paper in worth]


def words(paper: Paper) -> str:
    """Say in a few words which paper it is, for the name of a file."""
    first = paper.authors[0].family if paper.authors else ""
    return " ".join(filter(None, [first, str(paper.year or ""), paper.title]))


# Markdown


def markdown(
    library: Library,
    wanted: Sequence[PaperId],
    folder: Path,
    colour_names: Sequence[str],
    *,
    own: Sequence[Note] = (),
    force: bool = False,
) -> Result:
    """Write a file for each paper, and for each note of its own in a folder of theirs.

    What cannot be written because another program's file stands there is left out; any other
    trouble ends the export. The result tells of both.
    """
    job = writing_markdown(library, wanted, folder, colour_names, own=own, force=force)
    return outgoing.whole(job)


def writing_markdown(
    library: Library,
    wanted: Sequence[PaperId],
    folder: Path,
    colour_names: Sequence[str],
    *,
    own: Sequence[Note] = (),
    force: bool = False,
) -> Generator[outgoing.Progress, None, Result]:
    """Write files as `markdown` does, one at a time; those that are written stay."""
    total = len(wanted) + len(own)
    shelf = Shelf(folder, MARKDOWN, _made_of, force=force)
    beside = Shelf(folder / NOTES, MARKDOWN, _made_of, force=force)
    named: dict[PaperId, Paper] = {}
    for p in wanted:
        named[p] = papers.get(library, p)
        yield outgoing.Progress(0, total)
    files = {p: shelf.name(words(paper), paper.key, paper.key) for p, paper in named.items()}
    own_files = {note.id: beside.name(note.title, note.key, note.key) for note in own}
    result = Result(folder)
    try:
        lead = _lead(library, files, {n: f"{NOTES}/{name}" for n, name in own_files.items()})
        for done, (p, paper) in enumerate(named.items(), 1):
            sheet = _sheet(library, paper)
            text = paper_markdown.write(sheet, colour_names, lead)
            if _wrote(shelf, files[p], paper.key, text, result):
                result.papers += 1
                result.highlights += len(sheet.highlights)
            yield outgoing.Progress(done, total)
        lead = _lead(library, {p: f"../{name}" for p, name in files.items()}, own_files)
        for done, note in enumerate(own, len(wanted) + 1):
            text = paper_markdown.write_note(note, lead)
            result.notes += _wrote(beside, own_files[note.id], note.key, text, result)
            yield outgoing.Progress(done, total)
    except ExportFailed as e:
        result.problems.append(e)
    return result


def _sheet(library: Library, paper: Paper) -> Sheet:
    marks = highlights.of(library, paper.id)
    marked = {mark.document for mark in marks}
    return Sheet(
        paper,
        marks,
        {d.id: d.name for d in documents.of(library, paper.id) if d.id in marked},
        notes.get(library, paper.id),
    )


def _lead(
    library: Library, of_papers: Mapping[PaperId, str], of_notes: Mapping[NoteId, str]
) -> Lead:
    """Give what leads from a link to the path of the first file that it may mean."""

    def lead(link: Link) -> str | None:
        for found in notes.resolve(library, link):
            path = of_papers.get(found.paper) if found.paper else None
            path = of_notes.get(found.note) if found.note else path
            if path is not None:
                return path
        return None

    return lead


def _wrote(shelf: Shelf, name: str, ident: str, text: str, result: Result) -> bool:
    """Write a file unless that of another program stands there. Raises ExportFailed."""
    try:
        target = shelf.place(name, ident)
    except (NotOurs, FolderInPlace) as e:
        result.problems.append(e)
        return False
    outgoing.make_folder(target.parent)
    outgoing.write(target, text.encode())
    result.files.append(target)
    return True


def _made_of(file: Path) -> str | None:
    """Tell which paper or note a Markdown file was made of, by its front matter."""
    try:
        return front_matter.ident(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


# Web Annotations


def web_annotations(
    library: Library,
    wanted: Sequence[PaperId],
    file: Path,
    colour_names: Sequence[str],
    *,
    force: bool = False,
) -> Result:
    """Write the highlights of papers to one file of JSON-LD; the result tells of any trouble."""
    job = writing_web_annotations(library, wanted, file, colour_names, force=force)
    return outgoing.whole(job)


def writing_web_annotations(
    library: Library,
    wanted: Sequence[PaperId],
    file: Path,
    colour_names: Sequence[str],
    *,
    force: bool = False,
) -> Generator[outgoing.Progress, None, Result]:
    """Write a file as `web_annotations` does, gathering a paper at a time."""
    marks: list[Annotation] = []
    for done, paper in enumerate(wanted, 1):
        marks += service.of(library, [paper])
        yield outgoing.Progress(done, len(wanted))
    text = web_annotation.write(marks, colour_names)
    shelf = Shelf(file.parent, "", _collection, force=force)
    result = Result(file)
    try:
        if _wrote(shelf, file.name, web_annotation.COLLECTION, text, result):
            result.papers = len({mark.subject.key for mark in marks})
            result.highlights = len(marks)
    except ExportFailed as e:
        result.problems.append(e)
    return result


def _collection(file: Path) -> str | None:
    """Tell whether a file holds Web Annotations of Carrel's, by its head."""
    ours = f'"{web_annotation.COLLECTION}:page"'.encode()
    return web_annotation.COLLECTION if ours in outgoing.head(file) else None


# What was done on each day


def history(found: History, file: Path, *, force: bool = False) -> None:
    """Write what was done on each day as CSV. Raises ExportFailed."""
    shelf = Shelf(file.parent, "", _table, force=force)
    target = shelf.place(file.name, statistics_csv.HEADER)
    outgoing.make_folder(target.parent)
    outgoing.write(target, statistics_csv.write(found).encode())


def _table(file: Path) -> str:
    """Give the first line of a file, which is the head of such a table or is not."""
    first = outgoing.head(file).partition(b"\n")[0]
    return first.decode("utf-8", "replace").rstrip("\r")
