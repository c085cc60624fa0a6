"""Reviewing: what is due today, the log of reviews, and memories computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.core import scheduling
from desktop_app.core.cards import CardId
from desktop_app.core.scheduling import USUAL, Memory, Parameters, Rating, Review
from desktop_app.store import cards, queue
from desktop_app.store.library import Library

_ORDER = (
    " ORDER BY CASE WHEN c.reviewed_at IS NULL THEN 2 WHEN c.state = 'review' THEN 1 ELSE 0 END,"
    " c.due_at, c.id"
)


@dataclass(frozen=True, slots=True)
class Round:
    """What is left of a day's reviews: the cards due in their order, under the cap.

    `done` counts the cards reviewed today that are not due once more, `waiting` those due that
    the cap leaves for another day; `next_at` is when a card in its first steps comes back.
    """

    due: tuple[CardId, ...] = ()
    done: int = 0
    waiting: int = 0
    next_at: datetime | None = None


def due(library: Library, most: int) -> Round:
    """Give what is due today: cards in their steps, then overdue ones, then new ones.

    At most `most` different cards a day, 0 for no bound; those reviewed today count, and come
    back within the day whatever the bound.
    """
    times = cards.times(library)
    rows = library.db.conn.execute(
        "SELECT c.id, c.id IN (SELECT card_id FROM review WHERE day = :today)"
        f"{cards.SEEN}{cards.READY}{cards.DUE}{_ORDER}",
        times,
    ).fetchall()
    again = sum(seen for _, seen in rows)
    reviewed = _reviewed(library)
    room = max(0, most - reviewed) if most else len(rows)
    chosen: list[CardId] = []
    for card, seen in rows:
        if seen or room > 0:
            chosen.append(CardId(card))
            room -= not seen
    back = library.db.conn.execute(
        f"SELECT min(c.due_at){cards.SEEN}{cards.READY} AND c.state <> 'review'"
        " AND c.reviewed_at IS NOT NULL AND c.due_at > :now",
        times,
    ).fetchone()[0]
    return Round(
        tuple(chosen),
        reviewed - again,
        len(rows) - len(chosen),
        datetime.fromisoformat(back) if back else None,
    )


def grade(
    library: Library,
    card: CardId,
    rating: Rating,
    milliseconds: int | None = None,
    parameters: Parameters = USUAL,
) -> Memory:
    """Log a review that took so long, and schedule the card anew. Raises KeyError."""
    found = cards.get(library, card)
    at = datetime.fromisoformat(library.now())
    before = found.memory
    if outdated(library, parameters):
        before = scheduling.replay(_made_at(library, card), log(library, card), parameters)
    else:
        _sign(library, parameters)
    after = scheduling.grade(before, rating, at, parameters)
    library.db.conn.execute(
        "INSERT INTO review (card_id, rating, at, day, milliseconds, scheduler_id)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            card,
            rating,
            cards.stamp(at),
            library.today().isoformat(),
            milliseconds,
            _scheduler(library, parameters),
        ),
    )
    _remember(library, card, after)
    cards.unbury(library, [card])
    queue.log(library, "reviewed", found.paper, card=found.key, rating=int(rating))
    return after


def log(library: Library, card: CardId) -> list[Review]:
    """List the reviews of a card as they were written."""
    rows = library.db.conn.execute(
        "SELECT rating, at FROM review WHERE card_id = ? ORDER BY id", (card,)
    )
    return [Review(Rating(rating), datetime.fromisoformat(at)) for rating, at in rows]


# Computing again


def outdated(library: Library, parameters: Parameters = USUAL) -> bool:
    """Tell whether cards were scheduled by another version of FSRS, or other parameters."""
    run = library.db.conn.execute
    row = run("SELECT value FROM meta WHERE key = 'scheduler'").fetchone()
    if row and row[0] == _signature(parameters):
        return False
    return run("SELECT 1 FROM review LIMIT 1").fetchone() is not None


def recomputed(library: Library, parameters: Parameters = USUAL) -> dict[CardId, Memory]:
    """Compute every memory anew from its log; nothing is written."""
    rows = library.db.conn.execute(
        "SELECT c.id, c.added_at, r.rating, r.at FROM card c JOIN review r ON r.card_id = c.id"
        " ORDER BY c.id, r.id"
    )
    found: dict[CardId, Memory] = {}
    for card, made_at, rating, at in rows:
        before = found.get(card) or scheduling.new(datetime.fromisoformat(made_at))
        moment = datetime.fromisoformat(at)
        found[card] = scheduling.grade(before, Rating(rating), moment, parameters)
    return found


def put_recomputed(
    library: Library, memories: Mapping[CardId, Memory], parameters: Parameters = USUAL
) -> None:
    """Store memories computed anew; a card reviewed since then is up to date already."""
    for card, memory in memories.items():
        assert memory.reviewed_at is not None
        row = library.db.conn.execute(
            "SELECT 1 FROM card WHERE id = ? AND reviewed_at = ?",
            (card, cards.stamp(memory.reviewed_at)),
        ).fetchone()
        if row:
            _remember(library, card, memory)
    _sign(library, parameters)


def recompute(library: Library, card: CardId, parameters: Parameters = USUAL) -> None:
    """Compute the memory of a card that was reviewed anew from its log, and store it."""
    _remember(
        library, card, scheduling.replay(_made_at(library, card), log(library, card), parameters)
    )


def _remember(library: Library, card: CardId, memory: Memory) -> None:
    assert memory.reviewed_at is not None
    library.db.conn.execute(
        "UPDATE card SET state = ?, step = ?, stability = ?, difficulty = ?, due_at = ?,"
        " reviewed_at = ? WHERE id = ?",
        (
            memory.state,
            memory.step,
            memory.stability,
            memory.difficulty,
            cards.stamp(memory.due),
            cards.stamp(memory.reviewed_at),
            card,
        ),
    )


def _made_at(library: Library, card: CardId) -> datetime:
    row = library.db.conn.execute("SELECT added_at FROM card WHERE id = ?", (card,)).fetchone()
    return datetime.fromisoformat(row[0])


def _scheduler(library: Library, parameters: Parameters) -> int:
    run = library.db.conn.execute
    named = (scheduling.version(), scheduling.write(parameters))
    run("INSERT INTO scheduler (version, parameters) VALUES (?, ?) ON CONFLICT DO NOTHING", named)
    row = run("SELECT id FROM scheduler WHERE version = ? AND parameters = ?", named).fetchone()
    return int(row[0])


def _sign(library: Library, parameters: Parameters) -> None:
    """Note by what all memories are computed; outside undo, which never brings older ones back."""
    library.db.conn.execute(
        "INSERT INTO meta (key, value) VALUES ('scheduler', ?) ON CONFLICT (key)"
        " DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        (_signature(parameters),),
    )


def _signature(parameters: Parameters) -> str:
    return f"{scheduling.version()} {scheduling.write(parameters)}"


def _reviewed(library: Library) -> int:
    """Count the cards reviewed today, those deleted since among them."""
    row = library.db.conn.execute(
        "SELECT count(DISTINCT json_extract(detail, '$.card')) FROM event e WHERE day = ?"
        " AND kind = 'reviewed' AND NOT EXISTS (SELECT 1 FROM event c WHERE c.cancels = e.id)",
        (library.today().isoformat(),),
    ).fetchone()
    return int(row[0])
