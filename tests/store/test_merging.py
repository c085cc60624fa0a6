"""Merging papers: what was made of any of them is there, and undo brings all of it back."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.cards import Kind
from desktop_app.core.documents import Box, Spot
from desktop_app.core.highlights import Anchor, Style, select
from desktop_app.core.notes import links as links_of
from desktop_app.core.papers import Author, Contributor, Field, Link, PaperId, State, as_draft
from desktop_app.core.queue import Outcome, Planned, Priority, Reason
from desktop_app.core.scheduling import Rating
from desktop_app.core.works import Relation
from desktop_app.store import (
    abstracts,
    cards,
    citekeys,
    deeds,
    documents,
    highlights,
    identity,
    log,
    merging,
    notes,
    organise,
    pairs,
    papers,
    plan,
    queue,
    reading,
    review,
    versions,
)
from desktop_app.store.library import Library
from tests import build

OTHER_WORDS = "Networks sometimes generalise long after they memorised everything. A new end."
BOX = Box(0, 10, 10, 60, 22)


def merge(library: Library, kept: PaperId, *others: PaperId) -> None:
    with library.change("Merge papers"):
        merging.merge(library, kept, others)


def check(library: Library) -> None:
    run = library.db.conn.execute
    assert run("PRAGMA foreign_key_check").fetchall() == []
    run("INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)")
    library.db.conn.commit()


def two(library: Library, **other: Any) -> tuple[PaperId, PaperId]:
    one, then = build.add(library, build.draft(), build.draft(**other))
    return one, then


# The record


def test_the_kept_paper_gets_what_it_lacks(library: Library) -> None:
    full = build.draft(
        "Slow gradients, again",
        authors=(Author("Kim", "Bo"),),
        year=2025,
        venue="Journal of Nets",
        doi="10.1000/a",
        arxiv="2405.20233",
        links=(Link("https://b.org"),),
        votes=7,
        kind="article-journal",
        contributors=(Contributor("editor", Author("Park")),),
        fields=(Field("volume", "3"), Field("page", "1–9")),
        tags=("late", "ml"),
    )
    bare = build.draft(
        authors=(),
        links=(Link("https://a.org"),),
        fields=(Field("volume", "2"),),
        votes=3,
        tags=("ml",),
    )
    kept, other = build.add(library, bare, full)
    merge(library, kept, other)
    found = papers.get(library, kept)
    assert (found.title, found.authors, found.year) == ("Slow gradients", full.authors, 2025)
    assert (found.venue, found.doi, found.arxiv) == (full.venue, full.doi, full.arxiv)
    assert [link.url for link in found.links] == ["https://a.org", "https://b.org"]
    assert (found.votes, found.kind, found.contributors) == (7, full.kind, full.contributors)
    assert found.fields == (Field("volume", "2"), Field("page", "1–9"))
    assert sorted(found.tags) == ["late", "ml"]
    with pytest.raises(KeyError):
        papers.get(library, other)


def test_keys_and_identifiers_of_the_other_lead_to_the_kept(library: Library) -> None:
    kept, other = build.add(
        library, build.draft(doi="10.1000/a"), build.draft(doi="10.1000/b", arxiv="2405.20233")
    )
    gone = papers.get(library, other)
    with library.change("Name it"):
        citekeys.change(library, other, "lee24")
    merge(library, kept, other)
    for name in (gone.key, gone.citekey, "lee24", "10.1000/b", "arXiv:2405.20233", "10.1000/a"):
        assert identity.resolve(library, name) == kept
    assert Link("https://doi.org/10.1000/b") in papers.get(library, kept).links
    again = as_draft(gone)
    assert identity.related(library, again) == (kept, Relation.SAME)
    assert identity.same_work(library, build.draft("Else", doi="10.1000/B")) == kept


def test_a_published_paper_keeps_away_the_doi_of_its_preprint(library: Library) -> None:
    kept, other = build.add(
        library, build.draft(venue="Nature"), build.draft(doi="10.48550/arXiv.2405.20233")
    )
    merge(library, kept, other)
    found = papers.get(library, kept)
    assert (found.doi, found.arxiv) == (None, "2405.20233")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (State.UNREAD, State.READ, State.READ),
        (State.READING, State.UNREAD, State.READING),
        (State.DROPPED, State.UNREAD, State.UNREAD),
        (State.DROPPED, State.DROPPED, State.DROPPED),
        (State.READ, State.DROPPED, State.READ),
    ],
)
def test_the_further_state_stays(library: Library, one: State, other: State, both: State) -> None:
    kept, gone = two(library)
    with library.change("State"):
        papers.set_state(library, [kept], one)
        papers.set_state(library, [gone], other)
        papers.star(library, [gone], True)
        deeds.set_less_like(library, [kept])
    merge(library, kept, gone)
    found = papers.get(library, kept)
    assert (found.state, found.starred) == (both, True)
    assert not deeds.is_less_like(library, kept)


def test_a_paper_merged_with_itself_stays(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    before = build.dump(library)
    merge(library, paper, paper)
    assert build.dump(library) == before


# Abstracts and highlights


def test_highlights_are_placed_on_the_kept_wording(library: Library) -> None:
    kept, other = two(library, abstract=OTHER_WORDS)
    with library.change("Mark"):
        found = highlights.add(library, other, 0, 28, 1)  # Networks sometimes generalise
        lost = highlights.add(library, other, OTHER_WORDS.index("A new"), len(OTHER_WORDS), 2)
    merge(library, kept, other)
    assert abstracts.current(library, kept).text == build.ABSTRACT
    assert {r.text for r in abstracts.revisions(library, kept)} == {build.ABSTRACT, OTHER_WORDS}
    placed = {h.id: h for h in highlights.of(library, kept)}
    assert placed[found].anchor is Anchor.ANCHORED
    assert placed[lost].anchor is Anchor.ORPHANED
    assert [h.id for h in highlights.unsettled(library)] == [lost]
    assert highlights.standing(library, kept)[lost][1] == OTHER_WORDS


def test_the_kept_wording_counts_though_a_person_wrote_the_other(library: Library) -> None:
    kept, other = two(library)
    with library.change("Write"):
        mark = highlights.add(library, kept, 0, 8, 1)
        abstracts.add(library, other, OTHER_WORDS, "person")
    before = highlights.get(library, mark)
    merge(library, kept, other)
    assert abstracts.current(library, kept).text == build.ABSTRACT
    assert highlights.get(library, mark) == before
    assert highlights.standing(library, kept)[mark][1] == build.ABSTRACT


def test_a_missing_abstract_is_taken_from_the_other(library: Library) -> None:
    kept, other = build.add(library, build.draft(abstract=None), build.draft())
    with library.change("Mark"):
        mark = highlights.add(library, other, 0, 8, 1)
    merge(library, kept, other)
    assert papers.get(library, kept).abstract == build.ABSTRACT
    assert highlights.get(library, mark).paper == kept
    words = library.db.conn.execute("SELECT words FROM paper").fetchone()[0]
    assert words > 20


def test_equal_highlights_become_one_with_both_comments(library: Library) -> None:
    kept, other = two(library)
    with library.change("Mark"):
        one = highlights.add(library, kept, 0, 8, 1)
        same = highlights.add(library, other, 0, 8, 1)
        elsewhere = highlights.add(library, other, 0, 8, 2)
        highlights.comment(library, one, "Mine.")
        highlights.comment(library, same, "Theirs.")
        kinds = (Kind.PASSAGE, Kind.CLOZE)
        for kind in kinds:
            cards.add(library, [same], kind)
        [poor] = cards.add(library, [one], Kind.PASSAGE)
    gone, rich = highlights.get(library, same).key, cards.of_highlight(library, same)[Kind.PASSAGE]
    lost = cards.get(library, poor).key
    for card, times in ((rich, 2), (poor, 1)):
        for _ in range(times):
            with library.change("Review"):
                review.grade(library, card, Rating.GOOD)
    merge(library, kept, other)
    assert [h.id for h in highlights.of(library, kept)] == [one, elsewhere]
    assert highlights.get(library, one).comment == "Mine.\n\nTheirs."
    assert set(cards.of_highlight(library, one)) == set(kinds)
    assert cards.of_highlight(library, one)[Kind.PASSAGE] == rich
    assert len(review.log(library, rich)) == 3
    assert cards.get(library, rich).memory == review.recomputed(library)[rich]
    assert identity.resolve(library, gone) == identity.resolve(library, lost) == kept
    check(library)


# Documents


def test_the_same_document_is_there_once_with_the_marks_of_both(library: Library) -> None:
    kept, other = two(library)
    with library.change("Attach"):
        mine = documents.add(library, kept, "a" * 64, "mine.pdf", 9)
        twin = documents.add(library, other, "a" * 64, "twin.pdf", 9)
        more = documents.add(library, other, "b" * 64, "more.pdf", 9)
        documents.set_pages(library, twin, 12)
        quote = select(build.ABSTRACT, 0, 8)
        highlights.mark(library, mine, [BOX], 1, selector=quote)
        highlights.mark(library, twin, [BOX], 1, selector=quote)
        area = highlights.mark(library, twin, [BOX], 1, style=Style.AREA)
    with library.record():
        documents.keep_place(library, twin, Spot(3, 0.5), None)
    merge(library, kept, other)
    assert [(d.id, d.main) for d in documents.of(library, kept)] == [(mine, True), (more, False)]
    assert documents.get(library, mine).pages == 12
    assert documents.place(library, mine) == (Spot(3, 0.5), None)
    assert len(highlights.of_document(library, mine)) == 2
    assert highlights.get(library, area).document == mine


def test_the_first_document_of_a_paper_without_one_is_its_main_one(library: Library) -> None:
    kept, other = two(library)
    with library.change("Attach"):
        for digest in "ab":
            documents.add(library, other, digest * 64, f"{digest}.pdf", 9)
    merge(library, kept, other)
    assert [d.main for d in documents.of(library, kept)] == [True, False]


# Notes


def test_notes_stand_below_each_other_and_links_still_lead(library: Library) -> None:
    kept, other, third = build.add(
        library, build.draft(), build.draft("Slow gradients II"), build.draft("Third")
    )
    key, gone = (papers.get(library, p).key for p in (kept, other))
    with library.change("Write"):
        notes.put(library, kept, "Mine.\n\n```\nopen code")
        notes.put(library, other, f"Theirs, see [[{gone}|itself]].")
        notes.put(library, third, "On [[Slow gradients II]].\n\n| a | [[Slow gradients II]] |")
        own = notes.add(library, f"# Own\n\nAs in [[{gone}|that]].")
    of_note = library.db.conn.execute("SELECT key FROM note WHERE paper_id = ?", (other,))
    [note_key] = of_note.fetchone()
    merge(library, kept, other)
    note = notes.get(library, kept)
    assert note.startswith("Mine.")
    assert note.index("## Slow gradients II") < note.index("Theirs, see")
    assert [link.key for link in links_of(note)] == [gone]
    linked = notes.get(library, third)
    assert f"[[{key}|Slow gradients II]]" in linked
    assert f"[[{key}\\|Slow gradients II]]" in linked
    back = {(b.paper, b.note) for b in notes.links_to_paper(library, kept)}
    assert {paper for paper, _ in back} == {third, None}
    assert own in {note for _, note in back}
    assert identity.resolve(library, note_key) == kept


def test_the_only_note_keeps_its_key(library: Library) -> None:
    kept, other = two(library)
    with library.change("Write"):
        notes.put(library, other, "Theirs.")
    [before] = library.db.conn.execute("SELECT id, key FROM note").fetchall()
    merge(library, kept, other)
    rows = library.db.conn.execute("SELECT id, key, paper_id FROM note").fetchall()
    assert rows == [(*before, kept)]


# Queue, plans, log


def test_one_entry_of_the_queue_has_the_best_of_both(library: Library) -> None:
    other, kept = two(library)
    day = library.today()
    with library.change("Queue"):
        queue.set_priority(library, [other], Priority.HIGH)
        queue.add(library, [kept])
        queue.set_due(library, [kept], day + timedelta(9), "talk")
        queue.set_due(library, [other], day + timedelta(5), "club")
        queue.snooze(library, [kept], day + timedelta(3))
    places = {e.paper: e.position for e in queue.entries(library, 200)}
    merge(library, kept, other)
    [entry] = queue.entries(library, 200)
    assert (entry.paper, entry.priority, entry.position) == (kept, Priority.HIGH, places[other])
    assert (entry.due, entry.due_reason) == (day + timedelta(5), "club")
    assert entry.snoozed_until is None


def test_plans_keep_how_an_entry_left_them(library: Library) -> None:
    kept, other = two(library)
    day = library.today()
    with library.record():
        plan.put(library, day, [Planned(kept, Reason.CHOSEN), Planned(other, Reason.DUE)])
        plan.put(library, day - timedelta(1), [Planned(other, Reason.DUE)])
    with library.change("Done"):
        queue.done(library, [other])
    merge(library, kept, other)
    slots = plan.of(library, day)
    assert [(s.paper, s.outcome, s.reason) for s in slots] == [(kept, Outcome.DONE, Reason.CHOSEN)]
    assert [s.paper for s in plan.of(library, day - timedelta(1))] == [kept]


def test_the_log_is_the_kept_papers(library: Library) -> None:
    kept, other = two(library)
    with library.change("Queue"):
        queue.add(library, [other])
    with library.record():
        reading.add_session(library, other, library.now(), 600)
    with library.change("Done"):
        queue.done(library, [other])
    before = log.history(library)
    merge(library, kept, other)
    after = log.history(library)
    assert (after.days, after.waits, after.speed) == (before.days, before.waits, before.speed)
    assert {d.paper for d in deeds.all_of(library)} == {kept}


def test_what_came_before_a_merge_is_undone_after_it(library: Library) -> None:
    kept, other = two(library)
    before = build.dump(library)
    with library.change("Queue"):
        queue.add(library, [other])
    with library.change("Done"):
        queue.done(library, [other])
    merge(library, kept, other)
    end = build.dump(library)
    while library.undo():
        pass
    assert build.dump(library) == before
    while library.redo():
        pass
    assert build.dump(library) == end


def test_versions_and_what_was_said_of_pairs_follow(library: Library) -> None:
    kept, other, third, fourth = build.add(
        library, *(build.draft(f"Paper {n}") for n in ("one", "two", "three", "four"))
    )
    known = build.draft("Paper two, as some call it")
    with library.change("Say"):
        versions.link(library, [other, third])
        pairs.say_different(library, other, fourth)
        pairs.say_different(library, kept, other)
        pairs.remember(library, known, other)
    merge(library, kept, other)
    assert versions.of(library, kept) == [third]
    assert pairs.all_different(library) == {(kept, fourth)}
    assert pairs.remembered(library, known) == kept
    merge(library, kept, third)
    assert versions.all_of(library) == {}


# Anything at all

_MAYBE_TEXT = st.sampled_from([None, build.ABSTRACT, OTHER_WORDS, "Short words."])
_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(3, 25), st.integers(1, 2)), max_size=3)
_ONE = st.fixed_dictionaries(
    {
        "abstract": _MAYBE_TEXT,
        "edited": _MAYBE_TEXT,
        "doi": st.sampled_from([None, "10.1000/a", "10.1000/b"]),
        "arxiv": st.sampled_from([None, "2405.20233", "2405.20234"]),
        "tags": st.sets(st.sampled_from("abc")),
        "collections": st.sets(st.integers(0, 2)),
        "marks": _SPANS,
        "files": st.sets(st.sampled_from("abc")),
        "note": st.sampled_from(["", "Mine.", "```\nopen", "# Head\n\nSee [[Paper 1]] [[k2|it]]."]),
        "queued": st.sampled_from(["", "add", "snooze", "due", "plan", "done", "drop"]),
        "star": st.booleans(),
        "binned": st.booleans(),
        "reviews": st.integers(0, 2),
        "less": st.booleans(),
    }
)


def fill(library: Library, number: int, paper: PaperId, said: dict[str, Any]) -> None:
    day = library.today()
    if said["edited"] is not None:
        abstracts.add(library, paper, said["edited"], "person")
    for collection in said["collections"]:
        organise.collect(library, [paper], collection)
    for start, length, colour in said["marks"]:
        words = papers.get(library, paper).abstract
        if words[start : start + length].strip():
            mark = highlights.add(library, paper, start, start + length, colour)
            highlights.comment(library, mark, f"c{number}")
            for card in cards.add(library, [mark], Kind.PASSAGE):
                for _ in range(said["reviews"]):
                    review.grade(library, card, Rating.GOOD)
    for file in sorted(said["files"]):
        document = documents.add(library, paper, file * 64, f"{file}{number}", 5)
        highlights.mark(library, document, [BOX], 1, style=Style.AREA, words=f"w{number}")
        documents.keep_place(library, document, Spot(number), None)
    notes.put(library, paper, said["note"])
    match said["queued"]:
        case "add":
            queue.add(library, [paper])
        case "snooze":
            queue.snooze(library, [paper], day + timedelta(2 + number))
        case "due":
            queue.set_due(library, [paper], day + timedelta(2 + number), "talk")
        case "plan":
            queue.add(library, [paper])
            plan.put(library, day, [Planned(paper, Reason.CHOSEN)])
        case "done":
            queue.done(library, [paper])
        case "drop":
            queue.drop(library, [paper])
    reading.keep_place(library, paper, "abstract", number)
    reading.add_session(library, paper, library.now(), 60 + number)
    papers.star(library, [paper], said["star"])
    deeds.set_less_like(library, [paper], said["less"])
    if said["binned"]:
        papers.put_in_bin(library, [paper])


def everything(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Give what `build.dump` does, and what is only recorded."""
    recorded = ("reading_place", "reading_session", "document_place")
    rows = {t: sorted(library.db.conn.execute(f"SELECT * FROM {t}").fetchall()) for t in recorded}
    return build.dump(library) | rows


def made(library: Library, among: tuple[PaperId, ...]) -> dict[str, set[Any]]:
    """Give what a reader made of some papers, by what it is known."""
    run, marks = library.db.conn.execute, ",".join(map(str, among))
    asked = {
        "mark": "SELECT key FROM highlight",
        "card": "SELECT key FROM card",
        "tag": "SELECT tag_id FROM paper_tag",
        "collection": "SELECT collection_id FROM paper_collection",
        "document": "SELECT hash FROM document",
        "abstract": "SELECT text FROM abstract",
        "queue": "SELECT 1 FROM queue_entry",
        "comment": "SELECT comment FROM highlight",
        "session": "SELECT began_at FROM reading_session",
    }
    return {
        name: {row[0] for row in run(f"{sql} WHERE paper_id IN ({marks})")}
        for name, sql in asked.items()
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_ONE, min_size=3, max_size=3), st.permutations([0, 1, 2]), st.integers(1, 2))
def test_nothing_is_lost_whatever_is_merged(
    said: list[dict[str, Any]], order: list[int], count: int
) -> None:
    library = build.library()
    drafts = [
        build.draft(
            f"Paper {n}",
            abstract=s["abstract"],
            doi=s["doi"],
            arxiv=s["arxiv"],
            tags=tuple(s["tags"]),
        )
        for n, s in enumerate(said)
    ]
    added = build.add(library, *drafts)
    with library.change("Fill"):
        for name in "xyz":
            organise.add_collection(library, name)
        rows = library.db.conn.execute("SELECT id FROM collection ORDER BY id").fetchall()
        for s in said:
            s["collections"] = {rows[n][0] for n in s["collections"]}
        for number, (paper, s) in enumerate(zip(added, said, strict=True)):
            fill(library, number, paper, s)
        versions.link(library, added[1:])
        pairs.say_different(library, added[0], added[2])
    kept, *others = (added[n] for n in order[: count + 1])
    whole = [papers.get(library, p) for p in (kept, *others)]
    texts = [notes.get(library, p) for p in (kept, *others)]
    before, start = made(library, (kept, *others)), everything(library)
    reviews = library.db.conn.execute("SELECT count(*) FROM review").fetchone()
    words = abstracts.current(library, kept)

    merge(library, kept, *others)

    after = made(library, (kept,))
    aliases = {row[0] for row in library.db.conn.execute("SELECT key FROM alias")}
    for name in ("tag", "collection", "document", "abstract", "queue", "session"):
        assert before[name] == after[name], name
    assert before["mark"] <= after["mark"] | aliases
    assert before["card"] <= after["card"] | aliases
    comments = Counter("\n\n".join(after["comment"]).split("\n\n"))
    assert before["comment"] <= comments.keys() | {""}
    assert library.db.conn.execute("SELECT count(*) FROM review").fetchone() == reviews
    for paper in whole:
        assert identity.resolve(library, paper.key) == kept
        assert identity.resolve(library, paper.citekey) == kept
    note = notes.get(library, kept)
    assert all(text.split("[[")[0].strip() in note for text in texts)
    if words is not None and words.text:
        assert papers.get(library, kept).abstract == words.text
    assert kept not in versions.of(library, kept)
    check(library)

    end = everything(library)
    library.undo()
    assert everything(library) == start
    check(library)
    library.redo()
    assert everything(library) == end
    library.undo()
    assert everything(library) == start
    library.close()
