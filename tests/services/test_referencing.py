"""References in files and texts of every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.core.papers import Author, Draft
from desktop_app.formats import bibtex, csl_json, ris
from desktop_app.services import outgoing, referencing
from desktop_app.services.referencing import Style
from desktop_app.store import papers
from desktop_app.store.library import Library
from tests import build

LEEKS = build.draft("Slow leeks", year=2020, venue="Soup", doi="10.9999/leeks", kind="book")


@pytest.mark.parametrize("style", Style)
def test_a_file_holds_what_the_text_says(library: Library, tmp_path: Path, style: Style) -> None:
    wanted = build.add(library, LEEKS, build.draft("Peas"))
    file = tmp_path / "new" / f"refs{referencing.ENDINGS[style]}"

    result = referencing.write(library, wanted, file, style)

    assert (result.files, result.papers, result.problems) == ([file], 2, [])
    found = [papers.get(library, paper) for paper in wanted]
    assert file.read_bytes().decode() == referencing.text(found, style)
    assert "Slow leeks" in file.read_text("utf-8").replace("{", "").replace("}", "")
    assert [f.name for f in file.parent.iterdir()] == [file.name]


def test_what_stands_there_is_left_unless_it_is_wanted(library: Library, tmp_path: Path) -> None:
    wanted = build.add(library, LEEKS)
    file = tmp_path / "refs.bib"
    file.write_text("mine")

    [problem] = referencing.write(library, wanted, file, Style.BIBTEX).problems
    assert isinstance(problem, outgoing.FileThere)
    assert file.read_text() == "mine"
    assert referencing.write(library, wanted, file, Style.BIBTEX, force=True).files == [file]
    [problem] = referencing.write(library, wanted, tmp_path, Style.BIBTEX, force=True).problems
    assert isinstance(problem, outgoing.FolderInPlace)


def test_a_library_that_fails_meanwhile_leaves_no_half_file(
    library: Library, tmp_path: Path
) -> None:
    [paper] = build.add(library, LEEKS)
    with library.batch():
        papers.put_in_bin(library, [paper])
        papers.delete_for_good(library, [paper])

    with pytest.raises(KeyError):
        referencing.write(library, [paper], tmp_path / "refs.ris", Style.RIS)
    assert list(tmp_path.iterdir()) == []


def test_the_format_is_told_by_the_name() -> None:
    names = ("a.BIB", "a.ris", "a.json", "a.csv", "a.md", "a.docx", "a")
    styles = [referencing.of_name(Path(name)) for name in names]
    assert styles == [
        Style.BIBTEX,
        Style.RIS,
        Style.CSL_JSON,
        Style.CSV,
        Style.MARKDOWN,
        None,
        None,
    ]


def test_records_of_no_library_get_keys_of_their_own() -> None:
    twins = (
        Draft("Leeks", citekey="lee"),
        Draft("Peas", citekey="LEE"),
        Draft(" "),
        Draft("Slow leeks", authors=(Author("Lee"),)),
    )
    found = referencing.as_papers(twins)
    assert [paper.citekey for paper in found] == ["lee", "LEEa", "leeSlowLeeks"]
    for style, parse in (
        (Style.BIBTEX, bibtex.parse),
        (Style.CSL_JSON, csl_json.parse),
        (Style.RIS, ris.parse),
    ):
        drafts, problems = parse(referencing.text(found, style))
        assert [d.title for d in drafts] == ["Leeks", "Peas", "Slow leeks"]
        assert problems == ()
