"""The looks of Markdown while it is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.notes.field import NoteField


@pytest.fixture
def field(qtbot: QtBot) -> NoteField:
    made = NoteField()
    qtbot.addWidget(made)
    return made


def look(field: NoteField, words: str) -> QTextCharFormat:
    """Give the format of some words, which must all have the same."""
    cursor = field.document().find(words)
    assert cursor.hasSelection(), words
    block = field.document().findBlock(cursor.selectionStart())
    at = cursor.selectionStart() - block.position()
    for part in block.layout().formats():
        if part.start <= at < part.start + part.length:
            assert at + len(words) <= part.start + part.length, words
            return QTextCharFormat(part.format)
    return QTextCharFormat()


def ink(field: NoteField, words: str) -> str:
    return look(field, words).foreground().color().name().upper()


def test_keys_step_back_and_shown_words_come_forward(field: NoteField) -> None:
    field.setPlainText("naïve 🤗 see [[abcd#efgh|Lee et al.]] and [[A title]].")
    assert ink(field, "[[abcd#efgh|") == theme.LIGHT.text_muted
    assert ink(field, "Lee et al.") == theme.LIGHT.accent
    assert ink(field, "A title") == theme.LIGHT.accent
    assert look(field, " see ").foreground().style() is Qt.BrushStyle.NoBrush


def test_emphasis_and_headings(field: NoteField) -> None:
    field.setPlainText("# Head *both*\n\n**strong** _slanted_ ~~gone~~ snake_case_name 2 * 3 * 4")
    assert look(field, "Head").fontWeight() == QFont.Weight.Bold
    both = look(field, "both")
    assert (both.fontWeight(), both.fontItalic()) == (QFont.Weight.Bold, True)
    assert look(field, "strong").fontWeight() == QFont.Weight.Bold
    assert look(field, "slanted").fontItalic()
    assert look(field, "gone").fontStrikeOut()
    assert not look(field, "case").fontItalic()
    assert not look(field, " 3 ").fontItalic()
    assert ink(field, "# ") == theme.LIGHT.text_muted


def test_code_of_both_kinds(field: NoteField) -> None:
    field.setPlainText("a `b [[k|c]]` d\n```py\n# e\n``\n```\n# f\n~~~\n```\ng\n~~~\nh")
    code = theme.font("code").families()[0]
    for words in ("`b [[k|c]]`", "# e", "``", "g"):
        assert code in (look(field, words).fontFamilies() or [])
    for words in ("f", "h"):
        assert code not in (look(field, words).fontFamilies() or [])


def test_links_to_the_web_and_quotations(field: NoteField) -> None:
    field.setPlainText("> quoted [words](https://a.org) https://b.org\n- \\*item")
    assert ink(field, "words") == theme.LIGHT.accent
    assert ink(field, "](https://a.org)") == theme.LIGHT.text_muted
    assert ink(field, "https://b.org") == theme.LIGHT.accent
    assert ink(field, "quoted") == theme.LIGHT.text_secondary
    assert ink(field, "\\") == theme.LIGHT.text_muted


def test_another_theme_is_no_other_text(field: NoteField, qapp: QApplication, qtbot: QtBot) -> None:
    field.setPlainText("[[A title]]")
    theme.apply(qapp, theme.DARK)
    with qtbot.assertNotEmitted(field.textChanged, wait=20):
        field.tint()
    assert ink(field, "A title") == theme.DARK.accent
