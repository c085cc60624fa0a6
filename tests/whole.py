"""Rules of the stateful test about documents, notes of their own, reviews and saved searches."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop_app.core import cards as core_cards
from desktop_app.core.cards import Kind
from desktop_app.core.documents import Box
from desktop_app.core.highlights import Style, select
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Rating
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import annotations
from desktop_app.store import cards, documents, highlights, notes, papers, review, saved_searches
from tests import build

WORDS = (
    "slow",
    "gradients",
    "do",
    "not",
    "generalise",
    "late",
    "12",
    "名前",
    "naïve",
    "🤗",
    "it's",
)
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
NAMES = st.sampled_from(["ml", "ML", "late", "to read", "名"])
# Which of what there is: taken modulo how many there are.
ANY = st.integers(0, 99)
SOME = st.lists(ANY, min_size=1, max_size=3)
# Points of a page, to more digits than are kept.
PLACES = st.floats(0, 600, allow_nan=False)
BOXES = st.lists(st.tuples(st.integers(0, 3), PLACES, PLACES), min_size=1, max_size=3).map(
    lambda found: tuple(Box(page, x, y, x + 7.123456, y + 11.1) for page, x, y in sorted(found))
)


class Bench(RuleBasedStateMachine):
    """A library on which rules are tried, and ways to choose from what is in it."""

    @initialize()
    def begin(self) -> None:
        self.clock = build.Clock()
        self.library = build.library(self.clock)
        build.add(self.library, *(build.draft(f"Paper {i}", tags=("ml",)) for i in range(3)))
        self.start = build.dump(self.library)

    def change(self, merge: str | None = None) -> Any:
        return self.library.change("Change", merge=merge)

    def papers(self, which: list[int]) -> list[PaperId]:
        rows = self.library.db.conn.execute("SELECT id FROM paper ORDER BY id").fetchall()
        return [PaperId(rows[i % len(rows)][0]) for i in which]

    def one(self, table: str, which: int) -> Any:
        rows = self.library.db.conn.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return rows[which % len(rows)][0] if rows else None


class WithDocuments(Bench):
    """A reader of PDFs."""

    @rule(which=ANY, files=st.sets(st.integers(0, 3), min_size=1, max_size=3), name=TEXT)
    def attach(self, which: int, files: set[int], name: str) -> None:
        [paper] = self.papers([which])
        with self.change():
            for file in sorted(files):
                documents.add(self.library, paper, f"{file}" * 64, f"{name}.pdf", 1000 + file)

    @rule(
        which=ANY,
        boxes=BOXES,
        colour=st.integers(1, 5),
        style=st.sampled_from(Style),
        words=st.just("") | TEXT,
        name=st.sampled_from(["", "found 1", "found 2"]),
    )
    def mark_page(
        self, which: int, boxes: tuple[Box, ...], colour: int, style: Style, words: str, name: str
    ) -> None:
        if document := self.one("document", which):
            quote = None if style is Style.AREA else select(build.ABSTRACT, 5, 5 + 3 * len(boxes))
            with self.change():
                highlights.mark(
                    self.library,
                    document,
                    boxes,
                    colour,
                    selector=quote,
                    style=style,
                    words=words,
                    extraction="test 1",
                    taken_from=name,
                )

    @rule(which=ANY, name=TEXT)
    def choose_main(self, which: int, name: str) -> None:
        if document := self.one("document", which):
            with self.change():
                documents.make_main(self.library, document)
                documents.rename(self.library, document, name)
            paper = documents.get(self.library, document).paper
            assert documents.of(self.library, paper)[0].id == document

    @rule(which=ANY)
    def detach(self, which: int) -> None:
        if document := self.one("document", which):
            paper = documents.get(self.library, document).paper
            with self.change():
                documents.remove(self.library, document)
            held = documents.of(self.library, paper)
            assert [d.main for d in held] == [n == 0 for n in range(len(held))]

    @rule(which=SOME, colours=st.booleans())
    def carry_over(self, which: list[int], colours: bool) -> None:
        """Delete highlights that were given for a file, and bring them in again."""
        given = tuple(annotations.of(self.library, dict.fromkeys(self.papers(which))))
        with self.change():
            for found in {a.key for a in given}:
                held = highlights.with_key(self.library, found)
                assert held is not None
                if colours:
                    highlights.remove(self.library, held.id)
                else:
                    highlights.recolour(self.library, held.id, 1)
        for _ in annotations.bring_in(self.library, Found(given), ("a", "b", "c", "d", "e")):
            pass

    @rule(which=ANY, start=ANY, length=st.integers(1, 60))
    def settle(self, which: int, start: int, length: int) -> None:
        """Keep what is not plainly anchored, or put it elsewhere."""
        if not (found := self.one("highlight WHERE document_id IS NULL", which)):
            return
        paper = highlights.get(self.library, found).paper
        with self.change():
            if papers.get(self.library, paper).abstract[start : start + length].strip():
                highlights.place(self.library, found, start, start + length)
            else:
                highlights.keep(self.library, found)


class WithOwnNotes(Bench):
    """A reader who writes notes that belong to no paper."""

    @rule(words=st.just("") | TEXT, link=TEXT)
    def add_note(self, words: str, link: str) -> None:
        with self.change():
            notes.add(self.library, f"# {words}\n\nSee [[{link}]].")

    @rule(which=ANY, saves=st.lists(st.just("") | TEXT, min_size=1, max_size=3))
    def edit_note(self, which: int, saves: list[str]) -> None:
        if found := self.one("note WHERE paper_id IS NULL", which):
            for words in saves:
                with self.change(merge=f"note {found}"):
                    notes.edit(self.library, found, f"{words} [[{words}]]")

    @rule(which=ANY)
    def remove_note(self, which: int) -> None:
        if found := self.one("note WHERE paper_id IS NULL", which):
            with self.change():
                notes.remove(self.library, [found])
            assert found not in [note.id for note in notes.all_own(self.library)]

    @rule(which=ANY)
    def restore_note(self, which: int) -> None:
        if found := self.one("note WHERE binned_at IS NOT NULL", which):
            with self.change():
                notes.restore(self.library, [found])
            assert found in [note.id for note in notes.all_own(self.library)]


class WithReviews(Bench):
    """A reader who reviews, at times with a clock that was set back."""

    @rule(which=ANY, kind=st.sampled_from(Kind))
    def add_card(self, which: int, kind: Kind) -> None:
        if found := self.one("highlight", which):
            with self.change():
                if kind in core_cards.kinds(highlights.get(self.library, found)):
                    cards.add(self.library, [found], kind)

    @rule(which=ANY, rating=st.sampled_from(Rating), days=st.integers(-3, 9))
    def grade(self, which: int, rating: Rating, days: int) -> None:
        due = review.due(self.library, 0).due
        if due:
            with self.change():
                review.grade(self.library, due[which % len(due)], rating)
            self.clock.move(days=days)

    @rule(which=ANY, deed=st.sampled_from(["bury", "unbury", "suspend", "resume", "remove"]))
    def put_aside(self, which: int, deed: str) -> None:
        if found := self.one("card", which):
            with self.change():
                getattr(cards, deed)(self.library, [found])

    @rule()
    def compute_again(self) -> None:
        for card, memory in review.recomputed(self.library).items():
            if any(line.id == card for line in cards.lines(self.library)):
                assert cards.get(self.library, card).memory == memory


class WithSavedSearches(Bench):
    """A reader who searches for the same things again."""

    @rule(name=NAMES, words=TEXT, sort=st.sampled_from(["", "title", "-year"]))
    def save_search(self, name: str, words: str, sort: str) -> None:
        with self.change():
            name = saved_searches.free_name(self.library, name)
            saved_searches.add(self.library, name, words, sort)

    @rule(which=ANY, name=NAMES, words=TEXT, to=st.integers(-1, 5))
    def change_search(self, which: int, name: str, words: str, to: int) -> None:
        if saved := self.one("saved_search", which):
            with self.change():
                name = saved_searches.free_name(self.library, name)
                saved_searches.rename(self.library, saved, name)
                saved_searches.change(self.library, saved, words)
                saved_searches.move(self.library, saved, to)

    @rule(which=ANY)
    def remove_search(self, which: int) -> None:
        if saved := self.one("saved_search", which):
            with self.change():
                saved_searches.remove(self.library, saved)
