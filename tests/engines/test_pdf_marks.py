from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop_app.core.documents import FoundMark
from desktop_app.engines import pdf
from tests import pdfs


def _marks(file: Path) -> list[FoundMark]:
    return list(pdf.marks(str(file), ""))


def _with(path: Path, rotation: int = 0, **keys: str) -> Any:
    """Make a page with a highlight that has some keys in its dictionary; gives the document."""
    document = pymupdf.open(pdfs.plain(path))
    page = document[0]
    annotation = page.add_highlight_annot(page.search_for("training set"))
    for key, value in keys.items():
        document.xref_set_key(annotation.xref, key, value)
    page.set_rotation(rotation)
    return document


def _saved(document: Any, path: Path) -> Path:
    return pdfs.save(document, path)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_annotations_are_found(tmp_path: Path, rotation: int) -> None:
    found = _marks(pdfs.marked(tmp_path / "a.pdf", rotation))
    assert [(mark.kind, mark.quote, mark.comment) for mark in found] == [
        ("highlight", "memorised their training set", "Is this so?\n\nIt is."),
        ("underline", "slow directions", ""),
        ("area", "", ""),
        ("note", "", "A note on its own"),
    ]
    assert found[1].colour == (0, 0, 1)
    assert len({mark.name for mark in found}) == len(found)


def test_boxes_are_those_of_the_page_as_shown(tmp_path: Path) -> None:
    upright, turned = (_marks(pdfs.marked(tmp_path / f"{r}.pdf", r)) for r in (0, 90))
    for one, other in zip(upright, turned, strict=True):
        (box,), (after,) = one.boxes, other.boxes
        if one.kind == "note":
            continue  # a note's sign is not turned with the page
        edges = (792 - box.y1, box.x0, 792 - box.y0, box.x1)
        assert (after.x0, after.y0, after.x1, after.y1) == pytest.approx(edges, abs=0.01)


@pytest.mark.parametrize("kind", ["squiggly", "strikeout"])
def test_other_lines_are_underlines(tmp_path: Path, kind: str) -> None:
    document = pymupdf.open(pdfs.plain(tmp_path / "a.pdf"))
    page = document[0]
    getattr(page, f"add_{kind}_annot")(page.search_for("memorised"))
    (found,) = _marks(_saved(document, tmp_path / "b.pdf"))
    assert (found.kind, found.quote) == ("underline", "memorised")


def test_a_drawing_is_a_mark_where_something_is_said_about_it(tmp_path: Path) -> None:
    document = pymupdf.open(pdfs.plain(tmp_path / "a.pdf"))
    page = document[0]
    page.add_ink_annot([[(100, 300), (200, 400)]]).set_info(content="See here")
    page.add_ink_annot([[(300, 300), (400, 400)]])
    (found,) = _marks(_saved(document, tmp_path / "b.pdf"))
    assert (found.kind, found.comment) == ("area", "See here")


def test_text_on_the_page_is_a_note(tmp_path: Path) -> None:
    document = pymupdf.open(pdfs.plain(tmp_path / "a.pdf"))
    document[0].add_freetext_annot((100, 300, 200, 330), "Typed on it")
    (found,) = _marks(_saved(document, tmp_path / "b.pdf"))
    assert (found.kind, found.comment, len(found.boxes)) == ("note", "Typed on it", 1)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("[]", (1, 1, 0)),
        ("[.5]", (0.5, 0.5, 0.5)),
        ("[0 1 .5]", (0, 1, 0.5)),
        ("[0 .5 1 .5]", (0.5, 0.25, 0)),
    ],
)
def test_colours_become_red_green_and_blue(
    tmp_path: Path, colour: str, expected: tuple[float, ...]
) -> None:
    (found,) = _marks(_saved(_with(tmp_path / "a.pdf", C=colour), tmp_path / "b.pdf"))
    assert found.colour == pytest.approx(expected)


def test_a_comment_that_only_quotes_is_none(tmp_path: Path) -> None:
    document = _with(tmp_path / "a.pdf", Contents="(training\\n set)")
    assert [mark.comment for mark in _marks(_saved(document, tmp_path / "b.pdf"))] == [""]


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    assert _marks(_saved(_with(tmp_path / "a.pdf", F="2"), tmp_path / "b.pdf")) == []


def test_names_tell_marks_apart_though_the_file_repeats_them(tmp_path: Path) -> None:
    document = pymupdf.open(pdfs.plain(tmp_path / "a.pdf"))
    page = document[0]
    for name in ("(same)", "(same)", "()"):
        annotation = page.add_highlight_annot(page.search_for("training set"))
        document.xref_set_key(annotation.xref, "NM", name)
    file = _saved(document, tmp_path / "b.pdf")
    names = [mark.name for mark in _marks(file)]
    assert names[0] == "same"
    assert len(set(names)) == 3
    assert [mark.name for mark in _marks(file)] == names


def test_a_verdict_on_a_mark_is_no_answer(tmp_path: Path) -> None:
    document = _with(tmp_path / "a.pdf")
    page = document[0]
    first = next(page.annots())
    verdict = page.add_text_annot((300, 300), "Accepted set by Ann")
    document.xref_set_key(verdict.xref, "IRT", f"{first.xref} 0 R")
    document.xref_set_key(verdict.xref, "State", "(Accepted)")
    assert [mark.comment for mark in _marks(_saved(document, tmp_path / "b.pdf"))] == [""]


def test_a_file_without_marks(tmp_path: Path) -> None:
    assert _marks(pdfs.plain(tmp_path / "a.pdf")) == []


def test_marks_of_other_programs(shared: Path) -> None:
    files = shared / "pdfs"
    (highlight,) = _marks(files / "jabref-minimal-highlight-with-note.pdf")
    assert (highlight.quote, highlight.comment) == ("World", "linked note to highlight")
    (underline,) = _marks(files / "jabref-minimal-underline.pdf")
    assert (underline.kind, underline.quote) == ("underline", "Hello")
    commented = _marks(files / "pdfjs-comments.pdf")
    assert commented[0].quote == "Trace-based Just-in-Time"
    assert commented[0].comment.startswith("Lorem ipsum")
    assert len({mark.name for mark in commented}) == len(commented)
    third = _marks(files / "pdfjs-highlights.pdf")[2]
    assert "and Ruby, are popular since they are expressive" in third.quote
