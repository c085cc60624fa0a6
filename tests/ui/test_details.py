"""Every field of a paper, edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import Author, Link, LinkKind, Paper, PaperId, as_draft
from desktop_app.store import opening, organise, papers
from desktop_app.store.library import Library
from desktop_app.ui.reader.details import AddDialog
from desktop_app.ui.reader.form import Form
from tests import build
from tests.ui.reading import Desk

FIRST, SECOND = PaperId(1), PaperId(2)
JUAN = Author("de la Cruz", "Juan")


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    first = build.draft(
        "First",
        abstract="10\u00a0km of slow gradients.",
        authors=(JUAN, Author("OpenAI")),
        links=(Link("https://example.org/code", LinkKind.CODE),),
    )
    build.add(library, first, build.draft("Second", year=2001))
    made = Desk(library, qtbot, FIRST)
    made.reader.show_tab("details")
    return made


def form(desk: Desk) -> Form:
    return desk.reader.details.form


def write(desk: Desk, field: QLineEdit, words: str) -> None:
    """Type into a field, and leave it."""
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, words) if words else desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Tab)


def first(desk: Desk) -> Paper:
    return papers.get(desk.library, FIRST)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("title", "  Another   title ", "Another title"),
        ("authors", "Ada Lovelace", (Author("Lovelace", "Ada"),)),
        ("year", "1843", 1843),
        ("venue", "Taylor's", "Taylor's"),
        ("doi", "https://doi.org/10.1000/AbC", "10.1000/abc"),
        ("arxiv", "arXiv:2405.20233v2", "2405.20233"),
    ],
)
def test_a_field_is_saved_when_it_is_left(desk: Desk, name: str, typed: str, value: Any) -> None:
    before = first(desk)
    write(desk, getattr(form(desk), name), typed)
    assert first(desk) == replace(before, **{name: value})
    desk.changes.undo()
    assert first(desk) == before
    assert desk.library.undo_label is None


def test_the_fields_of_several_lines_are_saved_too(desk: Desk) -> None:
    form(desk).links.setFocus()
    form(desk).links.setPlainText("https://example.org/code\nhttps://github.com/a/b\n")
    form(desk).abstract.setFocus()
    form(desk).abstract.setPlainText("Another abstract.\n")
    form(desk).title.setFocus()
    assert [link.url for link in first(desk).links] == [
        "https://example.org/code",
        "https://github.com/a/b",
    ]
    assert first(desk).links[0].kind is LinkKind.CODE
    assert first(desk).abstract == "Another abstract."
    desk.reader.flush()
    desk.changes.undo()
    desk.changes.undo()
    assert desk.library.undo_label is None


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("title", "", "needs a title"),
        ("year", "20x", "four digits"),
        ("doi", "nonsense", "10.1000/182"),
        ("arxiv", "nonsense", "2405.20233"),
    ],
)
def test_what_cannot_be_is_told_and_not_saved(desk: Desk, name: str, typed: str, told: str) -> None:
    before = first(desk)
    write(desk, getattr(form(desk), name), typed)
    assert told in form(desk).problem.text()
    assert form(desk).problem.isVisible()
    assert first(desk) == before
    write(desk, form(desk).venue, "Good all the same")
    assert first(desk) == replace(before, venue="Good all the same")
    assert form(desk).problem.isVisible()
    write(desk, getattr(form(desk), name), "2024" if name == "year" else "10.1000/2405.20233")
    assert name == "arxiv" or not form(desk).problem.isVisible()


def test_an_untouched_abstract_is_never_made_a_revision(desk: Desk) -> None:
    write(desk, form(desk).year, "1999")
    assert first(desk).abstract == "10\u00a0km of slow gradients."
    (count,) = desk.library.db.conn.execute(
        "SELECT count(*) FROM abstract WHERE paper_id = 1"
    ).fetchone()
    assert count == 1


def test_a_special_space_survives_an_edit_beside_it(desk: Desk) -> None:
    area = form(desk).abstract
    for words in ("We saw ", "Then "):
        area.setFocus()
        area.insertPlainText(words)
        form(desk).title.setFocus()
    assert first(desk).abstract.endswith("10\u00a0km of slow gradients.")
    assert "We saw " in first(desk).abstract
    assert "Then " in first(desk).abstract


def test_known_authors_stay_who_they_are(desk: Desk) -> None:
    write(desk, form(desk).year, "1999")
    assert first(desk).authors == (JUAN, Author("OpenAI"))
    write(desk, form(desk).authors, "Juan de la Cruz; OpenAI; Ada Lovelace")
    assert first(desk).authors == (JUAN, Author("OpenAI"), Author("Lovelace", "Ada"))


def test_a_field_left_by_changing_papers_is_saved_to_its_own(desk: Desk) -> None:
    form(desk).year.setFocus()
    form(desk).year.setText("1999")
    desk.reader.show_paper(SECOND)
    desk.elsewhere()  # the focus leaves when the form shows the other paper already
    assert first(desk).year == 1999
    assert papers.get(desk.library, SECOND).year == 2001
    assert papers.get(desk.library, SECOND).title == "Second"


def test_what_is_wrong_does_not_follow_to_another_paper(desk: Desk) -> None:
    form(desk).year.setFocus()
    form(desk).year.setText("20x")
    desk.reader.show_paper(SECOND)
    desk.elsewhere()
    assert form(desk).year.text() == "2001"
    assert not form(desk).problem.isVisible()
    assert first(desk).year is None


def test_what_is_being_typed_stays_when_something_else_changes(desk: Desk) -> None:
    form(desk).venue.setFocus()
    form(desk).venue.setText("Half-typ")
    desk.changes.make("x", lambda: organise.tag(desk.library, [FIRST], "slow"))
    changed = replace(as_draft(first(desk)), year=2020)
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, changed))
    assert form(desk).venue.text() == "Half-typ"
    assert form(desk).year.text() == "2020"
    desk.reader.flush()
    assert (first(desk).venue, first(desk).year, first(desk).tags) == ("Half-typ", 2020, ("slow",))


def test_undo_shows_the_former_value(desk: Desk) -> None:
    write(desk, form(desk).title, "Other")
    desk.changes.undo()
    assert form(desk).title.text() == "First"


def test_leaving_untouched_fields_changes_nothing(desk: Desk) -> None:
    form(desk).title.setFocus()
    for _ in range(8):
        desk.press(Qt.Key.Key_Tab)
    assert desk.library.undo_label is None


def test_a_library_that_cannot_be_written_has_no_fields_to_type_in(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = opening.open_library(tmp_path)
    (paper,) = build.add(made, build.draft())
    made.close()
    desk = Desk(opening.open_reader(tmp_path), qtbot, paper)
    assert not form(desk).title.isEnabled()


def test_a_paper_is_added_by_hand(library: Library, qtbot: QtBot, desk: Desk) -> None:
    dialog = AddDialog(desk.changes, desk.reader)
    dialog.open()
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert "needs a title" in dialog.form.problem.text()
    dialog.form.title.setText("first")
    dialog.form.abstract.setPlainText("10 km of slow gradients.")
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert "already" in dialog.form.problem.text()
    dialog.form.title.setText("By hand")
    with qtbot.waitSignal(dialog.added) as added:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert papers.get(library, added.args[0]).title == "By hand"
