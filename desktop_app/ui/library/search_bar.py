"""The search field with its chips: conditions on fields below, words to be found within."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop_app.core import query as queries
from desktop_app.core.query import Query, Term, negate
from desktop_app.core.query.begun import finished
from desktop_app.store.query_values import Value
from desktop_app.ui import icons, query_hints, theme
from desktop_app.ui.library.chips import Chip, FilterButton, Flow, ModeButton
from desktop_app.ui.library.filters import Filters
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.writing import Line

PAUSE_MS = 150  # without a key: what is typed has come to rest
ON_PURPOSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason)
# What is not told while the reader writes: what is typed next may set it right.
UNFINISHED = (queries.Kind.QUOTE, queries.Kind.PARENTHESIS, queries.Kind.OPERATOR)

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(Line):
    """A line that gives way: down to the list, back into the last chip, Esc to empty it.

    ``entered`` tells of the focus, and whether the reader meant to search.
    """

    left = Signal()
    back = Signal()
    entered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("body"))
        self.setStyleSheet(f"QLineEdit {{ min-height: {theme.scaled(26)}px; }}")
        self.setPlaceholderText(self.tr("Search titles, notes, highlights… (press /)"))
        self.setAccessibleName(self.tr("Search the library"))
        self._glass = QAction(self.placeholderText(), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Clear the search"), self)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.tint()

    def tint(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        self._glass.setIcon(icons.icon("search", "text_secondary"))
        self._clear.setIcon(icons.icon("close", "text_secondary"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_clear"):
            self.tint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(event.reason() in ON_PURPOSE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _DOWN:
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """Field and chips together make the query; ``changed`` carries it after each key, ``paused``
    tells that no key follows for now."""

    changed = Signal(object)
    paused = Signal()
    mode_chosen = Signal(str)
    left = Signal()

    def __init__(
        self, names: Callable[[str], Iterable[Value]], parent: QWidget | None = None
    ) -> None:
        """`names` gives those a field may have, for the menu of filters."""
        super().__init__(parent)
        year = QDate.currentDate
        self._filters = Filters(names, lambda: year().year(), self.add, self.begin)
        self._chips: list[Chip] = []
        self._told = Query()
        self._writing = False
        self.field = SearchField()
        self.filter = FilterButton()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.field.textChanged.connect(self._emptied)
        self.field.left.connect(self._leave)
        self.field.back.connect(self._open_last_chip)
        self.filter.clicked.connect(self._show_menu)
        self._soon.timeout.connect(self._tell)
        self._pause.timeout.connect(self.settle)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        side = theme.scaled(12)
        column.setContentsMargins(side, theme.scaled(8), side, theme.scaled(4))
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.field)
        self.hint = controls.label("", "meta", "muted", wrap=True)
        self.hint.hide()
        column.addWidget(self.hint)
        self._row = Flow()
        column.addLayout(self._row)
        self.mode = ModeButton()
        self.mode.chosen.connect(self.mode_chosen)
        self.show_mode = self.mode.show_mode
        self._row.addWidget(self.filter)
        self._row.addWidget(self.mode)

    def query(self) -> Query:
        """Give what is asked for now."""
        return Query(self.terms() + queries.parse(self._text()).parts)

    def _text(self) -> str:
        """Give what is typed; a field whose value is still to be typed asks for nothing yet."""
        typed = self.field.text()
        return finished(typed, self.field.cursorPosition()) if self._writing else typed

    def terms(self) -> tuple[Term, ...]:
        """Give the conditions that are chips."""
        return tuple(chip.term for chip in self._chips)

    def set_query(self, query: Query) -> None:
        """Show a query: its fields as chips, its words in the field."""
        self.stop()
        self._writing = False
        self._set_chips(query.fields)
        self.hint.hide()
        words = str(Query(query.words))
        # What asks for the same may stay as it was typed; signs that ask for nothing go.
        if not words or queries.parse(self.field.text()).parts != query.words:
            self.field.blockSignals(True)
            self.field.setText(words)
            self.field.blockSignals(False)
            self.field.textChanged.emit(words)
        self._tell()

    def add(self, term: Term) -> None:
        """Add a condition in the place of its contrary, or take it away where it is there."""
        terms = self.terms()
        rest = tuple(t for t in terms if t not in (term, negate(term)))
        self._set_chips(rest if term in terms else (*rest, term))
        self._tell()

    def turn(self, term: Term) -> None:
        """Turn a condition into its contrary: what was wanted is left out, and back."""
        at = self.terms().index(term)
        focused = self._chips[at].hasFocus()
        contrary = replace(term, negated=not term.negated)
        turned = dict.fromkeys(contrary if t == term else t for t in self.terms())
        self._set_chips(tuple(turned))
        if focused:
            self._chips[min(at, len(self._chips) - 1)].setFocus()
        self._tell()

    def settle(self) -> None:
        """Let what is typed take effect at once; complete field terms become chips."""
        self.stop()
        self._make_chips(whole=False)
        self._tell()
        self._say_hint()
        self.paused.emit()

    def _say_hint(self) -> None:
        """Say what was taken as plain text, once the typing rests."""
        hints = queries.hints(self._text())
        said = query_hints.say([h for h in hints if not self._writing or h.kind not in UNFINISHED])
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    def stop(self) -> None:
        """Let what is typed take no effect."""
        self._soon.stop()
        self._pause.stop()

    @property
    def typing(self) -> bool:
        """Whether the last key is so recent that another may follow."""
        return self._pause.isActive()

    def menu(self) -> QMenu:
        """Make the menu of conditions, those in force checked."""
        return self._filters.menu(self, self.terms())

    def begin(self, field: str) -> None:
        """Let the value of a field be typed after what is there."""
        before = self.field.text().rstrip()
        text = f"{before} {field}:".lstrip()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText(text)
        self.field.textEdited.emit(text)  # it is as good as typed

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))

    def _typed(self) -> None:
        self._writing = True
        self._soon.start()
        self._pause.start()

    def _emptied(self, text: str) -> None:
        if not text and self._told.words:
            self._typed()

    def _leave(self) -> None:
        self._writing = False
        self._make_chips(whole=True)
        self.settle()
        self.left.emit()

    def _make_chips(self, *, whole: bool) -> None:
        typed = self.field.text()
        parsed = queries.parse(typed)
        ended = whole or typed[-1:].isspace()
        ready = parsed.fields if ended else Query(parsed.parts[:-1]).fields
        if not ready:
            return
        rest = Query(tuple(part for part in parsed.parts if part not in ready))
        words = str(rest)
        if words and typed[-1:].isspace() and not words.endswith(" "):
            spaced = f"{words} "
            words = spaced if queries.parse(spaced) == rest else f"{words}* "
        self.field.setText(words)
        terms = self.terms()
        self._set_chips(terms + tuple(t for t in ready if t not in terms))

    def _open_last_chip(self) -> None:
        if self._chips:
            self._open(self._chips[-1].term)

    def _open(self, term: Term) -> None:
        """Let a condition be changed: as text again, after what is typed."""
        self._set_chips(tuple(t for t in self.terms() if t != term))
        self.field.setText(f"{self.field.text().rstrip()} {term}".lstrip())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed()

    def _set_chips(self, terms: tuple[Term, ...]) -> None:
        if terms == self.terms():
            return
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(term, self) for term in terms]
        for at, chip in enumerate(self._chips):
            self._row.insert(at, chip)
            chip.clicked.connect(lambda _=False, term=chip.term: self._drop(term))
            chip.turned.connect(lambda term=chip.term: self.turn(term))
            chip.opened.connect(lambda term=chip.term: self._open(term))
            chip.show()
            QWidget.setTabOrder(self._chips[at - 1] if at else self.field, chip)
        QWidget.setTabOrder(self._chips[-1] if self._chips else self.field, self.filter)
        QWidget.setTabOrder(self.filter, self.mode)
        self.updateGeometry()

    def _drop(self, term: Term) -> None:
        self.add(term)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        query = self.query()
        if query != self._told:
            self._told = query
            self.changed.emit(query)
