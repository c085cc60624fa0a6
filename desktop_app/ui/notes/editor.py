"""A note being written: Markdown, saved as it is typed, its preview, and what mentions it."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.core import text
from desktop_app.core.notes import Backlink, NoteId
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.store import notes
from desktop_app.store.library import Library, Notice
from desktop_app.ui import actions, theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.notes import quoting
from desktop_app.ui.notes.backlinks import Backlinks
from desktop_app.ui.notes.completion import Completion
from desktop_app.ui.notes.field import NoteField
from desktop_app.ui.notes.following import Following
from desktop_app.ui.notes.preview import Preview
from desktop_app.ui.notes.starting import Start, at_once
from desktop_app.ui.notes.subject import OfPaper, Own, Subject
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.autosave import AutoSave

BOTH = 640  # pixels of the design from which on text and preview stand side by side
AGAIN_MS = 250


class NoteEditor(QWidget):
    """Edits one note at a time, of a paper or of its own; one focus is one undo step."""

    def __init__(self, changes: Changes, start: Start | None = None) -> None:
        """`start` is where work is done that takes a while, `Tasks.start`."""
        super().__init__()
        self._changes, self._library = changes, changes.library
        self._start = start or at_once(changes.library)
        self._subject: Subject | None = None
        self._stored = self._shown = ""
        self._beside, self._reading = True, False
        self._saving = False
        self._stale = True  # what leads here is not looked up while nobody sees it
        self._looking: Future[list[Backlink]] | None = None
        self._autosave = AutoSave(self._save, self)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look)
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = NoteField()
        self.preview = Preview(self._start)
        self.backlinks = Backlinks()
        self.following = Following(changes.library, self)
        self._completion = Completion(self.field, self._start, self._create)
        self._state = controls.label(use="meta", tone="muted")
        self._switch = controls.button("", "link", tip=actions.shown_key("Ctrl+E"))
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setChildrenCollapsible(False)
        for pane in (self.field, self.preview):
            pane.setMinimumWidth(theme.scaled(160))
            self._panes.addWidget(pane)
        self._panes.setSizes([1000, 1000])
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme.scaled(n) for n in (28, 0, 12, 2)))
        foot.addWidget(self._state, 1)
        foot.addWidget(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panes, 1)
        column.addLayout(foot)
        column.addWidget(self.backlinks)
        self._arrange()

    def _wire(self) -> None:
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self._autosave.finish)
        self.field.left.connect(self._changes.seal)
        # Once the drop is over: until then the field does not tell that its text changed.
        self.field.quoted.connect(self.quote, Qt.ConnectionType.QueuedConnection)
        self.field.followed.connect(self.following.follow)
        self.field.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.preview.link_wanted.connect(self.following.follow)
        self.preview.told.connect(self.following.told)
        self.backlinks.opened.connect(self.following.go_back_along)
        self._switch.clicked.connect(self.switch_preview)
        self._changes.changed.connect(self._on_notice)

    # What is shown

    @property
    def own(self) -> NoteId | None:
        """The note of its own that is shown; None for a paper's, or one not stored yet."""
        return self._subject.note if isinstance(self._subject, Own) else None

    def show_note(self, paper: PaperId) -> None:
        """Show the note of a paper; what was typed of the one before is saved first."""
        self._take(OfPaper(paper))

    def show_own(self, note: NoteId | None) -> None:
        """Show a note of its own, or an empty one that is made when it is written."""
        self._take(Own(note))

    def _take(self, subject: Subject) -> None:
        self.flush()
        self._subject = subject
        of_paper = isinstance(subject, OfPaper)
        self.field.setPlaceholderText(
            self.tr("What do you want to remember of this paper? Markdown, saved as you type.")
            if of_paper
            else self.tr("Markdown, saved as you type. The first line is its title.")
        )
        self.field.setReadOnly(not subject.writable(self._library))
        self._put(subject.read(self._library), place=0)
        self.preview.show_markdown(self._shown, at_once=True)
        self._state.setText("")
        self._look()

    def refresh(self) -> None:
        """Show the note as the library has it now, unless newer words are being typed."""
        if self._subject is None or self._autosave.waiting or self._saving:
            return
        self.field.setReadOnly(not self._subject.writable(self._library))
        stored = self._subject.read(self._library)
        if stored == self._subject.kept(self._words()):
            self._saved(stored)
        elif stored != self._stored:
            self._put(stored, place=self.field.textCursor().position())
            self.preview.show_markdown(self._shown)

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self._autosave.finish()
        self._save("")  # what could not be saved before

    def begin(self) -> None:
        """Put the caret at the end of the note."""
        if self.field.isHidden():
            self.switch_preview()
        self.field.setFocus()
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def switch_preview(self) -> None:
        """Show or hide the preview: beside the text, in its place where there is no room."""
        if self._has_room():
            self._beside = not self._beside
        else:
            self._reading = not self._reading
        self._arrange()
        self.setFocus()

    def _has_room(self) -> bool:
        return self.width() >= theme.scaled(BOTH)

    def _arrange(self) -> None:
        room = self._has_room()
        shown = self._beside if room else self._reading
        self.preview.setVisible(shown)
        self.field.setVisible(room or not shown)
        writing = self.tr("Hide the preview") if room else self.tr("Write")
        self._switch.setText(writing if shown else self.tr("Preview"))
        self._switch.setAccessibleName(self._switch.text())
        self.setFocusProxy(self.preview if self.field.isHidden() else self.field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.backlinks.fit(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_switch"):
            self.field.tint()

    def _scrolled(self, value: int) -> None:
        """Let the preview go along with the text beside it."""
        most = self.field.verticalScrollBar().maximum()
        if most and self.field.isVisible():
            self.preview.scroll_to(value / most)

    def _put(self, words: str, *, place: int) -> None:
        self._completion.close()
        self.field.put(words, place=place)
        self._stored, self._shown = words, self.field.toPlainText()

    # Saving

    def _words(self) -> str:
        edited = self.field.toPlainText()
        if edited == self._shown or self._stored == self._shown:
            return self._stored if edited == self._shown else edited
        return text.carry_edit(self._stored, self._shown, edited)

    def _changed(self) -> None:
        self._state.setText(self.tr("Saving…"))
        self._autosave.typed()
        self.preview.show_markdown(self.field.toPlainText())

    def _save(self, token: str) -> None:
        subject, library = self._subject, self._library
        if subject is None or self.field.isReadOnly():
            return
        words = self._words()
        kept = self._stored if words == self._stored else subject.kept(words)
        self._saving = True  # the notice of it is no news
        try:
            if kept == self._stored or self._changes.make(
                self.tr("Write a note"),
                lambda: subject.write(library, words),
                merge=f"note-{subject.name}-{token}",
            ):
                self._saved(kept)
        finally:
            self._saving = False

    def _saved(self, stored: str) -> None:
        self._stored, self._shown = stored, self.field.toPlainText()
        if self._state.text():
            self._state.setText(self.tr("Saved"))

    # Quotations

    def quote(self, highlight: str) -> None:
        """Put a highlight, by its key, into the note as a quotation, a step of its own."""
        markdown = quoting.quotation(self._library, highlight)
        if markdown and not self.field.isReadOnly():
            self._autosave.finish()
            self._changes.seal()
            self.field.insert_block(markdown)
            self._autosave.finish()

    # Links

    def _create(self, title: str) -> str:
        """Make a note with a title, a step of its own, and give its key."""
        made: list[NoteId] = []
        self._autosave.finish()
        library = self._library
        self._changes.make(
            self.tr("New note"), lambda: made.append(notes.add(library, f"# {title}\n\n"))
        )
        return notes.of_id(library, made[0]).key if made else ""

    def _on_notice(self, notice: Notice) -> None:
        if touches(notice, "note", "note_link") and not self._again.isActive():
            self._again.start()

    def _look(self) -> None:
        """Look up what leads here."""
        self._again.stop()
        if self._looking is not None:
            self._looking.cancel()
        self._stale = not self.isVisible()
        if self._subject is not None and not self._stale:
            self._looking = self._start(
                Lane.READ, _links, self._subject, done=self.backlinks.show_links
            )


def _links(reader: Library, subject: Subject) -> list[Backlink]:
    return subject.links(reader)
