"""Highlights of abstracts and documents, and the comments on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from desktop_app.core import highlights as core
from desktop_app.core import text
from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.papers import PaperId
from desktop_app.store import abstracts, reading, search_texts
from desktop_app.store.library import Library

_COLUMNS = (
    "id, key, paper_id, colour, exact, prefix, suffix, start, end, anchor, comment, added_at,"
    " document_id, style, extraction, taken_from, kept"
)
_ORDER = "ORDER BY document_id IS NOT NULL, document_id, page, start, end, id"
_DECIMALS = 2  # of a box in points: a hundredth is what no eye sees, and survives the undo log


def add(library: Library, paper: PaperId, start: int, end: int, colour: int) -> HighlightId:
    """Highlight ``abstract[start:end]`` of a paper, in code points; an unread one is then begun.

    Raises ValueError where the passage is empty or the paper has no abstract.
    """
    revision = abstracts.current(library, paper)
    if revision is None:
        raise ValueError("there is no abstract to highlight")
    at = core.select(revision.text, start, end)
    return _add(library, paper, at, colour, abstract_id=revision.id)


def mark(
    library: Library,
    document: DocumentId,
    boxes: Sequence[Box],
    colour: int,
    *,
    selector: Selector | None = None,
    style: Style = Style.HIGHLIGHT,
    words: str = "",
    extraction: str = "",
    taken_from: str = "",
) -> HighlightId:
    """Mark boxes of a document; all but an area need the `selector` of what stands in them.

    `words` are the comment. An unread paper is then begun. Raises ValueError where there is
    nothing to mark, KeyError where there is no such document.
    """
    if not boxes:
        raise ValueError("nothing on the page was chosen")
    if style is not Style.AREA and (selector is None or not selector.exact.strip()):
        raise ValueError("there is no text to highlight; mark an area instead")
    row = library.db.conn.execute(
        "SELECT paper_id FROM document WHERE id = ?", (document,)
    ).fetchone()
    if row is None:
        raise KeyError(document)
    highlight = _add(
        library,
        PaperId(row[0]),
        selector or Selector("", "", "", 0, 0),
        colour,
        document_id=document,
        style=style,
        page=boxes[0].page,
        extraction=extraction,
        taken_from=taken_from,
    )
    _put_boxes(library, highlight, boxes)
    if words:
        comment(library, highlight, words)
    return highlight


def _add(
    library: Library, paper: PaperId, at: Selector, colour: int, **columns: object
) -> HighlightId:
    key, stamp = library.key(), library.now()
    values = {"key": key, "added_at": stamp, "changed_at": stamp, **columns}
    highlight = _insert(library, paper, at, colour, values)
    _log(library, paper, str(values["key"]), str(values["added_at"]))
    reading.begin(library, paper)
    return highlight


def _insert(
    library: Library, paper: PaperId, at: Selector, colour: int, columns: Mapping[str, object]
) -> HighlightId:
    values: dict[str, object] = {
        "paper_id": paper,
        "colour": colour,
        "exact": text.clean(at.exact),
        "prefix": text.clean(at.prefix),
        "suffix": text.clean(at.suffix),
        "start": at.start,
        "end": at.end,
        **columns,
    }
    marks = ", ".join("?" * len(values))
    cursor = library.db.conn.execute(
        f"INSERT INTO highlight ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    assert cursor.lastrowid is not None
    highlight = HighlightId(cursor.lastrowid)
    _reindex(library, highlight)
    return highlight


def _log(library: Library, paper: PaperId, key: str, made_at: str) -> None:
    """Add to the log that a highlight was made, on its day: maybe before it came to the library."""
    library.db.conn.execute(
        "INSERT INTO event (at, day, kind, paper_id, detail)"
        " SELECT ?1, date(?1, 'localtime', ?2), 'highlighted', ?3, ?4",
        (made_at, f"-{library.rollover_hour} hours", paper, json.dumps({"highlight": key})),
    )


def put(
    library: Library, highlight: Highlight, changed_at: datetime, abstract: int | None = None
) -> HighlightId:
    """Add a highlight of another library just as it is there, but for its id.

    Its key must be free. Without a document it stands in the revision `abstract` of its paper. An
    unread paper is then begun.
    """
    columns = _columns(highlight, changed_at, abstract)
    made = _add(library, highlight.paper, highlight.selector, highlight.colour, **columns)
    _put_boxes(library, made, highlight.boxes)
    return made


def put_back(
    library: Library, highlight: Highlight, changed_at: datetime, abstract: int | None
) -> HighlightId:
    """Add a highlight as `put` does, where the log and the states of papers are put back, too."""
    columns = _columns(highlight, changed_at, abstract)
    made = _insert(library, highlight.paper, highlight.selector, highlight.colour, columns)
    _put_boxes(library, made, highlight.boxes)
    return made


def _columns(highlight: Highlight, changed_at: datetime, abstract: int | None) -> dict[str, object]:
    return {
        "key": highlight.key,
        "abstract_id": abstract,
        "document_id": highlight.document,
        "page": highlight.page,
        "style": highlight.style,
        "extraction": highlight.extraction,
        "taken_from": highlight.taken_from,
        "anchor": highlight.anchor,
        "kept": int(highlight.kept),
        "comment": text.clean(highlight.comment).strip(),
        "added_at": _stamp(highlight.created_at),
        "changed_at": _stamp(changed_at),
    }


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _put_boxes(library: Library, highlight: HighlightId, boxes: Sequence[Box]) -> None:
    library.db.conn.executemany(
        "INSERT INTO highlight_box (highlight_id, page, x0, y0, x1, y1) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (highlight, b.page, *(round(n, _DECIMALS) for n in (b.x0, b.y0, b.x1, b.y1)))
            for b in boxes
        ],
    )


def of(library: Library, paper: PaperId) -> list[Highlight]:
    """List the highlights of a paper: its abstract's, then its documents', as they are read."""
    return _list(library, "paper_id = ?", paper)


def of_abstract(library: Library, paper: PaperId) -> list[Highlight]:
    """List the highlights of a paper's abstract in the order of its text."""
    return _list(library, "paper_id = ? AND document_id IS NULL", paper)


def of_document(library: Library, document: DocumentId) -> list[Highlight]:
    """List the highlights of a document in the order of its pages."""
    return _list(library, "document_id = ?", document)


def unsettled(library: Library, paper: PaperId | None = None) -> list[Highlight]:
    """List the highlights of abstracts that are not plainly anchored and not kept as they are.

    Without a `paper` those of all papers that are not in the bin, paper by paper.
    """
    of_all = "?1 IS NULL AND paper_id IN (SELECT id FROM paper WHERE binned_at IS NULL)"
    condition = (
        "anchor <> 'anchored' AND NOT kept AND document_id IS NULL AND"
        f" {of_all if paper is None else 'paper_id = ?1'}"
    )
    return sorted(_list(library, condition, paper), key=lambda highlight: highlight.paper)


def _list(library: Library, condition: str, value: int | None) -> list[Highlight]:
    run = library.db.conn.execute
    rows = run(f"SELECT {_COLUMNS} FROM highlight WHERE {condition} {_ORDER}", (value,)).fetchall()
    boxes: dict[int, list[Box]] = {}
    if any(row[12] is not None for row in rows):
        for row in run(
            "SELECT highlight_id, page, x0, y0, x1, y1 FROM highlight_box WHERE highlight_id IN"
            f" (SELECT id FROM highlight WHERE {condition}) ORDER BY id",
            (value,),
        ):
            boxes.setdefault(row[0], []).append(Box(*row[1:]))
    return [_highlight(row, boxes.get(row[0], [])) for row in rows]


def get(library: Library, highlight: HighlightId) -> Highlight:
    """Give a highlight. Raises KeyError where there is none."""
    found = _list(library, "id = ?", highlight)
    if not found:
        raise KeyError(highlight)
    return found[0]


def standing(library: Library, paper: PaperId) -> dict[HighlightId, tuple[datetime, str]]:
    """Say when each highlight of a paper was last changed, and the wording it stands in.

    The wording of one in a document is empty.
    """
    rows = library.db.conn.execute(
        "SELECT h.id, h.changed_at, coalesce(a.text, '') FROM highlight h"
        " LEFT JOIN abstract a ON a.id = h.abstract_id WHERE h.paper_id = ?",
        (paper,),
    )
    return {HighlightId(row[0]): (datetime.fromisoformat(row[1]), row[2]) for row in rows}


def with_key(library: Library, key: str) -> Highlight | None:
    """Find a highlight by its key."""
    row = library.db.conn.execute("SELECT id FROM highlight WHERE key = ?", (key,)).fetchone()
    return get(library, HighlightId(row[0])) if row else None


def recolour(library: Library, highlight: HighlightId, colour: int) -> None:
    """Give a highlight another of the five colours."""
    library.db.conn.execute(
        "UPDATE highlight SET colour = ?, changed_at = ? WHERE id = ? AND colour <> ?",
        (colour, library.now(), highlight, colour),
    )


def comment(library: Library, highlight: HighlightId, words: str) -> None:
    """Set the comment on a highlight; empty takes it away."""
    library.db.conn.execute(
        "UPDATE highlight SET comment = ?, changed_at = ? WHERE id = ? AND comment <> ?",
        (words := text.clean(words).strip(), library.now(), highlight, words),
    )
    _reindex(library, highlight)


def accept(library: Library, highlight: HighlightId) -> None:
    """Confirm that a moved highlight stands where it should; one in another state stays."""
    library.db.conn.execute(
        "UPDATE highlight SET anchor = 'anchored', kept = 0, changed_at = ? WHERE id = ?"
        " AND anchor = 'moved'",
        (library.now(), highlight),
    )


def place(library: Library, highlight: HighlightId, start: int, end: int) -> None:
    """Put a highlight of an abstract onto ``abstract[start:end]``, which is then its passage.

    Its quote, as first marked, stays. Raises ValueError where the passage is empty.
    """
    found = get(library, highlight)
    revision = abstracts.current(library, found.paper)
    if revision is None or found.document is not None:
        raise ValueError("there is no abstract to put the highlight on")
    at = core.select(revision.text, start, end)
    library.db.conn.execute(
        "UPDATE highlight SET abstract_id = ?, start = ?, end = ?, anchor = 'anchored', kept = 0,"
        " changed_at = ? WHERE id = ?",
        (revision.id, at.start, at.end, library.now(), highlight),
    )


def keep(library: Library, highlight: HighlightId) -> None:
    """Keep a highlight whose passage was not found as it is, and ask no more about it."""
    library.db.conn.execute(
        "UPDATE highlight SET kept = 1, changed_at = ? WHERE id = ? AND anchor <> 'anchored'",
        (library.now(), highlight),
    )


def remove(library: Library, highlight: HighlightId) -> None:
    """Delete a highlight with its comment."""
    search_texts.remove(library, "highlight", highlight)
    library.db.conn.execute("DELETE FROM highlight WHERE id = ?", (highlight,))


def _reindex(library: Library, highlight: HighlightId) -> None:
    found = get(library, highlight)
    search_texts.put(
        library,
        found.paper,
        "highlight",
        highlight,
        title=found.selector.exact,
        body=found.comment,
    )


def _highlight(row: tuple[Any, ...], boxes: Sequence[Box]) -> Highlight:
    return Highlight(
        id=HighlightId(row[0]),
        key=row[1],
        paper=PaperId(row[2]),
        colour=row[3],
        selector=Selector(*row[4:9]),
        anchor=Anchor(row[9]),
        comment=row[10],
        created_at=datetime.fromisoformat(row[11]),
        document=row[12],
        style=Style(row[13]),
        boxes=tuple(boxes),
        extraction=row[14],
        taken_from=row[15],
        kept=bool(row[16]),
    )
