"""The details of a paper, to be read and changed; the same form adds a paper by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.papers import Draft, Paper, PaperId, as_draft
from desktop_app.store import citekeys, identity, papers, sources
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes
from desktop_app.ui.reader import details_text
from desktop_app.ui.reader.form import Form
from desktop_app.ui.reader.search_rows import SearchRows
from desktop_app.ui.reader.versions_rows import VersionsRows
from desktop_app.ui.widgets import controls


class FormScroll(QScrollArea):
    """A form in the room there is, scrolled to the fields that are added."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(form)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Once it is laid out.
        form.begun.connect(lambda part: QTimer.singleShot(0, part, lambda: self._show(part)))

    def _show(self, part: QWidget) -> None:
        self.ensureWidgetVisible(part, 0, theme.scaled(64))


class DetailsPage(FormScroll):
    """The details tab: what is changed in a field is saved when the field is left."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(Form())
        self.versions = VersionsRows()
        self.form.put_below(self.versions)
        self.found_by = SearchRows()
        self.form.put_above(self.found_by)
        self._changes = changes
        self._paper: PaperId | None = None
        self._waiting: Paper | None = None  # is shown as soon as the tab is
        self._filled: PaperId | None = None
        self.form.left.connect(self.flush)

    def show_paper(self, paper: Paper | None) -> None:
        """Show the fields of a paper, or of none."""
        self._paper = paper.id if paper else None
        self._filled = None
        self._take(paper)
        self.form.setEnabled(self._changes.library.writable)

    def refresh(self, paper: Paper) -> None:
        """Show the fields as the library has them now, but for what is being typed."""
        self._take(paper)

    def _take(self, paper: Paper | None) -> None:
        self._waiting = paper
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        paper, self._waiting = self._waiting, None
        if paper is None:
            return
        self.found_by.show_paper(paper)
        draft = as_draft(paper)
        if self._filled == paper.id:
            self.form.follow(draft)
        else:
            self.form.show_draft(draft)
            self.verticalScrollBar().setValue(0)
        self._filled = paper.id

    def flush(self) -> None:
        """Save what was changed and not saved yet."""
        edits = self.form.edits() if self._filled is not None else {}
        if self._filled is None or not edits:
            return
        library, paper = self._changes.library, self._filled
        present = as_draft(papers.get(library, paper))
        draft = details_text.put(present, edits)
        if draft == present:
            self.form.follow(present)
        else:
            self._changes.make(self.tr("Edit details"), lambda: self._save(paper, present, draft))

    def _save(self, paper: PaperId, present: Draft, draft: Draft) -> None:
        library, key = self._changes.library, draft.citekey
        if key and key != present.citekey and not citekeys.change(library, paper, key):
            self.form.refuse("citekey", self.tr("This citation key is, or was, another paper’s."))
            draft = details_text.put(draft, {"citekey": present.citekey})
        if draft != details_text.put(present, {"citekey": draft.citekey}):
            papers.edit(library, paper, draft)


class AddDialog(QDialog):
    """Adds a paper by hand; ``added`` carries it."""

    added = Signal(object)

    def __init__(self, changes: Changes, parent: QWidget) -> None:
        super().__init__(parent)
        self._changes = changes
        self.setWindowTitle(self.tr("Add a paper by hand"))
        self.resize(theme.scaled(640), theme.scaled(660))
        self.form = Form(stored=False)
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
        column.addWidget(FormScroll(self.form), 1)
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
