"""What files, folders and pasted text hold: papers to be imported, highlights, or PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.core.papers import Attachment, Draft, Problem
from desktop_app.formats import identifiers, sniff, web_annotation_reading
from desktop_app.formats.sniff import Format
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import incoming

Parsed = tuple[tuple[Draft, ...], tuple[Problem, ...]]

# What is looked into of a folder; any other file in it is not.
ENDINGS = frozenset(
    (".pdf", ".bib", ".ris", ".nbib", ".json", ".xml", ".txt", ".html", ".htm", ".rss", ".atom")
)
PLAIN_LIBRARY = "carrel.json"  # a folder with it is a whole library


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds: the papers to be imported, and what could not be read.

    Attachments have absolute paths. `hashes` are the SHA-256 of the PDFs that are sources
    themselves, by the place of their draft.
    """

    name: str
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    kind: str = "page"
    hashes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF on its own; what it is about has to be asked of the PDF worker."""

    path: Path
    hash: str


_REFUSED = {
    Format.EMPTY: incoming.EmptyFile,
    Format.BINARY: incoming.BinaryFile,
    Format.HTML: incoming.WebPage,
}
# Under these names sources are kept.
_KINDS = {
    Format.BIBTEX: "bibtex",
    Format.RIS: "ris",
    Format.CSL_JSON: "csl-json",
    Format.ZOTERO_JSON: "zotero-json",
    Format.PUBMED: "pubmed",
    Format.ENDNOTE_XML: "endnote-xml",
    Format.FEED: "feed",
    Format.HF_PAGE: "hf-page",
    Format.PAPERS_PAGE: "page",
}
_NAMED = "identifiers"
BY_NAME = {kind: format_ for format_, kind in _KINDS.items()} | {"papers-page": Format.PAPERS_PAGE}


def read(path: Path, as_format: Format | None = None) -> Reading | Found | Pdf:
    """Read the papers or the Web Annotations of a file; `as_format` says what it holds.

    Raises an ImportFailed that says why there is nothing.
    """
    data = incoming.read(path)
    found = sniff.sniff(data, path.suffix)
    if found.format is Format.PDF:
        return Pdf(path.absolute(), sha256(data).hexdigest())
    if refusal := _REFUSED.get(found.format):
        raise refusal(path)
    del data  # of a large file it is much
    if found.format in (Format.ANNOTATIONS, Format.JSON) and as_format is None:
        if marks := web_annotation_reading.read(found.text):
            return marks
        raise incoming.OtherFormat(path, Format.JSON)
    return _checked(path, as_format or found.format, found.text)


def of_text(name: str, text: str) -> Reading | None:
    """Read what was pasted: records, or DOIs and arXiv addresses; None where it is neither."""
    format_ = sniff.of_text(text)
    records = format_ in _KINDS and format_ is not Format.PAPERS_PAGE
    parse, kind = (_parser(format_), _KINDS[format_]) if records else (identifiers.parse, _NAMED)
    drafts, problems = parse(text)
    return Reading(name, drafts, problems, kind) if drafts or problems else None


def of_pdf(pdf: Pdf, draft: Draft, problem: Problem | None = None) -> Reading:
    """Give the reading of a PDF on its own, of which `draft` says what it is about."""
    whole = replace(draft, attachments=(Attachment(str(pdf.path), pdf.path.name),))
    problems = (problem,) if problem else ()
    return Reading(pdf.path.name, (whole,), problems, "pdf", {0: pdf.hash})


def join(name: str, readings: Sequence[Reading]) -> Reading:
    """Make one reading of several, whose problems say which file they are about."""
    if len(readings) == 1 and readings[0].name == name:
        return readings[0]
    drafts: list[Draft] = []
    problems: list[Problem] = []
    hashes: dict[int, str] = {}
    for reading in readings:
        hashes |= {at + len(drafts): digest for at, digest in reading.hashes.items()}
        drafts += reading.drafts
        problems += [replace(p, reason=f"{reading.name}: {p.reason}") for p in reading.problems]
    kinds = {reading.kind for reading in readings}
    return Reading(
        name, tuple(drafts), tuple(problems), kinds.pop() if len(kinds) == 1 else "files", hashes
    )


def files(paths: Sequence[Path]) -> list[Path]:
    """Give files as they are, and of folders the files in them that may hold papers, by name.

    A folder that may not be looked into stands for itself: reading it raises UnreadableFile.
    Raises LibraryFolder for the plain files of a whole library.
    """
    return [file for path in paths for file in (_inside(path) if _is_folder(path) else (path,))]


def _is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; of one that may not be looked at reading will tell."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _inside(folder: Path) -> Iterator[Path]:
    try:
        whole, inside = (folder / PLAIN_LIBRARY).is_file(), sorted(folder.iterdir())
    except OSError:
        yield folder  # reading it tells why, and what lies beside it is read
        return
    if whole:
        raise incoming.LibraryFolder(folder)
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path)
        elif path.suffix.lower() in ENDINGS and path.is_file():
            yield path


def _checked(path: Path, format_: Format, text: str) -> Reading:
    """Parse a text, and refuse one that holds no papers at all."""
    if format_ not in _KINDS:
        raise incoming.OtherFormat(path, format_)
    drafts, problems = _parser(format_)(text)
    if format_ is Format.PAPERS_PAGE:
        from desktop_app.formats import papers_page

        if not drafts or not papers_page.plausible(drafts, problems):
            raise incoming.NoPage(path)
    elif not drafts and not problems:
        raise incoming.NoEntries(path, format_)
    drafts = tuple(_placed(draft, path.parent) for draft in drafts)
    return Reading(path.name, drafts, problems, _KINDS[format_])


def _placed(draft: Draft, folder: Path) -> Draft:
    """Give a draft whose attachments have absolute paths, those beside the source among them."""
    if not draft.attachments:
        return draft
    placed = (replace(a, path=str(folder.absolute() / _local(a.path))) for a in draft.attachments)
    return replace(draft, attachments=tuple(placed))


def _local(path: str) -> str:
    """Give a path as this system writes it: that of a file URL, or with its own slashes."""
    if path.lower().startswith("file:"):
        # Brings all of HTTP along, 19 ms that are no part of a start.
        from urllib.request import url2pathname

        return url2pathname(urlsplit(path).path)
    return path if "/" in path else path.replace("\\", "/")


def _parser(format_: Format) -> Callable[[str], Parsed]:
    """Give what reads a format; its libraries are loaded no sooner than they are needed."""
    kind = _KINDS[format_]
    name = "papers_page" if kind == "page" else kind.replace("-", "_")
    parse: Callable[[str], Parsed] = import_module(f"desktop_app.formats.{name}").parse
    return parse
