"""The fields of a paper as a form: those that every paper has, and what more is said of it."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core import fields as record_fields
from desktop_app.core import text
from desktop_app.core.papers import Draft
from desktop_app.ui import field_names, theme
from desktop_app.ui.field_names import EDITOR, TRANSLATOR
from desktop_app.ui.reader import details_text, rows
from desktop_app.ui.reader.details_text import FIELD, ROLE
from desktop_app.ui.reader.rows import AREA, Input, Rows
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.writing import Area, Line

LONG = 120  # characters of a field that gets several lines
WIDEST = 880  # pixels of the design, that labels and fields are seen together
_MOST = 1000  # of the room goes to the fields, as far as they take it
_OFFERED = (
    *(f"{ROLE}{role}" for role in (EDITOR, TRANSLATOR)),
    *(f"{FIELD}{name}" for name in record_fields.STANDARD),
)


class Form(QWidget):
    """The fields of a paper. ``left`` tells that a field was left, ``begun`` carries a new one.

    Only a paper that is in the library has a citation key to be changed: it is `stored`.
    """

    left = Signal()
    begun = Signal(QWidget)

    def __init__(self, *, stored: bool = True) -> None:
        super().__init__()
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._draft = Draft("")
        self._texts: dict[str, str] = {}  # of the draft
        self._shown: dict[str, str] = {}  # the same as the fields give it
        self._refused: dict[str, tuple[str, str]] = {}
        self._spare: list[Line] = []
        self._rows, self._more = Rows(), Rows()
        self.title = self._line("title", self.tr("Title"))
        self.kind = self._kind()
        self.authors = self._line(
            "authors", self.tr("Authors"), self.tr("such as Ada Lovelace; Alan Turing")
        )
        self.year = self._line("year", self.tr("Year"), self.tr("such as 2024"))
        self.venue = self._line(
            "venue", self.tr("Venue"), self.tr("Journal, conference or archive")
        )
        self.doi = self._line("doi", self.tr("DOI"), self.tr("such as 10.1000/182"))
        self.arxiv = self._line("arxiv", self.tr("arXiv"), self.tr("such as 2405.20233"))
        if stored:
            self.citekey = self._line("citekey", self.tr("Citation key"))
        self.links = self._area("links", self.tr("Links"), self.tr("One address a line"))
        self.links.setMaximumHeight(theme.scaled(AREA))
        self.abstract = self._area("abstract", self.tr("Abstract"))
        self.abstract.setMinimumHeight(theme.scaled(160))
        self._rows.stretch()
        self.problem = controls.label(tone="error", wrap=True)
        self.problem.hide()
        self.more = controls.button(self.tr("Add a field…"), "small", "plus")
        self.more.clicked.connect(self._offer)
        self._lay_out()
        self.show_draft(self._draft)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(WIDEST))
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self._rows, 1)
        self._head = controls.label(self.tr("More"), "section")
        self._head.setContentsMargins(0, theme.scaled(12), 0, 0)
        for part in (self._head, self._more):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addSpacing(theme.scaled(rows.LABEL) + theme.scaled(16))
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(*(theme.scaled(n) for n in (32, 16, 32, 16)))
        across.addWidget(inside, _MOST)
        across.addStretch(1)

    def put_below(self, part: QWidget) -> None:
        """Lay a part out below the fields that every paper has."""
        self._column.insertWidget(1, part)

    def put_above(self, part: QWidget) -> None:
        """Lay a part out above all fields."""
        self._column.insertWidget(0, part)

    # Making fields

    def _line(self, name: str, label: str, hint: str = "") -> Line:
        field = Line()
        field.setPlaceholderText(hint)
        field.editingFinished.connect(self.left)
        self._rows.add(name, label, field)
        return field

    def _area(self, name: str, label: str, hint: str = "") -> Area:
        field = self._lines()
        field.setPlaceholderText(hint)
        self._rows.add(name, label, field)
        return field

    def _lines(self) -> Area:
        field = Area()
        field.setProperty("variant", "field")
        field.setMinimumHeight(theme.scaled(AREA))
        field.left.connect(self.left)
        return field

    def _kind(self) -> Combo:
        field = Combo()
        for kind in field_names.KINDS:
            field.addItem(field_names.kind(kind), kind)
        field.activated.connect(lambda _: self.left.emit())
        field.view().setAccessibleName(self.tr("Kind"))
        self._rows.add("kind", self.tr("Kind"), field)
        return field

    def _append(self, name: str, words: str = "") -> Input:
        """Add a field to those that not every paper has; some parts of people are only shown."""
        field = self._lines() if "\n" in words or len(words) > LONG else self._spare_line()
        role = name.removeprefix(ROLE)
        field.setReadOnly(role != name and role not in (EDITOR, TRANSLATOR))
        field.setMaximumHeight(theme.scaled(AREA))
        before = list(self._fields().values())[-1]
        self._more.add(name, _label(name), field)
        QWidget.setTabOrder(before, field)
        QWidget.setTabOrder(field, self.more)
        return field

    def _spare_line(self) -> Line:
        if self._spare:
            return self._spare.pop()
        field = Line()
        field.editingFinished.connect(self.left)
        return field

    def _put_by(self, field: Input) -> None:
        """Keep a field that was taken away, to be used again."""
        if isinstance(field, Line):
            self._spare.append(field)
        else:
            field.deleteLater()

    def _offer(self) -> None:
        """Offer the fields that are not there yet."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _OFFERED:
            if name not in self._more.fields:
                menu.addAction(_label(name)).triggered.connect(
                    lambda _=False, wanted=name: self.begin(wanted)
                )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def begin(self, name: str) -> None:
        """Add an empty field, for the reader to write into."""
        field = self._append(name)
        self._shown[name] = ""
        self._show_head()
        field.setFocus()
        self.begun.emit(field)

    def _show_head(self) -> None:
        for part in (self._head, self._more):
            part.setVisible(bool(self._more.fields))

    # Showing a draft

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self._more.hide()  # else each of its fields would be laid out as it comes
        for field in self._more.clear():
            self._put_by(field)
        while self.kind.count() > len(field_names.KINDS):  # one that only another paper has
            self.kind.removeItem(self.kind.count() - 1)
        self._refused.clear()
        self._fill(draft, set())

    def follow(self, draft: Draft) -> None:
        """Show a draft that changed meanwhile; what was typed and is not saved yet stays."""
        edits = {name: self._value(name) for name in self._edited()}
        self._fill(draft, {n for n in edits if details_text.put(draft, {n: edits[n]}) != draft})

    def _fill(self, draft: Draft, kept: Set[str]) -> None:
        texts, was = details_text.shown(draft), self._texts
        self._fit_more(texts, kept)
        for name, field in self._fields().items():
            words = texts.get(name, "")
            if name in kept:
                continue
            as_it_was = words == was.get(name) and rows.says(field) == self._shown.get(name)
            if words != rows.says(field) and not as_it_was:
                rows.write(field, words)
            self._shown[name] = rows.says(field)
        self._draft, self._texts = draft, texts
        self._tell_problem()

    def _fit_more(self, texts: dict[str, str], kept: Set[str]) -> None:
        """Have a field for each text, and none for what is said no more unless it is used."""
        for name, field in list(self._more.fields.items()):
            if name not in texts and name not in kept and not field.hasFocus():
                self._put_by(self._more.remove(name))
        for name, words in texts.items():
            if name.startswith((ROLE, FIELD)) and name not in self._more.fields:
                self._append(name, words)
        self._show_head()

    def _fields(self) -> dict[str, Input]:
        return self._rows.fields | self._more.fields

    # Giving what was written

    def draft(self) -> Draft | None:
        """Give what the fields say; None, and a sentence by one, where that cannot be."""
        edits = self.edits()
        if self._tell_problem() or self.tell("title", self._problem("title")):
            return None
        return details_text.put(self._draft, edits)

    def edits(self) -> dict[str, Any]:
        """Give what was changed, by name; a sentence says what cannot be."""
        self._tell_problem()
        return {n: self._value(n) for n in self._edited() if not self._problem(n)}

    def _edited(self) -> list[str]:
        return [n for n, field in self._fields().items() if rows.says(field) != self._shown[n]]

    def _value(self, name: str) -> Any:
        words = rows.says(self._fields()[name])
        if self._problem(name):
            return words
        if name == "abstract" or name.startswith(FIELD):
            words = text.carry_edit(self._texts.get(name, ""), self._shown[name], words)
        return details_text.read(self._draft, name, words)

    # Telling what cannot be

    def refuse(self, name: str, sentence: str) -> None:
        """Say why the library does not take what a field says, until it says something else."""
        self._refused[name] = (rows.says(self._fields()[name]), sentence)
        self._tell_problem()

    def tell(self, name: str, sentence: str) -> str:
        """Show a sentence under a field, or none; give it back."""
        part = self._rows if name in self._rows.fields else self._more
        part.tell(name, self.problem)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        return sentence

    def _tell_problem(self) -> str:
        wrong = [name for name in self._edited() if self._problem(name)]
        return self.tell(wrong[0], self._problem(wrong[0])) if wrong else self.tell("title", "")

    def _problem(self, name: str) -> str:
        words = rows.says(self._fields()[name])
        refused, sentence = self._refused.get(name, ("", ""))
        return sentence if sentence and words == refused else details_text.problem(name, words)


def _label(name: str) -> str:
    if name.startswith(ROLE):
        return field_names.role(name.removeprefix(ROLE))
    return field_names.field(name.removeprefix(FIELD))
