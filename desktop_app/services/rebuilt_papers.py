"""Papers of a library that is built again, put back from their records with their documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.core import text
from desktop_app.core.checks import Unfit
from desktop_app.core.papers import PaperId
from desktop_app.core.whole import Held, WholePaper, Wording
from desktop_app.formats import whole_paper
from desktop_app.services import plain_layout
from desktop_app.store import citekeys, files, organise, papers, rows, sources, wholes
from desktop_app.store.library import Library

Tell = Callable[[str], None]  # why a part of a record was left out


@dataclass(frozen=True, slots=True)
class Place:
    """Where papers go: into the library that is built, files into that of the folder `library`.

    They come from the plain files in `folder`.
    """

    built: Library
    library: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers of what papers may belong to."""

    sources: frozenset[int]
    collections: frozenset[int]


def known(built: Library) -> Known:
    """Give what papers may belong to in a library."""
    listed = rows.read(built, rows.SOURCES)
    nodes = organise.collections(built)
    return Known(frozenset(row["id"] for row in listed), frozenset(node.id for node in nodes))


def put(place: Place, record: Any, known: Known, tell: Tell) -> tuple[PaperId, WholePaper]:
    """Put a paper back with its documents; `papers.index` makes it searchable. Raises Unfit."""
    whole, unread = whole_paper.read(record)
    if not text.clean_line(whole.draft.title):
        raise Unfit("it has no title")
    made = _made_whole(place.built, whole, known)
    paper = wholes.put_paper(place.built, made)
    if whole.source and whole.source != made.source:
        tell("its source is not there, so it counts as added by hand")
    if whole.collections != made.collections:
        tell("a collection that it is in is not there")
    for reason in unread:
        tell(reason)
    paths = whole_paper.files(record)
    for held in made.documents:
        if lack := _take(place, paths.get(held.hash), held):
            tell(lack)
    return paper, made


def _made_whole(built: Library, whole: WholePaper, known: Known) -> WholePaper:
    """Give a paper what every paper has, where someone wrote its record by hand."""
    draft = papers.clean(whole.draft)
    added = whole.added_at or built.now()
    first = (Wording(draft.abstract, "import", added),) if draft.abstract else ()
    return replace(
        whole,
        draft=replace(draft, citekey=draft.citekey or citekeys.fitting(built, draft)),
        key=whole.key or built.key(),
        source=whole.source if whole.source in known.sources else sources.hand(built),
        added_at=added,
        changed_at=whole.changed_at or added,
        revisions=whole.revisions or first,
        collections=tuple(c for c in whole.collections if c in known.collections),
        documents=_with_one_main(whole.documents),
    )


def _with_one_main(documents: tuple[Held, ...]) -> tuple[Held, ...]:
    main = next((n for n, held in enumerate(documents) if held.main), 0)
    return tuple(replace(held, main=n == main) for n, held in enumerate(documents))


def _take(place: Place, path: str | None, held: Held) -> str | None:
    """Take a document's file into the library, and say why it is not there."""
    kept = files.path(place.library, held.hash)
    if kept.is_file() and kept.stat().st_size == held.bytes:
        return None
    if not path:
        return f"the file of its document {held.name} is missing"
    name = f"{plain_layout.DOCUMENTS}/{Path(path).name}"
    try:
        with (place.folder / name).open("rb") as source:
            taken = files.take_in(place.library, source)
    except FileNotFoundError:
        return f"the file of its document {held.name} is missing: {name}"
    except OSError as e:
        return f"the file {name} could not be copied: {e.strerror or e}"
    if taken.hash != held.hash:
        if not taken.known:
            files.path(place.library, taken.hash).unlink(missing_ok=True)
        return f"the file {name} was changed since, and is not the document {held.name}"
    return None
