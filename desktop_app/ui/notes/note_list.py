"""The notes of their own as a list: found by words, deleted and brought back."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import (
    QDate,
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop_app.core.notes import NoteId, Row
from desktop_app.engines.lanes import Lane
from desktop_app.store import notes
from desktop_app.store.library import Library
from desktop_app.ui import actions, icons, theme
from desktop_app.ui.notes.entries import Entry, EntryList
from desktop_app.ui.notes.starting import Start
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.writing import Line

TYPING_MS = 120

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteList(QWidget):
    """Lists notes, or the deleted ones. ``current_changed`` carries the NoteId moved to,
    ``settled`` tells that a list asked for has come, ``opened`` wants the current note written."""

    current_changed = Signal(object)
    settled = Signal()
    opened = Signal()
    new_wanted = Signal()
    delete_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, library: Library, start: Start) -> None:
        super().__init__()
        self._library, self._start = library, start
        self._asked: Future[tuple[list[Row], int]] | None = None
        self.binned = False
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.list = EntryList(self.tr("Notes"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._count = controls.label(use="meta", tone="muted")
        self.new = controls.button(self.tr("New note"), "flat", "plus")
        self.new.setToolTip(actions.shown_key("Ctrl+Alt+N"))
        self.new.setEnabled(library.writable)
        self._none = controls.label(tone="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bin = controls.button("", "link")
        self._wait = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        side = theme.scaled(12)
        head = QHBoxLayout()
        head.setContentsMargins(theme.scaled(16), 0, theme.scaled(8), 0)
        head.addWidget(self._count, 1)
        head.addWidget(self.new)
        top = QVBoxLayout()
        top.setContentsMargins(side, theme.scaled(8), side, 0)
        top.addWidget(self.field)
        self._rule = controls.line()
        foot = QHBoxLayout()
        foot.setContentsMargins(side, theme.scaled(2), side, theme.scaled(2))
        foot.addWidget(self.bin, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(controls.line())
        column.addWidget(self._none, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._rule)
        column.addLayout(foot)

    def _wire(self) -> None:
        self._wait.timeout.connect(self.ask)
        self.field.textChanged.connect(lambda _: self._wait.start())
        self.field.left.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.opened.connect(lambda _: self.opened.emit())
        self.list.removed.connect(self._remove)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.new.clicked.connect(self.new_wanted)
        self.bin.clicked.connect(lambda: self.show_binned(not self.binned))

    # What is listed

    def ask(self) -> None:
        """Look the notes up anew."""
        self._wait.stop()
        if self._asked is not None:
            self._asked.cancel()
        words, binned = self.field.text(), self.binned
        self._asked = self._start(Lane.READ, _rows, words, binned, done=self._show)

    def show_binned(self, binned: bool) -> None:
        """List the deleted notes, or the others."""
        if binned != self.binned:
            self.binned = binned
            self.ask()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is listed."""
        return self.list.entries.rowCount() == 0

    def _show(self, answer: tuple[list[Row], int]) -> None:
        found, deleted = answer
        row = self.list.currentIndex().row()
        self.list.show_entries(list(map(self._entry, found)))
        if not self.list.currentIndex().isValid() and row >= 0:
            self.list.setCurrentIndex(self.list.entries.index(min(row, len(found) - 1)))
        count = self.tr("%n deleted note(s)", "", len(found))
        self._count.setText(count if self.binned else self.tr("%n note(s)", "", len(found)))
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        words = self.field.text().strip()
        self._none.setText(self.tr("No note has “{}” in it.").format(words) if words else "")
        for part in (self._rule, self.bin):
            part.setVisible(self.binned or bool(deleted))
        back, bin_ = self.tr("Back to the notes"), self.tr("Deleted notes ({n})")
        self.bin.setText(back if self.binned else bin_.format(n=deleted))
        self.bin.setAccessibleName(self.bin.text())
        self.settled.emit()

    def _entry(self, row: Row) -> Entry:
        return Entry(row.id, row.title or self.tr("Untitled note"), row.line, _when(row))

    # What is done

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.current_changed.emit(self.list.value())

    def _remove(self, note: NoteId) -> None:
        if self._library.writable and not self.binned:
            self.delete_wanted.emit(note)

    def menu(self, note: NoteId) -> QMenu:
        """Make the context menu of a note."""
        menu = Menu(self)
        menu.setEnabled(self._library.writable)
        if self.binned:
            menu.addAction(self.tr("Bring back")).triggered.connect(
                lambda: self.restore_wanted.emit(note)
            )
        else:
            menu.addAction(self.tr("Delete")).triggered.connect(lambda: self._remove(note))
        return menu

    def _show_menu(self, point: QPoint) -> None:
        if self.list.indexAt(point).isValid():
            menu = self.menu(self.list.value())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(point))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "new"):
            controls.tint(self.new)


class _Field(Line):
    """A line that gives way to the list below it; Esc empties it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font("body"))
        self.setPlaceholderText(self.tr("Search these notes"))
        self.setAccessibleName(self.placeholderText())
        self._glass = QAction(self.placeholderText(), self)  # what it is to a screen reader
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._tint()

    def _tint(self) -> None:
        self._glass.setIcon(icons.icon("search", "text_secondary"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DOWN or (event.key() == Qt.Key.Key_Escape and not self.text()):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


def _rows(reader: Library, words: str, binned: bool) -> tuple[list[Row], int]:
    return notes.rows(reader, words, binned=binned), notes.count(reader, binned=True)


def _when(row: Row) -> str:
    """Say when a note was changed: the time of today, else the day."""
    moment = QDateTime.fromMSecsSinceEpoch(round(row.changed_at.timestamp() * 1000))
    today = QDate.currentDate()
    if moment.date() == today:
        return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    this_year = moment.date().year() == today.year()
    return QLocale().toString(moment.date(), "d MMM" if this_year else "d MMM yyyy")
