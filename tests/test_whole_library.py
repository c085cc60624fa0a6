"""The whole store under random commands: undo all is the start, redo all is the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop_app.core.papers import Author, State, as_draft
from desktop_app.core.queue import Budget, Planned, Priority, Reason
from desktop_app.services import planning
from desktop_app.store import highlights, notes, organise, papers, plan, queue, reading, sources
from desktop_app.store.history import Step
from tests import build
from tests.whole import (
    ANY,
    NAMES,
    SOME,
    TEXT,
    WithDocuments,
    WithOwnNotes,
    WithReviews,
    WithSavedSearches,
)


class WholeLibrary(WithDocuments, WithOwnNotes, WithReviews, WithSavedSearches):
    """A reader who does anything at any time."""

    # Papers and their abstracts

    @rule(title=TEXT, abstract=st.none() | TEXT, tags=st.lists(NAMES, max_size=2))
    def add(self, title: str, abstract: str | None, tags: list[str]) -> None:
        draft = build.draft(title, abstract=abstract, tags=tuple(tags), year=2024)
        with self.change():
            papers.add(self.library, draft, sources.hand(self.library), "person")

    @rule(which=SOME, title=TEXT, people=st.lists(TEXT, max_size=3))
    def edit(self, which: list[int], title: str, people: list[str]) -> None:
        authors = tuple(Author(name) for name in people)
        with self.change():
            for paper in self.papers(which):
                present = as_draft(papers.get(self.library, paper))
                draft = build.draft(title, abstract=present.abstract, authors=authors)
                papers.edit(self.library, paper, draft)

    @rule(which=ANY, at=ANY, words=TEXT, much=st.integers(0, 20))
    def edit_abstract(self, which: int, at: int, words: str, much: int) -> None:
        [paper] = self.papers([which])
        present = as_draft(papers.get(self.library, paper))
        old = present.abstract or ""
        at %= len(old) + 1
        abstract = f"{old[:at]}{words}{old[at + much :]}"
        with self.change():
            papers.edit(
                self.library, paper, build.draft(present.title, abstract=abstract, doi="10.1000/a")
            )

    @rule(which=SOME, starred=st.booleans(), state=st.sampled_from([State.READ, State.UNREAD]))
    def star(self, which: list[int], starred: bool, state: State) -> None:
        with self.change():
            papers.star(self.library, self.papers(which), starred)
            papers.set_state(self.library, self.papers(which[:1]), state)

    @rule(which=SOME)
    def put_in_bin(self, which: list[int]) -> None:
        with self.change():
            papers.put_in_bin(self.library, self.papers(which))

    @rule(which=SOME)
    def take_from_bin(self, which: list[int]) -> None:
        with self.change():
            papers.take_from_bin(self.library, self.papers(which))

    # Marks and notes

    @rule(which=ANY, start=ANY, length=st.integers(1, 60), colour=st.integers(1, 5))
    def highlight(self, which: int, start: int, length: int, colour: int) -> None:
        [paper] = self.papers([which])
        if papers.get(self.library, paper).abstract[start : start + length].strip():
            with self.change():
                highlights.add(self.library, paper, start, start + length, colour)

    @rule(which=ANY, colour=st.integers(1, 5), words=st.just("") | TEXT)
    def mark(self, which: int, colour: int, words: str) -> None:
        if found := self.one("highlight", which):
            with self.change():
                highlights.recolour(self.library, found, colour)
                highlights.comment(self.library, found, words)
                highlights.accept(self.library, found)

    @rule(which=ANY)
    def unmark(self, which: int) -> None:
        if found := self.one("highlight", which):
            with self.change():
                highlights.remove(self.library, found)

    @rule(
        which=ANY, saves=st.lists(st.just("") | TEXT, min_size=1, max_size=4), sealed=st.booleans()
    )
    def write_note(self, which: int, saves: list[str], sealed: bool) -> None:
        [paper] = self.papers([which])
        for words in saves:
            with self.change(merge=f"note {paper}"):
                notes.put(self.library, paper, words)
        if sealed and self.library.history:
            self.library.history.seal()

    # Tags and collections

    @rule(which=SOME, name=NAMES)
    def tag(self, which: list[int], name: str) -> None:
        with self.change():
            organise.tag(self.library, self.papers(which), name)

    @rule(which=SOME, name=NAMES)
    def act_part_by_part(self, which: list[int], name: str) -> None:
        step = Step("Many")
        for paper in self.papers(which):
            with self.library.part(step):
                organise.tag(self.library, [paper], name)
                queue.done(self.library, [paper])
                papers.put_in_bin(self.library, [paper])

    @rule(which=ANY, name=NAMES, colour=st.integers(1, 9))
    def rename_tag(self, which: int, name: str, colour: int) -> None:
        if tag := self.one("tag", which):
            with self.change():
                organise.recolour_tag(self.library, tag, colour)
                organise.rename_tag(self.library, tag, name)

    @rule(which=SOME, tag=ANY, whole=st.booleans())
    def untag(self, which: list[int], tag: int, whole: bool) -> None:
        if found := self.one("tag", tag):
            with self.change():
                organise.untag(self.library, self.papers(which), found)
                if whole:
                    organise.remove_tag(self.library, found)

    @rule(name=NAMES, parent=st.none() | ANY, which=SOME)
    def collect(self, name: str, parent: int | None, which: list[int]) -> None:
        below = None if parent is None else self.one("collection", parent)
        with self.change():
            node = organise.add_collection(self.library, name, below)
            organise.collect(self.library, self.papers(which), node)

    @rule(which=ANY, name=st.none() | NAMES, out=SOME)
    def change_collection(self, which: int, name: str | None, out: list[int]) -> None:
        if node := self.one("collection", which):
            with self.change():
                organise.uncollect(self.library, self.papers(out), node)
                if name is None:
                    organise.remove_collection(self.library, node)
                else:
                    organise.rename_collection(self.library, node, name)

    # Queue and plan

    @rule(which=SOME, act=st.sampled_from([queue.done, queue.drop, queue.take_off, queue.remove]))
    def work(self, which: list[int], act: Any) -> None:
        with self.change():
            act(self.library, self.papers(which))

    @rule(which=SOME, priority=st.sampled_from(Priority), days=st.none() | st.integers(1, 9))
    def enqueue(self, which: list[int], priority: Priority, days: int | None) -> None:
        with self.change():
            queue.add(self.library, self.papers(which))
            queue.set_priority(self.library, self.papers(which), priority)
            if days:
                queue.set_due(self.library, self.papers(which), self.day(days), "talk")

    @rule(which=SOME, days=st.integers(1, 9))
    def snooze(self, which: list[int], days: int) -> None:
        with self.change():
            queue.snooze(self.library, self.papers(which), self.day(days))

    @rule(days=st.integers(1, 30))
    def spread(self, days: int) -> None:
        with self.change():
            queue.spread(self.library, planning.spreading(self.library, days, Budget(4), 230))

    @rule(which=SOME)
    def plan_by_hand(self, which: list[int]) -> None:
        chosen = dict.fromkeys(self.papers(which))
        with self.change():
            queue.add(self.library, chosen)
            plan.put(self.library, self.day(0), [Planned(p, Reason.CHOSEN) for p in chosen])
            plan.reorder(self.library, self.day(0), reversed(chosen))

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.clock.move(hours=hours)

    # What fails, what is recorded, what goes back and forth

    @rule(which=SOME)
    def fail(self, which: list[int]) -> None:
        before = build.dump(self.library)
        try:
            with self.change():
                queue.done(self.library, self.papers(which))
                highlights.add(self.library, self.papers(which)[0], 0, 0, 1)
        except ValueError:
            pass
        assert build.dump(self.library) == before

    @rule(which=ANY, offset=ANY)
    def read(self, which: int, offset: int) -> None:
        with self.library.record():
            for paper in self.papers([which]):
                reading.keep_place(self.library, paper, "abstract", offset)
                reading.add_session(self.library, paper, self.library.now(), offset)

    @rule()
    def undo(self) -> None:
        self.library.undo()

    @rule()
    def redo(self) -> None:
        self.library.redo()

    @rule(title=TEXT)
    def bring(self, title: str) -> None:
        """Import beside the reader's changes: undo leaves it, so the start has it, too."""
        before = build.dump(self.library)
        [paper] = build.add(self.library, build.draft(title))
        with self.library.batch():
            papers.put_in_bin(self.library, [paper])
            papers.take_from_bin(self.library, [paper])
        for table, rows in build.dump(self.library).items():
            self.start[table] = sorted(self.start[table] + list(set(rows) - set(before[table])))

    def day(self, ahead: int) -> Any:
        return self.library.today() + timedelta(days=ahead)

    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        self.check()
        while self.library.redo() is not None:
            pass
        end = build.dump(self.library)
        while self.library.undo() is not None:
            pass
        start = build.dump(self.library)
        assert start == self.start
        self.check()
        while self.library.redo() is not None:
            pass
        assert build.dump(self.library) == end
        self.check()
        while self.library.undo() is not None:
            pass
        assert build.dump(self.library) == start
        self.library.close()

    def check(self) -> None:
        run = self.library.db.conn.execute
        run("INSERT INTO search_fts(search_fts, rank) VALUES('integrity-check', 1)")
        assert run("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert run("PRAGMA foreign_key_check").fetchall() == []
        mains = run("SELECT sum(main) FROM document GROUP BY paper_id").fetchall()
        assert all(row == (1,) for row in mains)
        for kind in ("highlight", "note"):
            searched = run("SELECT item_id FROM search_text WHERE kind = ? ORDER BY 1", (kind,))
            assert searched.fetchall() == run(f"SELECT id FROM {kind} ORDER BY 1").fetchall()


TestWholeLibrary = WholeLibrary.TestCase
TestWholeLibrary.settings = settings(max_examples=50, stateful_step_count=30)
