"""What papers are sorted by, as SQL over a paper `p`."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.store.search_fields import Condition

_QUEUED = "p.id IN (SELECT paper_id FROM queue_entry)"
_STATES = (
    f"CASE WHEN {_QUEUED} THEN 1 ELSE"
    " CASE p.state WHEN 'unread' THEN 0 WHEN 'reading' THEN 2 WHEN 'read' THEN 3 ELSE 4 END END"
)
_PLACE = "(SELECT q.position FROM queue_entry q WHERE q.paper_id = p.id)"
# What is missing comes last both ways.
_KEYS = {
    "added": ("p.added_at DESC", "p.added_at"),
    "title": ("p.title_key", "p.title_key DESC"),
    "year": ("p.year DESC", "p.year ASC NULLS LAST"),
    "author": (
        "p.byline = '', p.byline COLLATE NOCASE",
        "p.byline = '', p.byline COLLATE NOCASE DESC",
    ),
    "venue": ("p.venue COLLATE NOCASE NULLS LAST", "p.venue COLLATE NOCASE DESC"),
    "state": (_STATES, f"{_STATES} DESC"),
    "votes": ("p.votes DESC", "p.votes ASC NULLS LAST"),
    "queue": (f"{_PLACE} NULLS LAST", f"{_PLACE} DESC"),
    "changed": ("p.changed_at DESC", "p.changed_at"),
}
SORTS = {
    f"{sign}{name}": f"{key}, p.id"
    for name, keys in _KEYS.items()
    for sign, key in zip(("", "-"), keys, strict=True)
}
_WHOLE = ("added", "title", "year")  # that an index has in order
_COLLATED = {
    "author": "p.byline COLLATE NOCASE",
    "venue": "p.venue COLLATE NOCASE",
    "votes": "p.votes",
    "changed": "p.changed_at",
}
_MISSING = {
    "author": "p.byline = '' COLLATE NOCASE",
    "venue": "p.venue IS NULL",
    "votes": "p.votes IS NULL",
}
_THERE = {
    "author": "p.byline > '' COLLATE NOCASE",
    "venue": "p.venue IS NOT NULL",
    "votes": "p.votes IS NOT NULL",
}


def whole(where: Condition, sort: str) -> Condition:
    """Give what selects all papers of which a condition holds, in order."""
    # A sort without an index goes through the table; else SQLite takes some other index to do so.
    scan = "" if sort.removeprefix("-") in _WHOLE else "NOT INDEXED"
    sql = f"SELECT p.id FROM paper p {scan} WHERE {where.sql} ORDER BY {SORTS[sort]}"
    return Condition(sql, where.values)


def runs(where: Condition, sort: str, limit: int = -1) -> Iterator[Condition]:
    """Give what selects the papers of which a condition holds, in order, one run after another.

    An index has each run in order, so that the first papers of it are there at once.
    """
    for joined, holds, order in _runs(sort.removeprefix("-"), down=sort.startswith("-")):
        sql = f"SELECT p.id FROM {joined} WHERE {where.sql} AND {holds} ORDER BY {order} LIMIT ?"
        yield Condition(sql, (*where.values, limit))


def _runs(name: str, *, down: bool) -> Iterator[tuple[str, str, str]]:
    """Give tables, what holds and the order of each run."""
    if name in _WHOLE:
        yield "paper p", "1", SORTS[f"{'-' * down}{name}"]
    elif name == "state":
        states = ("unread", "", "reading", "read", "dropped")
        for state in states[::-1] if down else states:
            alone = f"p.state = '{state}' AND NOT {_QUEUED}" if state else _QUEUED
            yield "paper p", alone, "p.id"
    elif name == "queue":
        way = "DESC" if down else "ASC"
        yield (
            "queue_entry q CROSS JOIN paper p ON p.id = q.paper_id",
            "1",
            f"q.position {way}, p.id",
        )
        yield "paper p NOT INDEXED", f"NOT {_QUEUED}", "p.id"
    else:
        falling = down is not (name in ("votes", "changed"))
        order = f"{_COLLATED[name]} {'DESC' if falling else 'ASC'}, p.id"
        yield "paper p", _THERE.get(name, "1"), order
        if name in _MISSING:
            yield "paper p", _MISSING[name], "p.id"
