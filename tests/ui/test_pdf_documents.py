"""What is done to a document as a whole: copies of it, and annotations taken over."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import DocumentId
from desktop_app.core.highlights import Highlight, Style
from desktop_app.engines.pdf import NotSaved
from desktop_app.store import documents, highlights
from tests import build, pdfs
from tests.ui.pdf_page import OTHER, Reading


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    made = Reading(tmp_path, qtbot)
    made.open()
    return made


def open_marked(desk: Reading) -> DocumentId:
    """Open a document that holds annotations of its own."""
    document = desk.attach(pdfs.marked(desk.folder / "marked.pdf"), OTHER)
    desk.page.show_document(document)
    desk.settle()
    return document


def marks(desk: Reading, document: DocumentId) -> list[Highlight]:
    return highlights.of_document(desk.library, document)


def choose(monkeypatch: pytest.MonkeyPatch, target: Path | str) -> None:
    dialog = "desktop_app.ui.pdf.document_deeds.QFileDialog.getSaveFileName"
    monkeypatch.setattr(dialog, lambda *_: (str(target), ""))


def copy(desk: Reading) -> None:
    desk.page.deeds.copy(documents.get(desk.library, desk.document))


# Copies


def test_a_copy_is_written_with_the_highlights(
    desk: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark("memorised their training set", 2, 1, "Is it so?")
    choose(monkeypatch, tmp_path / "copy")
    said: list[str] = []
    desk.page.said.connect(said.append)
    copy(desk)
    desk.qtbot.waitUntil(lambda: said[-1:] == ["Saved copy.pdf"])
    with pymupdf.open(tmp_path / "copy.pdf") as made:
        page = made[1]
        (found,) = page.annots()
        assert found.type[1] == "Highlight"
        assert found.info["content"] == "Is it so?"


def test_a_copy_that_cannot_be_written_is_a_sentence(
    desk: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark("memorised their training set")
    choose(monkeypatch, tmp_path / "copy.pdf")
    desk.lanes.errors["write_copy", None] = NotSaved("copy.pdf", "the disk is full")
    copy(desk)
    desk.qtbot.waitUntil(desk.page.strip.isVisible)
    assert "the disk is full" in desk.page.strip.sentence.text()
    desk.lanes.errors.clear()
    desk.page.strip.action.click()
    desk.qtbot.waitUntil((tmp_path / "copy.pdf").is_file)


def test_a_copy_into_the_library_is_refused(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mark("memorised their training set")
    choose(monkeypatch, desk.library.path / "files" / "copy.pdf")
    copy(desk)
    assert "library" in desk.page.strip.sentence.text()
    assert "write_copy" not in [name for name, _ in desk.lanes.asked]


def test_no_place_chosen_writes_nothing(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "")
    copy(desk)
    assert "write_copy" not in [name for name, _ in desk.lanes.asked]


def test_a_document_opens_in_another_viewer(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: object) -> bool:
        opened.append(str(url))
        return len(opened) == 1

    monkeypatch.setattr("desktop_app.ui.pdf.document_deeds.QDesktopServices.openUrl", open_url)
    found = documents.get(desk.library, desk.document)
    desk.page.deeds.open_elsewhere(found)
    assert found.hash in opened[0]
    assert desk.page.strip.isHidden()
    desk.page.deeds.open_elsewhere(found)
    assert desk.page.strip.isVisible()


# Annotations of the file


def test_annotations_of_a_file_are_told_of_once(desk: Reading) -> None:
    desk.page.deeds.taking_over._look.setInterval(0)
    document = open_marked(desk)
    strip = desk.page.strip
    desk.qtbot.waitUntil(strip.isVisible)
    assert strip.action.text() == "Take over"
    desk.page.show_document(desk.document)
    desk.settle()
    assert strip.isHidden()
    desk.page.show_document(document)
    desk.settle()
    assert not desk.page.deeds.taking_over._look.isActive()


def test_annotations_are_taken_over_as_one_change(desk: Reading) -> None:
    document = open_marked(desk)
    before = build.dump(desk.library)
    desk.page.deeds.taking_over.take_over()
    desk.qtbot.waitUntil(lambda: bool(marks(desk, document)))
    found = {m.selector.exact: m for m in marks(desk, document)}
    quoted = found["memorised their training set"]
    assert quoted.style is Style.HIGHLIGHT
    assert "Is this so?" in quoted.comment
    assert quoted.taken_from
    assert quoted.selector.prefix.endswith("have ")
    underlined = found["slow directions"]
    assert (underlined.style, underlined.colour) == (Style.UNDERLINE, 2)
    assert sum(m.style is Style.AREA for m in marks(desk, document)) == 2
    assert desk.library.undo_label == "Take over annotations"
    desk.changes.undo()
    assert build.dump(desk.library) == before


def test_what_was_taken_over_is_not_taken_again(desk: Reading) -> None:
    document = open_marked(desk)
    over = desk.page.deeds.taking_over
    over.take_over()
    desk.qtbot.waitUntil(lambda: bool(marks(desk, document)))
    count = len(marks(desk, document))
    over.take_over()
    desk.qtbot.waitUntil(desk.page.strip.isVisible)
    assert desk.page.strip.sentence.text() == "There is nothing to take over in this file."
    assert len(marks(desk, document)) == count


def test_annotations_that_cannot_be_read_are_a_sentence_when_asked_for(desk: Reading) -> None:
    open_marked(desk)
    desk.lanes.errors["marks", None] = TimeoutError()
    desk.page.deeds.taking_over.take_over()
    desk.qtbot.waitUntil(desk.page.strip.isVisible)
    assert "took too long" in desk.page.strip.sentence.text()
