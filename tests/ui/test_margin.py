"""Comments in the margin, and highlights whose passage changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.highlights import Anchor
from desktop_app.core.papers import PaperId, as_draft
from desktop_app.store import highlights, opening, papers
from desktop_app.store.library import Library
from desktop_app.ui import theme
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.margin_note import MOST_LINES
from tests import build
from tests.ui.reading import CONTROL, SHIFT, Desk

Key = Qt.Key


def open_text(library: Library, qtbot: QtBot, abstract: str = build.ABSTRACT) -> Desk:
    (paper,) = build.add(library, build.draft(abstract=abstract))
    return Desk(library, qtbot, paper)


def begin_comment(desk: Desk) -> None:
    desk.select(0, 9)  # the space behind the word too
    desk.press(Key.Key_N)


def test_n_on_a_selection_highlights_and_opens_the_editor(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    assert [m.selector.exact for m in desk.marks()] == ["Networks"]
    assert QApplication.focusWidget() is desk.comment_editor()


def test_n_comments_the_new_one_of_nested_highlights(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    with library.change("x"):
        highlights.add(library, PaperId(1), 4, 8, 1)
    begin_comment(desk)
    desk.type("Outer")
    desk.press(Key.Key_Escape)
    assert [(m.selector.exact, m.comment) for m in desk.marks()] == [
        ("Networks", "Outer"),
        ("orks", ""),
    ]


def test_what_is_typed_is_saved_without_more_ado(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    desk.type("Which ones?")
    qtbot.waitUntil(lambda: desk.marks()[0].comment == "Which ones?")
    assert desk.comment_editor() is not None


def test_escape_and_control_enter_end_it_in_the_text(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    desk.type("One")
    desk.press(Key.Key_Escape)
    assert desk.text.hasFocus()
    desk.press(Key.Key_N)
    desk.type(" two")
    desk.press(Key.Key_Return, with_=CONTROL)
    assert desk.text.hasFocus()
    assert desk.comment_editor() is None
    assert desk.marks()[0].comment == "One two"


def test_losing_the_focus_ends_it_and_leaves_the_focus_alone(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    desk.type("One")
    elsewhere = desk.elsewhere()
    assert desk.marks()[0].comment == "One"
    assert desk.comment_editor() is None
    assert elsewhere.hasFocus()


def test_one_focus_is_one_undo_step(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    for words in ("First", ", second", ", third"):
        desk.type(words)
        desk.reader.abstract.margin.flush()
    desk.press(Key.Key_Escape, Key.Key_N)
    desk.type("!")
    desk.press(Key.Key_Escape)
    seen = []
    while library.undo_label:
        desk.changes.undo()
        seen.append([m.comment for m in desk.marks()])
    assert seen == [["First, second, third"], [""], []]


def test_undo_while_the_editor_is_open_takes_the_words_then_the_highlight(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    begin_comment(desk)
    desk.type("Gone soon")
    desk.reader.flush()
    desk.changes.undo()
    editor = desk.comment_editor()
    assert editor is not None
    assert editor.toPlainText() == ""
    desk.type("Typed again")
    desk.changes.undo()  # of the highlight, with words not saved yet
    qtbot.wait(0)
    assert desk.marks() == []
    assert library.undo_label is None
    assert desk.margin_notes() == []


def test_control_z_in_the_comment_is_the_windows_undo(window: MainWindow, qtbot: QtBot) -> None:
    (paper,) = build.add(window.library, build.draft())
    window.open_paper(paper)
    text = window.reader.abstract.text
    qtbot.waitUntil(text.hasFocus)
    for _ in range(8):
        qtbot.keyClick(text, Key.Key_Right, SHIFT)
    qtbot.keyClick(text, Key.Key_N)
    qtbot.keyClicks(QApplication.focusWidget(), "Hm")
    for _ in range(2):
        focus = QApplication.focusWidget()
        qtbot.keyClick(focus, Key.Key_Z, CONTROL)
    assert highlights.of(window.library, paper) == []


def test_the_keys_work_on_a_note_in_the_margin(window: MainWindow, qtbot: QtBot) -> None:
    (paper,) = build.add(window.library, build.draft())
    with window.library.change("x"):
        highlights.add(window.library, paper, 0, 8, 1)
    window.open_paper(paper)
    qtbot.waitUntil(window.reader.abstract.text.hasFocus)
    (note,) = window.reader.abstract.margin._notes.values()
    note.setFocus()
    qtbot.keyClick(note, Key.Key_4)
    assert highlights.of(window.library, paper)[0].colour == 4
    note.setFocus()
    qtbot.keyClick(note, Key.Key_Delete)
    assert highlights.of(window.library, paper) == []
    assert not papers.get(window.library, paper).binned


def test_tab_goes_through_the_notes_in_the_order_of_the_text(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    with library.change("x"):
        for start in (60, 0, 30):  # made in another order
            highlights.add(library, PaperId(1), start, start + 9, 1)
    desk.text.setFocus()
    seen = []
    desk.press(*[Key.Key_Tab] * 3)  # through the highlights in the text
    for _ in range(3):
        desk.press(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == list(desk.margin_notes())


def test_thirty_long_comments_do_not_overlap(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, build.ABSTRACT * 9)
    with library.change("x"):
        for n in range(30):
            mark = highlights.add(library, PaperId(1), n * 40, n * 40 + 60, n % 5 + 1)
            highlights.comment(
                library, mark, "https://example.org/" + "long" * 20 + " and so on" * n
            )
    notes = desk.margin_notes()
    assert len(notes) == 30
    assert all(a.geometry().bottom() < b.y() for a, b in pairwise(notes))
    assert all(n.x() + n.parentWidget().x() > desk.text.geometry().right() for n in notes)
    for note in notes:
        assert note._comment.height() >= note._comment.heightForWidth(note._comment.width())
    desk.reader.grab()


def test_in_a_narrow_reader_the_notes_stand_below(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    desk.select(0, 8)
    desk.press(Key.Key_1)
    desk.reader.resize(480, 800)
    (note,) = desk.margin_notes()
    qtbot.waitUntil(lambda: note.parentWidget().y() >= desk.text.geometry().bottom())
    assert desk.reader.abstract.horizontalScrollBar().maximum() == 0


def crowd(desk: Desk) -> None:
    """Mark three passages close to each other, with comments that do not fit beside them."""
    with desk.library.change("x"):
        for number, start in enumerate((0, 20, 60)):
            mark = highlights.add(desk.library, PaperId(1), start, start + 15, number + 1)
            highlights.comment(desk.library, mark, "Word after word it goes on. " * 30)


def test_the_note_of_the_current_highlight_is_level_with_it(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, build.ABSTRACT * 4)
    with library.change("x"):
        for number in range(3):
            mark = highlights.add(library, PaperId(1), 300 + number, 320 + number, 1)
            highlights.comment(library, mark, "One line")
    for found in desk.marks():
        desk.reader.abstract.margin.show_current(found.id)
        note = next(n for n in desk.margin_notes() if n.highlight.id == found.id)
        assert abs(note.y() - desk.text.top_of(found)) < 8
        for above, below in pairwise(desk.margin_notes()):
            assert above.geometry().bottom() < below.y()


def test_a_long_comment_is_shown_whole_while_its_highlight_is_the_current_one(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    crowd(desk)
    desk.text.put_caret(len(build.ABSTRACT))
    first, second, _ = desk.margin_notes()
    short = first.height()
    assert first._comment.height() == MOST_LINES * theme.line_height("meta")
    desk.reader.abstract.step(1)
    assert desk.text._current == first.highlight.id
    assert first.height() > 2 * short
    assert second.y() > first.geometry().bottom()
    desk.reader.abstract.step(1)
    assert first.height() == short


def change_text(desk: Desk) -> None:
    """Edit the abstract in Details so that highlights move and lose their passages."""
    desk.reader.show_tab("details")
    form = desk.reader.details.form
    text = build.ABSTRACT.replace(
        "sometimes generalise long after they have memorised",
        "often generalise a long while after they memorised",
    ).replace(" We trace the delay to slow directions of the gradient.", "")
    form.abstract.setFocus()
    form.abstract.setPlainText(text)
    form.title.setFocus()


def test_after_an_edit_nothing_is_dropped_and_each_says_how_it_stands(
    library: Library, qtbot: QtBot
) -> None:
    desk = open_text(library, qtbot)
    quotes = ["Networks sometimes generalise", "trace the delay to slow directions", "fifty times"]
    with library.change("x"):
        for quote in quotes:
            start = build.ABSTRACT.index(quote)
            highlights.add(library, PaperId(1), start, start + len(quote), 2)
    change_text(desk)
    by_quote = {m.selector.exact: m.anchor for m in desk.marks()}
    assert by_quote == dict(
        zip(quotes, [Anchor.MOVED, Anchor.ORPHANED, Anchor.ANCHORED], strict=True)
    )
    shown = {n.highlight.selector.exact: n for n in desk.margin_notes()}
    assert quotes[0] in shown[quotes[0]]._quote.words
    assert "moved" in shown[quotes[0]]._label.words
    assert quotes[1] in shown[quotes[1]]._quote.words
    assert "no longer in the text" in shown[quotes[1]]._label.words
    assert shown[quotes[2]]._quote.isHidden()


def test_it_is_right_here_accepts_a_moved_highlight(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot)
    with library.change("x"):
        highlights.add(library, PaperId(1), 0, 29, 2)
    change_text(desk)
    desk.reader.show_tab("abstract")
    (note,) = desk.margin_notes()
    qtbot.mouseClick(note.accept, Qt.MouseButton.LeftButton)
    assert desk.marks()[0].anchor is Anchor.ANCHORED
    assert note.accept.isHidden()
    desk.changes.undo()
    assert desk.marks()[0].anchor is Anchor.MOVED


def test_more_than_one_place_is_said(library: Library, qtbot: QtBot) -> None:
    desk = open_text(library, qtbot, "We see a slow gradient here.")
    with library.change("x"):
        highlights.add(library, PaperId(1), 9, 22, 1)
        draft = as_draft(papers.get(library, PaperId(1)))
        twice = "Here we see a slow gradient here. Then we see a slow gradient here."
        papers.edit(library, PaperId(1), replace(draft, abstract=twice))
    (note,) = desk.margin_notes()
    assert desk.marks()[0].anchor is Anchor.AMBIGUOUS
    assert "more than one place" in note._label.words
    assert "slow gradient" in note._quote.words


def test_in_a_library_that_cannot_be_written_no_editor_opens(qtbot: QtBot, tmp_path: Path) -> None:
    made = opening.open_library(tmp_path / "l")
    (paper,) = build.add(made, build.draft())
    with made.change("x"):
        highlights.add(made, paper, 0, 8, 1)
    made.close()
    desk = Desk(opening.open_reader(tmp_path / "l"), qtbot, paper)
    (note,) = desk.margin_notes()
    qtbot.mouseDClick(note, Qt.MouseButton.LeftButton)
    assert desk.comment_editor() is None
