"""Selecting by character, word and sentence, with mouse and keyboard."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.reader import offsets
from desktop_app.ui.reader.passage_text import PassageText
from tests.ui.reading import CONTROL, SHIFT

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WORDS = "We compare A vs. B, e.g. in Fig. 3. It doesn’t end here: 👩‍🔬 says so. The last one."


@pytest.fixture
def text(qtbot: QtBot) -> PassageText:
    made = PassageText()
    qtbot.addWidget(made)
    made.show_text(WORDS, 17)
    made.fit(400)
    made.show()
    return made


def where(text: PassageText, words: str) -> QPoint:
    """Give a point on the first letter of some words."""
    caret = text.textCursor()
    caret.setPosition(offsets.to_utf16(text.words, text.words.index(words)))
    leftwards = unicodedata.bidirectional(words[0]) == "R"
    return text.cursorRect(caret).center() + QPoint(-3 if leftwards else 3, 0)


def double(text: PassageText, at: QPoint) -> None:
    QTest.mouseDClick(text.viewport(), LEFT, NONE, at)


def press(text: PassageText, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(text.viewport(), LEFT, keys, at)


def release(text: PassageText, at: QPoint) -> None:
    QTest.mouseRelease(text.viewport(), LEFT, NONE, at)


def drag(text: PassageText, to: QPoint) -> None:
    # QTest's own move says of no button that it is pressed.
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        to.toPointF(),
        text.viewport().mapToGlobal(to).toPointF(),
        LEFT,
        LEFT,
        NONE,
    )
    QApplication.sendEvent(text.viewport(), event)


def selected(text: PassageText) -> str:
    return text.words[slice(*(text.selection() or (0, 0)))]


@pytest.mark.parametrize("word", ["compare", "doesn’t", "👩‍🔬", "Fig"])
def test_a_double_click_selects_a_word(text: PassageText, word: str) -> None:
    double(text, where(text, word))
    assert selected(text) == word


def triple(text: PassageText, at: QPoint) -> None:
    double(text, at)
    press(text, at)


def test_a_triple_click_selects_a_sentence(text: PassageText) -> None:
    triple(text, where(text, "compare"))
    assert selected(text) == "We compare A vs. B, e.g. in Fig. 3."


def test_a_press_elsewhere_after_a_double_click_is_no_third_one(text: PassageText) -> None:
    double(text, where(text, "compare"))
    press(text, where(text, "end"))
    assert selected(text) == ""


def test_a_drag_after_a_double_click_goes_by_words(text: PassageText) -> None:
    double(text, where(text, "doesn’t"))
    drag(text, where(text, "here"))
    assert selected(text) == "doesn’t end here"
    drag(text, where(text, "compare"))
    assert selected(text) == "compare A vs. B, e.g. in Fig. 3. It doesn’t"


def test_a_drag_after_a_triple_click_goes_by_sentences(text: PassageText) -> None:
    triple(text, where(text, "end"))
    drag(text, where(text, "last"))
    assert selected(text) == "It doesn’t end here: 👩‍🔬 says so. The last one."


def test_shift_and_a_click_extend_by_the_same_unit(text: PassageText) -> None:
    double(text, where(text, "doesn’t"))
    release(text, where(text, "doesn’t"))
    press(text, where(text, "says"), SHIFT)
    assert selected(text) == "doesn’t end here: 👩‍🔬 says"


def test_shift_and_a_click_extend_from_the_caret(text: PassageText) -> None:
    text.put_caret(text.words.index("compare"))
    caret = text.textCursor()
    caret.setPosition(text.words.index("vs") + 2)
    press(text, text.cursorRect(caret).center(), SHIFT)
    assert selected(text) == "compare A vs"


def test_a_plain_click_ends_it(text: PassageText, qtbot: QtBot) -> None:
    double(text, where(text, "doesn’t"))
    at = where(text, "compare")
    with qtbot.waitSignal(text.clicked) as clicked:
        press(text, at)
        release(text, at)
    assert selected(text) == ""
    assert clicked.args == [text.caret()]


def test_a_key_selects_the_sentence_and_one_more(text: PassageText, qtbot: QtBot) -> None:
    text.put_caret(text.words.index("end"))
    qtbot.keyClick(text, Qt.Key.Key_S, CONTROL | SHIFT)
    assert selected(text) == "It doesn’t end here: 👩‍🔬 says so."
    qtbot.keyClick(text, Qt.Key.Key_S, CONTROL | SHIFT)
    assert selected(text) == "It doesn’t end here: 👩‍🔬 says so. The last one."
    qtbot.keyClick(text, Qt.Key.Key_S, CONTROL | SHIFT)
    assert selected(text) == "It doesn’t end here: 👩‍🔬 says so. The last one."


def test_control_and_shift_go_by_words(text: PassageText, qtbot: QtBot) -> None:
    text.put_caret(0)
    for _ in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert selected(text).strip() == "We compare"


def test_a_key_never_stops_within_a_sign(text: PassageText, qtbot: QtBot) -> None:
    text.put_caret(text.words.index("👩‍🔬"))
    qtbot.keyClick(text, Qt.Key.Key_Right, SHIFT)
    assert selected(text) == "👩‍🔬"


@pytest.mark.parametrize(
    ("words", "word", "sentence"),
    [
        ("这是一句。东京タワー很高！第三", "タワー", "东京タワー很高！"),
        ("שלום עולם. זה משפט שני.", "משפט", "זה משפט שני."),
        ("Now 𝒪(n) holds. So $x^2$ grows.", "𝒪", "Now 𝒪(n) holds."),
        ("Un e\u0302\u0323tude. Deux.", "e\u0302\u0323tude", "Un e\u0302\u0323tude."),
        ("Goals. 🇫🇷🇩🇪 both.", "🇩🇪", "🇫🇷🇩🇪 both."),
    ],
)
def test_every_script_has_words_and_sentences(
    text: PassageText, words: str, word: str, sentence: str
) -> None:
    text.show_text(words, 17)
    text.fit(400)
    at = where(text, word)
    double(text, at)
    assert selected(text) == word
    press(text, at)
    assert selected(text) == sentence
