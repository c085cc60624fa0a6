"""Review cards as a reader keeps them: made of highlights, put aside, listed, deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.core import cards as core
from desktop_app.core.cards import Card, CardId, Kind, Line
from desktop_app.core.highlights import Anchor, HighlightId, Selector, Style
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Memory, State
from desktop_app.store import highlights
from desktop_app.store.library import Library

# Binned papers are out of sight, and so are their cards.
SEEN = (
    " FROM card c JOIN paper p ON p.id = c.paper_id JOIN highlight h ON h.id = c.highlight_id"
    " WHERE p.binned_at IS NULL"
)
# A card buried is so until tomorrow; any other day was set by a clock that was wrong then.
READY = " AND c.suspended = 0 AND c.buried_until IS NOT :tomorrow"
# Days are meant by intervals of days: what is due today is due from its morning on. A card
# made or last reviewed in the future, before a clock was set back, would be lost until then.
DUE = (
    " AND (c.reviewed_at IS NULL OR c.due_at <= :now OR c.reviewed_at > :ahead"
    " OR c.state = 'review' AND c.due_at < :end)"
)
_PAGE = 500
_LISTS = {
    "all": "",
    "due": READY + DUE,
    "suspended": " AND c.suspended = 1",
    "buried": " AND c.suspended = 0 AND c.buried_until IS :tomorrow",
}
LISTS = tuple(_LISTS)
_SHOWN = (
    "c.id, c.key, c.paper_id, p.title, c.highlight_id, c.kind, c.state, c.due_at, c.reviewed_at,"
    " c.suspended, c.buried_until IS :tomorrow, h.colour, h.comment, h.page, h.exact"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards there are: all, due whatever the cap, not reviewed yet, and put aside."""

    all: int
    due: int
    new: int
    suspended: int
    buried: int


def add(library: Library, wanted: Iterable[HighlightId], kind: Kind) -> list[CardId]:
    """Make cards of highlights, due at once, and give those that are new.

    Raises KeyError where there is no such highlight, ValueError where it has no words or no
    comment to ask for.
    """
    made: list[CardId] = []
    for highlight in wanted:
        found = highlights.get(library, highlight)
        if kind not in core.kinds(found):
            raise ValueError(f"highlight {found.key} cannot be asked for as {kind}")
        now = library.now()
        cursor = library.db.conn.execute(
            "INSERT INTO card (key, paper_id, highlight_id, kind, step, due_at, added_at)"
            " VALUES (?, ?, ?, ?, 0, ?, ?) ON CONFLICT (highlight_id, kind) DO NOTHING",
            (library.key(), found.paper, highlight, kind, now, now),
        )
        if cursor.rowcount and cursor.lastrowid is not None:
            made.append(CardId(cursor.lastrowid))
    return made


def add_all(library: Library, papers: Iterable[PaperId]) -> int:
    """Make a card of every highlight of papers that has none, and say how many were made.

    One without words is asked for by its comment, and left out where it has none.
    """
    made = 0
    for paper in papers:
        carded = of_paper(library, paper)
        for highlight in highlights.of(library, paper):
            kinds = core.kinds(highlight)
            if kinds and highlight.id not in carded:
                made += len(add(library, [highlight.id], kinds[0]))
    return made


def remove(library: Library, cards: Iterable[CardId]) -> None:
    """Delete cards with the log of their reviews; their highlights stay."""
    _each(library, "DELETE FROM card WHERE id = :id", cards)


def bury(library: Library, cards: Iterable[CardId]) -> None:
    """Put cards aside until tomorrow."""
    _each(
        library,
        "UPDATE card SET buried_until = :tomorrow WHERE id = :id AND buried_until IS NOT :tomorrow",
        cards,
    )


def unbury(library: Library, cards: Iterable[CardId]) -> None:
    """Let buried cards be due again as they were."""
    _each(
        library,
        "UPDATE card SET buried_until = NULL WHERE id = :id AND buried_until IS NOT NULL",
        cards,
    )


def suspend(library: Library, cards: Iterable[CardId]) -> None:
    """Put cards aside until they are resumed."""
    _each(library, "UPDATE card SET suspended = 1 WHERE id = :id AND suspended = 0", cards)


def resume(library: Library, cards: Iterable[CardId]) -> None:
    """Let suspended cards be due again as they were."""
    _each(library, "UPDATE card SET suspended = 0 WHERE id = :id AND suspended = 1", cards)


def _each(library: Library, sql: str, cards: Iterable[CardId]) -> None:
    known = times(library)
    for card in cards:
        library.db.conn.execute(sql, known | {"id": card})


# What there is


def count(library: Library) -> Counts:
    """Count the cards."""
    row = library.db.conn.execute(
        f"SELECT count(*), total(1{READY}{DUE}), total(1{READY} AND c.reviewed_at IS NULL),"
        f" total(c.suspended), total(1{_LISTS['buried']}){SEEN}",
        times(library),
    ).fetchone()
    return Counts(*map(int, row))


def lines(library: Library, which: str = "all") -> list[Line]:
    """List cards, ``all``, ``due``, ``suspended`` or ``buried``, those due first at the top."""
    rows = library.db.conn.execute(
        f"SELECT {_SHOWN}{SEEN}{_LISTS[which]} ORDER BY c.due_at, c.id",
        times(library),
    )
    return [_line(row) for row in rows]


def many(library: Library, wanted: Sequence[CardId]) -> list[Card]:
    """Give cards in the order asked for; those that are gone are left out."""
    known, found = times(library), {}
    for at in range(0, len(wanted), _PAGE):
        page = ",".join(str(int(card)) for card in wanted[at : at + _PAGE])
        rows = library.db.conn.execute(
            f"SELECT {_SHOWN}, c.step, c.stability, c.difficulty, h.prefix, h.suffix, h.start,"
            " h.end, h.anchor, h.style, h.added_at, h.key, p.key,"
            f" (SELECT a.text FROM abstract a WHERE a.id = h.abstract_id){SEEN}"
            f" AND c.id IN ({page})",
            known,
        )
        found.update({row[0]: _card(row) for row in rows})
    return [found[card] for card in wanted if card in found]


def get(library: Library, card: CardId) -> Card:
    """Give a card. Raises KeyError where there is none, or its paper is in the bin."""
    found = many(library, [card])
    if not found:
        raise KeyError(card)
    return found[0]


def with_key(library: Library, key: str) -> Card | None:
    """Find a card by its key; None where there is none, or its paper is in the bin."""
    row = library.db.conn.execute("SELECT id FROM card WHERE key = ?", (key,)).fetchone()
    try:
        return get(library, CardId(row[0])) if row else None
    except KeyError:
        return None


def of_highlight(library: Library, highlight: HighlightId) -> dict[Kind, CardId]:
    """Give the cards of a highlight by their kinds."""
    rows = library.db.conn.execute("SELECT kind, id FROM card WHERE highlight_id = ?", (highlight,))
    return {Kind(kind): CardId(card) for kind, card in rows}


def of_paper(library: Library, paper: PaperId) -> frozenset[HighlightId]:
    """Give the highlights of a paper that have cards."""
    rows = library.db.conn.execute("SELECT highlight_id FROM card WHERE paper_id = ?", (paper,))
    return frozenset(HighlightId(row[0]) for row in rows)


# Rows and values


def times(library: Library) -> dict[str, str]:
    """Give the moments and days that the conditions above name, as they are stored."""
    now, today = datetime.fromisoformat(library.now()), library.today()
    return {
        "now": stamp(now),
        "today": today.isoformat(),
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "end": stamp(core.day_end(today, library.rollover_hour)),
        "ahead": stamp(now + timedelta(days=1)),
    }


def stamp(moment: datetime) -> str:
    """Give a moment as it is stored."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _line(row: Sequence[Any]) -> Line:
    return Line(
        id=CardId(row[0]),
        key=row[1],
        paper=PaperId(row[2]),
        title=row[3],
        highlight=HighlightId(row[4]),
        kind=Kind(row[5]),
        state=State(row[6]),
        due=datetime.fromisoformat(row[7]),
        reviewed_at=datetime.fromisoformat(row[8]) if row[8] else None,
        suspended=bool(row[9]),
        buried=bool(row[10]),
        colour=row[11],
        comment=row[12],
        page=row[13],
        quote=row[14],
    )


def _card(row: Sequence[Any]) -> Card:
    line = _line(row)
    step, stability, difficulty, prefix, suffix, start, end, anchor, style, *rest = row[15:]
    marked, highlight_key, paper_key, text = rest
    return Card(
        id=line.id,
        key=line.key,
        paper=line.paper,
        title=line.title,
        highlight=line.highlight,
        kind=line.kind,
        memory=Memory(line.state, step, stability, difficulty, line.due, line.reviewed_at),
        suspended=line.suspended,
        buried=line.buried,
        colour=line.colour,
        selector=Selector(line.quote, prefix, suffix, start, end),
        anchor=Anchor(anchor),
        style=Style(style),
        comment=line.comment,
        marked_at=datetime.fromisoformat(marked),
        highlight_key=highlight_key,
        paper_key=paper_key,
        wording=text or "",
        page=line.page,
    )
