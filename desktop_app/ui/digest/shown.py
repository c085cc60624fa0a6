"""What the window shows of a digest, read from a library."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.core.digest import Digest, Line
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.services import digest as service
from desktop_app.settings import Settings
from desktop_app.store.library import Library

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar

MOST_NEW = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest and what the window needs beside it.

    `fresh` are the first of what is new, those among the suggestions included, best match first.
    `missing` names the packages without which nothing is embedded.
    """

    digest: Digest
    fresh: tuple[Line, ...] = ()
    missing: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to list."""
        digest = self.digest
        return not (digest.for_you or self.fresh or digest.topics)


def load(library: Library, similar: Similar, settings: Settings, since: date | None) -> Shown:
    """Read today's digest, new since a day, or since the reader was last here."""
    today = library.today()
    earlier = since if since is not None and since < today else None  # a clock may be set back
    made = service.make(library, similar, settings, since=earlier, most_new=MOST_NEW)
    best = tuple(line for line in made.for_you if line.fresh)
    return Shown(made, best + made.new, embedding.missing() or "")


def without(shown: Shown, papers: Collection[PaperId]) -> Shown:
    """Leave out papers that were planned, queued or unwanted just now."""

    def rest(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.paper not in papers)

    digest, fresh = shown.digest, rest(shown.fresh)
    topics = [
        replace(topic, lines=kept, count=topic.count - len(topic.lines) + len(kept))
        for topic in digest.topics
        for kept in [rest(topic.lines)]
    ]
    less = replace(
        digest,
        for_you=rest(digest.for_you),
        new=rest(digest.new),
        new_count=digest.new_count - len(shown.fresh) + len(fresh),
        trending=rest(digest.trending),
        topics=tuple(topics),
    )
    return replace(shown, digest=less, fresh=fresh)
