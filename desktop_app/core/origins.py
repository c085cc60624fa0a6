"""Where a suggestion comes from: kept with a paper that was queued because of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Because(StrEnum):
    """What a reader did, or asked for, that brought a paper up."""

    HIGHLIGHTED = "highlighted"
    NOTED = "noted"
    READ = "read"
    STARRED = "starred"
    QUEUED = "queued"
    SUBSCRIBED = "subscribed"
    VOTED = "voted"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a suggestion comes from.

    `name` is what one calls the paper that was highlighted, noted, read, starred or queued, the
    name of the subscription, or the number of votes; `day` is the local day of what was done.
    """

    because: Because
    name: str
    day: date | None = None


def write(origin: Origin | None) -> str:
    """Give an origin as it is stored; none is empty."""
    if origin is None:
        return ""
    day = origin.day.isoformat() if origin.day else None
    return json.dumps([origin.because, origin.name, day], ensure_ascii=False)


def read(stored: str) -> Origin | None:
    """Read a stored origin; None where there is none, or one of a later Carrel."""
    if not stored:
        return None
    try:
        because, name, day = json.loads(stored)
        return Origin(Because(because), name, date.fromisoformat(day) if day else None)
    except (ValueError, TypeError):
        return None
