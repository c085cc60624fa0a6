"""Reviewing at the command line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from desktop_app import cli, settings
from desktop_app.cli import review as verbs
from desktop_app.core.cards import Kind
from desktop_app.store import cards, highlights, opening
from tests import build
from tests.test_cli import answer, check_failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with three highlights, k2 to k4, of which two have cards, k5 and k6."""
    library = opening.open_library(tmp_path / "L", keys=build.keys())
    [paper] = build.add(library, build.draft("Slow gradients"))
    with library.change("work"):
        marks = [highlights.add(library, paper, start, start + 8, 1) for start in (0, 40, 82)]
        highlights.comment(library, marks[1], "Long after what?")
        cards.add(library, marks[:1], Kind.CLOZE)
        cards.add(library, marks[1:2], Kind.COMMENT)
    library.close()
    return tmp_path / "L"


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *map(str, words)])


def due(folder: Path) -> list[str]:
    return [card["id"] for card in answer(run(folder, "review", "--json"))]


def test_what_is_due(folder: Path) -> None:
    first, second = answer(run(folder, "review", "--json"))
    assert (first["id"], first["kind"], first["back"]) == ("k5", "cloze", "Networks")
    assert first["front"].startswith("_____ sometimes generalise")
    assert (first["paper"], first["highlight"], first["title"]) == ("k1", "k2", "Slow gradients")
    assert first["intervals"] == {"again": 600, "hard": 900, "good": 172800, "easy": 691200}
    assert (second["front"], second["state"]) == ("Long after what?", "learning")
    lines = run(folder, "review").output.splitlines()
    assert lines[1] == "k6  comment Long after what? (Slow gradients)"


def test_grading(folder: Path) -> None:
    assert run(folder, "review", "grade", "k5", 3).output == "k5 comes back in 2 d\n"
    assert due(folder) == ["k6"]
    [graded] = answer(run(folder, "review", "grade", "k6", 1, "--json"))["graded"]
    assert (graded["id"], graded["rating"], graded["interval"]) == ("k6", 1, 600)
    assert run(folder, "review").output == "Nothing to review now; a card comes back in 10 min.\n"
    assert run(folder, "review", "grade", "k5", 5).exit_code == 2


def test_adding_and_removing(folder: Path) -> None:
    [made] = answer(run(folder, "review", "add", "k4", "--json"))["added"]
    assert due(folder) == ["k5", "k6", made]
    assert answer(run(folder, "review", "add", "k4", "--json")) == {"added": []}
    assert run(folder, "review", "remove", made, "k5").output == f"Removed: {made}\nRemoved: k5\n"
    assert due(folder) == ["k6"]


def test_putting_aside(folder: Path) -> None:
    assert answer(run(folder, "review", "bury", "k5", "--json")) == {"buried": ["k5"]}
    assert run(folder, "review", "suspend", "k6").output == "Suspended: k6\n"
    assert run(folder, "review").output == "Nothing to review today.\n"
    [buried] = answer(run(folder, "review", "list", "buried", "--json"))
    assert (buried["id"], buried["buried"], buried["quote"]) == ("k5", True, "Networks")
    assert "(Slow gradients, suspended)" in run(folder, "review", "list").output
    check_failure(run(folder, "review", "grade", "k6", 3), "k6", "suspended", "resume k6")
    refused = run(folder, "review", "grade", "k6", 3, "--json")
    assert (refused.exit_code, json.loads(refused.stdout)) == (1, {"graded": []})
    run(folder, "review", "resume", "k5", "k6")
    assert due(folder) == ["k5", "k6"]


@pytest.mark.parametrize("verb", ["bury", "suspend", "resume", "remove", "grade"])
def test_a_card_that_is_not_there(folder: Path, verb: str) -> None:
    rating = [3] if verb == "grade" else []
    check_failure(run(folder, "review", verb, "nope", *rating), "nope", "`carrel review list`")
    [nothing] = json.loads(run(folder, "review", verb, "nope", *rating, "--json").stdout).values()
    assert nothing == []


def test_a_highlight_that_cannot_be_asked_for(folder: Path) -> None:
    check_failure(run(folder, "review", "add", "nope"), "nope", "`carrel show ID --json`")
    check_failure(run(folder, "review", "add", "k4", "--kind", "comment"), "k4", "comment")
    result = run(folder, "review", "add", "nope", "k4", "--json")
    assert (result.exit_code, len(due(folder))) == (1, 3)


def test_the_cap_of_a_day(folder: Path) -> None:
    settings.save(settings.Settings(reviews_a_day=1))
    assert due(folder) == ["k5"]


def test_a_library_without_cards(tmp_path: Path) -> None:
    opening.open_library(tmp_path / "L").close()
    assert "`carrel review add ID`" in run(tmp_path / "L", "review").output


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Keys that a person at a terminal presses, one after the other."""
    keys: list[str] = []

    def press(*_: Any) -> str:
        if not keys:
            raise EOFError
        return keys.pop(0)

    monkeypatch.setattr(verbs, "_person_looks_on", lambda: True)
    monkeypatch.setattr(click, "getchar", press)
    yield keys
    assert keys == []


def test_a_person_is_asked_one_by_one(folder: Path, typed: list[str]) -> None:
    typed += ["3", "\r", "x", "3", "\r", "1"]
    output = run(folder, "review").output
    front, _, rest = output.partition("Networks\n")
    assert "1 of 2 · Claim · Slow gradients" in front
    assert "_____ sometimes" in front
    assert "1 again (10 min), 2 hard (15 min), 3 good (2 d), 4 easy (8 d)" in rest
    assert "2 of 2 · Claim · Slow gradients\n\nLong after what?" in rest
    assert output.endswith("Nothing to review now; a card comes back in 10 min.\n")
    rows = sqlite3.connect(folder / "library.db").execute("SELECT rating FROM review ORDER BY id")
    assert rows.fetchall() == [(3,), (1,)]


def test_a_person_puts_cards_aside_and_ends(folder: Path, typed: list[str]) -> None:
    typed += ["b", "\r", "q"]
    run(folder, "review")
    assert due(folder) == ["k6"]
    typed += ["s"]
    assert run(folder, "review").output.endswith("Nothing to review today.\n")
    assert due(folder) == []


def test_the_end_of_the_input_ends_the_review(folder: Path, typed: list[str]) -> None:
    assert run(folder, "review").exit_code == 0
    assert due(folder) == ["k5", "k6"]
