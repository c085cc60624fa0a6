"""The preview of a note: what it shows, what it never loads, where its links lead."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.formats import markdown
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.notes.preview import Preview
from desktop_app.ui.notes.starting import at_once

IMAGE = QTextDocument.ResourceType.ImageResource
LONG = "\n\n".join(f"Paragraph {n}" for n in range(200))


@pytest.fixture
def preview(library: Library, qtbot: QtBot) -> Preview:
    made = Preview(at_once(library))
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the desktop was asked to open."""
    found: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: found.append(url.toString()) or True
    )
    return found


def click(preview: Preview, qtbot: QtBot, words: str) -> None:
    cursor = preview.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    place = preview.cursorRect(cursor).center()
    qtbot.mouseMove(preview.viewport(), place)
    qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 0))


def test_markdown_is_shown_as_text(preview: Preview) -> None:
    preview.show_markdown("# Head\n\nSome *words*.", at_once=True)
    assert preview.toPlainText() == "Head\nSome words."


def test_typing_is_followed_after_a_pause(preview: Preview, qtbot: QtBot) -> None:
    preview.show_markdown("One", at_once=True)
    preview.show_markdown("One two")
    assert preview.toPlainText() == "One"
    qtbot.waitUntil(lambda: preview.toPlainText() == "One two")


def test_what_nobody_sees_is_not_turned_into_text(preview: Preview) -> None:
    preview.hide()
    preview.show_markdown("Later", at_once=True)
    assert preview.toPlainText() == ""
    preview.show()
    assert preview.toPlainText() == "Later"


def test_an_answer_that_comes_too_late_is_dropped(library: Library, qtbot: QtBot) -> None:
    asked: list[tuple[str, Any]] = []

    def start(lane: Any, work: Any, words: str, *, done: Any) -> Future[Any] | None:
        asked.append((words, done))
        return None

    preview = Preview(start)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_markdown("First", at_once=True)
    preview.show_markdown("Second", at_once=True)
    for words, done in reversed(asked):
        done(markdown.to_html(words))
    assert preview.toPlainText() == "Second"


def test_the_place_is_kept_while_the_text_grows(preview: Preview) -> None:
    preview.show_markdown(LONG, at_once=True)
    bar = preview.verticalScrollBar()
    bar.setValue(500)
    preview.show_markdown(f"{LONG}\n\nMore")
    preview.render_now()
    assert bar.value() == 500
    bar.setValue(bar.maximum())
    preview.show_markdown(f"{LONG}\n\nMore\n\nAnd more")
    preview.render_now()
    assert bar.value() == bar.maximum()
    preview.show_markdown(f"Another {LONG}", at_once=True)
    assert bar.value() == 0


# Nothing is loaded


def test_no_image_is_loaded_from_anywhere(preview: Preview, tmp_path: Path) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    file = tmp_path / "picture.png"
    assert picture.save(str(file))
    for address in (
        str(file),
        file.as_uri(),
        ":/qt-project.org/styles/commonstyle/images/up-32.png",
    ):
        preview.show_markdown(f"![words for it]({address})", at_once=True)
        assert preview.toPlainText() == "words for it"
        preview.setHtml(f'<img src="{address}" width="40" height="40">')  # past the cleaning
        shown = preview.viewport().grab().toImage()
        pixels = {shown.pixelColor(x, y).name() for x in range(0, 80, 4) for y in range(0, 80, 4)}
        assert "#ff00ff" not in pixels
        assert preview.document().resource(IMAGE, QUrl(address)).width() == 1
    sheet = QTextDocument.ResourceType.StyleSheetResource
    assert preview.loadResource(sheet.value, QUrl("https://a.org/b.css")) == b""


def test_following_a_link_is_left_to_others(preview: Preview, opened: list[str]) -> None:
    preview.show_markdown("[a](https://a.org)", at_once=True)
    preview.setSource(QUrl("https://a.org"))
    assert preview.toPlainText() in ("a", "")
    assert opened == []


# Links


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[words](https://a.org/b?c=d%20e#f)", "https://a.org/b?c=d%20e#f"),
        ("[words](doi:10.1000/a)", "https://doi.org/10.1000/a"),
        ("[words](<http://a.org/ö x>)", "http://a.org/ö x"),
    ],
)
def test_a_web_address_is_opened_outside_after_a_click(
    preview: Preview, qtbot: QtBot, opened: list[str], source: str, address: str
) -> None:
    preview.show_markdown(source, at_once=True)
    assert opened == []
    click(preview, qtbot, "words")
    assert opened == [QUrl(address).toString()]


def test_a_link_of_the_note_is_told(preview: Preview, qtbot: QtBot, opened: list[str]) -> None:
    preview.show_markdown("See [[k1#h2|Lee 2024]].", at_once=True)
    with qtbot.waitSignal(preview.link_wanted) as got:
        click(preview, qtbot, "Lee 2024")
    assert (got.args[0].key, got.args[0].highlight) == ("k1", "h2")
    assert opened == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.org", "other.md", "carrel:k1"]
)
def test_any_other_address_is_refused_in_a_sentence(
    preview: Preview, qtbot: QtBot, opened: list[str], address: str
) -> None:
    preview.show_markdown(f"[words](<{address}>)", at_once=True)
    with qtbot.waitSignal(preview.told) as got:
        click(preview, qtbot, "words")
    assert address in got.args[0]
    assert opened == []


def test_no_browser_is_said(
    preview: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    preview.show_markdown("[words](https://a.org)", at_once=True)
    with qtbot.waitSignal(preview.told) as got:
        click(preview, qtbot, "words")
    assert "https://a.org" in got.args[0]


# Looks


def test_the_theme_is_followed(preview: Preview, qapp: QApplication, qtbot: QtBot) -> None:
    preview.show_markdown("[words](https://a.org)", at_once=True)
    theme.apply(qapp, theme.DARK)

    def ink() -> str:
        cursor = preview.document().find("words")
        return cursor.charFormat().foreground().color().name().upper()

    qtbot.waitUntil(lambda: ink() == theme.DARK.accent)
    assert preview.toPlainText() == "words"


def test_quotations_and_code_stand_on_their_ground(preview: Preview) -> None:
    preview.show_markdown("> quoted\n>\n> > twice\n\n```\ncode\nmore\n```\n\n" + LONG, at_once=True)
    shown = preview.viewport().grab().toImage()
    colours = {
        shown.pixelColor(x, y).name().upper() for x in range(0, 80, 2) for y in range(0, 300, 2)
    }
    assert {theme.LIGHT.border_strong, theme.LIGHT.base} <= colours
