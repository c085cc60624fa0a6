"""The page of notes of their own: a list, and the one being written beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.notes import NoteId
from desktop_app.store import notes
from desktop_app.store.library import Cause, Notice
from desktop_app.ui import actions, theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.notes.editor import NoteEditor
from desktop_app.ui.notes.note_list import NoteList
from desktop_app.ui.notes.starting import Start, at_once
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.blank import Blank

LIST, EDITOR, STACKS_BELOW = 404, 816, 640  # pixels of the design


class NotesPanel(QWidget):
    """Lists, writes and deletes notes of their own; ``shown`` carries the NoteId gone to."""

    shown = Signal(object)

    def __init__(self, changes: Changes, start: Start | None = None) -> None:
        """`start` is where work is done that takes a while, `Tasks.start`."""
        super().__init__()
        self._changes, self._library = changes, changes.library
        start = start or at_once(changes.library)
        self.list = NoteList(changes.library, start)
        self.editor = NoteEditor(changes, start)
        self._wanted: NoteId | None = None
        self._writing = False  # a note that is not stored yet
        self._stale = True
        self._lay_out()
        self._wire()

    def panes(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """Give the parts F6 goes through, and how each gets the focus."""
        return [(self, self.focus_list), (self.editor, self.editor.setFocus)]

    def keep_shape(self, into: QSettings) -> None:
        """Remember how wide the panes are."""
        if self.split.orientation() is Qt.Orientation.Horizontal:
            into.setValue("notes", self.split.saveState())

    def restore_shape(self, kept: QSettings) -> None:
        """Make the panes as wide as they were."""
        state = kept.value("notes")
        if isinstance(state, QByteArray):
            self.split.restoreState(state)

    def _lay_out(self) -> None:
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._deleted = self._make_bar()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._deleted)
        column.addWidget(self.editor, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for pane, least in ((self.list, 220), (right, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.split.addWidget(pane)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([theme.scaled(LIST), theme.scaled(EDITOR)])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.split)
        self._pages.addWidget(self._make_blank())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _make_blank(self) -> QWidget:
        """Make what stands in place of the page where there is no note."""
        self.blank = Blank()
        self.blank.tell(
            self.tr("No notes of your own yet."),
            self.tr(
                "A note of its own is for a topic, a talk, a chapter. Type [[ in it to link"
                " papers and other notes; each of them then says where it is mentioned."
            ),
            self.tr("New note") if self._library.writable else "",
        )
        self.blank.button.setToolTip(actions.shown_key("Ctrl+Alt+N"))
        empty = QWidget()
        around = QVBoxLayout(empty)
        around.setContentsMargins(*[theme.scaled(48)] * 4)
        self.deleted = controls.button("", "link")
        self.deleted.clicked.connect(lambda: self.list.show_binned(True))
        around.addWidget(self.blank)
        around.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        around.addStretch(1)
        return empty

    def _make_bar(self) -> QWidget:
        """Make the bar above a deleted note."""
        self.restore = controls.button(self.tr("Bring back"), "small")
        made = QWidget()
        made.setProperty("variant", "window")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(made)
        row.setContentsMargins(*(theme.scaled(n) for n in (32, 6, 12, 6)))
        row.addWidget(controls.label(self.tr("This note is deleted."), "body-medium"), 1)
        row.addWidget(self.restore)
        return made

    def _wire(self) -> None:
        self.list.current_changed.connect(self._show_current)
        self.list.settled.connect(self._settle)
        self.list.opened.connect(self.editor.setFocus)
        self.list.new_wanted.connect(self.new)
        self.list.delete_wanted.connect(self.delete)
        self.list.restore_wanted.connect(self.bring_back)
        self.restore.clicked.connect(self._restore_shown)
        self.blank.wanted.connect(self.new)
        self._changes.changed.connect(self._on_notice)

    # What is shown

    def show_note(self, note: NoteId) -> None:
        """Show a note, among the deleted ones if it is one."""
        try:
            binned = notes.of_id(self._library, note).binned
        except KeyError:
            return  # deleted for good
        self._wanted = note
        self.list.field.clear()
        self.list.show_binned(binned)
        self._edit(note)
        self.list.ask()

    def new(self) -> None:
        """Let the reader write a new note."""
        if not self._library.writable:
            return
        self.list.show_binned(False)
        self.list.list.setCurrentIndex(QModelIndex())
        self._edit(None)
        self._writing = True
        self._pages.setCurrentWidget(self.split)
        self.editor.begin()

    def focus_list(self) -> None:
        """Put the focus on the list, or on what there is without one."""
        shown = self.list.list if self._pages.currentWidget() is self.split else self.blank.button
        shown.setFocus()

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.editor.flush()

    def _edit(self, note: NoteId | None) -> None:
        if note is None or note != self.editor.own:
            self.editor.show_own(note)
        self._writing = False
        self._deleted.setVisible(self.list.binned and note is not None)
        if note is not None:
            self.shown.emit(note)

    def _show_current(self, note: NoteId) -> None:
        if note != self.editor.own:
            self._edit(note)

    def _settle(self) -> None:
        """Show the note that is wanted, else keep the one that is shown, else the next."""
        lists = self.list.list
        for note in (self._wanted, self.editor.own):
            if note is not None and lists.entries.row_of(note) >= 0:
                lists.choose(note)
                self._wanted = None
                break
        else:
            if not self._writing and not self.list.is_empty:
                lists.step(0)
        if self.list.binned and self.list.is_empty:
            self.list.show_binned(False)
        self._deleted.setVisible(self.list.binned and self.editor.own is not None)
        self._show_page()

    def _show_page(self) -> None:
        self.deleted.setText(self.list.bin.text())
        self.deleted.setAccessibleName(self.deleted.text())
        self.deleted.setVisible(not self.list.bin.isHidden())
        nothing = self.list.is_empty and not self.list.field.text() and not self._writing
        self._pages.setCurrentIndex(int(nothing))

    # What is done

    def delete(self, note: NoteId) -> None:
        """Delete a note; it can be brought back."""
        self.flush()
        self._changes.make(
            self.tr("Delete a note"),
            lambda: notes.remove(self._library, [note]),
            shown=self.tr("Note deleted"),
        )

    def bring_back(self, note: NoteId) -> None:
        """Bring a deleted note back."""
        self._changes.make(
            self.tr("Bring a note back"),
            lambda: notes.restore(self._library, [note]),
            shown=self.tr("Note brought back"),
        )

    def _restore_shown(self) -> None:
        if self.editor.own is not None:
            self.bring_back(self.editor.own)

    def _on_notice(self, notice: Notice) -> None:
        if not touches(notice, "note"):
            return
        self.editor.refresh()
        touched = notice.rows.get("note", frozenset())
        if notice.cause in (Cause.UNDO, Cause.REDO) and len(touched) == 1:
            self._wanted = NoteId(*touched)
        self._stale = True
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        self._stale = False
        self.list.ask()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(STACKS_BELOW)
        along = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.split.orientation() is not along:
            self.split.setOrientation(along)
            self.split.setSizes([theme.scaled(n) for n in ((200, 500), (LIST, EDITOR))[not narrow]])
