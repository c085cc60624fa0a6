"""Changes, records and batches: what is one transaction, one notice, one step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.core.query import parse
from desktop_app.store import errors, opening, organise, papers, reading, search, sources
from desktop_app.store.library import Cause, Library, Notice, new_key
from tests import build
from tests.store.conftest import Opener


def break_off(library: Library, *work: Callable[[], object]) -> None:
    with library.change("Broken off"):
        for step in work:
            step()
        raise RuntimeError


def starred(library: Library) -> set[int]:
    rows = library.db.conn.execute("SELECT id FROM paper WHERE starred")
    return {row[0] for row in rows}


@pytest.fixture
def notices(library: Library) -> list[Notice]:
    seen: list[Notice] = []
    library.subscribe(seen.append)
    return seen


def test_an_exception_inside_a_change_leaves_nothing(
    library: Library, notices: list[Notice]
) -> None:
    before = build.dump(library)
    with pytest.raises(RuntimeError):
        break_off(library, lambda: papers.add(library, build.draft(), sources.hand(library)))
    assert build.dump(library) == before
    assert (library.undo_label, notices) == (None, [])


def test_after_an_exception_the_next_change_is_whole(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    with pytest.raises(RuntimeError):
        break_off(library, lambda: papers.star(library, [paper], True))
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    library.undo()
    assert organise.tags(library) == []
    assert starred(library) == set()


def test_nested_changes_are_one_step(library: Library, notices: list[Notice]) -> None:
    [paper] = build.add(library, build.draft())
    notices.clear()
    with library.change("Outer"):
        papers.star(library, [paper], True)
        with library.change("Inner"):
            organise.tag(library, [paper], "ml")
    assert [n.label for n in notices] == ["Outer"]
    assert library.undo() == "Outer"
    assert organise.tags(library) == []
    assert starred(library) == set()


def test_an_exception_in_a_nested_change_takes_back_that_part_alone(library: Library) -> None:
    one, two = build.add(library, build.draft("One"), build.draft("Two"))
    with library.change("Outer"):
        papers.star(library, [one], True)
        with pytest.raises(RuntimeError):
            break_off(library, lambda: papers.star(library, [two], True))
    assert starred(library) == {one}
    library.undo()
    assert starred(library) == set()


def test_a_notice_names_rows_and_papers(library: Library, notices: list[Notice]) -> None:
    [paper] = build.add(library, build.draft())
    with library.change("Tag"):
        tag = organise.tag(library, [paper], "ml")
    last = notices[-1]
    assert last.cause is Cause.CHANGE
    assert last.rows["tag"] == {tag}
    assert last.papers == {paper}


def test_what_changes_nothing_is_no_step(library: Library, notices: list[Notice]) -> None:
    [paper] = build.add(library, build.draft())
    notices.clear()
    with library.change("Unstar"):
        papers.star(library, [paper], False)
    assert (library.undo_label, notices) == (None, [])


@pytest.mark.parametrize("outside", [Library.record, Library.batch])
def test_records_and_batches_are_no_steps(
    library: Library, outside: Callable[[Library], object]
) -> None:
    [paper] = build.add(library, build.draft())
    with outside(library):  # type: ignore[attr-defined]
        papers.star(library, [paper], True)
    assert library.undo() is None
    assert starred(library) == {paper}


def test_a_subscriber_may_change_the_library(library: Library) -> None:
    [paper] = build.add(library, build.draft())

    def star_what_was_tagged(notice: Notice) -> None:
        if "tag" in notice.rows:
            with library.change("Star"):
                papers.star(library, notice.papers, True)

    library.subscribe(star_what_was_tagged)
    with library.change("Tag"):
        organise.tag(library, [paper], "ml")
    assert starred(library) == {paper}
    assert (library.undo(), library.undo()) == ("Star", "Tag")


def test_a_subscription_ends(library: Library) -> None:
    seen: list[Notice] = []
    library.subscribe(seen.append)()
    build.add(library, build.draft())
    assert seen == []


def test_a_key_is_never_used_twice(library: Library) -> None:
    taken = iter(["a", "a", "a", "b", "a", "b", "c"])
    library._keys = lambda: next(taken)
    [one] = build.add(library, build.draft("One"))
    [two] = build.add(library, build.draft("Two"))
    with library.batch():
        papers.put_in_bin(library, [one])
        papers.delete_for_good(library, [one])
    [three] = build.add(library, build.draft("Three"))
    assert [papers.get(library, p).key for p in (two, three)] == ["b", "c"]


def test_keys_are_eight_letters_the_first_no_digit() -> None:
    for _ in range(200):
        key = new_key()
        assert len(key) == 8
        assert key[0].isalpha()


def test_a_library_opened_for_reading_refuses_a_change(opened: Opener) -> None:
    writer = opened()
    [paper] = build.add(writer, build.draft())
    reader = opening.open_reader(writer.path)
    with pytest.raises(errors.ReadOnly), reader.change("Star"):
        papers.star(reader, [paper], True)
    with pytest.raises(errors.ReadOnly):
        reader.undo()
    assert papers.get(reader, paper).title == "Slow gradients"
    reader.close()


def test_a_lock_held_elsewhere_is_said_and_nothing_changed(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    one.db.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.Locked), two.change("Star"):
        papers.star(two, [paper], True)
    with pytest.raises(errors.Locked), two.change("Star"):
        pytest.fail("the body of a change that has no lock must not run")
    one.db.conn.execute("ROLLBACK")
    with two.change("Star"):
        papers.star(two, [paper], True)
    assert starred(one) == {paper}


def test_a_lock_held_elsewhere_leaves_undo_for_another_time(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    two.look()
    with two.change("Star"):
        papers.star(two, [paper], True)
    one.db.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.Locked):
        two.undo()
    one.db.conn.execute("ROLLBACK")
    assert two.undo() == "Star"


def test_a_change_elsewhere_is_noticed_and_ends_undo(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    seen: list[Cause] = []
    one.subscribe(lambda notice: seen.append(notice.cause))
    with one.change("Star"):
        papers.star(one, [paper], True)
    with two.change("Tag"):
        organise.tag(two, [paper], "ml")
    assert one.undo() is None
    assert seen == [Cause.CHANGE, Cause.ELSEWHERE]
    assert starred(one) == {paper}
    assert one.look() is False


def test_what_is_only_recorded_elsewhere_is_noticed_and_leaves_undo(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    with one.change("Star"):
        papers.star(one, [paper], True)
    with two.record():
        reading.keep_place(two, paper, "abstract", 3)
    assert one.look() is True
    assert one.undo() == "Star"
    assert starred(one) == set()


def test_a_change_of_ones_own_does_not_hide_one_elsewhere(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    with two.change("Tag"):
        organise.tag(two, [paper], "ml")
    with one.change("Star"):
        papers.star(one, [paper], True)
    assert one.look() is True
    assert one.undo_label is None


def test_a_change_elsewhere_just_before_undo_is_seen(opened: Opener) -> None:
    one, two = opened(), opened()
    [paper] = build.add(one, build.draft())
    with one.change("Star"):
        papers.star(one, [paper], True)
    look = one.look

    def look_too_early() -> bool:
        seen = look()
        one.look = look  # type: ignore[method-assign]
        with two.change("Tag"):
            organise.tag(two, [paper], "ml")
        return seen

    one.look = look_too_early  # type: ignore[method-assign]
    assert one.undo() is None
    assert starred(one) == {paper}
    assert one.undo_label is None


def test_ones_own_writes_are_not_from_elsewhere(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    with library.change("Star"):
        papers.star(library, [paper], True)
    with library.record():
        reading.keep_place(library, paper, "abstract", 7)
    library.undo()
    assert library.look() is False


def test_a_full_disk_is_said_and_nothing_changed(opened: Opener) -> None:
    library = opened()
    [paper] = build.add(library, build.draft())
    before = build.dump(library)
    pages = library.db.conn.execute("PRAGMA page_count").fetchone()[0]
    library.db.conn.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(errors.Unwritable), library.change("Edit"):
        papers.edit(library, paper, build.draft(abstract="long words " * 20_000))
    assert build.dump(library) == before
    assert library.undo_label is None


def test_what_is_searched_is_written_with_the_change(library: Library) -> None:
    [paper] = build.add(library, build.draft())
    with library.change("Edit"):
        papers.edit(library, paper, build.draft("Quick gradients"))
    query = parse("quick ")
    assert search.papers(library, query) == [paper]
    library.undo()
    assert search.papers(library, query) == []


def test_batches_in_bulk_are_seen_by_others_and_told_to_nobody(tmp_path: Path) -> None:
    library, other = opening.open_library(tmp_path), opening.open_library(tmp_path)
    with library.change("Before"):
        [paper] = build.add(library, build.draft())
    notices: list[Notice] = []
    library.subscribe(notices.append)

    with library.bulk(), library.batch():
        papers.star(library, [paper], True)

    assert notices == []
    assert other.look()
    assert library.undo() == "Before"
    assert [notice.cause for notice in notices] == [Cause.UNDO]
    library.close()
    other.close()
