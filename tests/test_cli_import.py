"""References in and out by the command line: every format, rehearsals, and conversions."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli
from desktop_app.store import opening, papers
from tests.test_cli import answer, check_failure

BIB = r"""
@article{leeks20, title = {Slow leeks}, author = {Lee, Ann and M{\"u}ller, Jo}, year = 2020,
  journal = {Soup}, pages = {1--9}, doi = {10.9999/leeks}, keywords = {leeks}, owner = {ann}}
@book{peas, title = {Peas}, editor = {Kim, Bo}, year = 1999, publisher = {Pot}}
@article{none, author = {Lee, Ann}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a library that is not there yet, beside which the tests work."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "L"


@pytest.fixture
def bib(folder: Path) -> Path:
    """A BibTeX file of two papers and one without a title."""
    file = folder.parent / "refs.bib"
    file.write_text(BIB)
    return file


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *map(str, words)])


def test_a_rehearsal_prints_records_and_writes_nothing(folder: Path, bib: Path) -> None:
    told = answer(run(folder, "import", bib, "--dry-run", "--json"), code=1)
    assert [r["title"] for r in told["records"]] == ["Slow leeks", "Peas"]
    first = told["records"][0]
    assert (first["DOI"], first["issued"]) == ("10.9999/leeks", {"date-parts": [[2020]]})
    [problem] = told["problems"]
    assert (set(problem), problem["file"], problem["line"]) == (
        {"file", "line", "reason"},
        str(bib),
        5,
    )
    assert not folder.exists()


def test_a_rehearsal_tells_what_is_there(folder: Path, bib: Path) -> None:
    assert run(folder, "import", bib, "--dry-run").stdout == "refs.bib: 2 new\n"
    run(folder, "import", bib)
    assert run(folder, "import", bib, "--dry-run").stdout == "refs.bib: 2 already there\n"
    near = folder.parent / "near.bib"
    near.write_text("@article{x, title = {Slow leek}, author = {Lee, Ann}, year = 2020}")
    told = run(folder, "import", near, "--dry-run").stdout
    assert told == "near.bib: 1 perhaps there\n  Slow leek\n    may be Slow leeks\n"


def test_a_folder_is_imported_with_what_is_attached(folder: Path, tmp_path: Path) -> None:
    beside = tmp_path / "refs"
    beside.mkdir()
    (beside / "leeks.pdf").write_bytes(b"%PDF-1.7\n")
    (beside / "a.bib").write_text(
        "@article{leeks, title = {Slow leeks}, file = {:leeks.pdf:PDF;:gone.pdf:PDF}}"
    )
    (beside / "b.ris").write_text("TY  - JOUR\nTI  - Fast peas\nER  - \n")
    (beside / "c.docx").write_text("no paper")
    (beside / "leeks.pdf").rename(beside / "Leeks.pdf")
    (beside / "a.bib").write_text(
        "@article{leeks, title = {Slow leeks}, file = {:Leeks.pdf:PDF;:gone.pdf:PDF}}"
    )
    report = answer(run(folder, "import", beside / "a.bib", beside / "b.ris", "--json"))
    assert (report["added"], report["failed"]) == (2, 0)
    [problem] = report["problems"]
    assert "gone.pdf" in problem["reason"]
    found = answer(run(folder, "show", "leeks", "--json"))
    assert [d["name"] for d in found["documents"]] == ["Leeks.pdf"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("out.bib", "@article{leeks20"),
        ("out.ris", "TY  - JOUR"),
        ("out.json", '"DOI": "10.9999/leeks"'),
        ("out.csv", "Slow leeks"),
        ("out.md", "Slow leeks"),
    ],
)
def test_references_go_out_by_the_end_of_the_name(
    folder: Path, bib: Path, name: str, word: str
) -> None:
    run(folder, "import", bib)
    target = folder.parent / name
    assert run(folder, "export", "leeks", "-o", target).stdout == f"{target}: 1 paper\n"
    assert word in target.read_text("utf-8-sig")
    assert "Peas" not in target.read_text("utf-8-sig")
    before = target.read_bytes()
    check_failure(run(folder, "export", "-o", target), "there already", "--force")
    assert target.read_bytes() == before
    assert run(folder, "export", "-o", target, "--force").stdout == f"{target}: 2 papers\n"


def test_standard_output_and_names(folder: Path, bib: Path) -> None:
    run(folder, "import", bib)
    told = run(folder, "export", "--id", "peas", "--format", "biblatex").stdout
    assert told.startswith("@book{peas,")
    assert run(folder, "export", "--format", "csl-json", "-o", "-").stdout.startswith("[")
    assert run(folder, "export", "peas").exit_code == 2
    check_failure(run(folder, "export", "zebra", "--format", "ris"), "zebra")


def test_what_is_named_like_a_part_is_that_part(folder: Path, bib: Path) -> None:
    run(folder, "import", bib)
    told = run(folder, "export", "papers", "notes", "--format", "ris")
    assert "No" in told.stderr
    assert "Commands" in run(folder, "export", "--help").stdout


def test_a_file_becomes_one_of_another_format(folder: Path, bib: Path) -> None:
    target = bib.with_suffix(".json")
    result = run(folder, "convert", bib, target)
    assert result.stdout == f"{target}: 2 references\n"
    assert "line 5" in result.stderr
    records = json.loads(target.read_text())
    assert [r["id"] for r in records] == ["leeks20", "peas"]
    again = run(folder, "convert", target, "-", "--to", "bibtex").stdout
    assert r"M{\"u}ller" in again or r"M\"{u}ller" in again
    assert "owner = {ann}" in again
    assert not folder.exists()
    check_failure(run(folder, "convert", bib, target), "there already")


def test_a_format_can_be_named(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("AU  - Lee\n" * 300 + "TY  - JOUR\nTI  - Slow leeks\nER  - \n")
    run(folder, "import", odd, "--format", "ris")
    library = opening.open_library(folder)
    [row] = library.db.conn.execute("SELECT id FROM paper WHERE title = 'Slow leeks'").fetchall()
    assert papers.get(library, row[0]).kind == "article-journal"
    library.close()


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_afterwards_as_before(folder: Path, bib: Path, collects: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        run(folder, "import", bib)
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()
