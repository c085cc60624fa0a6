"""All cards: a choice of which, and their list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.cards import Line
from desktop_app.engines.lanes import Lane
from desktop_app.store import cards
from desktop_app.ui import theme
from desktop_app.ui.review.card_list import CardList
from desktop_app.ui.review.card_rows import CardModel
from desktop_app.ui.widgets import controls, stops
from desktop_app.ui.widgets.controls import label, line
from desktop_app.ui.widgets.segments import Segments

SIDE = 24

Start = Callable[..., object]


class Shelf(QWidget):
    """Lists cards; `start` is where work is done that takes a while, `Tasks.start`."""

    def __init__(self, model: CardModel, start: Start) -> None:
        super().__init__()
        self._start = start
        self._asked = 0
        self.model = model
        self.list = CardList(model)
        self.none = label("", "body", "muted", wrap=True)
        self.filter = Segments(self.tr("Show"), self._choices())
        self.filter.choose("all")
        self.filter.chosen.connect(lambda _: self.refresh())
        self._lay_out()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            ("all", self.tr("All")),
            ("due", self.tr("Due")),
            ("suspended", self.tr("Suspended")),
            ("buried", self.tr("Buried")),
        ]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        side = theme.scaled(SIDE)
        top.setContentsMargins(side, theme.scaled(12), side, theme.scaled(12))
        top.addWidget(self.filter)
        top.addStretch(1)
        self.none.setContentsMargins(side, theme.scaled(12), side, side)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = controls.column(self)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        column.addWidget(self.none, 1)

    def refresh(self) -> None:
        """Ask for the cards there are."""
        self._asked += 1
        number = self._asked
        self._start(
            Lane.READ,
            cards.lines,
            self.filter.value(),
            done=lambda found: self._show(number, found),
        )

    def _show(self, number: int, found: list[Line]) -> None:
        if number != self._asked:
            return
        self.list.show_lines(found)
        self.list.setVisible(bool(found))
        self.none.setHidden(bool(found))
        self.none.setText(
            {
                "all": self.tr("No cards."),
                "due": self.tr("No card is due."),
                "suspended": self.tr("No card is suspended."),
                "buried": self.tr("No card is buried."),
            }[self.filter.value()]
        )

    def first(self) -> QWidget | None:
        """Give what takes the focus: the list, or the choice where it is empty."""
        return stops.first(self) if self.list.isHidden() else self.list
