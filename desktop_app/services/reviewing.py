"""Review cards as plain values, and their memories computed anew where that is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop_app.core import scheduling
from desktop_app.core.cards import Card, Line
from desktop_app.store import review
from desktop_app.store.library import Library

Record = dict[str, Any]


def bring_up_to_date(library: Library) -> None:
    """Compute memories anew where FSRS changed since; a library that is only read stays."""
    if library.writable and review.outdated(library):
        memories = review.recomputed(library)
        with library.record():
            review.put_recomputed(library, memories)


def record(card: Card, now: datetime) -> Record:
    """Give a card with what it asks, what it answers, and when it would come back (seconds)."""
    spans = scheduling.intervals(card.memory, now)
    return {
        "id": card.key,
        "kind": card.kind,
        "front": card.front,
        "back": card.back,
        "comment": card.comment,
        "colour": card.colour,
        "highlight": card.highlight_key,
        "highlighted": card.marked_at.isoformat(),
        "paper": card.paper_key,
        "title": card.title,
        "page": None if card.page is None else card.page + 1,
        "state": card.memory.state,
        "due": card.memory.due.isoformat(),
        "reviewed": card.memory.reviewed_at.isoformat() if card.memory.reviewed_at else None,
        "intervals": {r.name.lower(): int(s.total_seconds()) for r, s in spans.items()},
    }


def row(line: Line) -> Record:
    """Give a card as lists show it."""
    return {
        "id": line.key,
        "kind": line.kind,
        "quote": line.quote,
        "comment": line.comment,
        "colour": line.colour,
        "title": line.title,
        "page": None if line.page is None else line.page + 1,
        "state": line.state,
        "due": line.due.isoformat(),
        "reviewed": line.reviewed_at.isoformat() if line.reviewed_at else None,
        "suspended": line.suspended,
        "buried": line.buried,
    }
