"""A feed whose digests are made up, for the tests of what shows them."""

from __future__ import annotations

from typing import Any

from desktop_app.core.digest import Digest, Line, Topic
from desktop_app.core.origins import Because, Origin
from desktop_app.core.ranking import Basis
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar import Similar
from desktop_app.settings import Settings
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.tasks import Tasks
from tests import digests
from tests.ui.lanes import HandLanes

GROKFAST = Origin(Because.HIGHLIGHTED, "Grokfast", digests.SATURDAY)
ROBOTS = Origin(Because.SUBSCRIBED, "robot learning")


def suggested(number: int, strength: int = 4, **fields: Any) -> Line:
    """Make a line of a paper that suits the reader."""
    return digests.line(number, **{"origin": GROKFAST, "strength": strength} | fields)


def shown(*new: Line, best: tuple[Line, ...] = (), count: int = 0, **fields: Any) -> Shown:
    """Make what the window shows: what is new, and what is for this reader."""
    made = Digest(
        digests.DAY,
        digests.DAY.replace(day=22),
        for_you=best,
        new=new,
        new_count=count or len(new),
        **{"indexed": 9, "total": 9, "basis": Basis.TASTE} | fields,
    )
    return Shown(made, new)


def whole() -> Shown:
    """Make a digest with something in every section."""
    topics = (
        Topic("robots", "robots", (digests.line(7, gist="We grasp."),), 3),
        Topic("waits", "words", (), 0, ready=False),
        Topic("quiet", "words", (), 0),
    )
    return shown(
        suggested(4, 3, terms=("weight decay",)),
        digests.line(5, origin=ROBOTS),
        best=(suggested(3, 5),),
        count=7,
        trending=(digests.line(6, votes=52),),
        topics=topics,
        reviews=12,
        plan=(digests.line(1), digests.line(2)),
    )


class Feed:
    """A digest feed whose lane answers with `answer` when told."""

    def __init__(self, library: Library, answer: Shown | None = None) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.changes = Changes(library)
        self.tasks = Tasks(self.lanes, self.changes)
        self.answer = answer or whole()
        # A digest is asked with arguments; which texts lack a vector, without: none.
        self.lanes.answers[Lane.READ] = lambda _, *asked: self.answer if asked else {}
        self.feed = DigestFeed(self.changes, self.tasks, Similar, Settings)

    def tell(self, answer: Shown) -> None:
        """Show a digest at once."""
        self.feed.shown = self.answer = answer
        self.feed.found.emit(answer)
