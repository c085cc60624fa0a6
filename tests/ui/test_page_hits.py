"""Pages as hits in the window: found off the main thread, opened at the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.documents import SomePages
from desktop_app.core.query import parse
from desktop_app.engines import pdf
from desktop_app.services import attaching
from desktop_app.store import documents, embeddings, page_texts
from desktop_app.store.page_search import PageHit
from desktop_app.ui import page_hits
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.tabs import DOCUMENT
from desktop_app.ui.search.found import Kind
from desktop_app.ui.search.panel import SearchPanel
from tests import build, pdfs

LINES = (*pdfs.LEFT_COLUMN, *pdfs.RIGHT_COLUMN)


@pytest.fixture
def indexed(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on a library with a paper whose document of three pages was indexed."""
    library = window.library
    (paper,) = build.add(library, build.draft("With pages"))
    taken = attaching.take(library.path, pdfs.plain(tmp_path / "a.pdf", ["Begin"], LINES, ["End"]))
    made: list[int] = []
    window.changes.make("Attach", lambda: made.append(attaching.attach(library, paper, taken)))
    path = str(tmp_path / "a.pdf")
    index = embeddings.open_index(library.path)
    page_texts.lay_out(index)
    texts = tuple(pdf.text(path, "", page).text for page in range(3))
    page_texts.put(index, taken.hash, pdf.extraction(), SomePages(0, texts, 3))
    index.close()
    return window


def find(window: MainWindow, qtbot: QtBot, typed: str) -> list[PageHit]:
    told: list[list[PageHit]] = []
    page_hits.find(window.tasks, parse(typed), 10, told.append)
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


def test_a_hit_opens_its_document_at_the_page(indexed: MainWindow, qtbot: QtBot) -> None:
    (hit,) = find(indexed, qtbot, "low-pass networks ")
    assert (hit.page, documents.get(indexed.library, hit.document).paper) == (1, hit.paper)
    page_hits.open_hit(indexed, hit, parse("low-pass networks "))
    page = indexed.document
    qtbot.waitUntil(lambda: bool(page.view._hits._hits), timeout=20_000)
    text = page.source.text(1)
    assert text is not None
    words = {text.text[start:end].lower() for _, start, end in page.view._hits._hits}
    assert words == {"networks", "low-pass", "low-\npass"}
    assert (page.view.page(), indexed.reader.tab()) == (1, DOCUMENT)
    assert indexed.reader.paper == hit.paper


def test_without_an_index_there_are_no_hits(indexed: MainWindow, qtbot: QtBot) -> None:
    for name in ("", "-wal", "-shm"):
        indexed.library.path.joinpath(f"{embeddings.FILE}{name}").unlink(missing_ok=True)
    assert find(indexed, qtbot, "networks ") == []


def test_the_search_over_the_window_opens_a_page(indexed: MainWindow, qtbot: QtBot) -> None:
    indexed.show()
    indexed.actions_table["search"].trigger()
    panel = indexed.findChild(SearchPanel)
    assert panel is not None
    qtbot.keyClicks(panel.field, "low-pass networks ")
    qtbot.waitUntil(lambda: panel.current() is not None)
    result = panel.current().result
    assert (result.kind, result.page.page, result.owner) == (Kind.PAGE, 1, "With pages")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert (indexed.reader.paper, indexed.reader.tab()) == (result.paper, DOCUMENT)
    qtbot.waitUntil(lambda: indexed.document.view.page() == 1, timeout=20_000)


def test_an_index_that_cannot_be_read_finds_nothing(window: MainWindow) -> None:
    (window.library.path / "index.db").write_bytes(b"no database at all" * 100)
    assert page_hits.search(window.library, parse("anything"), 10) == []
