from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desktop_app import terminal
from desktop_app.cli import digest
from desktop_app.cli.call import Call
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.services import subscribing
from desktop_app.settings import Settings
from desktop_app.store import opening, papers, queue, subscriptions
from desktop_app.store.subscriptions import Kind
from tests import build, vectors

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with papers at every tenth degree of a right angle, one of them read."""
    library = opening.open_library(tmp_path / "L", keys=build.keys())
    added = build.add(library, *(build.draft(f"Paper {d}", votes=d) for d in range(0, 91, 10)))
    vectors.index(library)
    with library.change("Done"):
        queue.done(library, added[:1])
    library.close()
    return tmp_path / "L"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    group = terminal.Verbs("carrel", commands={verb.name or "": verb for verb in digest.VERBS})
    monkeypatch.setattr(embedding, "missing", lambda: "torch")

    def call(*words: object) -> Result:
        return CliRunner().invoke(group, list(map(str, words)), obj=Call(folder, Settings()))

    return call


def answer(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def check_refused(result: Result, *words: str) -> None:
    """Check that a call was wrong, and that a sentence with these words says how."""
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.stderr
    assert all(word in result.stderr for word in words), result.stderr


def _key(folder: Path, title: str) -> str:
    library = opening.open_library(folder)
    rows = library.db.conn.execute("SELECT id FROM paper WHERE title = ?", (title,))
    key = papers.get(library, PaperId(rows.fetchone()[0])).key
    library.close()
    return key


def test_suggesting(run: Run) -> None:
    told = answer(run("suggest", "--limit", 2, "--json"))
    assert (told["by"], told["indexed"], told["total"]) == ("lately", 10, 10)
    assert [paper["title"] for paper in told["papers"]] == ["Paper 10", "Paper 20"]
    first = told["papers"][0]
    assert first["because"] == "read"
    assert first["reason"] == "Close to “Paper 0”, which you read today"
    assert set(first) == {
        "id", "title", "score", "strength", "because", "of", "day", "reason", "why",
    }  # fmt: skip
    lines = run("suggest", "--limit", 2).stdout.splitlines()
    assert len(lines) == 4
    assert "Paper 10" in lines[0]
    assert "which you read today" in lines[1]


def test_nothing_to_suggest_is_said(tmp_path: Path, run: Run, folder: Path) -> None:
    library = opening.open_library(folder)
    with library.change("Delete"):
        papers.put_in_bin(library, _all(library)[:1])
    library.close()
    result = run("suggest")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{digest.NOTHING}\n")
    assert answer(run("suggest", "--json"))["papers"] == []


def _all(library: Any) -> Sequence[PaperId]:
    return [PaperId(row[0]) for row in library.db.conn.execute("SELECT id FROM paper ORDER BY id")]


def test_less_like_and_back(run: Run, folder: Path) -> None:
    key = _key(folder, "Paper 10")
    assert run("less-like", key).stdout == "Less like: Paper 10\n"
    assert "Paper 10" not in run("suggest").stdout
    told = answer(run("less-like", key, "--undo", "--json"))
    assert told == {"less_like": False, "papers": [key]}
    assert "Paper 10" in run("suggest").stdout
    assert run("less-like", "nope").exit_code == 1


def test_subscribing(run: Run) -> None:
    told = answer(run("subscribe", "Fifty", "--search", '"Paper 50"', "--json"))
    assert (told["name"], told["kind"], told["papers"], told["ready"]) == (
        "Fifty", "search", 1, True,
    )  # fmt: skip
    assert "not embedded yet" in run("subscribe", "Near", "--text", "Near 0").stdout
    assert [one["name"] for one in answer(run("subscriptions", "--json"))] == ["Fifty", "Near"]
    assert run("unsubscribe", "NEAR").stdout == "Unsubscribed: Near\n"
    assert len(run("subscriptions").stdout.splitlines()) == 1
    assert run("unsubscribe", "Near").exit_code == 1
    assert answer(run("unsubscribe", "Near", "--json"), 1) == {"unsubscribed": []}
    assert answer(run("unsubscribe", "fifty", "--json")) == {"unsubscribed": ["Fifty"]}


def test_a_count_that_is_a_bound_says_so(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribing, "MOST", 3)
    library = opening.open_library(folder)
    with library.change("Subscribe"):
        subscriptions.add(library, "Near", Kind.TEXT, "Near 0")
    lacking = subscribing.lacking(library)
    encoded = vectors.encode(list(lacking.values()))
    subscribing.keep(library, dict(zip(lacking, encoded, strict=True)))
    library.close()
    assert run("subscriptions").stdout.startswith("Near  (3 papers or more)")
    [told] = answer(run("subscriptions", "--json"))
    assert (told["papers"], told["more"]) == (3, True)
    assert "(10 papers)" in run("subscribe", "All", "--search", "paper").stdout


def test_wrong_subscriptions(run: Run) -> None:
    run("subscribe", "Fifty", "--search", "fifty")
    check_refused(run("subscribe", "fifty", "--text", "x"), "“fifty” already")
    check_refused(run("subscribe", " ", "--text", "x"), "needs a name")
    check_refused(run("subscribe", "Other", "--text", " "), "needs words")
    check_refused(run("subscribe", "Other"), "--search QUERY or --text TEXT")
    check_refused(run("subscribe", "Other", "--search", "a", "--text", "b"), "not both")
    assert len(answer(run("subscriptions", "--json"))) == 1


def test_the_digest_as_text_and_values(run: Run) -> None:
    text = run("digest").stdout
    for part in ("Plan", "For you", "New since yesterday", "Trending", "90 votes"):
        assert part in text
    told = answer(run("digest", "--json"))
    assert told["for_you"][0]["title"] == "Paper 10"
    assert told["new_count"] == 9


def test_the_digest_as_files(run: Run, tmp_path: Path) -> None:
    page, mail = tmp_path / "a.html", tmp_path / "a.eml"
    assert run("digest", "--out", page).stdout == f"{page}\n"
    assert run("digest", "--out", mail).exit_code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert mail.read_bytes().startswith(b"Subject: Carrel")
    assert run("digest", "--out", "-").stdout == page.read_text("utf-8")
    page.write_text("mine")
    result = run("digest", "--out", page)
    assert result.exit_code == 1
    assert "--force writes over it." in result.stderr
    assert run("digest", "--out", page, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--date", "2026-02-30"], "is no day"),
        (["--date", "9999-12-31"], "for today or a day before it"),
        (["--date", "0001-01-01"], "no library so long ago"),
        (["--since", "today"], "Choose an earlier one"),
        (["--out", "a.pdf"], "(.html)"),
        (["--out", "a.html", "--json"], "not both"),
    ],
)
def test_what_makes_no_digest(run: Run, words: list[str], said: str) -> None:
    check_refused(run("digest", *words), said)
