"""The verbs on papers that are one work: duplicates, merge, versions, different."""

from pathlib import Path

import pytest

from desktop_app.core.papers import Author
from desktop_app.store import highlights, opening
from tests import build
from tests.test_cli import Run, answer, check_failure, folder, run

__all__ = ["folder", "run"]  # fixtures

LEE = (Author("Lee", "Ann"),)


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """A preprint, its published form twice, and another paper."""
    library = opening.open_library(folder, make=True)
    papers = build.add(
        library,
        build.draft(year=2024, arxiv="2405.20233"),
        build.draft(year=2025, venue="Journal of Nets", doi="10.1000/a"),
        build.draft("Slow gradient", year=2025, doi="10.1000/a"),
        build.draft("Other things"),
    )
    with library.change("Mark"):
        highlights.add(library, papers[2], 0, 8, 1)
    rows = library.db.conn.execute("SELECT key FROM paper ORDER BY id").fetchall()
    library.close()
    return [row[0] for row in rows]


def test_duplicates_are_listed_with_their_reasons(run: Run, ids: list[str]) -> None:
    [group] = answer(run("duplicates", "--json"))
    assert [p["id"] for p in group["papers"]] == ids[:3]
    assert (group["relation"], group["reason"]) == ("version", "title")
    told = run("duplicates").stdout.splitlines()
    assert told[0] == "versions of one work (the same title)"
    assert told[2] == f"  {ids[1]}  Slow gradients (Journal of Nets, 2025)"


def test_merging_keeps_what_belongs_to_the_others(run: Run, ids: list[str]) -> None:
    _, kept, gone, _ = ids
    assert answer(run("merge", kept, gone, "--json")) == {"id": kept, "merged": [gone]}
    record = answer(run("show", gone, "--json"))
    assert (record["id"], len(record["highlights"])) == (kept, 1)
    assert "is one paper" in check_failure(run("merge", kept, gone), kept, gone)


def test_what_was_merged_is_told(run: Run, ids: list[str]) -> None:
    said = run("merge", ids[1], ids[2]).stdout
    assert f"Merged into {ids[1]}: {ids[2]} Slow gradient\n" in said
    assert f"carrel show {ids[1]}" in said


def test_a_missing_paper_merges_nothing(run: Run, ids: list[str]) -> None:
    check_failure(run("merge", ids[1], ids[2], "nothing"), "There is no paper nothing")
    assert len(answer(run("list", "--json"))) == 4


def test_versions_are_no_duplicates(run: Run, ids: list[str]) -> None:
    run("merge", ids[1], ids[2])
    assert answer(run("versions", ids[0], ids[1], "--json")) == ids[:2]
    assert answer(run("versions", ids[1], "--json")) == [ids[1], ids[0]]
    assert len(run("versions", ids[0]).stdout.splitlines()) == 2
    assert answer(run("duplicates", "--json")) == []


def test_different_works_are_no_duplicates(run: Run, ids: list[str]) -> None:
    assert answer(run("different", *ids[:3], "--json")) == {"different": ids[:3]}
    assert "No papers look like one work." in run("duplicates").stdout
    assert "3 papers are different works" in run("different", *ids[:3]).stdout
