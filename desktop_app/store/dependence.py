"""The tables by which what a query finds may change."""

from __future__ import annotations

from desktop_app.core.query import Query

_OF_FIELDS = {
    "tag": ("tag", "paper_tag"),
    "in": ("collection", "paper_collection"),
    "is": ("queue_entry", "highlight", "note", "identifier"),
    "has": ("document", "link", "note", "highlight", "identifier", "paper_tag", "abstract"),
    "queue": ("queue_entry", "plan_entry"),
    "source": ("source",),
    "id": ("identifier",),
    **dict.fromkeys(("year", "after", "before"), ()),
}


def tables(query: Query) -> set[str]:
    """Give the tables by which what a query finds may change."""
    found = {"paper"}
    for term in query.terms:
        found.update(_OF_FIELDS.get(term.field or "", ("search_text",)))
    return found
