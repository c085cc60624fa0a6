"""PDFs given to papers in the real window, and the room their reader takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.store import documents, papers
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.tabs import ABSTRACT, DOCUMENT
from tests import build
from tests.ui import previewing

PDF = b"%PDF-1.7\n% nothing that could be shown\n"


@pytest.fixture
def paper(window: MainWindow, qtbot: QtBot) -> PaperId:
    """A paper that is shown in the window."""
    window.resize(1200, 800)
    window.show()
    [made] = build.add(window.library, build.draft())
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(made) is not None)
    window.open_paper(made)
    return made


def pdf(folder: Path, name: str = "slow.pdf", data: bytes = PDF) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def drop(window: MainWindow, at: QPointF, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window.dropEvent(
        QDropEvent(
            at,
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def over(window: MainWindow, part: str) -> QPointF:
    widget = getattr(window, part)
    return QPointF(widget.mapTo(window, widget.rect().center()))


def names(window: MainWindow, paper: PaperId) -> list[str]:
    return [d.name for d in documents.of(window.library, paper)]


def test_a_pdf_chosen_in_the_dialog_is_attached_and_taken_back(
    window: MainWindow,
    paper: PaperId,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = pdf(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    with qtbot.waitSignal(window.attaching.attached):
        window.actions_table["attach"].trigger()
    assert names(window, paper) == ["slow.pdf"]

    window.actions_table["undo"].trigger()
    assert names(window, paper) == []


def test_a_pdf_dropped_on_the_paper_is_attached_to_it(
    window: MainWindow, paper: PaperId, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.attaching.attached):
        drop(window, over(window, "reader"), pdf(tmp_path))
    assert names(window, paper) == ["slow.pdf"]
    assert papers.count(window.library) == 1


def test_a_pdf_dropped_on_the_list_becomes_a_paper(
    window: MainWindow, paper: PaperId, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.imports.finished, timeout=30_000):
        drop(window, over(window, "library_panel"), pdf(tmp_path))
        previewing.accept(window, qtbot)
    assert names(window, paper) == []
    assert papers.count(window.library) == 2


def test_what_is_no_pdf_is_refused_with_a_sentence(
    window: MainWindow, paper: PaperId, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.attaching.refused):
        window.attaching.attach(paper, [pdf(tmp_path, data=b"Dear reader")])
    qtbot.waitUntil(window.desk.error_bar.isVisible)
    assert names(window, paper) == []


def test_the_document_takes_the_room_of_the_list_and_gives_it_back(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    qtbot.keyClick(window.reader.abstract.text, Qt.Key.Key_O)
    assert window.reader.tab() == DOCUMENT
    assert not window.library_panel.isVisible()
    assert window.reader.head.isVisible()

    window.reader.back_wanted.emit()
    assert window.reader.tab() == ABSTRACT
    assert window.library_panel.isVisible()
    assert not window.reader.head.isVisible()


def test_going_elsewhere_brings_the_list_back(
    window: MainWindow, paper: PaperId, qtbot: QtBot
) -> None:
    window.reader.focus_document()
    window.sidebar.place_wanted.emit("library")
    assert window.library_panel.isVisible()
    assert window.reader.tab() == ABSTRACT


def test_both_rows_of_tabs_show_the_same(window: MainWindow, paper: PaperId) -> None:
    window.reader.focus_document()
    assert window.reader.head.tabs.name() == DOCUMENT
    window.reader.head.tabs.show_name("notes")
    assert window.reader.tab() == "notes"
    assert window.library_panel.isVisible()
