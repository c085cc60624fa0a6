"""What was done on which day, added up from events and reading sessions.

Events that were taken back do not count; all others do, even those of what was deleted since. A
paper counts once a day for whatever was done with it. All adding up is SQLite's: what comes back
is a row for each day, or for each paper that was done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.core import statistics
from desktop_app.core.papers import PaperId
from desktop_app.core.statistics import Figures, History, Reading
from desktop_app.store.library import Library

KEPT = "read"
MOST_READINGS = 200

_LIVE = (
    "cancels IS NULL AND id NOT IN (SELECT cancels FROM event WHERE cancels IS NOT NULL)"
    " AND day BETWEEN :first AND :last"
)
# By their keys: one that was deleted and brought in again from a file was made once.
_HIGHLIGHTS = (
    "count(DISTINCT CASE kind WHEN 'highlighted' THEN json_extract(detail, '$.highlight') END)"
)


def _papers(kind: str) -> str:
    return f"count(DISTINCT CASE kind WHEN '{kind}' THEN paper_id END)"


_DAYS = f"""
    SELECT day, sum(seconds), sum(opened), sum(done), sum(queued), sum(snoozed), sum(dropped),
           sum(highlights), sum(reviews)
    FROM (
        SELECT day, sum(seconds) AS seconds, count(DISTINCT paper_id) AS opened, 0 AS done,
               0 AS queued, 0 AS snoozed, 0 AS dropped, 0 AS highlights, 0 AS reviews
        FROM reading_session WHERE day BETWEEN :first AND :last GROUP BY day
        UNION ALL
        SELECT day, sum(CASE kind WHEN '{KEPT}' THEN json_extract(detail, '$.seconds') ELSE 0 END),
               sum(kind = '{KEPT}'), {_papers("done")}, {_papers("queued")}, {_papers("snoozed")},
               {_papers("dropped")}, {_HIGHLIGHTS}, sum(kind = 'reviewed')
        FROM event WHERE {_LIVE} GROUP BY day
    )
    GROUP BY day ORDER BY day
"""
_WAITS = f"""
    WITH step AS (
        SELECT kind, day, lag(kind) OVER paper AS before, lag(day) OVER paper AS since
        FROM event WHERE kind IN ('queued', 'unqueued', 'done', 'dropped') AND {_LIVE}
        WINDOW paper AS (PARTITION BY paper_id ORDER BY id)
    )
    SELECT since, day FROM step WHERE kind = 'done' AND before = 'queued'
"""
_READINGS = f"""
    WITH finished AS (
        SELECT paper_id, max(id) AS latest FROM event WHERE kind = 'done' AND {_LIVE}
        GROUP BY paper_id ORDER BY latest DESC LIMIT {MOST_READINGS}
    )
    SELECT sum(s.seconds), p.words, d.pages
    FROM finished JOIN paper p ON p.id = finished.paper_id
    JOIN reading_session s ON s.paper_id = p.id
    LEFT JOIN document d ON d.paper_id = p.id AND d.main = 1
    GROUP BY p.id
"""


def history(library: Library) -> History:
    """Give all that was done up to today."""
    return History(library.today(), days(library), _waits(library), _speed(library))


def days(library: Library, first: date = date.min, last: date | None = None) -> dict[date, Figures]:
    """Give the figures of each day from `first` to `last` on which anything was done, in order.

    Without `last` the days go on to today: later ones are of a clock set back since.
    """
    rows = library.db.conn.execute(_DAYS, _bounds(library, first, last))
    return {date.fromisoformat(day): Figures(*counts) for day, *counts in rows}


def keep_times(library: Library, papers: Iterable[PaperId]) -> None:
    """Keep in the log how long papers were read, for they are about to be deleted for good."""
    for paper in papers:
        library.db.conn.execute(
            "INSERT INTO event (at, day, kind, detail) SELECT ?, day, ?,"
            " json_object('seconds', sum(seconds)) FROM reading_session WHERE paper_id = ?"
            " GROUP BY day",
            (library.now(), KEPT, paper),
        )


def _waits(library: Library) -> statistics.Waits | None:
    rows = library.db.conn.execute(_WAITS, _bounds(library))
    return statistics.waits(
        (date.fromisoformat(since), date.fromisoformat(day)) for since, day in rows
    )


def _speed(library: Library) -> statistics.Speed | None:
    rows = library.db.conn.execute(_READINGS, _bounds(library))
    return statistics.speed(Reading(*row) for row in rows)


def _bounds(library: Library, first: date = date.min, last: date | None = None) -> dict[str, str]:
    return {"first": first.isoformat(), "last": (last or library.today()).isoformat()}
