"""A library with something of every kind to be found, and results made up."""

from __future__ import annotations

from desktop_app.core.papers import PaperId
from desktop_app.store import highlights, notes, queue
from desktop_app.store.library import Library
from desktop_app.store.search import Hit
from desktop_app.ui.search.found import Group, Kind, Result
from tests import build

ABSTRACT = "We accelerate the grokking phenomenon by fifty with a few lines of code."


def fill(library: Library) -> list[PaperId]:
    """Add two papers about grokking and one about leeks, two highlights and two notes."""
    found = build.add(
        library,
        build.draft("Grokfast: slow gradients", abstract=ABSTRACT, year=2024, venue="ICLR"),
        build.draft("Numerical stability", abstract="Why grokking needs no regularization."),
        build.draft("Leeks", abstract="A vegetable."),
    )
    with library.change("Mark"):
        start = ABSTRACT.index("grokking")
        highlights.add(library, found[0], start, start + len("grokking phenomenon"), 1)
        highlights.add(library, found[1], 0, 12, 3)
        notes.put(library, found[0], "Do filtered gradients still *grok*?")
        notes.add(library, "# Ideas\n\nGrokking happens late.")
        queue.add(library, [found[1]])
    return found


def group(kind: Kind, count: int, *, told: int | None = None, whole: bool = True) -> Group:
    """Make a group of a kind, of which so many are told."""
    hits = tuple(Hit(kind, item, PaperId(item)) for item in range(1, count + 1))
    results = tuple(
        Result(kind, hit.item, hit.paper, f"{kind} {hit.item}", owner="Leeks", colour=1)
        for hit in hits[:told]
    )
    return Group(kind, hits, results, whole)
