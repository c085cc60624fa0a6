"""Undo and redo."""

from datetime import timedelta

import pytest

from desktop_app.core.papers import Author, Link, LinkKind, PaperId, State
from desktop_app.store import (
    abstracts,
    errors,
    highlights,
    history,
    identity,
    notes,
    organise,
    papers,
    queue,
    reading,
    sources,
)
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def undo_all(library: Library) -> int:
    count = 0
    while library.undo() is not None:
        count += 1
    return count


def redo_all(library: Library) -> int:
    count = 0
    while library.redo() is not None:
        count += 1
    return count


def note(library: Library, paper: PaperId, markdown: str, merge: str | None = "focus") -> None:
    with library.change("Note", merge=merge):
        notes.put(library, paper, markdown)


def test_undo_and_redo_give_their_labels(library: Library, paper: PaperId) -> None:
    assert (library.undo(), library.redo()) == (None, None)
    with library.change("Star"):
        papers.star(library, [paper], True)
    assert (library.undo_label, library.redo_label) == ("Star", None)
    assert library.undo() == "Star"
    assert (library.undo_label, library.redo_label) == (None, "Star")
    assert library.redo() == "Star"


def test_every_noun_comes_back_and_goes_again(library: Library, paper: PaperId) -> None:
    [other] = build.add(library, build.draft("Other"))
    start = build.dump(library)
    with library.change("Add"):
        added = papers.add(
            library,
            build.draft(
                "By hand",
                doi="10.1000/a",
                links=(Link("https://a.b", LinkKind.CODE),),
                tags=("ml", "new"),
            ),
            sources.hand(library),
            "person",
        )
    with library.change("Mark"):
        mark = highlights.add(library, paper, 0, 20, 1)
        highlights.comment(library, mark, "why?")
    with library.change("Edit"):
        papers.edit(library, paper, build.draft("Edited", abstract="Now: " + build.ABSTRACT))
    with library.change("Collect"):
        node = organise.add_collection(library, "Deep")
        organise.collect(library, [paper, added], node)
        organise.add_collection(library, "Deeper", node)
    with library.change("Queue"):
        queue.add(library, [paper, other, added])
    with library.change("Work"):
        queue.done(library, [paper])
        queue.drop(library, [other])
        queue.snooze(library, [added], library.today() + timedelta(days=2))
    with library.change("Note"):
        notes.put(library, paper, "# Title")
    with library.change("Bin"):
        papers.put_in_bin(library, [other])
    with library.change("Clear"):
        highlights.remove(library, mark)
        organise.remove_collection(library, node)
        organise.remove_tag(library, organise.tag(library, [], "ml"))
    end = build.dump(library)
    assert undo_all(library) == 9
    assert build.dump(library) == start
    assert redo_all(library) == 9
    assert build.dump(library) == end


def test_a_record_in_between_survives_undo(library: Library, paper: PaperId) -> None:
    with library.change("Star"):
        papers.star(library, [paper], True)
    with library.record():
        reading.begin(library, paper)
        reading.keep_place(library, paper, "abstract", 40)
    library.undo()
    found = papers.get(library, paper)
    assert (found.starred, found.state) == (False, State.READING)
    assert reading.place(library, paper) == ("abstract", 40)


def test_a_record_does_not_end_redo(library: Library, paper: PaperId) -> None:
    with library.change("Star"):
        papers.star(library, [paper], True)
    library.undo()
    with library.record():
        reading.keep_place(library, paper, "abstract", 40)
    assert library.redo() == "Star"


def test_a_change_ends_redo(library: Library, paper: PaperId) -> None:
    with library.change("Star"):
        papers.star(library, [paper], True)
    library.undo()
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    assert library.redo() is None


def test_a_batch_beside_a_change_is_left_alone(library: Library, paper: PaperId) -> None:
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    [brought] = build.add(library, build.draft("Brought", tags=("other",)))
    library.undo()
    assert papers.get(library, brought).tags == ("other",)
    assert papers.get(library, paper).tags == ()


def test_a_tag_undone_under_a_batch_comes_back_with_the_papers_of_both(
    library: Library, paper: PaperId
) -> None:
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    [brought] = build.add(library, build.draft("Brought", tags=("ml",)))
    library.undo()
    assert papers.get(library, brought).tags == ()
    library.redo()
    assert papers.get(library, brought).tags == papers.get(library, paper).tags == ("ml",)


def test_redo_after_new_rows_uses_no_id_twice(library: Library) -> None:
    with library.change("Add"):
        added = papers.add(library, build.draft("By hand"), sources.hand(library))
    end = build.dump(library)
    library.undo()
    [brought] = build.add(library, build.draft("Brought"))
    assert brought != added
    library.redo()
    assert papers.get(library, added).title == "By hand"
    assert papers.get(library, brought).title == "Brought"
    assert set(end["paper"]) < set(build.dump(library)["paper"])


def test_a_paper_added_by_hand_and_read_can_be_undone(library: Library) -> None:
    with library.change("Add"):
        added = papers.add(library, build.draft(), sources.hand(library))
    with library.record():
        reading.begin(library, added)
        reading.add_session(library, added, library.now(), 60)
        reading.keep_place(library, added, "abstract", 9)
    assert library.undo() == "Add"
    assert papers.count(library) == 0
    assert library.redo() == "Add"
    assert reading.place(library, added) == ("abstract", 9)
    assert papers.get(library, added).state is State.READING
    assert library.db.conn.execute("SELECT seconds FROM reading_session").fetchall() == [(60,)]


def test_saves_of_one_note_are_one_step(library: Library, paper: PaperId) -> None:
    note(library, paper, "before", merge=None)
    for markdown in ("before a", "before ab", "", "abc"):
        note(library, paper, markdown)
    end = build.dump(library)
    assert library.undo() == "Note"
    assert notes.get(library, paper) == "before"
    assert library.redo() == "Note"
    assert build.dump(library) == end
    library.undo()
    library.undo()
    assert notes.get(library, paper) == ""


def test_a_first_note_typed_and_emptied_is_taken_back(library: Library, paper: PaperId) -> None:
    start = build.dump(library)
    for markdown in ("a", "ab", "", "c", "cd", ""):
        note(library, paper, markdown)
    library.undo()
    assert build.dump(library) == start


def test_saves_apart_are_steps_apart(library: Library, paper: PaperId) -> None:
    note(library, paper, "a")
    with library.change("Star"):
        papers.star(library, [paper], True)
    note(library, paper, "ab")
    library.undo()
    assert notes.get(library, paper) == "a"


def test_a_sealed_step_takes_no_more(library: Library, paper: PaperId) -> None:
    note(library, paper, "a")
    assert library.history is not None
    library.history.seal()
    note(library, paper, "ab")
    library.undo()
    assert notes.get(library, paper) == "a"


def test_a_step_brought_back_takes_no_more(library: Library, paper: PaperId) -> None:
    note(library, paper, "a")
    library.undo()
    library.redo()
    note(library, paper, "ab")
    library.undo()
    assert notes.get(library, paper) == "a"


def test_a_record_between_saves_does_not_part_them(library: Library, paper: PaperId) -> None:
    note(library, paper, "a")
    with library.record():
        reading.keep_place(library, paper, "abstract", 3)
    note(library, paper, "ab")
    library.undo()
    assert notes.get(library, paper) == ""


def test_many_saves_cost_one_entry_a_row(library: Library, paper: PaperId) -> None:
    assert library.history is not None
    sizes = []
    for i in range(50):
        note(library, paper, f"text {i}")
        [step] = library.history.done
        sizes.append(sum(len(part.packed) for part in step.parts))
    assert sizes[-1] < 2 * sizes[1]


def test_events_are_only_added(library: Library, paper: PaperId) -> None:
    with library.change("Done"):
        queue.done(library, [paper])
    counts, effective = [], []
    for step in (library.undo, library.redo, library.undo, library.redo):
        step()
        row = library.db.conn.execute("SELECT count(*) FROM event").fetchone()
        counts.append(row[0])
        effective.append([event[2] for event in build.dump(library)["event"]])
    assert counts == [2, 3, 4, 5]
    assert effective == [[], ["done"], [], ["done"]]


def test_an_event_cannot_be_changed_or_deleted(library: Library, paper: PaperId) -> None:
    with library.record():
        queue.log(library, "opened", paper)
    for sql in ("DELETE FROM event", "UPDATE event SET kind = 'x'"):
        with pytest.raises(Exception, match="only added"), library.record():
            library.db.conn.execute(sql)


def test_former_keys_are_kept(library: Library) -> None:
    with library.change("Add"):
        added = papers.add(library, build.draft(), sources.hand(library))
    key = papers.get(library, added).key
    library.undo()
    assert identity.resolve(library, key) is None
    library._keys = iter([key, "fresh"]).__next__
    [other] = build.add(library, build.draft("Other"))
    assert papers.get(library, other).key == "fresh"
    library.redo()
    assert identity.resolve(library, key) == added


def test_what_no_longer_fits_is_stale_and_changes_nothing(library: Library, paper: PaperId) -> None:
    with library.change("Tag"):
        tag = organise.tag(library, [paper], "ml")
    with library.change("Remove tag"):
        organise.remove_tag(library, tag)
    build.add(library, build.draft("Brought", tags=("ml",)))
    before = build.dump(library)
    with pytest.raises(errors.UndoStale) as caught:
        library.undo()
    assert caught.value.detail == "Remove tag"
    assert build.dump(library) == before
    assert library.undo_label is None


def test_a_mark_of_a_paper_deleted_for_good_is_stale(library: Library, paper: PaperId) -> None:
    with library.change("Mark"):
        mark = highlights.add(library, paper, 0, 10, 1)
    with library.change("Unmark"):
        highlights.remove(library, mark)
    with library.change("Bin"):
        papers.put_in_bin(library, [paper])
    with library.batch():
        papers.delete_for_good(library, [paper])
    with pytest.raises(errors.UndoStale):
        undo_all(library)
    assert library.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_undo_turns_back_only_the_columns_touched(library: Library, paper: PaperId) -> None:
    with library.change("Star"):
        papers.star(library, [paper], True)
    with library.batch():
        papers.put_in_bin(library, [paper])
    library.undo()
    found = papers.get(library, paper)
    assert (found.starred, found.binned) == (False, True)


def test_text_that_looks_like_something_else_comes_back_as_it_was(
    library: Library, paper: PaperId
) -> None:
    odd = '[1, "x"]\n{"a": null}\ttab \U0001f917 \u200d "quoted" 1e400'
    note(library, paper, odd, merge=None)
    note(library, paper, "plain", merge=None)
    library.undo()
    assert notes.get(library, paper) == odd


def test_authors_in_another_order_come_back(library: Library) -> None:
    people = (Author("A"), Author("B"), Author("C"))
    [paper] = build.add(library, build.draft(authors=people))
    with library.change("Edit"):
        papers.edit(library, paper, build.draft(authors=people[::-1]))
    library.undo()
    assert papers.get(library, paper).authors == people


def test_an_abstract_undone_gives_highlights_their_places_back(
    library: Library, paper: PaperId
) -> None:
    with library.change("Mark"):
        highlights.add(library, paper, 0, 30, 1)
    before = highlights.of(library, paper)
    with library.change("Edit"):
        abstracts.add(library, paper, "Wholly other words.", "person")
    assert highlights.of(library, paper) != before
    library.undo()
    assert highlights.of(library, paper) == before


def test_the_log_is_capped(library: Library, paper: PaperId) -> None:
    for i in range(history.MOST_STEPS + 5):
        with library.change("Star"):
            papers.star(library, [paper], i % 2 == 0)
    assert undo_all(library) == history.MOST_STEPS


def test_the_last_step_is_kept_however_large(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 3)
    added = build.add(library, *(build.draft(f"Paper {i}") for i in range(5)))
    for flag in (True, False):
        with library.change("Star all"):
            papers.star(library, added, flag)
    assert undo_all(library) == 1


def test_an_event_that_was_cancelled_and_came_back_is_undone(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    before = build.dump(library)
    for step in (queue.done, queue.reopen):
        with library.change("Step"):
            step(library, [paper])
    end = build.dump(library)
    for _ in range(2):
        while library.undo():
            pass
        assert build.dump(library) == before
        while library.redo():
            pass
        assert build.dump(library) == end
