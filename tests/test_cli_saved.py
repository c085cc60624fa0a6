"""Saved searches on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desktop_app import terminal
from desktop_app.cli import papers, saved
from desktop_app.cli.call import Call
from desktop_app.settings import Settings
from desktop_app.store import opening, organise
from tests import build

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    library = opening.open_library(tmp_path / "L", keys=build.keys())
    added = build.add(library, *(build.draft(f"Leek {y}", year=y) for y in (2020, 2024, 2022)))
    with library.change("x"):
        organise.tag(library, added[:2], "ml")
    library.close()
    verbs = (*papers.VERBS, *saved.VERBS)
    group = terminal.Verbs("carrel", commands={verb.name or "": verb for verb in verbs})

    def call(*words: object) -> Result:
        return CliRunner().invoke(
            group, list(map(str, words)), obj=Call(tmp_path / "L", Settings())
        )

    return call


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_searches_are_saved_listed_used_and_removed(run: Run) -> None:
    told = answer(run("saved", "add", "By year", "leek", "tag:ml", "--sort", "year", "--json"))
    assert (told["name"], told["papers"], told["sort"]) == ("By year", 2, "year")
    assert run("saved", "add", "All", "leek").exit_code == 0
    assert [one["name"] for one in answer(run("saved", "list", "--json"))] == ["By year", "All"]
    assert len(run("saved").stdout.splitlines()) == 2
    found = answer(run("list", "--saved", "BY YEAR", "--json"))
    assert [paper["title"] for paper in found] == ["Leek 2024", "Leek 2020"]
    narrowed = answer(run("list", "--saved", "All", "after:2021", "--json"))
    assert {paper["title"] for paper in narrowed} == {"Leek 2024", "Leek 2022"}
    assert answer(run("saved", "remove", "all", "--json")) == {"removed": ["All"]}
    assert [one["name"] for one in answer(run("saved", "list", "--json"))] == ["By year"]


def test_what_is_wrong_is_said(run: Run) -> None:
    run("saved", "add", "Leeks", "leek")
    for words in (("leeks", "x"), ("Other", " "), ("Other", "x", "--sort", "colour")):
        result = run("saved", "add", *words)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr
    for words in (("saved", "remove", "No"), ("list", "--saved", "No")):
        assert "No" in run(*words).stderr
    assert len(run("saved").stdout.splitlines()) == 1
