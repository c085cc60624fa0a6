"""What the actions about notes do, and where their links lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.highlights import PLACED, Highlight, HighlightId
from desktop_app.core.notes import Destination, NoteId
from desktop_app.store import highlights
from desktop_app.ui import desk
from desktop_app.ui.navigation import NOTES, Place
from desktop_app.ui.reader import tabs
from desktop_app.ui.widgets.margin_note import MarginNote

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.notes.editor import NoteEditor
    from desktop_app.ui.notes.panel import NotesPanel


class NoteActions(QObject):
    """Brings the notes of one window together with its papers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _join(self, editor: NoteEditor) -> None:
        editor.following.destination_wanted.connect(self.go_to)
        editor.following.told.connect(self._window.status.say)

    def make_editor(self) -> NoteEditor:
        """Make the note of the paper that is read."""
        from desktop_app.ui.notes.editor import NoteEditor

        editor = NoteEditor(self._window.changes, self._window.tasks.start)
        self._join(editor)
        if self._window.reader.paper is not None:
            editor.show_note(self._window.reader.paper)
        return editor

    def make_page(self) -> NotesPanel:
        """Make the page of notes of their own."""
        from desktop_app.ui.notes.panel import NotesPanel

        page = NotesPanel(self._window.changes, self._window.tasks.start)
        page.restore_shape(desk.shape())
        page.shown.connect(self._note_shown)
        self._join(page.editor)
        return page

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "go-notes": lambda: self._window.go(Place(NOTES)),
            "new-note": self._new,
            "note": self.write,
            "tab-notes": self._show_tab,
            "note-beside": self._switch_beside,
            "note-preview": self._switch_preview,
            "quote": self.quote,
        }

    # Going places

    def show(self, note: NoteId | None) -> None:
        """Show the page of notes, at one of them where it is named."""
        if note is None:
            self._window.own_notes.focus_list()
        else:
            self._window.own_notes.show_note(note)
            self._window.own_notes.editor.setFocus()

    def go_to(self, destination: Destination) -> None:
        """Go where a link leads."""
        window = self._window
        if destination.paper is None:
            self.open_note(destination.note)
            return
        window.open_paper(destination.paper)
        if destination.noted:
            self.write()
        elif destination.highlight is not None:
            self._go_to_highlight(destination.highlight)

    def _go_to_highlight(self, highlight: HighlightId) -> None:
        window, found = self._window, highlights.get(self._window.library, highlight)
        if found.document is not None:
            window.reader.focus_document()
            window.document.show_document(found.document, found.id)
        elif found.anchor in PLACED:
            # After the page was scrolled to where it was left.
            text, start = window.reader.abstract.text, found.selector.start
            QTimer.singleShot(0, text, lambda: text.put_caret(start))
        else:
            window.status.say(self.tr("The passage is no longer in the abstract"))

    def open_note(self, note: NoteId | None) -> None:
        """Go to a note of its own."""
        self._window.go(Place(NOTES, note=note))

    def _note_shown(self, note: NoteId) -> None:
        trail = self._window.trail
        if trail.here.page == NOTES:
            trail.go(Place(NOTES, note=note), over=True)

    # Doing

    def write(self) -> None:
        """Put the caret into the note of the chosen paper, wherever it stands."""
        window = self._window
        self._show_paper()
        if not window.reader.beside.aside:
            window.reader.show_tab(tabs.NOTES)
        window.notes.begin()

    def _show_tab(self) -> None:
        self._show_paper()
        self._window.reader.show_tab(tabs.NOTES)
        self._window.notes.begin()

    def _show_paper(self) -> None:
        if not self._window.desk.on_reading:
            for paper in self._window.chosen()[:1]:
                self._window.open_paper(paper)

    def _new(self) -> None:
        self._window.go(Place(NOTES))
        self._window.own_notes.new()

    def _switch_preview(self) -> None:
        window = self._window
        if window.desk.page == NOTES:
            window.own_notes.editor.switch_preview()
        elif window.notes.isVisible():
            window.notes.switch_preview()

    def _switch_beside(self) -> None:
        window, beside = self._window, self._window.reader.beside
        self._show_paper()
        if beside.aside:
            beside.want(False)
            return
        beside.want(True)
        if window.reader.tab() not in (tabs.ABSTRACT, tabs.DOCUMENT):
            window.reader.show_tab(tabs.ABSTRACT)
        if not beside.aside:
            window.status.say(self.tr("There is no room for the note beside the text"))
        self.write()

    def quote(self) -> None:
        """Put the highlight that the reader is at into the note of its paper."""
        window, found = self._window, self._current()
        if found is None:
            window.status.say(self.tr("Go to a highlight, or select what to quote"))
            return
        window.notes.quote(found.key)
        if not window.notes.isVisible():
            window.status.say(self.tr("Quoted in the note"))

    def _current(self) -> Highlight | None:
        """Give the highlight that the reader is at; a selection in the abstract becomes one."""
        window, focus = self._window, self._window.focusWidget()
        if isinstance(focus, MarginNote):
            return focus.highlight
        if window.reader.tab() == tabs.DOCUMENT:
            return window.document.view.at_caret()
        abstract = window.reader.abstract
        if abstract.text.selection():
            made = abstract.colour(1)
            return highlights.get(window.library, made) if made else None
        return abstract.text.here()
