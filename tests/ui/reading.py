"""The reader on its own, on a library in memory, for the tests of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.highlights import Highlight
from desktop_app.core.papers import PaperId
from desktop_app.settings import Settings
from desktop_app.store import highlights
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.notes.editor import NoteEditor
from desktop_app.ui.reader.abstract_text import AbstractText
from desktop_app.ui.reader.panel import ReaderPanel
from desktop_app.ui.widgets.margin_note import MarginNote
from desktop_app.ui.widgets.writing import Writing

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A shown reader with its notes, as the window puts them together."""

    def __init__(self, library: Library, qtbot: QtBot, paper: PaperId | None = None) -> None:
        self.library, self.qtbot = library, qtbot
        self.changes = Changes(library)
        self.notes = NoteEditor(self.changes)
        self.reader = ReaderPanel(
            self.changes,
            buttons=(
                QAction("Add to queue"),
                QAction("Done"),
                QAction("Snooze"),
                QAction("Open PDF"),
            ),
            notes=self.notes,
            document=QWidget(),
            names=lambda: Settings().colour_names,
            size=lambda: 17,
        )
        qtbot.addWidget(self.reader, before_close_func=lambda _: self.changes.close())
        self.reader.shown.connect(lambda shown: shown and self.notes.show_note(shown))
        self.changes.changed.connect(lambda _: self.notes.refresh())
        self.reader.resize(820, 800)
        with qtbot.waitActive(self.reader):
            self.reader.show()
            self.reader.activateWindow()
        if paper is not None:
            self.reader.show_paper(paper)
            self.reader.focus_text()

    @property
    def text(self) -> AbstractText:
        return self.reader.abstract.text

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the focus is."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            if with_ is None:
                self.qtbot.keyClick(focus, key)
            else:
                self.qtbot.keyClick(focus, key, with_)

    def type(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClicks(focus, words)

    def select(self, start: int, count: int) -> None:
        """Select characters by keys, from a place in code points."""
        self.text.setFocus()
        self.text.put_caret(start)
        self.press(*[Qt.Key.Key_Right] * count, with_=SHIFT)

    def marks(self, paper: PaperId | None = None) -> list[Highlight]:
        wanted = paper or self.reader.paper
        assert wanted is not None
        return highlights.of(self.library, wanted)

    def margin_notes(self) -> Sequence[MarginNote]:
        found = self.reader.abstract.margin.findChildren(MarginNote)
        return sorted((n for n in found if not n.isHidden()), key=MarginNote.y)

    def comment_editor(self) -> Writing | None:
        found = self.reader.abstract.margin.findChildren(Writing)
        return next((f for f in found if not f.isHidden()), None)

    def elsewhere(self) -> QWidget:
        """Put the focus somewhere outside the text and the margin."""
        fold = self.reader.similar._fold
        fold.setFocus()
        return fold
