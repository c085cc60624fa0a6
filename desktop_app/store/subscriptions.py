"""Topics that new papers are matched against: a query of the search box, or a short text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from desktop_app.core import query, text
from desktop_app.store.library import Library

SubscriptionId = NewType("SubscriptionId", int)

LONGEST_NAME = 200  # characters
NO_NAME = "A subscription needs a name."
LONG_NAME = "The name of a subscription has at most 200 characters. Choose a shorter one."
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
    """Add a subscription. Raises ValueError with a sentence for a wrong name, or no words."""
    cursor = library.db.conn.execute(
        "INSERT INTO subscription (name, kind, words, added_at) VALUES (?, ?, ?, ?)",
        (_free_name(library, name), kind, _words(kind, words), library.now()),
    )
    assert cursor.lastrowid is not None
    return SubscriptionId(cursor.lastrowid)


def rename(library: Library, subscription: SubscriptionId, name: str) -> None:
    """Rename a subscription. Raises ValueError with a sentence for a wrong name."""
    library.db.conn.execute(
        "UPDATE subscription SET name = ? WHERE id = ?",
        (_free_name(library, name, but=subscription), subscription),
    )


def remove(library: Library, subscription: SubscriptionId) -> None:
    """Remove a subscription; the papers it matched stay."""
    library.db.conn.execute("DELETE FROM subscription WHERE id = ?", (subscription,))


def all_of(library: Library) -> list[Subscription]:
    """List the subscriptions by name."""
    rows = library.db.conn.execute(
        "SELECT id, name, kind, words, added_at FROM subscription ORDER BY id"
    )
    found = [
        Subscription(SubscriptionId(row), name, Kind(kind), words, datetime.fromisoformat(at))
        for row, name, kind, words, at in rows
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def named(library: Library, name: str) -> Subscription | None:
    """Give the subscription of a name, whatever its case."""
    wanted = text.clean_line(name).casefold()
    return next((found for found in all_of(library) if found.name.casefold() == wanted), None)


def fault_of_name(library: Library, name: str, but: SubscriptionId | None = None) -> str | None:
    """Say why a subscription, but for one, cannot have a name, which the sentence may take."""
    if not (name := text.clean_line(name)):
        return NO_NAME
    if len(name) > LONGEST_NAME:
        return LONG_NAME
    held = named(library, name)
    return None if held is None or held.id == but else TAKEN


def fault_of_words(kind: Kind, words: str) -> str | None:
    """Say why nothing can be looked for by some words."""
    if kind is Kind.TEXT:
        return None if text.words(words) else NO_WORDS
    terms = query.parse(words).terms
    return None if any(t.field or query.tokens(t.value) for t in terms) else NO_WORDS


def _free_name(library: Library, name: str, but: SubscriptionId | None = None) -> str:
    name = text.clean_line(name)
    if fault := fault_of_name(library, name, but):
        raise ValueError(fault.format(name=name))
    return name


def _words(kind: Kind, words: str) -> str:
    if fault := fault_of_words(kind, words):
        raise ValueError(fault)
    return text.clean_line(words) if kind is Kind.SEARCH else text.clean(words).strip()
