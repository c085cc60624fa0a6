"""The command palette, the key sheet and the overlay they stand on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.widgets import matching
from desktop_app.ui.widgets.key_sheet import KeySheet
from desktop_app.ui.widgets.matching import Fit
from desktop_app.ui.widgets.palette import Palette
from desktop_app.ui.widgets.palette_model import Item, Rows, rank


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QMainWindow:
    theme.apply(qapp, theme.LIGHT)
    made = QMainWindow()
    made.setCentralWidget(QLineEdit())
    made.resize(1000, 700)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.centralWidget().setFocus()
    return made


def items(run: Callable[[str], None] = lambda _: None) -> list[Item]:
    return [
        Item("Paper", "Add to queue", lambda: run("queue"), keys="Q"),
        Item("Paper", "Mark as read", lambda: run("done"), keys="D"),
        Item("Paper", "Restore", lambda: run("restore"), enabled=False),
        Item("Library", "Spread the backlog…", lambda: run("spread")),
        Item("Library", "Add papers…", lambda: run("add"), detail="BibTeX or pasted text"),
    ]


def texts(palette: Palette) -> list[str]:
    return [row.text for row in palette.rows.rows() if row.item]


@pytest.mark.parametrize(
    ("typed", "text", "fit", "letters"),
    [
        ("ad", "Add papers", Fit.PREFIX, {0, 1}),
        ("pa", "Add papers", Fit.WORD_STARTS, {4, 5}),
        ("pa ad", "Add papers", Fit.WORD_STARTS, {0, 1, 4, 5}),
        ("ad", "Mark as read", Fit.SUBSTRING, {10, 11}),
        ("atq", "Add to queue", Fit.SUBSEQUENCE, {0, 4, 7}),
        ("addq", "Add to queue", Fit.SUBSEQUENCE, {0, 1, 2, 7}),
        ("etude", "Étude sur l’ouïe", Fit.PREFIX, set(range(5))),
        ("straße", "Die Straße", Fit.WORD_STARTS, set(range(4, 10))),
        ("", "Anything", Fit.PREFIX, set()),
    ],
)
def test_words_are_found(typed: str, text: str, fit: Fit, letters: set[int]) -> None:
    found = matching.match(typed, text)
    assert found is not None
    assert (found.fit, found.letters) == (fit, letters)


@pytest.mark.parametrize("typed", ["dda", "queue zebra", "aeu", "add to queue now"])
def test_words_are_not_found(typed: str) -> None:
    assert matching.match(typed, "Add to queue") is None


def test_a_long_title_does_not_take_long() -> None:
    assert matching.match("a" * 30 + "b", "a " * 400) is None


def test_rows_are_ranked_within_and_between_groups(qtmodeltester: object) -> None:
    rows = rank("ad", items())
    assert [r.text for r in rows] == [
        "Paper",
        "Add to queue",
        "Mark as read",
        "Library",
        "Add papers…",
        "Spread the backlog…",
    ]
    model = Rows()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put(rows)
    model.put([])
    model.put(rank("", items()))
    assert model.stops() == [1, 2, 5, 6]


def test_at_most_fifty_rows() -> None:
    many = [Item("Papers", f"Paper {n}", lambda: None) for n in range(1000)]
    assert sum(r.item is not None for r in rank("paper", many)) == 50


def test_details_are_searched_and_found_items_kept() -> None:
    found = Item("Papers", "Delayed generalisation", lambda: None, found=True)
    assert [r.text for r in rank("bibtex", items())] == ["Library", "Add papers…"]
    assert [r.text for r in rank("grokked", [*items(), found])] == ["Papers", found.text]


def test_typing_and_enter_run_a_command(qtbot: QtBot, window: QMainWindow) -> None:
    ran: list[str] = []
    palette = Palette(window, [lambda typed: items(ran.append)])
    palette.open()
    assert QApplication.focusWidget() is palette.field
    qtbot.keyClicks(palette.field, "ad")
    assert palette.count.text() == "4 matches"
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["done"]
    assert palette.isHidden()
    assert QApplication.focusWidget() is window.centralWidget()


def test_moving_wraps_and_skips_what_cannot_be_run(qtbot: QtBot, window: QMainWindow) -> None:
    palette = Palette(window, [lambda typed: items()])
    palette.open()
    seen = []
    for _ in range(5):
        seen.append(palette.current().text)  # type: ignore[union-attr]
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert seen == [
        "Add to queue",
        "Mark as read",
        "Spread the backlog…",
        "Add papers…",
        "Add to queue",
    ]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.current().text == "Add papers…"  # type: ignore[union-attr]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageUp)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.current().text == "Add papers…"  # type: ignore[union-attr]


def test_nothing_matches(qtbot: QtBot, window: QMainWindow) -> None:
    palette = Palette(window, [lambda typed: items()])
    palette.open()
    qtbot.keyClicks(palette.field, "zzz")
    assert palette.empty.isVisible()
    assert palette.empty.text() == "Nothing matches “zzz”."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_slow_providers_are_asked_after_a_pause_or_before_enter(
    qtbot: QtBot, window: QMainWindow
) -> None:
    asked: list[str] = []
    ran: list[str] = []

    def slow(typed: str) -> list[Item]:
        asked.append(typed)
        return [Item("Papers", "Grokfast", lambda: ran.append("grokfast"), "library")]

    palette = Palette(window, [lambda typed: items()], slow=[slow])
    palette.open()
    qtbot.keyClicks(palette.field, "gr")
    assert "Grokfast" not in texts(palette)
    qtbot.waitUntil(lambda: "Grokfast" in texts(palette))
    assert asked == ["gr"]
    qtbot.keyClicks(palette.field, "ok")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked == ["gr", "grok"]
    assert ran == ["grokfast"]


def test_escape_its_own_key_and_a_click_beside_close(qtbot: QtBot, window: QMainWindow) -> None:
    palette = Palette(window, [lambda typed: items()])
    palette.open("ad")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    palette.open()
    qtbot.keyClick(palette.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette.isHidden()
    palette.open()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.card.geometry().center())
    assert palette.isVisible()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert palette.isHidden()
    assert QApplication.focusWidget() is window.centralWidget()


def test_no_shortcut_of_the_window_acts_below(qtbot: QtBot, window: QMainWindow) -> None:
    action = QAction("Done", window)
    action.setShortcut(QKeySequence("D"))
    window.addAction(action)
    fired: list[bool] = []
    action.triggered.connect(fired.append)
    sheet = KeySheet(window, [("Paper", [("Mark as read", ["D"])])])
    sheet.open()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    assert sheet.isVisible()
    assert not fired
    qtbot.keyClicks(QApplication.focusWidget(), "?")
    assert sheet.isHidden()


def test_the_overlay_follows_the_window(qtbot: QtBot, window: QMainWindow) -> None:
    palette = Palette(window, [lambda typed: items()])
    palette.open()
    window.resize(420, 300)
    qtbot.waitUntil(lambda: palette.size() == window.size())
    assert palette.rect().contains(palette.card.geometry())
    assert palette.card.width() < 420


def test_tab_stays_in_the_card(qtbot: QtBot, window: QMainWindow) -> None:
    sheet = KeySheet(window, [("Go", [("Today", ["G, T"])])])
    sheet.open()
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(QApplication.focusWidget())


def test_the_key_sheet_scrolls_in_a_small_window(qtbot: QtBot, window: QMainWindow) -> None:
    rows = [(f"Action {n}", ["Ctrl+A"]) for n in range(40)]
    sheet = KeySheet(window, [("File", rows), ("None", [("Nothing", [])])])
    window.resize(400, 300)
    sheet.open()
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_a_sign_lists_one_kind_alone_or_leads_elsewhere(qtbot: QtBot, window: QMainWindow) -> None:
    went: list[str] = []
    tags = [Item("Tags", name, lambda: None, found=True) for name in ("adversarial", "theory")]
    palette = Palette(
        window,
        [lambda typed: items()],
        only={"#": ("tags", lambda typed: [tag for tag in tags if tag.text.startswith(typed)])},
        elsewhere={"/": ("search", lambda: went.append("search"))},
    )
    palette.open()
    qtbot.keyClicks(palette.field, "#ad")
    qtbot.waitUntil(lambda: texts(palette) == ["adversarial"])
    palette.field.clear()
    qtbot.keyClicks(palette.field, "ad")
    qtbot.waitUntil(lambda: "Add to queue" in texts(palette))
    assert "adversarial" not in texts(palette)
    palette.field.clear()
    qtbot.keyClicks(palette.field, "/")
    assert went == ["search"]
    assert palette.isHidden()
