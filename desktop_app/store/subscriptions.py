"""Topics that new papers are matched against: a query of the search box, or a short text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from desktop_app.core import query, text
from desktop_app.store.library import Library

SubscriptionId = NewType("SubscriptionId", int)

NO_NAME = "A subscription needs a name."
NO_WORDS = "A subscription needs words to look for."
TAKEN = "There is a subscription “{name}” already. Choose another name."


class Kind(StrEnum):
    """How papers are matched: by a query, or by what a text means."""

    SEARCH = "search"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A topic: its name, and the query or text in `words`."""

    id: SubscriptionId
    name: str
    kind: Kind
    words: str
    added_at: datetime


def add(library: Library, name: str, kind: Kind, words: str) -> SubscriptionId:
    """Add a subscription. Raises ValueError with a sentence for what is empty or taken."""
    cursor = library.db.conn.execute(
        "INSERT INTO subscription (name, kind, words, added_at) VALUES (?, ?, ?, ?)",
        (_free_name(library, name), kind, _words(kind, words), library.now()),
    )
    assert cursor.lastrowid is not None
    return SubscriptionId(cursor.lastrowid)


def rename(library: Library, subscription: SubscriptionId, name: str) -> None:
    """Rename a subscription. Raises ValueError with a sentence for what is empty or taken."""
    library.db.conn.execute(
        "UPDATE subscription SET name = ? WHERE id = ?",
        (_free_name(library, name, but=subscription), subscription),
    )


def reword(library: Library, subscription: SubscriptionId, kind: Kind, words: str) -> None:
    """Change what a subscription looks for. Raises ValueError with a sentence for no words."""
    library.db.conn.execute(
        "UPDATE subscription SET kind = ?, words = ? WHERE id = ?",
        (kind, _words(kind, words), subscription),
    )


def remove(library: Library, subscription: SubscriptionId) -> None:
    """Remove a subscription; the papers it matched stay."""
    library.db.conn.execute("DELETE FROM subscription WHERE id = ?", (subscription,))


def all_of(library: Library) -> list[Subscription]:
    """List the subscriptions by name."""
    rows = library.db.conn.execute(
        "SELECT id, name, kind, words, added_at FROM subscription ORDER BY name COLLATE NOCASE, id"
    )
    return [
        Subscription(SubscriptionId(row), name, Kind(kind), words, datetime.fromisoformat(at))
        for row, name, kind, words, at in rows
    ]


def named(library: Library, name: str) -> Subscription | None:
    """Give the subscription of a name, whatever its case."""
    row = _id_of(library, text.clean_line(name))
    return next((found for found in all_of(library) if found.id == row), None)


def _id_of(library: Library, name: str) -> int | None:
    row = library.db.conn.execute("SELECT id FROM subscription WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _free_name(library: Library, name: str, but: int | None = None) -> str:
    name = text.clean_line(name)
    if not name:
        raise ValueError(NO_NAME)
    if _id_of(library, name) not in (None, but):
        raise ValueError(TAKEN.format(name=name))
    return name


def _words(kind: Kind, words: str) -> str:
    words = text.clean_line(words) if kind is Kind.SEARCH else text.clean(words).strip()
    told = query.parse(words).terms if kind is Kind.SEARCH else text.words(words)
    if not told:
        raise ValueError(NO_WORDS)
    return words
