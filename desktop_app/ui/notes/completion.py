"""What ``[[`` opens: papers and notes that a link may lead to, found as their names are typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.core import notes as core
from desktop_app.core import text
from desktop_app.core.notes import Suggestion
from desktop_app.engines.lanes import Lane
from desktop_app.store import notes
from desktop_app.ui.notes import utf16
from desktop_app.ui.notes.starting import Start
from desktop_app.ui.widgets import matching
from desktop_app.ui.widgets.offers import Offers, plain_key
from desktop_app.ui.widgets.palette_model import Item, Row

TYPING_MS = 120
_BEGUN = re.compile(r"\[\[([^\[\]|]{0,100})$")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Completion(QObject):
    """Watches a field and offers what a link begun in it may lead to.

    `create` makes a note with a title and gives its key, empty where it could not.
    """

    def __init__(self, field: QPlainTextEdit, start: Start, create: Callable[[str], str]) -> None:
        super().__init__(field)
        self._field, self._start, self._create = field, start, create
        self._asked: Future[list[Suggestion]] | None = None
        self._offers = Offers(field, self.tr("What the link may lead to"))
        self._offers.chosen.connect(self._choose)
        self._wait = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._wait.timeout.connect(self.ask)
        field.installEventFilter(self)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._moved)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._offers.isVisible()

    def close(self) -> None:
        """Take the list away, and let what was asked come to nothing."""
        self._forget()
        self._offers.hide()

    def ask(self) -> None:
        """Look up what is typed now."""
        self._forget()
        words = self._words()
        if words is not None:
            self._asked = self._start(
                Lane.READ, notes.find, words, done=lambda found: self._show(words, found)
            )

    def _forget(self) -> None:
        self._wait.stop()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _words(self) -> str | None:
        """Give what is typed of a link up to the caret; None where none is begun."""
        cursor = self._field.textCursor()
        if cursor.hasSelection() or cursor.block().userState() > 0:  # the latter is code
            return None
        begun = _BEGUN.search(utf16.sides(cursor)[0])
        return begun[1] if begun else None

    def _typed(self) -> None:
        if self._words() is None or not self._field.hasFocus():
            self.close()
        else:
            self._wait.start()

    def _moved(self) -> None:
        if self.is_open and self._words() is None:
            self.close()

    def _show(self, words: str, found: list[Suggestion]) -> None:
        if words != self._words() or not self._field.hasFocus():
            return
        rows = [self._row(words, one) for one in found]
        name = text.clean_line(words)
        if name and all(text.title_key(one.title) != text.title_key(name) for one in found):
            create = self.tr("Create note “{name}”").format(name=name)
            rows.append(Row(create, Item("", create, lambda: self._make(name), "plus")))
        window, caret = self._field.window(), self._field.cursorRect()
        place = self._field.viewport().mapTo(window, caret.topLeft())
        self._offers.show_rows(rows, window, QRect(place, caret.size()))

    def _row(self, words: str, one: Suggestion) -> Row:
        title = one.title or self.tr("Untitled note")
        match = matching.match(words, title) if words.strip() else None
        icon = "library" if one.of_paper else "note"
        item = Item("", title, lambda: self._insert(one.key, title), icon, one.detail)
        return Row(title, item, match.letters if match else frozenset())

    # Choosing

    def _choose(self, item: Item | None) -> None:
        self.close()
        if item is not None:
            item.run()

    def _make(self, name: str) -> None:
        if key := self._create(name):
            self._insert(key, name)

    def _insert(self, key: str, title: str) -> None:
        cursor = self._field.textCursor()
        before, after = utf16.sides(cursor)
        begun = _BEGUN.search(before)
        if begun is None:
            return
        length = utf16.count(begun.group())
        closed = 2 if after.startswith("]]") else 0
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=length)
        kept = QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(QTextCursor.MoveOperation.Right, kept, length + closed)
        cursor.insertText(core.as_link(key, title, in_table=before.lstrip().startswith("|")))
        self._field.setTextCursor(cursor)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.close()
        elif self.is_open and (key := plain_key(event)) is not None:
            return self._key(key)
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if self._offers.step_by_key(key):
            return True
        if key in _ENTER:
            self._choose(self._offers.current())
        elif key is Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True
