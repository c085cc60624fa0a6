"""The starter library: well-known papers with summaries in our own words."""

from __future__ import annotations

import json
from typing import Any

from desktop_app import resources
from desktop_app.core.papers import Author, Draft, Link, LinkKind
from desktop_app.services.gathering import Reading

NAME = "Starter library"
KIND = "starter"


def read() -> Reading:
    """Read the starter library, to be imported like any source."""
    table = json.loads(resources.path("starter", "papers.json").read_text("utf-8"))
    return Reading(NAME, tuple(map(_draft, table["papers"])), kind=KIND)


def _draft(record: dict[str, Any]) -> Draft:
    return Draft(
        title=record["title"],
        abstract=record["summary"],
        authors=tuple(Author(a["family"], a.get("given", "")) for a in record["authors"]),
        year=record.get("year"),
        venue=record.get("venue"),
        doi=record.get("doi"),
        arxiv=record.get("arxiv"),
        links=tuple(Link(a["url"], LinkKind(a["kind"])) for a in record.get("links", ())),
        tags=tuple(record.get("tags", ())),
    )
