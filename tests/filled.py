"""A library in which every column of every table holds something."""

from __future__ import annotations

import io
from pathlib import Path

from desktop_app.core import fields
from desktop_app.core.cards import Kind
from desktop_app.core.documents import Box, Spot
from desktop_app.core.highlights import HighlightId, Selector, Style, select
from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import Author, Contributor, Field, Link, LinkKind, PaperId, State
from desktop_app.core.queue import Planned, Priority, Reason
from desktop_app.core.scheduling import Rating
from desktop_app.core.spread import Share
from desktop_app.store import (
    abstracts,
    cards,
    citekeys,
    deeds,
    documents,
    files,
    highlights,
    log,
    notes,
    opening,
    organise,
    pairs,
    papers,
    plan,
    queue,
    reading,
    review,
    saved_searches,
    sources,
    subscriptions,
    versions,
)
from desktop_app.store.library import Library
from tests import build

PDF = b"%PDF-1.4\nnot much of one\n"
ORIGIN = Origin(Because.READ, "Quick lunches", build.NOON.date())
FULL = build.draft(
    "Slow “gradients”: <i>x</i> of $x^2$ & Ã©",
    authors=(
        Author("van der Berg", "Ada", "Jr."),
        Author("The Body"),
        Author("Sørensen", "J.-P."),
    ),
    contributors=(
        Contributor("editor", Author("Lee", "Ann", "III")),
        Contributor("translator", Author("Po")),
        Contributor("editor", Author("Third")),
    ),
    year=2024,
    venue="Proceedings of <b>Lunch</b>",
    doi="10.1000/slow",
    arxiv="2405.20233",
    links=(
        Link("https://example.org/code", LinkKind.CODE),
        Link("https://example.org/video", LinkKind.VIDEO),
        Link("https://example.org/", LinkKind.OTHER),
    ),
    tags=("ML", "to read", "a, b; c"),
    votes=12,
    kind="paper-conference",
    citekey="Berg:2024",
    fields=fields.ordered(
        [
            *(Field(name, f"{n}") for n, name in enumerate(fields.STANDARD, 1)),
            Field("bibtex:owner", "me\nand you"),
            Field("csl:custom", '{"x": [1, 2]}'),
            Field("ris:M1", "—"),
        ]
    ),
)


def library(folder: Path) -> Library:
    """Make a library in a folder in which every column holds something."""
    clock = build.Clock()
    made = opening.open_library(folder, clock=clock, keys=build.keys())
    first, second, third, fourth = _papers(made)
    with made.change("Mark"):
        marks = _marks(made, first, second)
        _notes(made, first, second)
        _organise(made, first, second, third)
        _who_is_who(made, first, second, third)
    with made.change("Read"):
        _read(made, clock, first, second, third)
        _review(made, clock, marks)
    _delete(made, fourth)
    return made


def _papers(made: Library) -> list[PaperId]:
    first, second, third, fourth = build.add(
        made,
        FULL,
        build.draft("Quick lunches", abstract=None, authors=(), kind=""),
        build.draft("名前の無い猫", year=-300, venue=None),
        build.draft("Deleted for good"),
    )
    with made.batch():
        undone = sources.add(made, "undone.bib", "bibtex")
        [gone] = [papers.add(made, build.draft("Undone"), undone)]
        papers.put_in_bin(made, [gone])
        sources.mark_undone(made, undone)
    with made.change("Edit"):
        papers.star(made, [first], True)
        papers.set_state(made, [third], State.READ)
        papers.edit(made, second, build.draft("Quick lunches", abstract="At last.", authors=()))
        citekeys.change(made, second, "lunches")
    return [first, second, third, fourth]


def _marks(made: Library, first: PaperId, second: PaperId) -> list[HighlightId]:
    kept = files.take_in(made.path, io.BytesIO(PDF))
    document = documents.add(made, first, kept.hash, "slow.pdf", kept.bytes)
    other = documents.add(made, first, "ab" * 32, "lost.pdf", 99)
    documents.add(made, second, kept.hash, "again.pdf", kept.bytes)
    documents.make_main(made, other)
    documents.set_pages(made, document, 7)
    marks = [
        highlights.add(made, first, start, start + 9, 1 + n) for n, start in enumerate((0, 40))
    ]
    words = build.ABSTRACT.replace("Networks sometimes", "Nets").replace("slow", "SLOW")
    abstracts.add(made, first, f"Now: {words}", "person")
    lost = highlights.add(made, second, 0, 8, 5)
    papers.edit(made, second, build.draft("Quick lunches", abstract="Anew.", authors=()))
    highlights.keep(made, lost)
    boxes = [Box(2, 1.5, 2, 3.25, 4), Box(3, 0, 0, 612, 0.01)]
    at = select(build.ABSTRACT, 5, 30)
    for style, selector in (
        (Style.HIGHLIGHT, at),
        (Style.UNDERLINE, at),
        (Style.AREA, None),
        (Style.AREA, Selector("", "", "", 9, 9)),
    ):
        mark = highlights.mark(
            made,
            document,
            boxes,
            3,
            selector=selector,
            style=style,
            words="A comment\n\nof two lines",
            extraction="test 1",
            taken_from="name  of\ttwo",
        )
        marks.append(mark)
    highlights.comment(made, marks[1], "What for?")
    abstracts.add(made, first, build.ABSTRACT, "person")
    with made.record():
        documents.keep_place(made, document, Spot(3, 0.25), 1.5)
        documents.keep_place(made, other, Spot(0, 0.5), None)
        documents.keep_stuck(made, kept.hash, 2, "pymupdf 1.28")
    return marks


def _notes(made: Library, first: PaperId, second: PaperId) -> None:
    notes.put(made, first, "---\n# A heading\n\nSee [[Quick lunches]] and [[k1|this]].\n\n---\n")
    notes.put(made, second, "no end of line")
    notes.add(made, "# On my own: “x”\n\n[[nowhere]]")
    binned = notes.add(made, "  odd  \n")
    notes.remove(made, [binned])


def _organise(made: Library, first: PaperId, second: PaperId, third: PaperId) -> None:
    above = organise.add_collection(made, "Above")
    below = organise.add_collection(made, "Below", above)
    same = organise.add_collection(made, "Below", above)
    organise.collect(made, [third, first], below)
    organise.collect(made, [first, second], same)
    organise.collect(made, [first], above)
    tag = organise.tag(made, [first, second], "late")
    organise.recolour_tag(made, tag, 9)
    subscriptions.add(made, "Lunch", subscriptions.Kind.SEARCH, "lunch tag:ml")
    subscriptions.add(made, "Gradients", subscriptions.Kind.TEXT, "slow ones\nand fast ones")
    saved_searches.add(made, "Lunches", "lunch tag:ml", "-year")
    first_one = saved_searches.add(made, "Unread", "is:unread")
    saved_searches.move(made, first_one, 0)
    deeds.set_less_like(made, [second])


def _who_is_who(made: Library, first: PaperId, second: PaperId, third: PaperId) -> None:
    citekeys.lead(made, "Former2020", first)
    versions.link(made, [first, third])
    pairs.say_different(made, third, second)
    pairs.remember(made, build.draft("Called otherwise"), first)


def _read(
    made: Library, clock: build.Clock, first: PaperId, second: PaperId, third: PaperId
) -> None:
    today = made.today()
    queue.add(made, [first, second, third], origins={first: ORIGIN})
    queue.set_priority(made, [first], Priority.HIGH)
    queue.set_due(made, [second], today.replace(day=30), "a talk")
    queue.snooze(made, [second, third], today.replace(day=28))
    planned = [Planned(first, Reason.CARRIED, since=today, position=4, origin=ORIGIN)]
    plan.put(made, today, [*planned, Planned(second, Reason.DUE)])
    queue.take_off(made, [first])
    queue.spread(made, [Share(today.replace(day=29), (first,), 9)])
    queue.done(made, [third])
    queue.reopen(made, [third])
    with made.record():
        reading.keep_place(made, first, "abstract", 120)
        reading.add_session(made, first, made.now(), 300)
        reading.add_session(made, first, made.now(), 20)
    clock.move(days=1)


def _review(made: Library, clock: build.Clock, marks: list[HighlightId]) -> None:
    [passage] = cards.add(made, [marks[0]], Kind.PASSAGE)
    [comment] = cards.add(made, [marks[1]], Kind.COMMENT)
    [cloze] = cards.add(made, [marks[2]], Kind.CLOZE)
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
        review.grade(made, passage, rating, 1234)
        clock.move(days=3)
    review.grade(made, comment, Rating.HARD)
    cards.suspend(made, [cloze])
    cards.bury(made, [comment])


def _delete(made: Library, paper: PaperId) -> None:
    """Delete a paper and a note for good, of which the log still tells."""
    with made.change("Queue"):
        queue.add(made, [paper])
        note = notes.add(made, "Gone")
        notes.remove(made, [note])
        papers.put_in_bin(made, [paper])
    with made.batch():
        kept = notes.all_own(made)
        log.keep_times(made, [paper])
        papers.delete_for_good(made, [paper])
        made.db.conn.execute("INSERT INTO former_key (key) VALUES ('kgone')")
        assert kept
