"""Prospects of imports, made by matching what is read with a library."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core.papers import Author, Draft, Problem
from desktop_app.services.gathering import Reading
from desktop_app.store.library import Library
from desktop_app.ui.import_preview.matching import Matching
from desktop_app.ui.import_preview.prospect import Prospect
from tests import build

ANN, BOB = Author("Lee", "Ann"), Author("Roe", "Bob")
HELD = (
    Draft("On margins", "Of margins.", (ANN,), 2020, "Notes", doi="10.1000/1"),
    Draft("On the making of marks", "Of marks.", (ANN,), 2020, "Notes", doi="10.1000/2"),
    Draft("Pencils and paper", "Of pencils.", (BOB,), 2021, "arXiv", arxiv="2101.00001"),
)
NEW = Draft("Erasers", "Of erasers.", (BOB,), 2022, "Rubber", kind="article-journal")
PRESENT = Draft("On margins", None, (ANN,), 2020, doi="10.1000/1")
MAYBE = Draft("On the making of marks", "All else.", (ANN,), 2020, "Signs", doi="10.1000/9")
VERSION = Draft("Pencils and paper", "Of pencils.", (BOB,), 2021, "Signs", doi="10.1000/3")
BROKEN = Problem(7, "this entry has no title")


def prospect(
    library: Library, drafts: Sequence[Draft], problems: tuple[Problem, ...] = ()
) -> Prospect:
    """Match drafts with a library."""
    matching = Matching(Reading("refs.bib", tuple(drafts), problems))
    while matching.prospect is None:
        matching.step(library)
    return matching.prospect


def of_all_groups(library: Library) -> Prospect:
    """Give a prospect with a record or problem in each group; the library gets what it needs."""
    build.add(library, *HELD)
    return prospect(library, [NEW, PRESENT, MAYBE, VERSION], (BROKEN,))
