"""What stands in place of the list where it has no rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.query import Query, Term
from desktop_app.ui import actions, theme
from desktop_app.ui.library.chips import Flow
from desktop_app.ui.widgets import controls


class _Page(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        side = theme.scaled(24)
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(theme.scaled(12))
        self.column.addStretch(2)

    def _put(self, widget: QWidget) -> None:
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)


class EmptyLibrary(_Page):
    """The first sight of a new library."""

    add_papers = Signal()
    starter_wanted = Signal()

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._put(controls.label(self.tr("Your desk is clear."), "paper-title"))
        keys = actions.shown_key("Ctrl+N")
        add = controls.button(self.tr("Add papers…"), "primary", "plus")
        add.setToolTip(f"{self.tr('Add papers…')} ({keys})")
        add.clicked.connect(self.add_papers)
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        row.addStretch()
        row.addWidget(add)
        row.addWidget(controls.key_cap(keys))
        row.addStretch()
        self.column.addLayout(row)
        hint = controls.label(self.tr("or drop a saved papers page here"), "body", "muted")
        self._put(hint)
        look = controls.button(self.tr("Look around with the starter library"), "link")
        look.clicked.connect(self.starter_wanted)
        self._put(look)
        self.column.addStretch(3)
        for control in (add, look):
            control.setEnabled(writable)


class EmptyBin(_Page):
    """An empty bin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._put(controls.label(self.tr("The bin is empty."), "body", "muted"))
        self.column.addStretch(3)


class NoResults(_Page):
    """A query that finds nothing, and the ways out of it."""

    remove = Signal(object)
    everything = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = controls.label("", "section", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.text)
        self._holder = QWidget()
        self._flow = Flow(self._holder, centred=True)
        self.column.addWidget(self._holder)
        everything = controls.button(self.tr("Search everything"), "link")
        everything.clicked.connect(self.everything)
        self._put(everything)
        self.column.addStretch(3)

    def set_query(self, query: Query, *, by_words: bool = False) -> None:
        """Name the query and offer to remove each of its conditions.

        Found only `by_words` so far, what is near in meaning may follow.
        """
        asked = str(query).strip()
        asked = f"{asked}." if len(asked) <= 80 else f"{asked[:79]}…"
        told = self.tr("Nothing matches {query}").format(query=asked)
        self.text.setText(self.tr("No paper has all of these words.") if by_words else told)
        while item := self._flow.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for term in query.fields:
            self._offer(term)
        self._holder.setVisible(bool(query.fields))

    def _offer(self, term: Term) -> None:
        shown = str(term) if len(str(term)) <= 40 else f"{str(term)[:39]}…"
        button = controls.button(self.tr("Remove {term}").format(term=shown), "small")
        button.clicked.connect(lambda: self.remove.emit(term))
        self._flow.addWidget(button)
