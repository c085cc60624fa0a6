"""Suggestions under a search field: fields, their values, and what was searched for before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.query.begun import Begun, begun, completed
from desktop_app.ui.widgets import matching
from desktop_app.ui.widgets.offers import Offers, plain_key
from desktop_app.ui.widgets.palette_model import Item, Row

TYPING_MS = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for what is begun, or with `whole` for all that is typed; `detail` explains it.

    A tag has the slot of its colour, from 1.
    """

    value: str
    detail: str = ""
    icon: str = ""
    whole: bool = False
    colour: int = 0


Answer = Callable[[Sequence[Suggestion]], None]
Suggest = Callable[[str, Begun | None, Answer], None]


class Suggesting(QObject):
    """Watches a field and offers what may be meant; nothing is taken unless it is chosen.

    `suggest` is asked with all that is typed and what is begun at the caret, and answers at once
    or later. While nothing but names of fields is offered, the arrows and Enter go on to the field.
    """

    def __init__(self, field: QLineEdit, suggest: Suggest) -> None:
        super().__init__(field)
        self._field, self._suggest = field, suggest
        self._token = 0
        self._passive = False
        self._offers = Offers(field, self.tr("Suggestions"))
        self._offers.chosen.connect(self._take)
        self._wait = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._wait.timeout.connect(self.ask)
        field.installEventFilter(self)
        field.textEdited.connect(lambda _: self._wait.start())
        field.textChanged.connect(lambda _: self._changed())

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._offers.isVisible()

    def shown(self) -> list[str]:
        """Give the texts of the suggestions shown."""
        return [row.text for row in self._offers.rows.rows()] if self.is_open else []

    def close(self) -> None:
        """Take the suggestions away."""
        self._wait.stop()
        self._token += 1
        self._offers.hide()

    def ask(self) -> None:
        """Ask what may be meant by what is typed now; what is shown stands until the answer."""
        self._wait.stop()
        self._token += 1
        token, typed = self._token, self._field.text()
        if not self._field.hasFocus():
            self.close()
            return
        one = begun(typed, self._field.cursorPosition())

        def answer(found: Sequence[Suggestion]) -> None:
            if token == self._token and self._field.text() == typed and self._field.hasFocus():
                self._show(one, found)

        self._suggest(typed, one, answer)

    def _changed(self) -> None:
        """Close where the text was set: what is typed was told as edited just before."""
        if self.is_open and not self._wait.isActive():
            self.close()

    def _show(self, one: Begun | None, found: Sequence[Suggestion]) -> None:
        value = one.value if one else ""
        self._passive = all(suggestion.value.endswith(":") for suggestion in found)
        rows = [self._row(value, one, suggestion) for suggestion in found]
        window, caret = self._field.window(), self._field.cursorRect()
        at = self._field.mapTo(window, caret.topLeft())
        begun_at = at.x() - self._begun_width(one)
        # Under the field as a whole, so that it never hides what is typed.
        edge = self._field.mapTo(window, self._field.rect().bottomLeft())
        place = QRect(
            max(edge.x(), begun_at), edge.y() - caret.height(), caret.width(), caret.height()
        )
        self._offers.show_rows(rows, window, place, chosen=False)

    def _begun_width(self, one: Begun | None) -> int:
        """Give the pixels from what is begun to the caret: the list stays put while one types."""
        text = self._field.text()[one.start : self._field.cursorPosition()] if one else ""
        return self._field.fontMetrics().horizontalAdvance(text)

    def _row(self, value: str, one: Begun | None, suggestion: Suggestion) -> Row:
        match = matching.match(value, suggestion.value) if value.strip() else None
        item = Item(
            "",
            suggestion.value,
            lambda: self._write(one, suggestion),
            suggestion.icon,
            suggestion.detail,
            colour=suggestion.colour,
        )
        return Row(suggestion.value, item, match.letters if match else frozenset())

    def _take(self, item: Item | None) -> None:
        self.close()
        if item is not None:
            item.run()

    def _write(self, one: Begun | None, suggestion: Suggestion) -> None:
        if suggestion.whole or one is None:
            text, caret = suggestion.value, len(suggestion.value)
        else:
            typed, at = self._field.text(), self._field.cursorPosition()
            text, caret = completed(typed, at, one, suggestion.value)
        self._field.setText(text)
        self._field.setCursorPosition(caret)
        self._field.textEdited.emit(text)  # it is as good as typed

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.close()
        elif self.is_open and (key := plain_key(event)) is not None:
            return self._key(key)
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Act on a key while suggestions are shown; what is not meant for them goes on."""
        if self._passive and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            return False
        if self._offers.step_by_key(key):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._offers.current()
            self._take(item)
            return item is not None
        elif key is Qt.Key.Key_Tab:
            if not self._field.text():
                self.close()  # nothing is begun that could be completed: on to the next control
                return False
            if self._offers.current() is None:
                self._offers.step(1)
            self._take(self._offers.current())
        elif key is Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True
