"""The search field with its chips: conditions on fields below, words to be found within."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop_app.core import query as queries
from desktop_app.core.query import Query, Term
from desktop_app.ui import icons, query_hints, theme
from desktop_app.ui.library.chips import Chip, FilterButton, Flow, ModeButton
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu
from desktop_app.ui.widgets.writing import Line

PAUSE_MS = 150  # without a key: what is typed has come to rest

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(Line):
    """A line that gives way: down to the list, back into the last chip, Esc to empty it."""

    left = Signal()
    back = Signal()
    entered = Signal()

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
        self.entered.emit()

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

    def __init__(self, tags: Callable[[], list[str]], parent: QWidget | None = None) -> None:
        """`tags` gives the names of the tags for the menu of filters."""
        super().__init__(parent)
        self._tags = tags
        self._chips: list[Chip] = []
        self._told = Query()
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
        self.hint = controls.label("", "meta", "due", wrap=True)
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
        chips = tuple(chip.term for chip in self._chips)
        return Query(chips + queries.parse(self.field.text()).parts)

    def set_query(self, query: Query) -> None:
        """Show a query: its fields as chips, its words in the field."""
        self.stop()
        self._set_chips(query.fields)
        self.hint.hide()
        words = str(Query(query.words))
        if queries.parse(self.field.text()).parts != query.words:
            self.field.blockSignals(True)
            self.field.setText(words)
            self.field.blockSignals(False)
            self.field.textChanged.emit(words)
        self._tell()

    def add(self, term: Term) -> None:
        """Add a condition, or take it away where it is there already."""
        terms = [chip.term for chip in self._chips]
        terms = [t for t in terms if t != term] if term in terms else [*terms, term]
        self._set_chips(tuple(terms))
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
        said = query_hints.say(queries.hints(self.field.text()))
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
        menu = Menu(self)
        for value, text in (
            ("unread", self.tr("Unread")),
            ("queued", self.tr("Queued")),
            ("starred", self.tr("Starred")),
            ("highlighted", self.tr("With highlights")),
            ("noted", self.tr("With notes")),
            ("incomplete", self.tr("To be completed")),
        ):
            self._offer(menu, text, Term(value, "is"))
        menu.addSeparator()
        for value, text in (
            ("pdf", self.tr("With a PDF")),
            ("code", self.tr("With a link to code")),
            ("abstract", self.tr("With an abstract")),
        ):
            self._offer(menu, text, Term(value, "has"))
        tags = menu.addMenu(self.tr("Tag"))
        for name in self._tags():
            self._offer(tags, name.replace("&", "&&"), Term(name, "tag", quoted=" " in name))
        tags.setEnabled(not tags.isEmpty())
        queue = menu.addMenu(self.tr("Queue"))
        for value, text in (
            ("today", self.tr("In today’s plan")),
            ("due", self.tr("With a due day")),
            ("later", self.tr("Not planned yet")),
            ("snoozed", self.tr("Snoozed")),
        ):
            self._offer(queue, text, Term(value, "queue"))
        return menu

    def _offer(self, menu: QMenu, text: str, term: Term) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(any(chip.term == term for chip in self._chips))
        action.triggered.connect(lambda: self.add(term))

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height() + 2)))

    def _typed(self) -> None:
        self._soon.start()
        self._pause.start()

    def _emptied(self, text: str) -> None:
        if not text and self._told.words:
            self._typed()

    def _leave(self) -> None:
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
        words = str(rest).rstrip()
        self.field.setText(words + " " if words and typed[-1:].isspace() else words)
        terms = [chip.term for chip in self._chips]
        self._set_chips(tuple(terms + [t for t in ready if t not in terms]))

    def _open_last_chip(self) -> None:
        if not self._chips:
            return
        term = self._chips[-1].term
        self._set_chips(tuple(chip.term for chip in self._chips[:-1]))
        self.field.setText(str(term))
        self._typed()

    def _set_chips(self, terms: tuple[Term, ...]) -> None:
        if terms == tuple(chip.term for chip in self._chips):
            return
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(term, self) for term in terms]
        for at, chip in enumerate(self._chips):
            self._row.insert(at, chip)
            chip.clicked.connect(lambda _=False, term=chip.term: self._drop(term))
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
