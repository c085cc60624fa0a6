"""A digest with something in every part, for tests of what is written of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.core import reasons
from desktop_app.core.digest import Digest, Line, Topic
from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId, PaperKey
from desktop_app.core.queue import Outcome
from desktop_app.core.ranking import Basis
from desktop_app.core.statistics import Figures

DAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 21)
EVIL = '<script>alert("x")</script> & <img src=http://a.b/c.png>'
ORIGIN = Origin(Because.HIGHLIGHTED, EVIL, SATURDAY)


def line(number: int, title: str = "", **fields: Any) -> Line:
    """Make a line about a paper."""
    by = ("Lee, Chen", 2026, 12)
    return Line(PaperId(number), PaperKey(f"k{number}"), title or f"Paper {number}", *by, **fields)


def full() -> Digest:
    """Make a digest with all there can be in one, titles that try to be markup among it."""
    suggested = {
        "reason": reasons.of_origin(ORIGIN),
        "terms": ("weight decay", "<b>"),
        "origin": ORIGIN,
        "strength": 4,
        "gist": f"We simmer. {EVIL}",
        "fresh": True,
    }
    return Digest(
        DAY,
        SATURDAY,
        plan=(
            line(1, outcome=Outcome.DONE),
            line(2, EVIL, reason=reasons.of_due(date(2026, 11, 26), "journal <club>", DAY)),
        ),
        for_you=(line(3, EVIL, url='https://a.org/?a=1&b="2"', **suggested),),
        new=(line(4, **suggested), line(5, url="javascript:alert(1)")),
        new_count=7,
        trending=(line(6, votes=52),),
        topics=(
            Topic("robot <learning>", "robots", (line(7),), 3),
            Topic("waits", "words", (), 0, ready=False),
            Topic("quiet", "words", (), 0),
        ),
        reviews=12,
        figures=Figures(34 * 60, 3, 2, 0, 0, 0, 5, 8),
        streak=7,
        basis=Basis.TASTE,
        indexed=180,
        total=221,
    )


def empty() -> Digest:
    """Make the digest of a day on which nothing happened."""
    return Digest(DAY, date(2026, 11, 22))
