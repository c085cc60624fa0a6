"""The places in the queue and in the plans of papers that are merged."""

from __future__ import annotations

from desktop_app.core.papers import PaperId
from desktop_app.store.library import Library

# Of two entries: the more wanted, the sooner due, the earlier place; it waits where both do.
_JOIN = """
    UPDATE queue_entry SET
        priority = max(queue_entry.priority, o.priority),
        position = min(queue_entry.position, o.position),
        added_on = min(queue_entry.added_on, o.added_on),
        due_day = iif(o.sooner, o.due_day, queue_entry.due_day),
        due_reason = iif(o.sooner, o.due_reason, queue_entry.due_reason),
        snoozed_until = min(queue_entry.snoozed_until, o.snoozed_until),
        spread_to = min(queue_entry.spread_to, o.spread_to),
        origin = iif(queue_entry.origin = '', o.origin, queue_entry.origin)
    FROM (
        SELECT t.*, t.due_day IS NOT NULL AND (m.due_day IS NULL OR t.due_day < m.due_day) AS sooner
        FROM queue_entry t JOIN queue_entry m ON m.paper_id = :kept WHERE t.paper_id = :other
    ) o
    WHERE queue_entry.paper_id = :kept
"""


def move(library: Library, kept: PaperId, other: PaperId) -> None:
    """Make one entry of the queue, and one of each plan, of those of two papers."""
    run = library.db.conn.execute
    named = {"kept": kept, "other": other}
    run(_JOIN, named)
    run("UPDATE OR IGNORE queue_entry SET paper_id = :kept WHERE paper_id = :other", named)
    run("DELETE FROM queue_entry WHERE paper_id = :other", named)
    # How an entry left the plan says more than that it stands in it.
    run(
        "UPDATE plan_entry SET outcome = o.outcome, outcome_at = o.outcome_at"
        " FROM (SELECT * FROM plan_entry WHERE paper_id = :other AND outcome IS NOT NULL) o"
        " WHERE plan_entry.paper_id = :kept AND plan_entry.day = o.day"
        " AND plan_entry.outcome IS NULL",
        named,
    )
    run("UPDATE OR IGNORE plan_entry SET paper_id = :kept WHERE paper_id = :other", named)
    run("DELETE FROM plan_entry WHERE paper_id = :other", named)
