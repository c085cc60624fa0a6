"""A paper with all that belongs to it, as a record of CSL-JSON that other programs read, too.

What a reader made of the paper stands under ``library`` in the slot of Carrel's own, `custom`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from desktop_app.core import checks, text
from desktop_app.core.checks import Unfit, member
from desktop_app.core.papers import Draft, Paper, State
from desktop_app.core.whole import Held, Place, WholePaper, Wording
from desktop_app.formats import csl_custom, csl_json, csl_reading

LIBRARY = "library"
NAMES = (
    *("state", "starred", "source", "added", "changed", "binned", "abstracts", "collections"),
    *("documents", "aliases", "known_records", "work", "different", "less_like"),
)
_STATES = checks.one_of(*(state for state in State if state is not State.QUEUED))
_ORIGINS = checks.one_of("import", "person")

Json = dict[str, Any]


# Out


def write(paper: Paper, whole: WholePaper, files: Mapping[str, str]) -> Json:
    """Write a paper; `files` gives the path in the folder of each file by its hash."""
    record = csl_json.record(paper)
    said = {
        "state": whole.state,
        "starred": whole.starred,
        "source": whole.source,
        "added": whole.added_at,
        "changed": whole.changed_at,
        "binned": whole.binned_at,
        "abstracts": [_wording(wording, paper.abstract) for wording in whole.revisions],
        "collections": list(whole.collections),
        "documents": [_document(held, files) for held in whole.documents],
        "aliases": list(whole.aliases),
        "known_records": list(whole.known),
        "work": whole.work,
        "different": list(whole.different),
        "less_like": whole.less_like,
    }
    kept = {name: value for name, value in said.items() if value not in (None, [], False)}
    record["custom"][csl_custom.NAME][LIBRARY] = kept
    return record


def _wording(wording: Wording, current: str) -> Json:
    """Write a revision; the text of the record itself is not said again."""
    said = {"text": wording.text, "origin": wording.origin, "added": wording.added_at}
    return {n: v for n, v in said.items() if n != "text" or v != current}


def _document(held: Held, files: Mapping[str, str]) -> Json:
    said = {
        "file": files.get(held.hash),
        "name": held.name,
        "sha256": held.hash,
        "bytes": held.bytes,
        "pages": held.pages,
        "main": held.main,
        "added": held.added_at,
        "place": asdict(held.place) if held.place else None,
    }
    return {name: value for name, value in said.items() if value is not None}


# In


def read(record: Any) -> tuple[WholePaper, tuple[str, ...]]:
    """Read a paper, and say what of its record was left out. Raises Unfit.

    Of a record that is not Carrel's the reader's part is missing: it has no key and no source.
    """
    if not isinstance(record, dict):
        raise Unfit("it is no record of a paper")
    try:
        draft, unread = csl_reading.read(record)
    except RecursionError:
        raise Unfit("it has more brackets within each other than any record has") from None
    own = _object(_object(record.get("custom")).get(csl_custom.NAME))
    said = _object(own.get(LIBRARY))
    revisions = member(said, "abstracts", checks.items(_read_wording(draft)), ())
    whole = WholePaper(
        draft=draft,
        key=member(own, csl_custom.KEY, checks.key, ""),
        state=member(said, "state", _STATES, State.UNREAD),
        starred=member(said, "starred", checks.flag, False),
        source=member(said, "source", checks.count, 0),
        added_at=member(said, "added", checks.moment, ""),
        changed_at=member(said, "changed", checks.moment, ""),
        binned_at=member(said, "binned", checks.moment),
        revisions=revisions,
        collections=member(said, "collections", checks.items(checks.count), ()),
        documents=member(said, "documents", checks.items(_read_document), ()),
        aliases=member(said, "aliases", checks.items(checks.some_words), ()),
        known=member(said, "known_records", checks.items(checks.some_words), ()),
        work=member(said, "work", checks.count),
        different=member(said, "different", checks.items(checks.key), ()),
        less_like=member(said, "less_like", checks.moment),
    )
    unknown = (f"“{name}” means nothing here" for name in said if name not in NAMES)
    return whole, (*unread, *unknown)


def files(record: Any) -> dict[str, str]:
    """Give the path of each file that a sound record names, by its hash."""
    own = _object(_object(_object(record).get("custom")).get(csl_custom.NAME))
    listed = _object(own.get(LIBRARY)).get("documents")
    return {
        held["sha256"]: held["file"]
        for held in (listed if isinstance(listed, list) else ())
        if isinstance(held, dict)
        and isinstance(held.get("sha256"), str)
        and isinstance(held.get("file"), str)
    }


def _read_wording(draft: Draft) -> checks.Check:
    def checked(value: Any) -> Wording:
        if not isinstance(value, dict):
            raise Unfit("a list of objects")
        return Wording(
            member(value, "text", checks.words, text.clean(draft.abstract or "").strip()),
            member(value, "origin", _ORIGINS, needed=True),
            member(value, "added", checks.moment, needed=True),
        )

    return checked


def _read_document(value: Any) -> Held:
    if not isinstance(value, dict):
        raise Unfit("a list of objects")
    return Held(
        hash=member(value, "sha256", checks.sha256, needed=True),
        name=member(value, "name", checks.some_words, needed=True),
        bytes=member(value, "bytes", checks.count, needed=True),
        pages=member(value, "pages", checks.count),
        main=member(value, "main", checks.flag, False),
        added_at=member(value, "added", checks.moment, needed=True),
        place=member(value, "place", _read_place),
    )


def _read_place(value: Any) -> Place:
    if not isinstance(value, dict):
        raise Unfit("an object")
    return Place(
        member(value, "page", checks.count, needed=True),
        member(value, "y", checks.number, needed=True),
        member(value, "scale", checks.number),
    )


def _object(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
