"""Checked copies, and a library put back from one."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.store import backup, errors, opening, papers
from desktop_app.store.library import Library
from tests import build
from tests.store.conftest import Opener

DAY = timedelta(days=1)


@pytest.fixture
def full(opened: Opener) -> Library:
    library = opened()
    build.add(library, *(build.draft(f"Paper {i}") for i in range(5)))
    return library


def take(library: Library, now: datetime = build.NOON, why: str = "") -> backup.Copy:
    return backup.take(library.db.conn, library.path, now, why)


def left(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_copy_holds_what_the_library_holds(full: Library) -> None:
    copy = take(full)
    assert backup.papers_in(copy.file) == 5
    assert left(full.path / backup.FOLDER) == {copy.file.name}


def test_a_copy_is_a_library(full: Library, tmp_path: Path) -> None:
    copy = take(full)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / opening.FILE).write_bytes(copy.file.read_bytes())
    other = opening.open_library(elsewhere)
    assert build.dump(other) == build.dump(full)
    assert other.db.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    other.close()


def test_a_copy_made_beside_a_writer_is_whole(full: Library, opened: Opener) -> None:
    with opened().change("Add") as _:
        copy = take(full)
    assert backup.papers_in(copy.file) == 5


def test_one_a_day_is_due(full: Library) -> None:
    folder = full.path
    assert backup.due(folder, build.NOON)
    take(full)
    assert not backup.due(folder, build.NOON + DAY / 2)
    assert backup.due(folder, build.NOON + DAY)


def test_a_clock_set_back_makes_one_due(full: Library) -> None:
    take(full)
    assert backup.due(full.path, build.NOON - DAY)


def test_a_copy_before_an_update_is_not_the_days(full: Library) -> None:
    take(full, why="before-update")
    assert backup.due(full.path, build.NOON)


def test_copies_are_listed_newest_first(full: Library) -> None:
    for days in (0, 2, 1):
        take(full, build.NOON + days * DAY)
    (full.path / backup.FOLDER / "notes.txt").write_text("not a copy")
    found = backup.copies(full.path)
    assert [c.taken_at for c in found] == [build.NOON + d * DAY for d in (2, 1, 0)]


def test_old_copies_are_thinned_by_age(full: Library) -> None:
    first = datetime(2025, 1, 1, 8, tzinfo=UTC)
    folder = full.path / backup.FOLDER
    folder.mkdir()
    for day in range(400):
        (folder / f"library-{first + day * DAY:%Y%m%dT%H%M%S}Z.db").touch()
    kept = folder / "library-20250101T080000Z-before-update.db"
    kept.touch()
    last = take(full, first + 400 * DAY)
    daily = [c.taken_at for c in backup.copies(full.path) if not c.why]
    ages = [(last.taken_at - at).days for at in daily]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len([a for a in ages if a <= 28]) <= 7 + 4
    assert 300 <= ages[-1] <= 400
    assert len(ages) <= 7 + 4 + 12
    assert kept.exists()


def test_a_copy_that_holds_less_is_refused(full: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = backup._counts
    monkeypatch.setattr(
        backup,
        "_counts",
        lambda conn: counted(conn) | ({"note": 9} if conn is full.db.conn else {}),
    )
    with pytest.raises(errors.CopyRefused, match="incomplete"):
        take(full)
    assert left(full.path / backup.FOLDER) == set()


def test_a_place_that_cannot_be_written_is_said(full: Library) -> None:
    (full.path / backup.FOLDER).write_text("a file is in the way")
    with pytest.raises(errors.Unwritable):
        take(full)


def test_a_restored_library_is_the_one_that_was_copied(full: Library) -> None:
    folder, before = full.path, build.dump(full)
    copy = take(full)
    with full.change("Bin"):
        papers.put_in_bin(full, [build.add(full, build.draft())[0]])
    with full.batch():
        papers.delete_for_good(full, papers.binned(full))
    after = build.dump(full)
    full.close()
    kept = backup.restore(folder, copy, build.NOON)
    library = opening.open_library(folder)
    assert build.dump(library) == before
    library.close()
    # What was replaced is a copy like any other.
    again = next(c for c in backup.copies(folder) if c.file == kept)
    assert again.why == "replaced"
    backup.restore(folder, again, build.NOON + DAY)
    library = opening.open_library(folder)
    assert build.dump(library) == after
    library.close()


def test_a_library_that_was_not_closed_well_is_kept_with_its_log(full: Library) -> None:
    folder = full.path
    copy = take(full)
    build.add(full, build.draft("Last words"))
    frozen = {f.name: f.read_bytes() for f in folder.glob("library.db*")}
    full.close()
    for name, data in frozen.items():
        (folder / name).write_bytes(data)
    kept = backup.restore(folder, copy, build.NOON, even_if_emptier=True)
    assert backup.papers_in(kept) == 6
    assert backup.papers_in(folder / opening.FILE) == 5


def test_an_emptier_copy_is_refused(full: Library) -> None:
    folder = full.path
    copy = take(full)
    build.add(full, build.draft("New"))
    full.close()
    before = (folder / opening.FILE).read_bytes()
    with pytest.raises(errors.CopyRefused) as caught:
        backup.restore(folder, copy, build.NOON)
    assert caught.value.detail == "5/6"
    assert (folder / opening.FILE).read_bytes() == before
    backup.restore(folder, copy, build.NOON, even_if_emptier=True)
    assert backup.papers_in(folder / opening.FILE) == 5


@pytest.mark.parametrize("damage", ["gone", "garbage", "cut", "empty", "scribbled"])
def test_a_damaged_copy_is_refused(full: Library, damage: str) -> None:
    folder = full.path
    copy = take(full)
    full.close()
    before = (folder / opening.FILE).read_bytes()
    whole = copy.file.read_bytes()
    if damage == "gone":
        copy.file.unlink()
    else:
        copy.file.write_bytes(
            {
                "garbage": b"not a database",
                "cut": whole[: len(whole) // 2],
                "empty": b"",
                "scribbled": whole[:8192] + os.urandom(16384) + whole[24576:],
            }[damage]
        )
    with pytest.raises(errors.CopyRefused):
        backup.restore(folder, copy, build.NOON, even_if_emptier=True)
    assert (folder / opening.FILE).read_bytes() == before


def test_a_damaged_library_can_be_replaced(full: Library) -> None:
    folder = full.path
    copy = take(full)
    full.close()
    (folder / opening.FILE).write_bytes(b"damaged")
    kept = backup.restore(folder, copy, build.NOON)
    assert kept.read_bytes() == b"damaged"
    assert backup.papers_in(folder / opening.FILE) == 5


def test_a_copy_from_elsewhere_can_be_put_back(full: Library, tmp_path: Path) -> None:
    copy = take(full)
    new = tmp_path / "new"
    opening.open_library(new).close()
    kept = backup.restore(new, copy, build.NOON)
    assert kept.exists()
    assert backup.papers_in(new / opening.FILE) == 5
