"""Every field of a paper, to be read and changed; the same form adds a paper by hand."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
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
from desktop_app.store import papers
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets import controls

_YEAR = re.compile(r"[12]\d{3}")


class Form(QWidget):
    """The fields of a paper. ``left`` tells that a field was left with something changed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = Draft("")
        self._shown_abstract = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(*(theme.scaled(n) for n in (32, 16, 32, 16)))
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(8))
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.title = self._line(self.tr("Title"))
        self.authors = self._line(self.tr("Authors"), self.tr("Ada Lovelace; Alan Turing"))
        self.year = self._line(self.tr("Year"), self.tr("2024"))
        self.venue = self._line(self.tr("Venue"), self.tr("Journal, conference or archive"))
        self.doi = self._line(self.tr("DOI"), "10.1000/182")
        self.arxiv = self._line(self.tr("arXiv"), "2405.20233")
        self.links = self._area(self.tr("Links"), self.tr("One address a line"), 64)
        self.abstract = self._area(self.tr("Abstract"), "", 200)
        self.problem = controls.label(tone="error", wrap=True)
        self.problem.hide()
        grid.addWidget(self.problem, grid.rowCount(), 1)
        grid.setRowStretch(grid.rowCount(), 1)

    def _line(self, name: str, hint: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.editingFinished.connect(self.left)
        self._add(name, field)
        return field

    def _area(self, name: str, hint: str, height: int) -> QPlainTextEdit:
        field = _Area()
        field.setPlaceholderText(hint)
        field.setMinimumHeight(theme.scaled(height))
        field.left.connect(self.left)
        self._add(name, field)
        return field

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        label = controls.label(name, "body", "muted")
        label.setFixedHeight(theme.scaled(34))
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self._shown = draft
        self.title.setText(draft.title)
        self.authors.setText("; ".join(map(str, draft.authors)))
        self.year.setText(str(draft.year or ""))
        self.venue.setText(draft.venue or "")
        self.doi.setText(draft.doi or "")
        self.arxiv.setText(draft.arxiv or "")
        self.links.setPlainText("\n".join(link.url for link in draft.links))
        self.abstract.setPlainText(draft.abstract or "")
        self._shown_abstract = self.abstract.toPlainText()
        for field in (self.title, self.authors, self.venue):
            field.setCursorPosition(0)
        self.problem.hide()

    def draft(self) -> Draft | None:
        """Give what the fields say; None, and a sentence by them, where that cannot be."""
        problem = self._problem()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem:
            return None
        return Draft(
            title=text.clean_line(self.title.text()),
            abstract=self._abstract() or None,
            authors=self._authors(),
            year=int(self.year.text()) if self.year.text().strip() else None,
            venue=text.clean_line(self.venue.text()) or None,
            doi=normal_doi(self.doi.text()),
            arxiv=normal_arxiv(self.arxiv.text()),
            links=self._links(),
            tags=self._shown.tags,
        )

    def _problem(self) -> str:
        year, doi, arxiv = (f.text().strip() for f in (self.year, self.doi, self.arxiv))
        if not self.title.text().strip():
            return self.tr("A paper needs a title.")
        if year and not _YEAR.fullmatch(year):
            return self.tr("The year should be four digits, such as 2024.")
        if doi and not normal_doi(doi):
            return self.tr("A DOI begins with 10. and has a slash, such as 10.1000/182.")
        if arxiv and not normal_arxiv(arxiv):
            return self.tr("An arXiv identifier looks like 2405.20233.")
        return ""

    def _authors(self) -> tuple[Author, ...]:
        shown = "; ".join(map(str, self._shown.authors))
        if self.authors.text() == shown:
            return self._shown.authors
        return parse_authors(self.authors.text())

    def _links(self) -> tuple[Link, ...]:
        known = {link.url: link for link in self._shown.links}
        urls = dict.fromkeys(u.strip() for u in self.links.toPlainText().splitlines() if u.strip())
        return tuple(known.get(url) or Link(url, links.kind(url)) for url in urls)

    def _abstract(self) -> str:
        edited = self.abstract.toPlainText()
        return text.carry_edit(self._shown.abstract or "", self._shown_abstract, edited)


class DetailsPage(QScrollArea):
    """The details tab: what is changed in a field is saved when the field is left."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self._changes = changes
        self._paper: PaperId | None = None
        self.form = Form()
        self.form.setProperty("variant", "surface")
        self.form.left.connect(self.flush)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self.form)

    def show_paper(self, paper: Paper) -> None:
        """Show the fields of a paper."""
        self._paper = paper.id
        self.form.show_draft(papers.as_draft(paper))
        self.form.setEnabled(self._changes.library.writable)

    def flush(self) -> None:
        """Save what was changed and not saved yet."""
        if self._paper is None:
            return
        library, paper = self._changes.library, self._paper
        draft = self.form.draft()
        if draft is None or draft == papers.as_draft(papers.get(library, paper)):
            return
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
        present = papers.same_work(self._changes.library, draft)
        if present is not None and not papers.get(self._changes.library, present).binned:
            self.form.problem.setText(self.tr("This paper is in the library already."))
            self.form.problem.show()
            return
        made: list[PaperId] = []
        self._changes.make(self.tr("Add a paper"), lambda: made.append(self._store(draft)))
        if made:
            self.added.emit(made[0])
            self.accept()

    def _store(self, draft: Draft) -> PaperId:
        library = self._changes.library
        return papers.add(library, draft, papers.hand(library), "person")


class _Area(QPlainTextEdit):
    """A field of several lines that tells when it is left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "field")
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
