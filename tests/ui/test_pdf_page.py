"""The PDF tab: which document is shown, where, and what stands in its place where none can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import Spot
from desktop_app.engines.lanes import WorkerDied
from desktop_app.store import documents, files
from desktop_app.ui.pdf.page import DocumentPage
from tests import pdfs
from tests.ui.pdf_page import LINES, NO_PAGES, OTHER, PAPER, Reading

Key = Qt.Key
FACTS = ("facts", None)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Reading:
    return Reading(tmp_path, qtbot)


def sentence(page: DocumentPage) -> str:
    """Give what is said in place of the pages."""
    shown = (page.opening.empty.headline, page.opening.empty.sentence)
    return " ".join(label.text() for label in shown if label.isVisible())


def panes(desk: Reading) -> tuple[bool, bool]:
    """Tell which panes beside the pages are shown."""
    return desk.page.spread.side.isVisible(), desk.page.spread.panel.isVisible()


# Which document


def test_a_paper_without_a_document_offers_to_attach_one(desk: Reading) -> None:
    desk.show()
    desk.page.show_paper(OTHER)
    assert sentence(desk.page) == "No PDF yet."
    assert desk.page.toolbar.isHidden()
    with desk.qtbot.waitSignal(desk.page.attach_wanted):
        desk.page.opening.empty.button.click()


def test_a_document_is_opened_when_it_is_first_seen(desk: Reading) -> None:
    desk.page.show_paper(PAPER)
    assert desk.lanes.asked == []
    desk.show()
    desk.settle()
    assert desk.page.toolbar.count.text() == "/ 4"
    assert documents.get(desk.library, desk.document).pages == 4
    assert desk.library.undo_label is None


def test_the_place_and_the_zoom_are_kept(desk: Reading) -> None:
    desk.open()
    desk.page.view.set_scale(1.5)
    desk.page.view.go_to(Spot(2, 0.25))
    desk.page.show_paper(OTHER)
    spot, scale = documents.place(desk.library, desk.document)
    assert (spot.page, scale) == (2, 1.5)
    assert spot.y == pytest.approx(0.25, abs=0.01)
    desk.open()
    assert desk.page.view.page() == 2
    assert desk.page.view.scale() == 1.5
    assert not desk.page.view.fits_width()
    assert desk.library.undo_label is None


def test_a_document_that_fits_the_width_does_so_again(desk: Reading) -> None:
    desk.open()
    desk.page.leave()
    assert documents.place(desk.library, desk.document)[1] is None
    desk.open()
    assert desk.page.view.fits_width()


def test_leaving_lets_the_file_go_until_the_page_is_seen_again(desk: Reading) -> None:
    desk.open()
    desk.page.hide()
    desk.page.leave()
    assert desk.page.source.facts is None
    desk.show()
    desk.settle()
    assert desk.page.toolbar.count.text() == "/ 4"


def test_another_document_is_opened_at_a_highlight(desk: Reading, tmp_path: Path) -> None:
    second = desk.attach(pdfs.plain(tmp_path / "second.pdf", LINES, LINES))
    desk.open()
    mark = desk.mark("Filtering the fast directions", page=3)
    desk.page.show_document(second)
    desk.settle()
    assert desk.page.toolbar.count.text() == "/ 2"
    desk.page.show_document(desk.document, mark)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.page.view.page() == 3)
    here = desk.page.view.at_caret()
    assert here is not None
    assert here.id == mark


def test_the_menu_offers_the_other_documents(desk: Reading, tmp_path: Path) -> None:
    second = desk.attach(pdfs.plain(tmp_path / "second.pdf", LINES, LINES))
    desk.open()
    menu = desk.page.deeds.menu(documents.get(desk.library, desk.document))
    actions = {action.text(): action for action in menu.actions()}
    assert actions["first.pdf · main"].isChecked()
    actions["second.pdf"].trigger()
    desk.settle()
    desk.page.deeds.make_main(documents.get(desk.library, second))
    assert [d.name for d in desk.page.documents()] == ["second.pdf", "first.pdf"]
    assert desk.page.toolbar.count.text() == "/ 2"


def test_a_document_removed_gives_way_and_comes_back(desk: Reading, tmp_path: Path) -> None:
    desk.attach(pdfs.plain(tmp_path / "second.pdf", LINES, LINES))
    desk.open()
    desk.mark("Filtering")
    desk.page.deeds.remove(documents.get(desk.library, desk.document))
    desk.settle()
    assert desk.page.toolbar.count.text() == "/ 2"
    desk.changes.undo()
    assert [d.name for d in desk.page.documents()] == ["first.pdf", "second.pdf"]
    assert len(desk.marks()) == 1


def test_the_first_document_of_a_paper_appears(desk: Reading, tmp_path: Path) -> None:
    desk.show()
    desk.page.show_paper(OTHER)
    path = pdfs.plain(tmp_path / "later.pdf")
    with path.open("rb") as file:
        kept = files.take_in(desk.library.path, file)
    with desk.library.change("Attach a PDF"):
        documents.add(desk.library, OTHER, kept.hash, path.name, kept.bytes)
    desk.settle()
    assert desk.page.toolbar.isVisible()


def test_a_document_gets_another_name(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open()
    dialog = "desktop_app.ui.pdf.document_deeds.QInputDialog.getText"
    monkeypatch.setattr(dialog, lambda *_, text: (text.upper(), True))
    desk.page.deeds.rename(documents.get(desk.library, desk.document))
    assert documents.get(desk.library, desk.document).name == "FIRST.PDF"
    assert desk.library.undo_label == "Rename a PDF"


def test_files_dropped_are_handed_on(desk: Reading) -> None:
    desk.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/a.pdf")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, none)
    with desk.qtbot.waitSignal(desk.page.files_dropped) as told:
        desk.page.dropEvent(event)
    assert told.args == [[Path("/somewhere/a.pdf")]]


# What stands in its place


def test_a_slow_document_says_so(desk: Reading) -> None:
    desk.lanes.held = True
    desk.show()
    desk.page.show_paper(PAPER)
    hint = desk.page.opening.empty.hint
    assert not hint.isVisible()
    desk.qtbot.waitUntil(hint.isVisible)
    assert hint.text() == "Opening the PDF…"
    desk.lanes.held = False
    desk.lanes.do()
    desk.settle()
    assert desk.page.view.isVisible()


def test_a_missing_file_can_be_attached_again(desk: Reading) -> None:
    found = documents.get(desk.library, desk.document)
    path = files.path(desk.library.path, found.hash)
    aside = path.rename(path.with_suffix(".aside"))
    desk.show()
    desk.page.show_paper(PAPER)
    assert sentence(desk.page) == "This PDF is not where Carrel keeps it."
    with desk.qtbot.waitSignal(desk.page.attach_wanted):
        desk.page.opening.empty.button.click()
    aside.rename(path)
    desk.page.refresh()
    desk.settle()
    assert desk.page.view.isVisible()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (NO_PAGES, "This PDF has no pages."),
        (b"%PDF-1.4 and then nothing", "it cannot be opened."),
    ],
)
def test_a_broken_file_is_a_sentence(desk: Reading, tmp_path: Path, data: bytes, said: str) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(data)
    document = desk.attach(broken, OTHER)
    desk.show()
    desk.page.show_document(document)
    desk.qtbot.waitUntil(lambda: sentence(desk.page).endswith(said))
    desk.page.show_paper(PAPER)
    desk.settle()
    assert desk.page.view.isVisible()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError(), "This PDF takes too long to open."),
        (WorkerDied(-9), "The program that draws PDFs for Carrel ended unexpectedly."),
        (MemoryError(), "This PDF could not be opened."),
    ],
)
def test_what_may_pass_can_be_tried_again(desk: Reading, error: Exception, said: str) -> None:
    desk.lanes.errors[FACTS] = error
    desk.show()
    desk.page.show_paper(PAPER)
    desk.qtbot.waitUntil(lambda: sentence(desk.page) == said)
    desk.lanes.errors.clear()
    assert desk.page.opening.empty.button.text() == "Try again"
    desk.page.opening.empty.button.click()
    desk.settle()
    assert desk.page.view.isVisible()


def test_an_error_nobody_expected_is_told(desk: Reading) -> None:
    desk.lanes.errors[FACTS] = error = MemoryError()
    desk.show()
    with desk.qtbot.waitSignal(desk.page.error) as told:
        desk.page.show_paper(PAPER)
    assert told.args == [error]


def test_a_password_is_asked_for_and_remembered(desk: Reading, tmp_path: Path) -> None:
    document = desk.attach(pdfs.locked(tmp_path / "locked.pdf", "open sesame"), OTHER)
    desk.show()
    desk.page.setFocus()
    desk.page.show_document(document)
    form = desk.page.opening.password
    desk.qtbot.waitUntil(form.isVisible)
    assert form.sentence.text() == "This PDF opens with a password."
    assert form.field.hasFocus()
    desk.type("guess")
    desk.press(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: form.sentence.text() == "That is not its password.")
    assert form.field.hasFocus()
    desk.type("open sesame")
    desk.press(Key.Key_Return)
    desk.settle()
    assert desk.page.view.hasFocus()
    desk.page.show_paper(PAPER)
    desk.settle()
    desk.page.show_document(document)
    desk.settle()
    assert desk.page.toolbar.count.text() == "/ 1"


# Keys, room, links


def test_escape_closes_one_thing_after_the_other(desk: Reading) -> None:
    desk.open()
    desk.select("Filtering the fast directions")
    desk.page.find_words()
    desk.page.view.setFocus()
    desk.press(Key.Key_Escape)
    assert not desk.page.finding.open
    assert desk.page.view.selection()
    desk.press(Key.Key_Escape)
    assert not desk.page.view.selection()
    desk.page.toolbar.use("area")
    desk.press(Key.Key_Escape)
    assert not desk.page.toolbar.area.isChecked()
    with desk.qtbot.waitSignal(desk.page.list_wanted):
        desk.press(Key.Key_Escape)


def test_the_panes_fold_by_the_room_there_is(desk: Reading) -> None:
    desk.open()
    for width, shown in ((1240, (True, True)), (900, (True, False)), (700, (False, False))):
        desk.page.resize(width, 700)
        desk.qtbot.waitUntil(lambda wanted=shown: panes(desk) == wanted)
    desk.page.toolbar.panel.click()
    assert panes(desk) == (False, True)
    desk.page.resize(1240, 700)
    desk.qtbot.waitUntil(lambda: panes(desk) == (True, True))
    desk.page.toolbar.panel.click()
    assert panes(desk) == (True, False)
    assert not desk.page.toolbar.panel.isChecked()


def test_the_shape_is_remembered(desk: Reading, tmp_path: Path, qtbot: QtBot) -> None:
    desk.open()
    desk.page.toolbar.panel.click()
    desk.page.toolbar.dark.click()
    kept = QSettings(str(tmp_path / "shape.ini"), QSettings.Format.IniFormat)
    desk.page.keep_shape(kept)
    (tmp_path / "again").mkdir()
    again = Reading(tmp_path / "again", qtbot)
    again.page.restore_shape(kept)
    again.open()
    assert panes(again) == (True, False)
    assert again.page.toolbar.dark.isChecked()


def test_a_link_that_is_refused_is_named(desk: Reading) -> None:
    desk.open()
    desk.page.view.link_refused.emit("file:///etc/passwd")
    assert "file:///etc/passwd" in desk.page.strip.sentence.text()
    assert desk.page.strip.isVisible()


def test_an_address_goes_to_the_browser(desk: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    service = "desktop_app.ui.pdf.document_deeds.QDesktopServices.openUrl"
    monkeypatch.setattr(service, lambda url: opened.append(url.toString()))
    desk.open()
    desk.page.view.link_wanted.emit("https://example.org/a")
    assert opened == ["https://example.org/a"]
