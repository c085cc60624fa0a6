"""The whole record of a paper in its details: kind, citation key, people, further fields."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import fields
from desktop_app.core.fields import DAY, ISSUE, MONTH, PUBLISHER, VOLUME
from desktop_app.core.papers import Author, Contributor, Field, Paper, PaperId, as_draft
from desktop_app.store import citekeys, papers
from desktop_app.store.library import Library
from desktop_app.ui import field_names
from desktop_app.ui.reader.details import AddDialog
from desktop_app.ui.reader.details_text import FIELD, ROLE
from desktop_app.ui.reader.form import Form
from tests import build
from tests.ui.reading import Desk

FIRST, SECOND = PaperId(1), PaperId(2)
KING = Author("King", "Martin Luther", "Jr.")
PEOPLE = (
    Contributor("editor", Author("van der Berg", "Jo")),
    Contributor("illustrator", Author("Ray", "Bo")),
    Contributor("editor", Author("Centre for Sums and Proofs")),
)
SAID = (Field(VOLUME, "34"), Field(MONTH, "12"), Field("bibtex:owner", "jo"))


@pytest.fixture
def desk(library: Library, qtbot: QtBot) -> Desk:
    whole = build.draft(
        "First", authors=(KING,), kind="legal_case", contributors=PEOPLE, fields=SAID, year=1963
    )
    build.add(library, whole, build.draft("Second", citekey="second2001"))
    made = Desk(library, qtbot, FIRST)
    made.reader.show_tab("details")
    return made


def form(desk: Desk) -> Form:
    return desk.reader.details.form


def first(desk: Desk) -> Paper:
    return papers.get(desk.library, FIRST)


def more(desk: Desk, name: str) -> QLineEdit:
    field = form(desk)._more.fields[name]
    assert isinstance(field, QLineEdit)
    return field


def write(desk: Desk, field: QWidget, words: str) -> None:
    """Type into a field, and leave it."""
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, words) if words else desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Tab)


def choose(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def said(paper: Paper, name: str) -> str:
    return fields.get(paper.fields, name)


def test_everything_a_record_says_is_shown(desk: Desk) -> None:
    shown = {field.accessibleName(): field for field in form(desk)._more.fields.values()}
    assert [*shown] == ["Editors", "Illustrators", "Volume", "Month", "bibtex: owner"]
    texts = [f.text() for f in shown.values() if isinstance(f, QLineEdit)]
    assert texts == ["Jo van der Berg; Centre for Sums and Proofs", "Bo Ray", "34", "12", "jo"]
    assert form(desk).kind.currentText() == "legal_case"
    assert form(desk).citekey.text() == first(desk).citekey != ""


def test_each_name_of_the_window_is_a_word_of_its_own() -> None:
    for names in (
        [field_names.kind(kind) for kind in field_names.KINDS],
        [field_names.field(name) for name in fields.STANDARD],
        [field_names.role(name) for name in field_names.ROLES],
    ):
        assert len(set(names)) == len(names)
        assert all(name[:1].isupper() and "-" not in name for name in names)


def test_a_kind_is_chosen_and_an_unknown_one_stays_to_be_chosen(desk: Desk) -> None:
    before = first(desk)
    choose(form(desk).kind, "thesis")
    assert first(desk) == replace(before, kind="thesis")
    assert form(desk).kind.currentText() == "Thesis"
    choose(form(desk).kind, "legal_case")
    assert first(desk) == before
    choose(form(desk).kind, "")
    assert first(desk).kind == ""
    for _ in range(3):
        desk.changes.undo()
    assert first(desk) == before


def test_an_unknown_kind_is_not_offered_to_another_paper(desk: Desk) -> None:
    desk.reader.show_paper(SECOND)
    desk.reader.show_tab("details")
    assert form(desk).kind.currentText() == "Not known"
    assert form(desk).kind.findData("legal_case") < 0


def test_a_citation_key_is_changed_and_the_former_one_leads_there(desk: Desk) -> None:
    before = first(desk)
    write(desk, form(desk).citekey, "king 1963")
    assert first(desk) == replace(before, citekey="king1963")
    assert form(desk).citekey.text() == "king1963"
    assert citekeys.taken(desk.library, before.citekey)
    desk.changes.undo()
    assert first(desk) == before
    assert form(desk).citekey.text() == before.citekey


@pytest.mark.parametrize(
    ("typed", "told"), [("Second2001", "another paper"), ("", "a letter"), ("{}", "a letter")]
)
def test_a_citation_key_that_cannot_be_is_told(desk: Desk, typed: str, told: str) -> None:
    before = first(desk)
    write(desk, form(desk).citekey, typed)
    assert told in form(desk).problem.text()
    assert form(desk).problem.isVisible()
    write(desk, form(desk).year, "1964")
    assert first(desk) == replace(before, year=1964)
    assert form(desk).citekey.text() == typed
    assert told in form(desk).problem.text()
    write(desk, form(desk).citekey, "mine")
    assert not form(desk).problem.isVisible()
    assert first(desk).citekey == "mine"


def test_a_suffix_survives_a_change_of_the_authors(desk: Desk) -> None:
    assert form(desk).authors.text() == "Martin Luther King Jr."
    write(desk, form(desk).authors, "Martin Luther King Jr.; Lee, III, Ann")
    assert first(desk).authors == (KING, Author("Lee", "Ann", "III"))
    write(desk, form(desk).authors, "Ann Lee III")
    assert first(desk).authors == (Author("Lee", "Ann", "III"),)


def test_editors_change_and_all_others_stay_where_they_were(desk: Desk) -> None:
    before = first(desk)
    write(desk, more(desk, f"{ROLE}editor"), "Chu, Cy; Centre for Sums and Proofs")
    cy = Contributor("editor", Author("Chu", "Cy"))
    assert first(desk).contributors == (cy, PEOPLE[2], PEOPLE[1])
    write(desk, more(desk, f"{ROLE}editor"), "")
    assert first(desk).contributors == (PEOPLE[1],)
    assert f"{ROLE}editor" not in form(desk)._more.fields
    desk.changes.undo()
    desk.changes.undo()
    assert first(desk) == before
    assert more(desk, f"{ROLE}editor").text() == "Jo van der Berg; Centre for Sums and Proofs"
    assert more(desk, f"{ROLE}illustrator").isReadOnly()


def test_a_field_is_changed_and_cleared(desk: Desk) -> None:
    before = first(desk)
    write(desk, more(desk, f"{FIELD}{VOLUME}"), " 35 ")
    assert said(first(desk), VOLUME) == "35"
    write(desk, more(desk, f"{FIELD}bibtex:owner"), "")
    assert first(desk).fields == (Field(VOLUME, "35"), Field(MONTH, "12"))
    assert f"{FIELD}bibtex:owner" not in form(desk)._more.fields
    desk.changes.undo()
    assert more(desk, f"{FIELD}bibtex:owner").text() == "jo"
    desk.changes.undo()
    assert first(desk) == before
    assert more(desk, f"{FIELD}{VOLUME}").text() == "34"


def test_a_field_that_is_cleared_by_enter_keeps_the_focus(desk: Desk) -> None:
    field = more(desk, f"{FIELD}{VOLUME}")
    field.setFocus()
    field.clear()
    desk.press(Qt.Key.Key_Return)
    assert said(first(desk), VOLUME) == ""
    assert QApplication.focusWidget() is field
    desk.type("36")
    desk.press(Qt.Key.Key_Return)
    assert said(first(desk), VOLUME) == "36"


def test_a_field_is_added(desk: Desk) -> None:
    form(desk)._offer()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    offered = {action.text(): action for action in menu.actions()}
    assert {"Volume", "Month", "Editors"}.isdisjoint(offered)
    offered["Publisher"].trigger()
    menu.close()
    name = f"{FIELD}{PUBLISHER}"
    assert QApplication.focusWidget() is more(desk, name)
    assert first(desk).fields == SAID
    desk.type("Ink & Sons")
    desk.press(Qt.Key.Key_Tab)
    assert said(first(desk), PUBLISHER) == "Ink & Sons"
    assert QApplication.focusWidget() is form(desk).more
    desk.changes.undo()
    assert first(desk).fields == SAID
    assert name not in form(desk)._more.fields


def test_translators_are_added(desk: Desk) -> None:
    form(desk).begin(f"{ROLE}translator")
    desk.type("Lovelace, Ada")
    desk.press(Qt.Key.Key_Tab)
    ada = Contributor("translator", Author("Lovelace", "Ada"))
    assert first(desk).contributors == (*PEOPLE, ada)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [(MONTH, "13", "1 to 12"), (MONTH, "May", "1 to 12"), (DAY, "0", "1 to 31")],
)
def test_months_and_days_are_numbers(desk: Desk, name: str, typed: str, told: str) -> None:
    if name == DAY:
        form(desk).begin(f"{FIELD}{DAY}")
    before = first(desk)
    write(desk, more(desk, f"{FIELD}{name}"), typed)
    assert told in form(desk).problem.text()
    assert form(desk).problem.isVisible()
    assert first(desk) == before
    write(desk, more(desk, f"{FIELD}{name}"), "5")
    assert said(first(desk), name) == "5"
    assert not form(desk).problem.isVisible()


def test_what_is_typed_into_a_field_stays_when_something_else_changes(desk: Desk) -> None:
    field = more(desk, f"{FIELD}{VOLUME}")
    field.setFocus()
    field.setText("half")
    draft = as_draft(first(desk))
    changed = replace(draft, fields=(Field(ISSUE, "2"),), contributors=())
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, changed))
    assert [*form(desk)._more.fields] == [f"{FIELD}{VOLUME}", f"{FIELD}{ISSUE}"]
    assert field.text() == "half"
    desk.reader.flush()
    assert first(desk).fields == (Field(VOLUME, "half"), Field(ISSUE, "2"))


def test_long_values_get_lines_and_keep_them(desk: Desk) -> None:
    long = "First line,\u00a0kept.\n" + "word " * 60
    draft = replace(as_draft(first(desk)), fields=(Field("note", long),))
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, draft))
    area = form(desk)._more.fields[f"{FIELD}note"]
    assert isinstance(area, QPlainTextEdit)
    area.setFocus()
    area.insertPlainText("Now: ")
    form(desk).title.setFocus()
    assert said(first(desk), "note") == f"Now: {long}".strip()


def test_forty_fields_are_reached_in_their_order(desk: Desk) -> None:
    many = tuple(Field(f"bibtex:x{number:02}", str(number)) for number in range(40))
    draft = replace(as_draft(first(desk)), fields=many, contributors=())
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, draft))
    for paper in (SECOND, FIRST):  # the fields are used again
        desk.reader.show_paper(paper)
        desk.reader.show_tab("details")
    page = desk.reader.details
    form(desk).abstract.setFocus()
    for field in form(desk)._more.fields.values():
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
        top = field.mapTo(page.viewport(), field.rect().topLeft()).y()
        assert 0 <= top < page.viewport().height()
    assert len(form(desk)._more.fields) == 40
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form(desk).more
    desk.press(Qt.Key.Key_Backtab)
    assert desk.library.undo_label == "x"


def test_the_fields_of_one_paper_are_not_saved_to_another(desk: Desk) -> None:
    field = more(desk, f"{FIELD}{VOLUME}")
    field.setFocus()
    field.setText("99")
    desk.reader.show_paper(SECOND)
    desk.elsewhere()
    assert said(first(desk), VOLUME) == "99"
    assert papers.get(desk.library, SECOND).fields == ()


def test_a_tab_that_is_not_seen_is_filled_when_it_is(desk: Desk) -> None:
    desk.reader.show_tab("abstract")
    draft = replace(as_draft(first(desk)), fields=(Field(ISSUE, "2"),), title="Renamed")
    desk.changes.make("x", lambda: papers.edit(desk.library, FIRST, draft))
    desk.reader.flush()
    assert first(desk).title == "Renamed"
    desk.reader.show_tab("details")
    assert form(desk).title.text() == "Renamed"
    assert more(desk, f"{FIELD}{ISSUE}").text() == "2"


def test_a_paper_is_added_by_hand_with_its_kind_and_more(
    library: Library, qtbot: QtBot, desk: Desk
) -> None:
    dialog = AddDialog(desk.changes, desk.reader)
    dialog.open()
    dialog.form.title.setText("By hand")
    choose(dialog.form.kind, "book")
    assert "citekey" not in dialog.form._fields()
    dialog.form.begin(f"{FIELD}{PUBLISHER}")
    qtbot.keyClicks(dialog.form._more.fields[f"{FIELD}{PUBLISHER}"], "Ink")
    with qtbot.waitSignal(dialog.added) as added:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    made = papers.get(library, added.args[0])
    assert (made.kind, made.fields) == ("book", (Field(PUBLISHER, "Ink"),))
    assert made.citekey
