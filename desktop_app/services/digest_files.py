"""The digest as a file, and as plain values."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.core import reasons
from desktop_app.core.digest import Digest, Line
from desktop_app.services import incoming, outgoing
from desktop_app.services.outgoing import Shelf

PAGE, MAIL = ".html", ".eml"
_KIND = "digest"  # what a file was made of
ENDING = "A digest is written as a page (.html) or as a mail (.eml). Choose such a name."

Record = dict[str, Any]


def name(digest: Digest, ending: str = PAGE) -> str:
    """Suggest a name for the file of a digest."""
    return f"Carrel {digest.day.isoformat()}{ending}"


def ending(file: Path) -> str:
    """Give the ending that says what to write. Raises ValueError with a sentence."""
    found = {".html": PAGE, ".htm": PAGE, ".eml": MAIL}.get(file.suffix.lower())
    if found is None:
        raise ValueError(ENDING)
    return found


def save(digest: Digest, file: Path, at: datetime, *, force: bool = False) -> None:
    """Write a digest made at a moment, as a page or a mail by the file's ending.

    A digest that stands there as it was made is replaced, any other file only by `force`. Raises
    ValueError with a sentence, or ExportFailed.
    """
    # With Python's mail, which is no part of a start.
    from desktop_app.formats import digest_html, digest_mail

    mail = ending(file) == MAIL
    shelf = Shelf(file.parent, "", _made_of, force=force)
    target = shelf.place(file.name, _KIND)
    outgoing.make_folder(target.parent)
    made = digest_mail.write(digest, at) if mail else digest_html.write(digest).encode()
    outgoing.write(target, made)


def record(digest: Digest) -> Record:
    """Give a digest as plain values, reasons in English."""
    return {
        "day": digest.day.isoformat(),
        "since": digest.since.isoformat(),
        "plan": [_line(line, digest) | {"outcome": line.outcome} for line in digest.plan],
        "for_you": [_line(line, digest) for line in digest.for_you],
        "new": [_line(line, digest) for line in digest.new],
        "new_count": digest.new_count,
        "trending": [_line(line, digest) for line in digest.trending],
        "subscriptions": [
            {
                "name": topic.name,
                "count": topic.count,
                "ready": topic.ready,
                "papers": [_line(line, digest) for line in topic.lines],
            }
            for topic in digest.topics
        ],
        "reviews": digest.reviews,
        "read": {
            "minutes": digest.figures.minutes,
            "done": digest.figures.done,
            "highlights": digest.figures.highlights,
            "reviews": digest.figures.reviews,
        },
        "streak": digest.streak,
        "suggested_by": digest.basis,
        "indexed": digest.indexed,
        "total": digest.total,
    }


def _line(line: Line, digest: Digest) -> Record:
    return {
        "id": line.key,
        "title": line.title,
        "minutes": line.minutes,
        "strength": line.strength,
        "votes": line.votes,
        "reason": reasons.english(line.reason, digest.day) if line.reason else None,
        "why": list(line.terms),
        "url": line.url or None,
    }


def _made_of(file: Path) -> str | None:
    """Tell whether a file is a digest that nobody changed since."""
    try:
        from desktop_app.formats import digest_mark

        return _KIND if digest_mark.sealed(incoming.read(file)) else None
    except incoming.ImportFailed:
        return None
