import functools
import json
import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desktop_app import __version__, cli, settings
from desktop_app.core.papers import Author, Contributor, Field
from desktop_app.engines import embedding
from desktop_app.store import (
    embeddings,
    highlights,
    identity,
    notes,
    opening,
    organise,
    papers,
    versions,
)
from tests import build

ROOT = Path(__file__).resolve().parents[1]
ABSTRACT = "We study a thing that was not studied before and find that it can be studied. " * 4

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "L"


@pytest.fixture
def run(folder: Path) -> Run:
    def call(*words: object) -> Result:
        args = ["--library", str(folder), *map(str, words)]
        return CliRunner().invoke(cli.carrel, args)

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text("\n".join(f"Paper {n}\n{ABSTRACT}{n}" for n in ("one", "two", "three")))
    return file


def answer(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def check_failure(result: Result, *words: str) -> str:
    """Check that a verb failed with one sentence that has these words in it."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    [sentence] = result.stderr.splitlines()
    assert "Traceback" not in sentence
    assert all(word in sentence for word in words), sentence
    return sentence


def keys(run: Run) -> list[str]:
    return [record["id"] for record in answer(run("list", "--json"))]


def test_importing_twice(run: Run, page: Path) -> None:
    assert run("import", page).output == "page.txt: 3 added, 0 already there\n"
    assert run("import", page).output == "page.txt: 0 added, 3 already there\n"


def test_the_shape_of_import(run: Run, page: Path, tmp_path: Path) -> None:
    assert answer(run("import", page, "--json")) == {
        "added": 3,
        "present": 0,
        "highlights": 0,
        "failed": 0,
        "problems": [],
    }
    bare = tmp_path / "bare.txt"
    bare.write_text(f"Bare\nPaper four\n{ABSTRACT}")

    report = answer(run("import", bare, tmp_path / "none", page, "--json"), code=1)

    assert (report["added"], report["present"], report["failed"]) == (1, 3, 2)
    places = [(p["file"], p["line"]) for p in report["problems"]]
    assert sorted(places, key=str) == [(str(bare), 1), (str(tmp_path / "none"), None)]
    assert all(p["reason"] for p in report["problems"])


def test_one_bad_file_does_not_stop_the_others(run: Run, page: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none"
    result = run("import", missing, page)

    assert result.exit_code == 1
    assert result.stdout == "page.txt: 3 added, 0 already there\n"
    assert result.stderr == f"There is no file {missing}. See whether its name is spelt right.\n"


@pytest.mark.parametrize(
    ("data", "word"), [(b"", "empty"), (b"\x00", "neither text nor a PDF"), (b"<html>", "HTML")]
)
def test_files_that_hold_no_papers(
    run: Run, tmp_path: Path, folder: Path, data: bytes, word: str
) -> None:
    file = tmp_path / "bad"
    file.write_bytes(data)

    check_failure(run("import", file), str(file), word)
    assert not folder.exists()


def test_an_unreadable_file(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)

    check_failure(run("import", page), str(page), "Permission denied")


def test_listing(run: Run, page: Path) -> None:
    run("import", page)

    [record] = answer(run("list", "two", "--json"))

    assert set(record) >= {"id", "title", "authors", "year", "venue", "state", "tags", "added"}
    assert set(record) >= {"highlights", "doi", "arxiv", "citekey", "kind"}
    assert record["citekey"] == "PaperTwo"
    assert (record["title"], record["authors"], record["state"]) == ("Paper two", [], "unread")
    assert len(run("list").stdout.splitlines()) == 3
    assert answer(run("list", "nothing", "like", "this", "--json")) == []


def test_showing(run: Run, page: Path, folder: Path) -> None:
    run("import", page)
    [key] = [r["id"] for r in answer(run("list", "two", "--json"))]
    library = opening.open_library(folder)
    paper = identity.resolve(library, key)
    assert paper is not None
    with library.change("work"):
        mark = highlights.add(library, paper, 3, 8, 2)
        highlights.comment(library, mark, "yes")
        notes.put(library, paper, "Mine")
        organise.tag(library, [paper], "good")
    library.close()

    record = answer(run("show", key, "--json"))

    assert record["abstract"] == f"{ABSTRACT}two"
    [shown] = record["highlights"]
    assert (shown["colour"], shown["exact"], shown["comment"]) == (2, "study", "yes")
    assert (shown["start"], shown["end"], shown["page"], shown["document"]) == (3, 8, None, None)
    assert record["documents"] == []
    assert (record["note"], record["tags"], record["source"]) == ("Mine", ["good"], "page.txt")
    printed = run("show", key).stdout
    assert all(
        part in printed for part in ("Paper two", ABSTRACT.strip(), "> study", "yes", "Mine")
    )


def test_showing_all_that_a_record_says(run: Run, page: Path, folder: Path) -> None:
    run("import", page)
    library = opening.open_library(folder)
    whole = build.draft(
        "First form",
        year=2021,
        venue="NeurIPS",
        doi="10.1000/x",
        kind="paper-conference",
        citekey="lee2021",
        contributors=(
            Contributor("editor", Author("Ray", "Bo", "Jr.")),
            Contributor("chair", Author("Chu", "Cy")),
            Contributor("editor", Author("A Body")),
        ),
        fields=(Field("volume", "34"), Field("bibtex:owner", "jo")),
    )
    both = build.add(library, whole, build.draft("Second form", year=2022))
    with library.change("work"):
        versions.link(library, both)
    library.close()

    record = answer(run("show", "lee2021", "--json"))

    assert (record["kind"], record["citekey"]) == ("paper-conference", "lee2021")
    assert [(c["role"], c["name"]) for c in record["contributors"]] == [
        ("editor", "Bo Ray Jr."),
        ("chair", "Cy Chu"),
        ("editor", "A Body"),
    ]
    assert record["fields"] == {"volume": "34", "bibtex:owner": "jo"}
    [version] = record["versions"]
    assert (version["title"], version["year"], version["venue"]) == ("Second form", 2022, None)
    lines = run("show", "lee2021").stdout.splitlines()
    assert set(lines) >= {
        "kind: paper-conference",
        "citation key: lee2021",
        "doi: 10.1000/x",
        "editor: Bo Ray Jr.; A Body",
        "chair: Cy Chu",
        "volume: 34",
        "bibtex:owner: jo",
        f"version: {version['id']}  Second form (2022)",
    }


def test_the_queue_and_today(run: Run, page: Path) -> None:
    run("import", page)
    first, second, third = keys(run)

    assert answer(run("queue", "add", first, second, "--json")) == {"added": 2, "queue": 2}
    assert answer(run("queue", "add", second, third, "--json")) == {"added": 1, "queue": 3}
    assert [e["id"] for e in answer(run("queue", "list", "--json"))] == [first, second, third]
    assert answer(run("done", second, "--json")) == {"done": [second]}

    plan = answer(run("today", "--json"))
    assert set(plan) == {"day", "entries"}
    assert [(e["id"], e["outcome"]) for e in plan["entries"]] == [
        (first, None),
        (second, "done"),
        (third, None),
    ]
    assert all(e["minutes"] >= 1 and e["reason"] and e["title"] for e in plan["entries"])
    assert "(done)" in run("today").stdout
    assert len(run("queue", "list").stdout.splitlines()) == 2


def test_an_unknown_paper_does_not_stop_the_others(run: Run, page: Path) -> None:
    run("import", page)
    key = keys(run)[0]

    result = run("done", "nope", key, "--json")

    assert answer(result, code=1) == {"done": [key]}
    assert "nope" in result.stderr
    check_failure(run("show", "nope"), "nope", "carrel list")


def test_a_paper_in_the_bin_is_named(run: Run, page: Path, folder: Path) -> None:
    run("import", page)
    key = keys(run)[0]
    library = opening.open_library(folder)
    with library.change("bin"):
        papers.put_in_bin(library, [identity.resolve(library, key) or papers.binned(library)[0]])
    library.close()

    check_failure(run("done", key), key, "bin")


def test_similar(run: Run, page: Path, folder: Path) -> None:
    run("import", page)
    first, second, third = keys(run)
    check_failure(run("similar", first), "carrel index")

    library, index = opening.open_library(folder), embeddings.open_index(folder)
    hashes = {p: key for key, found in embeddings.hashes(library).items() for p in found}
    for key, along in ((first, 0.0), (second, 0.9), (third, 0.1)):
        paper = identity.resolve(library, key)
        assert paper is not None
        vector = [1 - along, along] + [0.0] * (embedding.DIMENSIONS - 2)
        length = sum(x * x for x in vector) ** 0.5
        packed = struct.pack(f"<{len(vector)}f", *(x / length for x in vector))
        index.put(embedding.MODEL, {hashes[paper]: packed})
    index.close()
    library.close()

    found = answer(run("similar", first, "--json"))

    assert [record["id"] for record in found] == [third, second]
    assert set(found[0]) == {"id", "title", "score", "cosine", "why"}
    assert found[0]["score"] > found[1]["score"]
    assert answer(run("similar", first, "--limit", 10**6, "--json")) == found
    assert [r["id"] for r in answer(run("similar", first, second, "--json"))] == [third]
    check_failure(run("similar", first, "zzz"), "no paper zzz")
    assert len(answer(run("similar", first, "--limit", 1, "--json"))) == 1
    assert run("similar", first).stdout.splitlines()[0].startswith(third)


def test_indexing(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", page)
    monkeypatch.setattr(embedding, "missing", lambda: "torch")

    check_failure(run("index"), "torch", "not installed")


@pytest.mark.parametrize("verb", ["list", "today", "index", "queue list", "show x", "similar x"])
def test_where_there_is_no_library(run: Run, folder: Path, verb: str) -> None:
    check_failure(run(*verb.split()), str(folder), "no library")
    assert not folder.exists()


def test_a_library_that_is_no_database(run: Run, page: Path, folder: Path) -> None:
    folder.mkdir()
    file = folder / "library.db"
    file.write_text("not a database, but long enough to have a header")

    check_failure(run("import", page), str(folder), "no library of Carrel's")
    check_failure(run("list"), str(folder))
    assert file.read_text().startswith("not a database")


def test_a_folder_in_the_place_of_the_database(run: Run, page: Path, folder: Path) -> None:
    (folder / "library.db").mkdir(parents=True)

    check_failure(run("import", page), str(folder))
    check_failure(run("list"), str(folder))


def test_a_file_in_the_place_of_the_library(run: Run, page: Path, folder: Path) -> None:
    folder.write_text("x")

    check_failure(run("import", page), str(folder), "no folder")


def test_a_library_from_a_newer_version(run: Run, page: Path, folder: Path) -> None:
    run("import", page)
    conn = sqlite3.connect(folder / "library.db")
    [row] = conn.execute("SELECT * FROM _sqlite_migrations LIMIT 1").fetchall()
    columns = [c[1] for c in conn.execute("PRAGMA table_info(_sqlite_migrations)")]
    values = dict(zip(columns, row, strict=True)) | {"name": "9999_future"}
    values.pop("id", None)
    conn.execute(
        f"INSERT INTO _sqlite_migrations ({', '.join(values)})"
        f" VALUES ({', '.join('?' * len(values))})",
        list(values.values()),
    )
    conn.commit()
    conn.close()

    check_failure(run("list"), "newer Carrel")
    check_failure(run("import", page), "newer Carrel")


def test_a_library_that_cannot_be_written(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", page)
    key = keys(run)[0]
    # The folder's mode would not keep root out.
    monkeypatch.setattr(opening, "_writable", lambda *_: False)

    assert len(answer(run("list", "--json"))) == 3
    assert answer(run("today", "--json"))["entries"] == []
    for words in (["import", page], ["done", key], ["queue", "add", key], ["index"]):
        check_failure(run(*words), "read but not written")


def test_a_lock_held_by_another_program(
    run: Run, page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", page)
    key = keys(run)[0]
    patient = functools.partial(opening.open_library, wait=0.01)
    monkeypatch.setattr(opening, "open_library", patient)
    conn = sqlite3.connect(folder / "library.db", isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")

    check_failure(run("done", key), "Another program", str(folder))
    check_failure(run("import", page), "Another program")
    assert len(keys(run)) == 3
    conn.execute("COMMIT")
    conn.close()
    assert run("done", key).exit_code == 0


def test_what_nobody_expected_is_logged(
    run: Run, page: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", page)
    monkeypatch.setattr(identity, "resolve", lambda *_: 1 / 0)

    check_failure(run("show", "x"), "should not have", str(home))
    assert "ZeroDivisionError" in (home / "logs" / "carrel.log").read_text()


@pytest.mark.parametrize(
    "words", ["import", "list --no", "nonsense", "done", "similar x --limit 0", "similar"]
)
def test_wrong_use(run: Run, words: str) -> None:
    assert run(*words.split()).exit_code == 2


def test_the_usual_library_and_another_in_the_settings(
    page: Path, home: Path, tmp_path: Path
) -> None:
    assert CliRunner().invoke(cli.carrel, ["import", str(page)]).exit_code == 0
    assert (home / "library" / "library.db").is_file()

    settings.save(settings.Settings(library=tmp_path / "other"))
    assert CliRunner().invoke(cli.carrel, ["import", str(page)]).exit_code == 0
    assert (tmp_path / "other" / "library.db").is_file()


def test_broken_settings_are_said(run: Run, page: Path, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("theme = ")

    result = run("import", page)

    assert result.exit_code == 0
    assert "settings.toml.broken" in result.stderr


def test_without_a_display_it_works_in_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(embedding, "missing", lambda: "torch")

    result = run()

    assert "no display" in result.stdout
    assert "Starter library: " in result.stdout
    assert len(answer(run("today", "--json"))["entries"]) == 3
    assert (result.exit_code, "torch" in result.stderr) == (1, True)


def program(*words: object, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"CARREL_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_program_itself(page: Path, home: Path) -> None:
    assert program("--version", home=home).stdout == f"carrel, version {__version__}\n"
    assert json.loads(program("import", page, "--json", home=home).stdout)["added"] == 3
    failed = program("done", "nope", home=home)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "nope" in failed.stderr


def test_starting_is_cheap(home: Path) -> None:
    heavy = ("PySide6", "torch", "numpy", "sqlite_utils", "sentence_transformers", "pymupdf")
    code = (
        "import sys, desktop_app.__main__ as m; assert 'click' not in sys.modules\n"
        "try: sys.argv = ['carrel', '--help']; m.main()\n"
        f"except SystemExit: print([n for n in {heavy} if n in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_real_page(run: Run, shared: Path) -> None:
    report = answer(run("import", shared / "papers-page.txt", "--json"))
    assert (report["added"], report["failed"]) == (221, 0)
    assert answer(run("import", shared / "papers-page.txt", "--json"))["present"] == 221
