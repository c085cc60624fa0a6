"""The whole library, written to a folder and built again by the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli, sentences
from desktop_app.services import incoming, outgoing
from desktop_app.store import errors, opening
from tests import filled, same
from tests.test_cli import answer, check_failure


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled library, one of whose documents has no file."""
    monkeypatch.chdir(tmp_path)
    filled.library(tmp_path / "L").close()
    return tmp_path / "L"


def run(folder: object, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *map(str, words)])


def test_there_and_back(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "export", "library", "-o", "out")
    assert result.stdout == "out: 4 papers, 7 highlights, 5 notes, 3 documents\n"
    assert result.exit_code == 1
    assert "could not be copied; all that is known of it was written" in result.stderr
    result = run("N", "rebuild", "out")
    assert result.stdout == f"{tmp_path / 'N'}: 4 papers, 7 highlights, 5 notes, 3 documents\n"
    assert result.stderr == "papers.json, line 2: the file of its document lost.pdf is missing\n"
    with (
        closing(opening.open_library(folder)) as first,
        closing(opening.open_library(tmp_path / "N")) as second,
    ):
        assert same.dump(first) == same.dump(second)


def test_a_library_that_lacks_nothing_goes_well(folder: Path, tmp_path: Path) -> None:
    opening.open_library(tmp_path / "E").close()
    assert run("E", "export", "library", "-o", "out").exit_code == 0
    result = run("N", "rebuild", "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("0 papers, 0 highlights, 0 notes, 0 documents\n")


def test_the_shape_of_reports(folder: Path, tmp_path: Path) -> None:
    report = answer(run(folder, "export", "library", "-o", "out", "--json"), 1)
    assert report["place"] == "out"
    assert report["counts"]["reviews"] == 4
    assert [set(problem) for problem in report["problems"]] == [{"file", "reason"}]
    report = answer(run("N", "rebuild", "out", "--json"), 1)
    assert report["library"] == str(tmp_path / "N")
    assert report["counts"]["reviews"] == 4
    assert report["problems"] == [
        {
            "file": "papers.json",
            "line": 2,
            "reason": "the file of its document lost.pdf is missing",
            "kept": True,
        }
    ]


def test_what_cannot_be_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "mine.txt").touch()
    check_failure(run(folder, "export", "library", "-o", "else"), "holds other files")
    check_failure(run(folder, "export", "library", "-o", "else/mine.txt"), "is a file")
    check_failure(run("none", "export", "library", "-o", "out"), "There is no library")
    check_failure(run("N", "rebuild", "else"), "carrel.json in it is missing")
    assert not (tmp_path / "N").exists()
    run(folder, "export", "library", "-o", "out")
    check_failure(run(folder, "rebuild", "out"), "is not empty")
    run("N", "rebuild", "out")
    with closing(opening.open_library(tmp_path / "N")) as library:
        library.db.conn.execute("UPDATE paper SET key = 'a' || key")
        library.db.conn.execute("UPDATE note SET key = 'a' || key")
        library.db.conn.execute("DELETE FROM highlight")
    check_failure(run("N", "export", "library", "-o", "out"), "files of another library")


@pytest.mark.parametrize(
    "error",
    [
        errors.NotEmpty(Path("L")),
        incoming.NoPlainFolder(Path("L")),
        incoming.UnfinishedFolder(Path("L")),
        incoming.NewerFolder(Path("L")),
        outgoing.OtherFolder(Path("L")),
        outgoing.OtherLibrary(Path("L")),
        outgoing.NewerFolder(Path("L")),
        outgoing.NoFile(Path("L")),
    ],
)
def test_every_error_has_its_sentence(error: Exception) -> None:
    assert (sentences.of(error) or "").count("L") >= 1
