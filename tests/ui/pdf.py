"""A document on its canvas, with the engine at work in this process, for the tests of both."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pymupdf
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import page_text
from desktop_app.core.documents import Box, DocumentId, PageText
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane, Lanes
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.view import PageView
from desktop_app.ui.tasks import Tasks
from tests import pdfs

A4 = (595.0, 842.0)
NONE = Qt.KeyboardModifier.NoModifier
_NO_QUOTE = Selector("", "", "", 0, 0)


class PdfLanes(Lanes):
    """Does work for the PDF worker at once; what is in `errors`, by name and page, fails.

    While `held`, it waits for `do`. SEARCH is done at once in any case, with `reader`.
    """

    def __init__(self, reader: Library | None = None) -> None:
        super().__init__()
        self.reader = reader
        self.held = False
        self.asked: list[tuple[str, int | None]] = []
        self.errors: dict[tuple[str, int | None], BaseException] = {}
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(
        self, lane: Lane, work: Callable[..., Any], *args: Any, timeout: float | None = None
    ) -> Future[Any]:
        future: Future[Any] = Future()
        if lane is Lane.SEARCH:
            future.set_result(work(self.reader, *args))
            return future
        assert lane is Lane.PDF
        assert timeout is not None
        page = args[2] if len(args) > 2 and isinstance(args[2], int) else None
        self.asked.append((work.__name__, page))
        error = self.errors.get((work.__name__, page))

        def do() -> Any:
            if error is not None:
                raise error
            return work(*args)

        self.waiting.append((future, do))
        if not self.held:
            self.do()
        return future

    def do(self) -> None:
        """Do the oldest work that was not cancelled."""
        future, work = self.waiting.pop(0)
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except BaseException as e:
            future.set_exception(e)

    def drawn(self) -> list[int | None]:
        """Give the pages whose drawing was asked for, in order."""
        return [page for name, page in self.asked if name == "draw"]


class Sheets:
    """A shown view of a source."""

    def __init__(self, library: Library, qtbot: QtBot, size: tuple[int, int] = (700, 600)) -> None:
        self.library, self.qtbot = library, qtbot
        self.changes = Changes(library)
        self.lanes = PdfLanes(library)
        self.tasks = Tasks(self.lanes)
        self.source = Source(self.changes, self.tasks)
        self.view = PageView()
        self.view.show_source(self.source)
        self.view.resize(*size)
        qtbot.addWidget(self.view, before_close_func=lambda _: self.close())
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.setFocus()

    def close(self) -> None:
        self.source.close()
        self.changes.close()

    def open(self, path: Path, password: str = "") -> None:
        """Open a file and wait until what is in view is drawn and read."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.source.open(path, digest, password)
        self.qtbot.waitUntil(lambda: self.source.facts is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until all that is in view was drawn and read."""
        self.qtbot.waitUntil(self._is_settled)

    def _is_settled(self) -> bool:
        seen = self.view.in_view()
        near = range(max(seen.start - 1, 0), min(seen.stop + 1, self.view.count()))
        texts = [self.view.text(page) for page in near]
        busy = self.source._requests or self.source._drawings.is_awaited()
        return not busy and None not in texts

    # Places

    def text(self, page: int = 0) -> PageText:
        found = self.view.text(page)
        assert found is not None
        return found

    def boxes(self, words: str, page: int = 0) -> list[Box]:
        text = self.text(page)
        start, end = page_text.find(text, words)[0]
        return page_text.boxes(text, start, end)

    def pixel(self, words: str, page: int = 0, *, end: bool = False) -> QPoint:
        """Give the viewport's pixel right inside of where words begin or end."""
        found = self.boxes(words, page)
        rect = self.view.in_viewport(self.view.pages.place(found[-1 if end else 0]))
        return QPoint(rect.right() if end else rect.left() + 1, rect.center().y())

    def picture(self) -> QImage:
        """Give the pixels of the viewport."""
        return self.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    # What a reader does

    def drag(self, *pixels: QPoint, with_: Qt.KeyboardModifier = NONE) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, pixels[0], with_)
        for pixel in pixels[1:]:
            self.mouse(QEvent.Type.MouseMove, pixel, with_)
        self.mouse(QEvent.Type.MouseButtonRelease, pixels[-1], with_)

    def mouse(self, what: QEvent.Type, at: QPoint, with_: Qt.KeyboardModifier = NONE) -> None:
        """Send one event of the left button, so that tests know its order and its place."""
        viewport, button = self.view.viewport(), Qt.MouseButton.LeftButton
        place = QPointF(at)
        event = QMouseEvent(what, place, viewport.mapToGlobal(place), button, button, with_)
        QApplication.sendEvent(viewport, event)

    def select(self, first: str, last: str, pages: tuple[int, int] = (0, 0)) -> None:
        """Select by mouse from where some words begin to where others end."""
        self.drag(self.pixel(first, pages[0]), self.pixel(last, pages[1], end=True))

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self.qtbot.keyClick(self.view, key, with_)

    def quote(self) -> str | None:
        found = self.view.selection()
        return found[0].exact if found else None

    def highlight(
        self, words: str, number: int = 1, page: int = 0, style: Style = Style.HIGHLIGHT
    ) -> Highlight:
        """Make a highlight of words as the library gives it; it is stored nowhere."""
        text = self.text(page)
        start, end = page_text.find(text, words)[0]
        at = page_text.select(text, start, end)
        return marked(number, page_text.boxes(text, start, end), at, style)


def sizes(path: Path, *pages: tuple[float, float]) -> Path:
    """Write a PDF without text, with pages of these sizes, a box drawn on each."""
    document = pymupdf.open()
    for width, height in pages:
        page = document.new_page(width=width, height=height)
        page.draw_rect((10, 10, width - 10, height / 2), color=(1, 0, 0), fill=(0.1, 0.2, 0.5))
    return pdfs.save(document, path)


def marked(
    number: int,
    boxes: Sequence[Box],
    at: Selector = _NO_QUOTE,
    style: Style = Style.AREA,
) -> Highlight:
    """Make a highlight of boxes, an area unless told otherwise."""
    return Highlight(
        id=HighlightId(number),
        key=f"k{number}",
        paper=PaperId(1),
        colour=1 + number % 5,
        selector=at,
        anchor=Anchor.ANCHORED,
        comment="",
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
        document=DocumentId(1),
        style=style,
        boxes=tuple(boxes),
    )


def pixmap(path: Path, page: int, scale: float) -> QImage:
    """Draw a page as PyMuPDF does on its own."""
    with pymupdf.open(path) as document:
        drawn = document[page].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    form = QImage.Format.Format_RGB888
    made = QImage(drawn.samples, drawn.width, drawn.height, drawn.stride, form)
    return made.convertToFormat(QImage.Format.Format_RGB32)
