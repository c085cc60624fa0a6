from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.formats import csl_json, web_annotation_reading
from desktop_app.services import outgoing, plain_folder, plain_layout
from desktop_app.services.plain_folder import Result
from desktop_app.store import documents, files, notes, opening, papers
from desktop_app.store.library import Library
from tests import build, filled

COLOURS = ("Claim", "Method", "Result", "Question", "Idea")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = filled.library(tmp_path / "L")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def write(library: Library, folder: Path) -> Result:
    job = plain_folder.run(library, folder, COLOURS)
    told = [(progress.done, progress.total) for progress in job]
    assert told == sorted(told)
    return job.result


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder but for the moment of its writing."""
    found = {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    if plain_layout.MARK in found:
        mark: Any = json.loads(found[plain_layout.MARK])
        found[plain_layout.MARK] = json.dumps(mark | {"written": ""}).encode()
    return found


def paper_named(library: Library, title: str) -> PaperId:
    return PaperId(
        library.db.conn.execute("SELECT id FROM paper WHERE title = ?", (title,)).fetchone()[0]
    )


def test_what_lies_in_the_folder(library: Library, folder: Path) -> None:
    result = write(library, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.txt",
        "carrel.json",
        "documents",
        "highlights.jsonld",
        "library.json",
        "notes",
        "papers.json",
        "queue.json",
        "reading.json",
        "reviews.json",
    ]
    assert [file.name for file in (folder / "documents").iterdir()] == [
        "van der Berg 2024 Slow “gradients” i x i of $x^2$ & Ã© f05e710d9435.pdf"
    ]
    mark = json.loads((folder / "carrel.json").read_text("utf-8"))
    assert (mark["format"], mark["layout"], mark["complete"]) == ("carrel library", 1, True)
    assert mark["counts"] == result.counts
    assert (result.counts["papers"], result.counts["highlights"]) == (4, 7)
    assert [type(problem) for problem in result.problems] == [outgoing.NoFile]


def test_other_programs_can_read_it(library: Library, folder: Path) -> None:
    write(library, folder)
    drafts, problems = csl_json.parse((folder / "papers.json").read_text("utf-8"))
    assert problems == ()
    assert [draft.title for draft in drafts][1:] == ["Quick lunches", "名前の無い猫", "Undone"]
    record = json.loads((folder / "papers.json").read_text("utf-8"))[0]
    assert (record["DOI"], record["author"][0]["family"]) == ("10.1000/slow", "van der Berg")
    assert record["custom"]["carrel"]["library"]["state"] == "reading"
    found = web_annotation_reading.read((folder / "highlights.jsonld").read_text("utf-8"))
    assert found is not None
    assert (len(found.annotations), found.problems) == (7, ())
    assert (folder / "notes" / "On my own “x” k15.md").read_text("utf-8").endswith("[[nowhere]]")


def test_an_export_that_stands_is_brought_up_to_date(library: Library, folder: Path) -> None:
    write(library, folder)
    before = contents(folder)
    [document] = (folder / "documents").iterdir()
    own = folder / "notes" / "mine.md"
    own.write_text("# Not Carrel's", "utf-8")
    (folder / "documents" / "mine 0123456789ab.pdf").write_bytes(b"mine")
    inode = document.stat().st_ino
    with library.change("Write"):
        second = paper_named(library, "Quick lunches")
        notes.put(library, second, "")
        notes.put(library, paper_named(library, "名前の無い猫"), "Anew")
    write(library, folder)
    after = contents(folder)
    assert set(before) - set(after) == {"notes/Quick lunches k14.md"}
    assert {name for name in set(after) - set(before) if "mine" not in name} == {
        f"notes/名前の無い猫 {notes_key(library)}.md"
    }
    assert document.stat().st_ino == inode
    with library.change("Remove"):
        for paper in (PaperId(1), second):
            for held in documents.of(library, paper):
                documents.remove(library, held.id)
    write(library, folder)
    assert [file.name for file in (folder / "documents").iterdir()] == ["mine 0123456789ab.pdf"]
    assert own.is_file()


def notes_key(library: Library) -> str:
    row = library.db.conn.execute("SELECT key FROM note ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0])


def test_the_same_library_gives_the_same_files(library: Library, folder: Path) -> None:
    write(library, folder)
    before = contents(folder)
    write(library, folder)
    assert contents(folder) == before


def test_a_changed_copy_of_a_document_stays_where_it_vanished(
    library: Library, folder: Path
) -> None:
    write(library, folder)
    [file] = (folder / "documents").iterdir()
    file.write_bytes(b"%PDF with marks of my own")
    library.db.conn.execute("DELETE FROM document")
    write(library, folder)
    assert file.is_file()


def test_where_it_may_not_go(library: Library, folder: Path, tmp_path: Path) -> None:
    (folder / "papers").mkdir(parents=True)
    (tmp_path / "file").touch()
    other = build.library()
    build.add(other, build.draft())
    other.db.conn.execute("UPDATE paper SET key = 'zz'")
    write(other, tmp_path / "other")
    newer = tmp_path / "newer"
    newer.mkdir()
    plain_layout.write_mark(newer, "9", "", plain_layout.Mark(2, complete=True))
    for place, error in (
        (folder, outgoing.OtherFolder),
        (library.path, outgoing.OtherFolder),
        (tmp_path / "file", outgoing.FileInPlace),
        (tmp_path / "file" / "below", outgoing.NotWritten),
        (tmp_path / "other", outgoing.OtherLibrary),
        (newer, outgoing.NewerFolder),
        (tmp_path / ("x" * 300), outgoing.NotWritten),
    ):
        before = set(tmp_path.rglob("*"))
        with pytest.raises(outgoing.ExportFailed) as caught:
            write(library, place)
        assert type(caught.value) in (error, outgoing.FileInPlace)
        assert set(tmp_path.rglob("*")) == before


def test_a_folder_with_nothing_but_hidden_files_is_empty(library: Library, folder: Path) -> None:
    folder.mkdir()
    (folder / ".DS_Store").touch()
    write(library, folder)
    assert (folder / "papers.json").is_file()


@pytest.mark.parametrize("steps", [1, 5, 7])
def test_one_that_is_cancelled_leaves_an_earlier_one(
    library: Library, folder: Path, steps: int
) -> None:
    write(library, folder)
    before = contents(folder)
    with library.change("Write"):
        notes.put(library, PaperId(1), "Anew")
        papers.star(library, [PaperId(2)], True)
    with closing(plain_folder.run(library, folder, COLOURS)) as job:
        for _ in range(steps):
            next(job)
    assert contents(folder) == before
    with library.change("Write"):  # nothing of the job is left open
        notes.put(library, PaperId(1), "And once more")


def test_one_that_fails_leaves_an_earlier_one(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, folder)
    before = contents(folder)
    with library.change("Write"):
        notes.put(library, PaperId(1), "Anew")

    def full(*_: object) -> None:
        raise outgoing.NotWritten(folder, "No space left on device")

    monkeypatch.setattr(outgoing, "write", full)
    with pytest.raises(outgoing.NotWritten):
        write(library, folder)
    assert contents(folder) == before


def test_one_that_was_killed_can_be_written_again(library: Library, folder: Path) -> None:
    job = plain_folder.run(library, folder, COLOURS)
    for _ in range(3):
        next(job)
    killed = contents(folder)  # as a kill would leave it
    assert any(plain_folder.STAGE in name for name in killed)
    mark = plain_layout.mark_of(folder)
    assert mark is not None
    assert not mark.complete
    job.close()
    for name, data in killed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    write(library, folder)
    assert not any(plain_folder.STAGE in name for name in contents(folder))
    mark = plain_layout.mark_of(folder)
    assert mark is not None
    assert mark.complete


def test_it_is_of_one_moment(library: Library, folder: Path) -> None:
    """What is written meanwhile comes in wholly or not at all."""
    with closing(opening.open_reader(library.path)) as reader:
        job = plain_folder.run(reader, folder, COLOURS)
        next(job)
        with library.change("Write"):
            notes.add(library, "Meanwhile")
            papers.star(library, [PaperId(2)], True)
        for _ in job:
            pass
    assert not any("Meanwhile" in file.name for file in (folder / "notes").iterdir())
    assert '"starred"' not in (folder / "papers.json").read_text("utf-8").split("\n")[2]


def test_documents_that_share_a_name_do_not_share_a_file(tmp_path: Path) -> None:
    with closing(opening.open_library(tmp_path / "L")) as library:
        [paper] = build.add(library, build.draft("A/B: " + "long " * 60))
        with library.change("Attach"):
            for data in (b"%PDF-1", b"%PDF-2"):
                kept = files.take_in(library.path, io.BytesIO(data))
                documents.add(library, paper, kept.hash, "paper.pdf", kept.bytes)
        write(library, tmp_path / "out")
    names = [file.name for file in (tmp_path / "out" / "documents").iterdir()]
    assert len({name.casefold() for name in names}) == 2
    assert all(len(name.encode()) < 150 for name in names)
