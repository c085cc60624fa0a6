"""Embeddings in index.db: kept by text, and rebuilt rather than repaired."""

import os
import sqlite3
from pathlib import Path

import pytest

from desktop_app.store import embeddings, errors, papers
from desktop_app.store.library import Library
from tests import build

MODEL = "m"
VECTORS = {f"{i:032x}": bytes([i % 256]) * 1536 for i in range(200)}


def hashes(library: Library) -> list[str]:
    return [row[0] for row in library.db.conn.execute("SELECT text_hash FROM paper ORDER BY id")]


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with an index of 200 vectors."""
    index = embeddings.open_index(tmp_path)
    index.put(MODEL, VECTORS)
    index.close()
    return tmp_path


def held(folder: Path, *, writable: bool = True) -> dict[str, bytes]:
    index = embeddings.open_index(folder, writable=writable)
    found = dict(index.stream(MODEL))
    assert index.known(MODEL) == set(found)
    index.close()
    return found


@pytest.mark.parametrize("writable", [True, False])
def test_vectors_come_back_as_they_were(full: Path, writable: bool) -> None:
    assert held(full, writable=writable) == VECTORS


def test_a_vector_belongs_to_its_model(full: Path) -> None:
    index = embeddings.open_index(full)
    key = next(iter(VECTORS))
    assert index.get(MODEL, key) == VECTORS[key]
    assert index.get("other", key) is None
    assert index.known("other") == set()
    index.close()


@pytest.mark.parametrize("damage", ["garbage", "empty", "cut", "scribbled", "older"])
def test_a_damaged_or_older_index_is_made_anew(full: Path, damage: str) -> None:
    file = full / embeddings.FILE
    whole = file.read_bytes()
    if damage == "older":
        conn = sqlite3.connect(file)
        conn.execute("PRAGMA user_version = 99")
        conn.close()
    else:
        middle = len(whole) // 2
        file.write_bytes(
            {
                "garbage": b"not a database" * 999,
                "empty": b"",
                "cut": whole[:middle],
                "scribbled": whole[:100] + os.urandom(len(whole) - 100),
            }[damage]
        )
    assert held(full) == {}
    index = embeddings.open_index(full)
    index.put(MODEL, VECTORS)
    index.close()
    assert held(full) == VECTORS


@pytest.mark.parametrize("data", [None, b"", b"not a database" * 999])
def test_nothing_is_made_where_nothing_may_be_written(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / embeddings.FILE
    if data is not None:
        file.write_bytes(data)
    assert held(tmp_path, writable=False) == {}
    assert (file.read_bytes() if file.exists() else None) == data


def test_a_reader_sees_what_a_writer_put(full: Path) -> None:
    writer = embeddings.open_index(full)
    writer.put(MODEL, {"new": b"1234"})
    assert "new" in held(full, writable=False)
    writer.close()


def test_a_text_that_did_not_change_is_never_embedded_twice(
    library: Library, tmp_path: Path
) -> None:
    one, two = build.add(library, build.draft("One"), build.draft("Two"))
    index = embeddings.open_index(tmp_path)
    index.put(MODEL, {hashes(library)[0]: b"1234"})
    assert embeddings.missing(library, index, MODEL) == [(two, hashes(library)[1])]
    with library.change("Edit"):
        papers.edit(library, one, build.draft("One, edited"))
    assert [paper for paper, _ in embeddings.missing(library, index, MODEL)] == [one, two]
    library.undo()
    assert [paper for paper, _ in embeddings.missing(library, index, MODEL)] == [two]
    index.close()


def test_papers_are_found_by_the_hash_of_their_text(library: Library) -> None:
    one, two, three = build.add(library, build.draft(), build.draft(), build.draft("Other"))
    with library.change("Bin"):
        papers.put_in_bin(library, [three])
    assert embeddings.hashes(library) == {hashes(library)[0]: [one, two]}


def test_texts_are_title_and_present_abstract(library: Library) -> None:
    one, two = build.add(library, build.draft(), build.draft("Bare", abstract=None))
    assert embeddings.texts(library, [one, two]) == {
        one: ("Slow gradients", build.ABSTRACT),
        two: ("Bare", ""),
    }
    assert embeddings.texts(library, []) == {}


def protect(folder: Path) -> None:
    """Make the index one that cannot be written, by root neither."""
    (folder / embeddings.FILE).mkdir()


def test_one_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    protect(tmp_path)
    with pytest.raises(errors.IndexUnwritable):
        embeddings.open_index(tmp_path)
    assert held(tmp_path, writable=False) == {}


def test_a_lock_is_said(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "WAIT_S", 0)
    index = embeddings.open_index(full)
    other = sqlite3.connect(full / embeddings.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.IndexLocked):
        embeddings.open_index(full)
    with pytest.raises(errors.IndexLocked):
        index.put(MODEL, {"new": b"1234"})
    other.close()
    index.put(MODEL, {"new": b"1234"})
    index.close()


def damage(folder: Path) -> None:
    """Scribble over the pages, but not over the head."""
    file = folder / embeddings.FILE
    data = file.read_bytes()
    file.write_bytes(data[:4096] + os.urandom(len(data) - 4096))


@pytest.mark.parametrize("writable", [True, False])
def test_damage_met_on_the_way_is_said_and_gone_the_next_time(full: Path, writable: bool) -> None:
    damage(full)
    with pytest.raises(errors.IndexDamaged):
        held(full, writable=writable)
    assert held(full) == {}


def test_damage_is_found_by_a_check(full: Path) -> None:
    damage(full)
    embeddings.open_index(full, check=True).close()
    assert held(full) == {}


def test_a_copy_without_its_log_is_read_where_nothing_may_be_written(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def refuse(file: str, **options: object) -> sqlite3.Connection:
        # The folder's mode would not keep root out.
        if "immutable" not in file and "memory" not in file:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(file, **options)

    monkeypatch.setattr(sqlite3, "connect", refuse)
    assert held(full, writable=False) == VECTORS
