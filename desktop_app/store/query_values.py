"""What a field of a query may be, by what is typed of it: names the library has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core import query, text
from desktop_app.store import organise
from desktop_app.store.library import Library

MOST = 8
_LATEST = 400  # texts looked at for names, the last ones that have such a word


@dataclass(frozen=True, slots=True)
class Value:
    """A name, and the colour slot of a tag."""

    name: str
    colour: int = 0


def beginning(library: Library, field: str, typed: str, most: int = MOST) -> list[Value]:
    """Give the names a field may have that begin with what is typed, or have a word that does.

    Years are the library's, the last first. Names of authors and venues are gathered from the
    papers that came last, the commonest first.
    """
    if field == "tag":
        found = [Value(t.name, t.colour) for t in organise.tags(library, counted=False)]
    elif field == "in":
        found = [Value(c.name) for c in organise.collections(library, counted=False)]
    elif field == "source":
        rows = library.db.conn.execute("SELECT name FROM source ORDER BY name COLLATE NOCASE")
        found = [Value(name) for (name,) in rows]
    elif field in ("year", "after", "before"):
        found = [Value(str(year)) for (year,) in library.db.conn.execute(_YEARS)]
    elif field in ("author", "venue"):
        names = _authors(library, typed) if field == "author" else _venues(library, typed)
        found = [Value(name) for name, _ in Counter(names).most_common()]
    else:
        return []
    return _matching(found, typed)[:most]


def _matching(values: Iterable[Value], typed: str) -> list[Value]:
    """Leave the values that match, those that begin so before those with a word that does."""
    begun = text.fold(typed).strip()
    whole, within = [], []
    for value in values:
        folded = text.fold(value.name)
        if not value.name:
            continue
        if folded.startswith(begun):
            whole.append(value)
        elif f" {begun}" in folded:
            within.append(value)
    return whole + within


def _authors(library: Library, typed: str) -> list[str]:
    rows = library.db.conn.execute(
        f"SELECT a.given, a.family FROM ({_PAPERS}) t JOIN author a ON a.paper_id = t.paper_id",
        (_match(typed),),
    )
    begun = text.fold(typed).strip()
    names = [f"{given} {family}".strip() for given, family in rows]
    return [name for name in names if f" {begun}" in f" {text.fold(name)}"]


def _venues(library: Library, typed: str) -> list[str]:
    rows = library.db.conn.execute(
        f"SELECT p.venue FROM ({_PAPERS}) t JOIN paper p ON p.id = t.paper_id"
        " WHERE p.venue IS NOT NULL",
        (_match(typed),),
    )
    return [venue for (venue,) in rows]


def _match(typed: str) -> str:
    words = query.tokens(typed)
    phrase = " ".join(words)
    return f'names : "{phrase}" *' if words else '""'


# From each year to the one before it: by the index, without a look at all papers.
_YEARS = (
    "WITH RECURSIVE has (year) AS (SELECT max(year) FROM paper WHERE binned_at IS NULL UNION ALL"
    " SELECT (SELECT max(year) FROM paper WHERE year < has.year AND binned_at IS NULL) FROM has"
    " WHERE has.year IS NOT NULL) SELECT year FROM has WHERE year IS NOT NULL"
)
_PAPERS = (
    "SELECT t.paper_id FROM search_fts JOIN search_text t ON t.id = search_fts.rowid"
    " JOIN paper p ON p.id = t.paper_id"
    " WHERE search_fts MATCH ? AND t.kind = 'paper' AND p.binned_at IS NULL"
    f" ORDER BY search_fts.rowid DESC LIMIT {_LATEST}"
)
