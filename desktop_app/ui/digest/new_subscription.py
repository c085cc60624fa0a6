"""The form of a new subscription: search or text, its words and name, and what it would match."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.core.text import clean_line
from desktop_app.services.subscribing import Matches
from desktop_app.store.subscriptions import Kind, fault_of_words
from desktop_app.ui import theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import button, label
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.segments import Segments

PAUSE_MS = 300
LONG_PAUSE_MS = 900  # what is typed is embedded only where the reader stops for a while
LONGEST = 2000
FIELD, SEGMENTS = 34, 32  # pixels high

Match = Callable[[Kind, str, Callable[[Matches], object]], object]


class NewSubscription(QWidget):
    """``added`` carries name, kind and words. `match` tells which papers match, `fault` what is
    wrong with a name."""

    added = Signal(str, object, str)

    def __init__(self, match: Match, fault: Callable[[str], str | None]) -> None:
        super().__init__()
        self._match, self._fault = match, fault
        self._named = False  # by hand
        self.kind = Segments(
            tr("Kind"), [(Kind.SEARCH, tr("A search")), (Kind.TEXT, tr("A topic in words"))]
        )
        self.kind.choose(Kind.SEARCH)
        self.explanation = Elided(use="meta", tone="muted")
        self.words = _field(LONGEST)
        self.name = _field(LONGEST)
        self.name.setAccessibleName(tr("Name"))
        self.told = Elided(use="meta", tone="secondary")
        self.add = button(tr("Subscribe"), "primary")
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self._explain()

    def put(self, kind: Kind, text: str) -> None:
        """Fill in what is to be subscribed to."""
        self.kind.choose(kind)
        self.words.setText(text)
        self._explain()
        self._words_edited()

    def clear(self) -> None:
        """Make room for another one."""
        self._named = False
        for field in (self.words, self.name):
            field.clear()
        self._pause.stop()
        self.told.setText("")

    def tell(self, sentence: str) -> None:
        """Say how much matches; nothing where all is well."""
        self._say(sentence, "secondary")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong."""
        self._say(sentence, "error")

    def _say(self, sentence: str, tone: str) -> None:
        self.told.set_tone(tone)
        self.told.setText(sentence)
        announce(self.told, sentence)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.scaled(16))
        form.setVerticalSpacing(theme.scaled(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._words_name = _name("", FIELD)
        form.addRow(_name(tr("Kind"), SEGMENTS), self.kind)
        form.addRow("", self.explanation)
        form.addRow(self._words_name, self.words)
        form.addRow(_name(tr("Name"), FIELD), self.name)
        form.addRow("", self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(label(tr("New subscription"), "section"))
        column.addLayout(form)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _: self._kind_chosen())
        self.words.textEdited.connect(lambda _: self._words_edited())
        self.name.textEdited.connect(self._name_edited)
        for field in (self.words, self.name):
            field.returnPressed.connect(self._subscribe)
        self.add.clicked.connect(self._subscribe)

    def _kind_chosen(self) -> None:
        self._explain()
        self._words_edited()

    def _explain(self) -> None:
        search = self._kind() is Kind.SEARCH
        self.explanation.setText(
            tr("Papers that the search box would find: words, tags, authors.")
            if search
            else tr("Papers near these words in meaning, whatever words they use.")
        )
        self._words_name.setText(tr("Search") if search else tr("Topic"))
        self.words.setAccessibleName(self._words_name.text())
        self.words.setPlaceholderText(
            tr("such as: grokking after:2022")
            if search
            else tr("such as: robots that learn from demonstrations")
        )

    def _kind(self) -> Kind:
        return Kind(self.kind.value())

    def _words_edited(self) -> None:
        if not self._named:
            self.name.setText(clean_line(self.words.text())[:40].strip())
        self.tell("")
        self._pause.start(PAUSE_MS if self._kind() is Kind.SEARCH else LONG_PAUSE_MS)

    def _name_edited(self, name: str) -> None:
        self._named = bool(name)
        self.tell("")

    def _ask(self) -> None:
        if self.words.text().strip():
            self._match(self._kind(), self.words.text(), self._tell_count)

    def _tell_count(self, found: Matches) -> None:
        if not found.ready:
            self.tell(tr("How many papers match shows once the topic is indexed."))
        else:
            self.tell(tr("Matches {} in the library.").format(words.matches(found)))

    def _subscribe(self) -> None:
        name, typed = clean_line(self.name.text()), self.words.text().strip()
        if fault := fault_of_words(self._kind(), typed):
            self.refuse(tr(fault))
            self.words.setFocus()
        elif fault := self._fault(name):
            self.refuse(tr(fault).format(name=name))
            self.name.setFocus()
        else:
            self.added.emit(name, self._kind(), typed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.words.setFocus(event.reason())


def _field(longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(longest)
    return made


def _name(text: str, high: int) -> QLabel:
    """Name a control that is so high, level with its middle."""
    made = label(text, "body", "secondary")
    made.setMinimumHeight(theme.scaled(high))
    return made
