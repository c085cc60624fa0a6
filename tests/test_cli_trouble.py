"""What the command line says where files, disks and packages are not as they should be."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli
from desktop_app.engines import embedding
from desktop_app.services import importing
from desktop_app.services.importing import Progress
from desktop_app.store import embeddings, errors, opening
from tests.test_cli import ABSTRACT, check_failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "L"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text("\n".join(f"Paper {n}\n{ABSTRACT}{n}" for n in range(120)))
    return file


def run(folder: Path | str, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *map(str, words)])


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each import meet a full disk after its first step."""
    step = importing.Import.__next__

    def once(job: importing.Import) -> Progress:
        if job.began:
            raise errors.Unwritable(Path("L"), "disk is full")
        return step(job)

    monkeypatch.setattr(importing.Import, "__next__", once)


def scribble(file: Path, first: int) -> None:
    """Damage a database in all pages but the first few."""
    data = bytearray(file.read_bytes())
    for at in range(4096 * first, len(data) - 4096, 4096):
        data[at : at + 4096] = os.urandom(4096)
    file.write_bytes(data)


def test_another_format_is_named_and_nothing_made(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "papers.txt"
    file.write_text("%0 Journal Article\n%T A\n")

    check_failure(run(folder, "import", file), str(file), "tagged EndNote", "cannot read papers")
    assert not folder.exists()


def test_an_import_that_stops_says_what_it_did(
    folder: Path, page: Path, tmp_path: Path, stopped: None
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(page.read_text())

    result = run(folder, "import", page, other)

    assert result.exit_code == 1
    assert result.stdout == "page.txt: 100 added, 0 already there\n"
    first, second = result.stderr.splitlines()
    assert "disk is full" in first
    assert "import the file again" in first
    assert second == f"{other} was not imported."


def test_an_import_that_stops_says_so_in_json(folder: Path, page: Path, stopped: None) -> None:
    result = run(folder, "import", page, "--json")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["added"], report["failed"]) == (1, 100, 1)
    assert "disk is full" in report["problems"][0]["reason"]


def test_a_library_that_cannot_be_opened_is_said_in_json(folder: Path, page: Path) -> None:
    folder.write_text("x")

    result = run(folder, "import", page, "--json")

    assert json.loads(result.stdout)["failed"] == 1
    assert result.exit_code == 1


@pytest.mark.parametrize("verb", ["list", "import page.txt", "show x"])
def test_a_file_is_no_library(folder: Path, page: Path, verb: str) -> None:
    folder.write_text("x")

    words = [page if word == page.name else word for word in verb.split()]
    check_failure(run(folder, *words), "A library is a folder")


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full, which Linux has")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("verb", ["list --json", "digest --out -", "--help"])
def test_output_that_cannot_be_written_is_said(
    folder: Path, page: Path, verb: str, unbuffered: str
) -> None:
    run(folder, "import", page)
    words = [sys.executable, "-m", "desktop_app", "--library", str(folder), *verb.split()]
    env = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with FULL.open("wb") as full:
        ended = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
    said = b"The output could not be written: No space left on device.\n"
    assert (ended.returncode, ended.stderr) == (1, said)


def test_a_library_has_a_name(page: Path) -> None:
    assert run("", "list").exit_code == 2


def test_papers_are_found_in_any_case(folder: Path, page: Path) -> None:
    run(folder, "import", page)
    [first, *_] = json.loads(run(folder, "list", "--json").stdout)

    assert run(folder, "show", first["id"].upper()).exit_code == 0


def test_control_characters_are_not_sent_to_the_terminal(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"Red \x1b[31m and \u202e turned\n{ABSTRACT}", "utf-8")
    run(folder, "import", file)

    assert r"Red [31m and \u202e turned" in run(folder, "list").stdout


def test_a_damaged_library_is_said(folder: Path, page: Path) -> None:
    run(folder, "import", page)
    scribble(folder / opening.FILE, 2)

    for words in (["list"], ["show", "x"], ["import", page], ["today"]):
        check_failure(run(folder, *words), "damaged", "backups", "Restore a copy", str(folder))


@pytest.fixture
def index(folder: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the index of a library, where nothing may be embedded."""
    run(folder, "import", page)

    def refuse(*_: object) -> None:
        raise AssertionError("it was embedded")

    monkeypatch.setattr(embedding, "missing", refuse)
    return folder / embeddings.FILE


def test_an_index_that_cannot_be_written_is_said_before_the_work(index: Path) -> None:
    index.mkdir()

    check_failure(run(index.parent, "index"), "index.db", "could not be written")


def test_an_index_that_is_locked_is_said(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "WAIT_S", 0)
    embeddings.open_index(index.parent).close()
    conn = sqlite3.connect(index, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")

    check_failure(run(index.parent, "index"), "Another program", "index.db")
    conn.close()


def test_a_package_that_does_not_start_is_named(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise embedding.ModelBroken("torch", "libfoo.so is missing")

    monkeypatch.setattr(embedding, "missing", refuse)

    check_failure(run(index.parent, "index"), "torch", "libfoo.so", "Install it again")
