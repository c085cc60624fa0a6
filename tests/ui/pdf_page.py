"""The PDF tab on its own, on a library on disk, for the tests of what is around the pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import page_text
from desktop_app.core.documents import DocumentId
from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.core.papers import PaperId
from desktop_app.settings import Settings
from desktop_app.store import documents, files, highlights, opening
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf.page import DocumentPage
from desktop_app.ui.tasks import Tasks
from tests import build, pdfs
from tests.ui.pdf import PdfLanes

LINES = (*pdfs.LEFT_COLUMN, *pdfs.RIGHT_COLUMN)
PAPER, OTHER = PaperId(1), PaperId(2)
NO_PAGES = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj
trailer <</Root 1 0 R>>
"""


class Reading:
    """A shown page with a library of two papers; the first has a document of four pages."""

    def __init__(self, folder: Path, qtbot: QtBot, size: tuple[int, int] = (1240, 800)) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.library = opening.open_library(folder / "library", keys=build.keys())
        build.add(self.library, build.draft("First"), build.draft("Second"))
        self.document = self.attach(pdfs.plain(folder / "first.pdf", *[LINES] * 4))
        self.changes, self.lanes = Changes(self.library), PdfLanes(self.library)
        self.page = DocumentPage(self.changes, Tasks(self.lanes), lambda: Settings().colour_names)
        qtbot.addWidget(self.page, before_close_func=lambda _: self.close())
        self.page.resize(*size)

    def close(self) -> None:
        self.page.leave()
        self.changes.close()
        self.library.close()

    def attach(self, path: Path, paper: PaperId = PAPER) -> DocumentId:
        """Give a paper a document."""
        with path.open("rb") as file:
            kept = files.take_in(self.library.path, file)
        with self.library.batch():
            return documents.add(self.library, paper, kept.hash, path.name, kept.bytes)

    def show(self) -> None:
        with self.qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def open(self, paper: PaperId = PAPER) -> None:
        """Show a paper's document and wait until it can be read."""
        self.show()
        self.page.show_paper(paper)
        self.settle()
        self.page.take_focus()

    def settle(self) -> None:
        """Wait until the document that was asked for is open and its first page is read."""
        self.qtbot.waitUntil(lambda: self.page.source.facts is not None)
        self.qtbot.waitUntil(lambda: self.page.source.text(0) is not None)
        self.qtbot.wait(0)  # what is filled in after the pages

    # What a reader does

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self.qtbot.keyClick(self.focus(), key, with_)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def select(self, words: str, page: int = 0) -> None:
        """Select words in view by mouse."""
        text = self.page.source.text(page)
        assert text is not None
        boxes = page_text.boxes(text, *page_text.find(text, words)[0])
        view, left = self.page.view, Qt.MouseButton.LeftButton
        first, last = (view.in_viewport(view.pages.place(boxes[n])) for n in (0, -1))
        begin = QPoint(first.left() + 1, first.center().y())
        end = QPoint(last.right(), last.center().y())
        none = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(view.viewport(), left, none, begin)
        for pixel in (QPoint(begin.x() + 30, begin.y()), end):
            QTest.mouseMove(view.viewport(), pixel)
        QTest.mouseRelease(view.viewport(), left, none, end)

    def mark(self, words: str, colour: int = 1, page: int = 0, comment: str = "") -> HighlightId:
        """Highlight words outside the page, as undo or another window would."""
        self.qtbot.waitUntil(lambda: self.page.source.text(page) is not None)
        text = self.page.source.text(page)
        assert text is not None
        start, end = page_text.find(text, words)[0]
        with self.library.change("Highlight"):
            return highlights.mark(
                self.library,
                self.document,
                page_text.boxes(text, start, end),
                colour,
                selector=page_text.select(text, start, end),
                words=comment,
                extraction=text.extraction,
            )

    def marks(self) -> list[Highlight]:
        return highlights.of_document(self.library, self.document)
