"""Opening a library, and refusing what is none."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop_app.store import backup, errors, migrations, opening, papers, sources
from desktop_app.store.migrations.steps import steps
from tests import build
from tests.store.conftest import Opener


def contents(folder: Path) -> dict[str, bytes]:
    """What is in the files of a folder; what readers share, and an empty log, is no content."""
    files = {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    return {
        name: data
        for name, data in files.items()
        if not name.endswith("-shm") and (data or not name.endswith("-wal"))
    }


@pytest.fixture
def closed(folder: Path) -> Path:
    """A closed library with a paper in it."""
    library = opening.open_library(folder, clock=build.Clock())
    build.add(library, build.draft())
    library.close()
    return folder


@pytest.fixture
def failing_step(monkeypatch: pytest.MonkeyPatch) -> object:
    """Register one more migration step, which writes and then fails."""
    before = list(steps._migrations)

    def register(error: Exception) -> None:
        @steps(name="9999_failing")
        def fail(db: Database) -> None:
            db.executescript("CREATE TABLE half (id INTEGER); DELETE FROM search_text;")
            raise error

        monkeypatch.setattr(migrations, "NAMES", (*migrations.NAMES, "9999_failing"))

    yield register
    steps._migrations[:] = before


def test_a_library_is_made_where_there_is_none(folder: Path, opened: Opener) -> None:
    assert not opening.exists(folder)
    library = opened()
    assert opening.exists(folder)
    pragma = {
        name: library.db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "synchronous", "recursive_triggers")
    }
    assert pragma == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "recursive_triggers": 1,
    }


def test_what_was_written_is_there_again(closed: Path, opened: Opener) -> None:
    assert papers.count(opened()) == 1


def test_no_copy_is_made_of_a_new_library(folder: Path, opened: Opener) -> None:
    opened()
    assert backup.copies(folder) == []


@pytest.mark.parametrize(
    "garbage", [b"", b"not a database at all", b"\x00" * 4096, b"SQLite format 3\x00" + b"x" * 999]
)
def test_garbage_is_refused_and_left_as_it_is(folder: Path, garbage: bytes) -> None:
    folder.mkdir()
    (folder / opening.FILE).write_bytes(garbage)
    for open_one in (opening.open_library, opening.open_reader):
        with pytest.raises(errors.NotALibrary):
            open_one(folder)
    assert contents(folder) == {opening.FILE: garbage}


def test_a_damaged_schema_is_refused(closed: Path) -> None:
    file = closed / opening.FILE
    file.write_bytes(file.read_bytes()[:100] + os.urandom(8000))
    with pytest.raises(errors.NotALibrary):
        opening.open_library(closed)


def test_another_programs_database_is_refused_and_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    conn = sqlite3.connect(folder / opening.FILE)
    conn.execute("CREATE TABLE paper (id INTEGER)")
    conn.close()
    before = contents(folder)
    for open_one in (opening.open_library, opening.open_reader):
        with pytest.raises(errors.NotALibrary, match="another program"):
            open_one(folder)
    assert contents(folder) == before


def test_a_newer_library_is_refused_and_left_as_it_is(closed: Path) -> None:
    conn = sqlite3.connect(closed / opening.FILE)
    conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('carrel', '0099_unheard_of', '')"
    )
    conn.commit()
    conn.close()
    before = contents(closed)
    for open_one in (opening.open_library, opening.open_reader):
        with pytest.raises(errors.NewerLibrary, match="0099_unheard_of"):
            open_one(closed)
    assert contents(closed) == before


def test_a_folder_in_the_place_of_the_file_is_refused(folder: Path) -> None:
    (folder / opening.FILE).mkdir(parents=True)
    for open_one in (opening.open_library, opening.open_reader):
        with pytest.raises(errors.NotALibrary):
            open_one(folder)


@pytest.mark.parametrize("below", [False, True])
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, below: bool) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(errors.NotAFolder):
        opening.open_library(file / "library" if below else file)
    assert file.read_text() == "mine"


def test_a_reader_makes_no_library(folder: Path) -> None:
    with pytest.raises(errors.NoSuchLibrary):
        opening.open_reader(folder)
    assert not folder.exists()


def test_a_reader_sees_what_stands_in_the_log_of_a_writer(opened: Opener) -> None:
    writer = opened()
    build.add(writer, build.draft())
    assert (writer.path / "library.db-wal").stat().st_size > 0
    reader = opening.open_reader(writer.path)
    assert papers.count(reader) == 1
    build.add(writer, build.draft("Second"))
    assert papers.count(reader) == 2
    assert reader.look()
    reader.close()


def test_a_reader_does_not_hold_a_writer_up(opened: Opener) -> None:
    writer = opened()
    [paper] = build.add(writer, build.draft())
    reader = opening.open_reader(writer.path)
    rows = reader.db.conn.execute("SELECT id FROM paper")
    with writer.change("Star"):
        papers.star(writer, [paper], True)
    assert papers.get(writer, paper).starred
    assert rows.fetchall() == [(paper,)]
    reader.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder_can_be_read(closed: Path) -> None:
    closed.chmod(0o555)
    try:
        library = opening.open_library(closed)
        assert not library.writable
        assert papers.count(library) == 1
        library.close()
    finally:
        closed.chmod(0o755)


def test_a_library_that_may_not_be_written_is_opened_for_reading(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening.os, "access", lambda _, mode: mode == os.R_OK)
    library = opening.open_library(closed)
    assert not library.writable
    with pytest.raises(errors.ReadOnly), library.change("Star"):
        pass
    library.close()


@pytest.mark.parametrize(
    "error", [sqlite3.OperationalError("no"), sqlite3.IntegrityError("no"), ValueError("no")]
)
def test_a_failed_step_leaves_the_library_as_it_was(
    closed: Path, failing_step, error, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opening.open_library(closed)
    before = build.dump(library)
    library.close()
    file = (closed / opening.FILE).read_bytes()
    failing_step(error)
    with pytest.raises(errors.MigrationFailed, match="no"):
        opening.open_library(closed)
    assert (closed / opening.FILE).read_bytes() == file
    steps._migrations.pop()
    monkeypatch.undo()
    library = opening.open_library(closed)
    assert build.dump(library) == before
    library.close()


def test_a_copy_is_made_before_a_step(closed: Path, failing_step) -> None:
    failing_step(ValueError("no"))
    with pytest.raises(errors.MigrationFailed):
        opening.open_library(closed, clock=build.Clock())
    [copy] = backup.copies(closed)
    assert copy.why == "before-update"
    assert backup.papers_in(copy.file) == 1


def test_a_reader_does_not_read_a_schema_it_does_not_know(closed: Path, failing_step) -> None:
    failing_step(ValueError("no"))
    with pytest.raises(errors.MigrationFailed):
        opening.open_reader(closed)


def test_a_library_that_could_not_be_made_leaves_no_empty_file(folder: Path, failing_step) -> None:
    failing_step(ValueError("no"))
    with pytest.raises(errors.MigrationFailed):
        opening.open_library(folder)
    assert contents(folder) == {}


def test_a_library_under_lock_opens_or_says_so(closed: Path) -> None:
    conn = sqlite3.connect(closed / opening.FILE, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    library = opening.open_library(closed, wait=0.02)
    assert papers.count(library) == 1
    library.close()
    conn.close()


def test_a_library_held_alone_by_another_program_says_so(closed: Path) -> None:
    conn = sqlite3.connect(closed / opening.FILE, isolation_level=None)
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    conn.execute("BEGIN EXCLUSIVE")
    with pytest.raises(errors.Locked):
        opening.open_library(closed, wait=0.02)
    conn.close()


def test_two_may_make_the_same_library_at_once(folder: Path) -> None:
    problems: list[BaseException] = []
    together = threading.Barrier(4)

    def make() -> None:
        together.wait()
        try:
            library = opening.open_library(folder)
            with library.batch():
                papers.add(library, build.draft(), sources.hand(library))
            library.close()
        except BaseException as e:
            problems.append(e)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    library = opening.open_library(folder)
    assert papers.count(library) == 4
    library.close()


def test_a_file_is_no_library(folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(errors.NotAFolder):
        opening.open_library(folder, make=False)
    with pytest.raises(errors.NotAFolder):
        opening.open_reader(folder)


def test_none_is_made_where_none_is_wanted(folder: Path) -> None:
    with pytest.raises(errors.NoSuchLibrary):
        opening.open_library(folder, make=False)
    assert not folder.exists()


def test_an_empty_folder_that_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    # The folder's mode would not keep root out.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(errors.Unwritable):
        opening.open_library(folder)


@pytest.mark.parametrize("refused", ["folder", "file"])
def test_what_may_not_be_read(closed: Path, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Modes would not keep root out.
    if refused == "folder":
        monkeypatch.setattr(Path, "exists", refuse)
    else:
        monkeypatch.setattr(opening.os, "access", lambda _, mode: mode != os.R_OK)
    for opener in (opening.open_library, opening.open_reader):
        with pytest.raises(errors.Unreadable, match="Permission denied"):
            opener(closed)


def test_damaged_pages_are_told_from_what_is_no_library(closed: Path, opened: Opener) -> None:
    file = closed / opening.FILE
    data = file.read_bytes()
    file.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    with pytest.raises(errors.Damaged):
        opened()


def test_another_program_leaves_the_log_of_an_open_library_alone(tmp_path: Path) -> None:
    """A reader beside the writer in one process must not drop the locks that others heed."""
    library = opening.open_library(tmp_path)
    opening.open_reader(tmp_path).close()
    reader = opening.open_reader(tmp_path)
    [paper] = build.add(library, build.draft())
    log = tmp_path / "library.db-wal"
    before = log.stat().st_ino

    look = (
        "import sys\nfrom pathlib import Path\nfrom desktop_app.store import opening, papers\n"
        "library = opening.open_library(Path(sys.argv[1]))\n"
        "with library.change('Star'):\n    papers.star(library, [1], True)\n"
        "print(papers.count(library))\nlibrary.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "1"
    assert log.stat().st_ino == before
    assert papers.get(library, paper).starred
    assert papers.get(reader, paper).starred
    reader.close()
    library.close()


def test_a_checkpoint_moves_the_log_and_leaves_others_alone(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path)
    library.keep_log(True)
    with library.batch(lasting=False):
        source = sources.add(library, "a", "page")
        papers.add(library, build.draft("Leeks"), source)
    copied = tmp_path / "copy"
    opening.checkpoint(tmp_path)
    library.keep_log(False)
    copied.mkdir()
    # Without its log, and by another process: in this one it would drop SQLite's locks.
    words = "import shutil, sys; shutil.copy(*sys.argv[1:])"
    files = [str(folder / opening.FILE) for folder in (tmp_path, copied)]
    subprocess.run([sys.executable, "-c", words, *files], check=True)

    assert papers.count(opening.open_reader(copied)) == 1
    assert library.db.conn.execute("PRAGMA synchronous").fetchone() == (2,)  # full
    opening.checkpoint(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    library.close()
