"""What the command line says of reading days."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from desktop_app import settings, terminal
from desktop_app.cli import stats
from desktop_app.cli.call import Call
from desktop_app.settings import Settings
from desktop_app.store import opening, queue, reading
from desktop_app.store.library import now
from tests import build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a quarter of an hour read on each of the last days but yesterday."""
    monkeypatch.chdir(tmp_path)
    clock = build.Clock(now())
    library = opening.open_library(tmp_path / "L", clock=clock)
    papers = build.add(library, *(build.draft(f"Paper {n}") for n in range(6)))
    clock.move(days=-6)
    with library.change("x"):
        queue.add(library, papers)
    for back in (6, 5, 4, 3, 2, 0):
        with library.record():
            reading.add_session(library, papers[back % 6], library.now(), 900)
        clock.move(days=2 if back == 2 else 1)
    with library.change("x"):
        clock.move(days=-1)
        queue.done(library, papers[:2])
    library.close()
    return tmp_path / "L"


def run(folder: Path, *words: object, kept: Settings | None = None) -> Result:
    @click.group(cls=terminal.Verbs)
    @click.pass_context
    def carrel(ctx: click.Context) -> None:
        ctx.obj = Call(folder, kept or settings.Settings())

    for verb in stats.VERBS:
        carrel.add_command(verb)
    return CliRunner().invoke(carrel, ["stats", *map(str, words)])


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_the_run_and_the_weeks_in_words(folder: Path) -> None:
    told = lines(run(folder, "--weeks", 3))
    assert told[0].startswith("6 reading days in a row. ")
    assert told[0].endswith("day was a rest day, and that is fine.")
    [week] = [line for line in told if line.lstrip().startswith("this week")]
    assert week.rpartition(" ")[2].isdigit()
    assert len([line for line in told if line.startswith(("  M ", "  W ", "  F "))]) == 3
    assert "Time in the queue: usually 6 days, at most 6 days" in told
    assert "Reading speed: too few papers are read to tell" in told


def test_the_run_can_be_turned_off(folder: Path) -> None:
    told = run(folder, kept=Settings(streak=False)).output
    assert "in a row" not in told
    assert json.loads(run(folder, "--json", kept=Settings(streak=False)).output)["streak"] is None


def test_the_same_as_json(folder: Path) -> None:
    record = json.loads(run(folder, "--json", "--weeks", 4).output)
    assert record["streak"]["days"] == 6
    assert len(record["streak"]["rested"]) == 1
    assert len(record["weeks"]) == 4
    assert sum(week["minutes"] for week in record["weeks"]) == 90
    assert record["queue"] == {"median_days": 6, "longest_days": 6, "papers": 2}
    assert record["speed"] is None
    assert [day["minutes"] for day in record["days"]] == [15] * 6
    assert [day["heat"] for day in record["days"]] == [2] * 6
    assert record["days"][-1]["day"] == record["day"]


def test_days_go_to_a_file_or_to_standard_output(folder: Path, tmp_path: Path) -> None:
    out = run(folder, "--csv", "-").output
    rows = list(csv.DictReader(StringIO(out)))
    assert [row["minutes"] for row in rows] == ["15", "15", "15", "15", "15", "0", "15"]
    for _ in range(2):
        assert lines(run(folder, "--csv", "days.csv")) == ["days.csv: 6 days with something done"]
    written = (tmp_path / "days.csv").read_bytes()
    assert written.count(b"\r\n") == 8
    assert written.decode().replace("\r\n", "\n") == out.replace("\r\n", "\n")


def test_a_file_of_another_program_is_left_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "days.csv"
    other.write_text("precious")
    refused = run(folder, "--csv", other)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert other.read_text() == "precious"
    lines(run(folder, "--csv", other, "--force"))
    assert other.read_text() != "precious"
    assert run(folder, "--csv", tmp_path).exit_code == 1


def test_nothing_read_is_said(tmp_path: Path) -> None:
    opening.open_library(tmp_path / "new").close()
    assert lines(run(tmp_path / "new"))[0].startswith("No reading days yet.")
    assert json.loads(run(tmp_path / "new", "--json").output)["days"] == []


@pytest.mark.parametrize("words", [("--weeks", 0), ("--weeks", "x"), ("--json", "--csv", "a.csv")])
def test_what_cannot_be_is_refused(folder: Path, words: tuple[object, ...]) -> None:
    assert run(folder, *words).exit_code == 2
