"""Every field of a paper, to be read and changed; the same form adds a paper by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core import text
from desktop_app.core.papers import (
    Author,
    Draft,
    Link,
    Paper,
    PaperId,
    normal_arxiv,
    normal_doi,
    parse_authors,
)
from desktop_app.formats import links
from desktop_app.store import identity, papers, sources
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.writing import Area, Line

_YEAR = re.compile(r"[12]\d{3}")


class Form(QWidget):
    """The fields of a paper. ``left`` tells that a field was left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._draft = Draft("")
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._shown: dict[str, str] = {}
        self._shown_abstract = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(*(theme.scaled(n) for n in (32, 16, 32, 16)))
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(8))
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.title = self._line("title", self.tr("Title"))
        self.authors = self._line(
            "authors", self.tr("Authors"), self.tr("such as Ada Lovelace; Alan Turing")
        )
        self.year = self._line("year", self.tr("Year"), self.tr("such as 2024"))
        self.venue = self._line(
            "venue", self.tr("Venue"), self.tr("Journal, conference or archive")
        )
        self.doi = self._line("doi", self.tr("DOI"), self.tr("such as 10.1000/182"))
        self.arxiv = self._line("arxiv", self.tr("arXiv"), self.tr("such as 2405.20233"))
        self.links = self._area("links", self.tr("Links"), self.tr("One address a line"), 64)
        self.abstract = self._area("abstract", self.tr("Abstract"), "", 200)
        self.problem = controls.label(tone="error", wrap=True)
        self.problem.hide()
        grid.setRowStretch(grid.rowCount() - 1, 1)
        self.show_draft(self._draft)

    def _line(self, name: str, label: str, hint: str = "") -> QLineEdit:
        field = Line()
        field.setPlaceholderText(hint)
        field.editingFinished.connect(self.left)
        self._add(name, label, field)
        return field

    def _area(self, name: str, label: str, hint: str, height: int) -> QPlainTextEdit:
        field = Area()
        field.setProperty("variant", "field")
        field.setPlaceholderText(hint)
        field.setMinimumHeight(theme.scaled(height))
        if name == "links":
            field.setMaximumHeight(theme.scaled(height))
        field.left.connect(self.left)
        self._add(name, label, field)
        return field

    def _add(self, name: str, label: str, field: QLineEdit | QPlainTextEdit) -> None:
        field.setAccessibleName(label)
        self._fields[name] = field
        beside = controls.label(label, "body", "muted")
        beside.setFixedHeight(theme.scaled(34))
        row = 2 * len(self._fields)  # the row below is for a sentence about the field
        self._grid.addWidget(beside, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self._fill(draft, set(self._fields))

    def follow(self, draft: Draft) -> None:
        """Show a draft that changed meanwhile; what was typed and is not saved yet stays."""
        kept = {n for n in self._edited() if self._value(n) != getattr(draft, n)}
        self._fill(draft, self._fields.keys() - kept)

    def _fill(self, draft: Draft, names: Set[str]) -> None:
        if "abstract" in names:
            self._shown_abstract = draft.abstract or ""
        was = _as_shown(self._draft)
        for name, words in _as_shown(draft).items():
            field = self._fields[name]
            if name not in names:
                continue
            as_it_was = words == was[name] and _says(field) == self._shown.get(name)
            if words != _says(field) and not as_it_was:
                _write(field, words)
            self._shown[name] = _says(field)
        self._draft = draft
        self._tell_problem()

    def draft(self) -> Draft | None:
        """Give what the fields say; None, and a sentence by one, where that cannot be."""
        edits = self.edits()
        if self._tell_problem() or self.tell("title", self._problem("title")):
            return None
        return replace(self._draft, **edits)

    def edits(self) -> dict[str, Any]:
        """Give what was changed, by the names of a draft; a sentence says what cannot be."""
        self._tell_problem()
        return {n: self._value(n) for n in self._edited() if not self._problem(n)}

    def _edited(self) -> list[str]:
        return [n for n, field in self._fields.items() if _says(field) != self._shown[n]]

    def _tell_problem(self) -> str:
        wrong = [name for name in self._edited() if self._problem(name)]
        return self.tell(wrong[0], self._problem(wrong[0])) if wrong else self.tell("title", "")

    def tell(self, name: str, sentence: str) -> str:
        """Show a sentence under a field, or none; give it back."""
        row = 2 * (list(self._fields).index(name) + 1) + 1
        self._grid.addWidget(self.problem, row, 1)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        return sentence

    def _problem(self, name: str) -> str:
        words = _says(self._fields[name]).strip()
        if name == "title" and not text.clean_line(words):
            return self.tr("A paper needs a title.")
        if name == "year" and words and not _YEAR.fullmatch(words):
            return self.tr("The year should be four digits, such as 2024.")
        if name == "doi" and words and not normal_doi(words):
            return self.tr("A DOI begins with 10. and has a slash, such as 10.1000/182.")
        if name == "arxiv" and words and not normal_arxiv(words):
            return self.tr("An arXiv identifier looks like 2405.20233.")
        return ""

    def _value(self, name: str) -> Any:
        words = _says(self._fields[name])
        if self._problem(name):
            return words
        if name == "authors":
            return self._authors(words)
        if name == "year":
            return int(words) if words.strip() else None
        if name == "links":
            return self._links(words)
        if name == "abstract":
            carried = text.carry_edit(self._shown_abstract, self._shown["abstract"], words)
            return text.clean(carried).strip() or None
        return _READ[name](words)

    def _authors(self, line: str) -> tuple[Author, ...]:
        """Read authors; one who is known keeps what is given and what is family name."""
        known = {str(author): author for author in self._draft.authors}
        return tuple(known.get(str(author), author) for author in parse_authors(line))

    def _links(self, words: str) -> tuple[Link, ...]:
        known = {link.url: link for link in self._draft.links}
        urls = dict.fromkeys(u.strip() for u in words.splitlines() if u.strip())
        return tuple(known.get(url) or Link(url, links.kind(url)) for url in urls)


_READ: dict[str, Callable[[str], str | None]] = {
    "title": text.clean_line,
    "venue": lambda words: text.clean_line(words) or None,
    "doi": normal_doi,
    "arxiv": normal_arxiv,
}


def _as_shown(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.title,
        "authors": "; ".join(map(str, draft.authors)),
        "year": str(draft.year or ""),
        "venue": draft.venue or "",
        "doi": draft.doi or "",
        "arxiv": draft.arxiv or "",
        "links": "\n".join(link.url for link in draft.links),
        "abstract": draft.abstract or "",
    }


def _says(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _write(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(words)
        field.setCursorPosition(0)
    else:
        field.setPlainText(words)


class DetailsPage(QScrollArea):
    """The details tab: what is changed in a field is saved when the field is left."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._paper: PaperId | None = None
        self.form = Form()
        self.form.left.connect(self.flush)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self.form)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_paper(self, paper: Paper | None) -> None:
        """Show the fields of a paper, or of none."""
        self._paper = paper.id if paper else None
        if paper is not None:
            self.form.show_draft(papers.as_draft(paper))
        self.form.setEnabled(self._changes.library.writable)

    def refresh(self, paper: Paper) -> None:
        """Show the fields as the library has them now, but for what is being typed."""
        self.form.follow(papers.as_draft(paper))

    def flush(self) -> None:
        """Save what was changed and not saved yet."""
        edits = self.form.edits() if self._paper is not None else {}
        if self._paper is None or not edits:
            return
        library, paper = self._changes.library, self._paper
        present = papers.as_draft(papers.get(library, paper))
        draft = replace(present, **edits)
        if draft == present:
            self.form.follow(present)
        else:
            self._changes.make(self.tr("Edit details"), lambda: papers.edit(library, paper, draft))


class AddDialog(QDialog):
    """Adds a paper by hand; ``added`` carries it."""

    added = Signal(object)

    def __init__(self, changes: Changes, parent: QWidget) -> None:
        super().__init__(parent)
        self._changes = changes
        self.setWindowTitle(self.tr("Add a paper by hand"))
        self.resize(theme.scaled(640), theme.scaled(620))
        self.form = Form()
        self.add = controls.button(self.tr("Add paper"), "primary")
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        cancel = controls.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(*(theme.scaled(n) for n in (32, 8, 32, 16)))
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        column.addLayout(row)

    def _add(self) -> None:
        draft = self.form.draft()
        if draft is None:
            return
        present = identity.same_work(self._changes.library, draft)
        if present is not None and not papers.get(self._changes.library, present).binned:
            self.form.tell("title", self.tr("This paper is in the library already."))
            return
        made: list[PaperId] = []
        self._changes.make(self.tr("Add a paper"), lambda: made.append(self._store(draft)))
        if made:
            self.added.emit(made[0])
            self.accept()

    def _store(self, draft: Draft) -> PaperId:
        library = self._changes.library
        return papers.add(library, draft, sources.hand(library), "person")
