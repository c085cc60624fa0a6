"""Papers that are chosen, dropped or pasted in the real window, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import is_placeholder
from desktop_app.core.query import parse
from desktop_app.services.gathering import Reading
from desktop_app.store import documents, identity, papers, search, versions
from desktop_app.ui.import_preview.dialog import PreviewDialog
from desktop_app.ui.import_preview.prospect import Group
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.tabs import DETAILS
from desktop_app.ui.widgets.problem_sheet import ProblemSheet
from tests import build
from tests.ui import previewing
from tests.ui.import_preview import prospects

BIB = """
@article{lee, title = {On inks}, author = {Lee, Ann}, year = 2020}
@article{roe, title = {On nibs}, author = {Roe, Bob}, year = 2021}
"""
BROKEN = BIB + "\n@article{none, year = 2022}\n@article{neither, year = 2023}\n"
PDF = b"%PDF-1.7\n% nothing that could be shown\n"
TIMEOUT = 30_000


def write(folder: Path, name: str, words: str) -> Path:
    file = folder / name
    file.write_text(words, "utf-8")
    return file


def paste(window: MainWindow, what: str | list[Path]) -> None:
    data = QMimeData()
    if isinstance(what, str):
        data.setText(what)
    else:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in what])
    QGuiApplication.clipboard().setMimeData(data)
    window.actions_table["paste"].trigger()


def is_previewed(window: MainWindow) -> bool:
    return any(d.isVisible() for d in window.findChildren(PreviewDialog))


def test_chosen_files_are_previewed_and_come_in(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "refs.bib", BIB)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    window.actions_table["add-papers"].trigger()
    dialog = previewing.preview(window, qtbot)
    assert dialog.windowTitle() == "Import refs.bib"
    assert papers.count(window.library) == 0
    with qtbot.waitSignal(window.imports.finished, timeout=TIMEOUT):
        dialog.go.click()
    assert papers.count(window.library) == 2
    assert window.undo_bar.sentence == "2 papers added"


def test_a_chosen_folder_is_previewed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder, "refs.bib", BIB)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window.actions_table["add-folder"].trigger()
    dialog = previewing.preview(window, qtbot)
    assert dialog.windowTitle() == "Import papers"
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not window.status.sentence())
    assert papers.count(window.library) == 0


def test_what_is_left_out_and_answered_is_done_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    build.add(window.library, *prospects.HELD)
    bib = (
        "@article{a, title = {Erasers}}\n@article{b, title = {Sharpeners}}\n"
        "@article{c, title = {On the making of marks}, author = {Lee, Ann}, year = 2020,"
        " doi = {10.1000/9}, journal = {Signs}, abstract = {All else.}}\n"
        "@article{d, title = {Pencils and paper}, author = {Roe, Bob}, year = 2021,"
        " doi = {10.1000/3}, journal = {Signs}, abstract = {Of pencils.}}"
    )
    window.imports.bring_in([write(tmp_path, "refs.bib", bib)])
    dialog = previewing.preview(window, qtbot)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.show_group(Group.MAYBE)
    qtbot.keyClick(dialog.list, Qt.Key.Key_S)
    with qtbot.waitSignal(window.imports.finished, timeout=TIMEOUT):
        dialog.go.click()
    assert papers.count(window.library) == 5
    assert window.undo_bar.sentence == "2 papers added, 1 version among them"
    published = identity.resolve(window.library, "10.1000/3")
    assert published is not None
    assert versions.of(window.library, published) == [
        identity.resolve(window.library, "2101.00001")
    ]
    titles = {papers.get(window.library, p).title for p in search.papers(window.library, parse(""))}
    assert "Sharpeners" in titles
    assert "Erasers" not in titles
    # What was said is remembered.
    window.imports.bring_in([tmp_path / "refs.bib"])
    again = previewing.preview(window, qtbot)
    assert again.sentence == "Adds 1 paper, completes 3 papers you have."
    again.reject()


def test_documents_come_in_with_their_records(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "one.pdf").write_bytes(PDF)
    bib = (
        "@article{a, title = {One}, file = {one.pdf}}\n@article{b, title = {Two}, file = {two.pdf}}"
    )
    with qtbot.waitSignal(window.imports.finished, timeout=TIMEOUT) as finished:
        window.imports.bring_in([write(tmp_path, "refs.bib", bib)])
        previewing.accept(window, qtbot)
    one, two = finished.args[1].added
    assert [d.name for d in documents.of(window.library, one)] == ["one.pdf"]
    assert documents.of(window.library, two) == []
    assert window.desk.error_bar.sentence.startswith("1 record of refs.bib came in without a part.")


def test_the_new_papers_are_shown(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    build.add(window.library, build.draft("Early"))
    previewing.bring_in(window, qtbot, write(tmp_path, "my refs.bib", BIB))
    assert window.undo_bar.look.isVisible()
    window.undo_bar.look.click()
    assert str(window.library_panel.query()) == 'source:"my refs.bib"'
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == 2)
    assert not window.undo_bar.isVisible()
    with qtbot.waitSignal(window.imports.undone, timeout=TIMEOUT):
        window.undoing.undo()
    assert papers.count(window.library) == 1


def test_problems_can_be_read_whole_and_copied(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    previewing.bring_in(window, qtbot, write(tmp_path, "refs.bib", BROKEN))
    bar = window.desk.error_bar
    assert bar.sentence == "2 records of refs.bib left out. Line 5: this entry has no title"
    bar.action.click()
    [sheet] = window.findChildren(ProblemSheet)
    sheet.copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "line 5: this entry has no title",
        "line 6: this entry has no title",
    ]
    sheet.close()


def test_a_file_of_problems_alone_has_no_preview(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.imports.bring_in([write(tmp_path, "refs.bib", BROKEN.removeprefix(BIB))])
    qtbot.waitUntil(window.desk.error_bar.isVisible, timeout=TIMEOUT)
    assert window.desk.error_bar.sentence.startswith("2 records of refs.bib left out.")
    assert window.desk.error_bar.action.text() == "Show all"
    assert not is_previewed(window)


def test_one_new_record_that_is_pasted_comes_straight_in(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.imports.finished, timeout=TIMEOUT) as finished:
        paste(window, "@book{woolf, title = {On Reading}, author = {Woolf, Virginia}}")
    assert not is_previewed(window)
    [paper] = finished.args[1].added
    assert window.reader.paper == paper
    assert window.undo_bar.sentence == "1 paper added"
    assert not window.undo_bar.look.isVisible()
    with qtbot.waitSignal(window.imports.undone, timeout=TIMEOUT):
        window.undo_bar.undo.click()


def test_several_that_are_pasted_are_previewed(window: MainWindow, qtbot: QtBot) -> None:
    paste(window, BIB)
    dialog = previewing.preview(window, qtbot)
    assert dialog.sentence == "Adds 2 papers."
    dialog.reject()


def test_one_that_is_there_is_previewed(window: MainWindow, qtbot: QtBot) -> None:
    build.add(window.library, *prospects.HELD)
    paste(window, "doi:10.1000/1")
    dialog = previewing.preview(window, qtbot)
    assert dialog.sentence == "Completes 1 paper you have."
    dialog.reject()


def test_copied_files_are_pasted_as_if_dropped(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paste(window, [write(tmp_path, "refs.bib", BIB)])
    assert previewing.preview(window, qtbot).windowTitle() == "Import refs.bib"


@pytest.mark.parametrize("words", ["", "Dear reader, how are you?"])
def test_what_cannot_be_pasted_is_told(window: MainWindow, qtbot: QtBot, words: str) -> None:
    paste(window, words)
    qtbot.waitUntil(lambda: "BibTeX" in window.status.sentence(), timeout=TIMEOUT)
    assert not window.desk.error_bar.isVisible()


def test_a_text_field_keeps_what_is_pasted(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    QGuiApplication.clipboard().setText("10.1000/182")
    field = window.library_panel.search.field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "10.1000/182"
    assert papers.count(window.library) == 0


def test_a_pasted_address_is_a_paper_to_be_completed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.resize(1300, 800)
    window.show()
    with qtbot.waitSignal(window.imports.finished, timeout=TIMEOUT) as finished:
        paste(window, "https://arxiv.org/abs/2301.00001v2")
    [paper] = finished.args[1].added
    assert is_placeholder(papers.get(window.library, paper))
    assert search.papers(window.library, parse("is:incomplete")) == [paper]
    button = window.reader.title.incomplete
    assert button.isVisible()
    button.click()
    assert window.reader.tab() == DETAILS
    assert window.reader.details.form.title.hasFocus()

    bib = "@misc{a, title = {What it is}, eprint = {2301.00001}, archiveprefix = {arXiv}}"
    previewing.bring_in(window, qtbot, write(tmp_path, "refs.bib", bib))
    assert papers.get(window.library, paper).title == "What it is"
    assert papers.count(window.library) == 1
    assert search.papers(window.library, parse("is:incomplete")) == []
    assert not button.isVisible()


def test_gathering_shows_its_progress_and_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.show()
    files = [write(tmp_path, f"{n}.bib", BIB) for n in range(3)]
    told: list[tuple[str, bool]] = []

    def cancel(words: str) -> None:
        told.append((window.status.sentence(), window.status.cancel.isVisible()))
        if words == "Reading 1.bib":
            window.status.cancel.click()

    window.imports.gathering.connect(cancel)
    window.imports.bring_in(files)
    qtbot.waitUntil(lambda: ("Reading 1.bib 1 / 3", True) in told, timeout=TIMEOUT)
    qtbot.wait(200)
    assert not window.status.cancel.isVisible()
    assert not is_previewed(window)
    assert papers.count(window.library) == 0


def importing(window: MainWindow, qtbot: QtBot, count: int = 400) -> None:
    """Begin an import, and wait until it has stored something."""
    drafts = tuple(build.draft(f"Leeks of kind {n}", citekey=f"k{n}") for n in range(count))
    with qtbot.waitSignal(window.imports.progressed, timeout=TIMEOUT):
        window.imports.store(Reading("many.bib", drafts))


def test_an_import_can_be_stopped_and_keeps_what_it_stored(
    window: MainWindow, qtbot: QtBot
) -> None:
    importing(window, qtbot)
    assert window.status.cancel.isVisible()
    with qtbot.waitSignal(window.imports.idle, timeout=TIMEOUT):
        window.status.cancel.click()
    assert 0 < papers.count(window.library) < 400
    assert not window.status.cancel.isVisible()
    assert "added" in window.undo_bar.sentence


def test_undo_takes_back_the_import_under_way(window: MainWindow, qtbot: QtBot) -> None:
    window.imports.store(Reading("first.bib", (build.draft("Peas"),)))
    qtbot.waitUntil(lambda: not window.imports.busy)
    importing(window, qtbot)
    with qtbot.waitSignal(window.imports.undone, timeout=TIMEOUT):
        window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: not window.imports.busy)
    assert papers.count(window.library) == 1
    with qtbot.waitSignal(window.imports.undone, timeout=TIMEOUT):
        window.actions_table["undo"].trigger()
    assert papers.count(window.library) == 0
