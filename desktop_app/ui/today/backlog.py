"""The backlog beside the day: how much waits, and a look at it spread over the coming days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.queue import Budget
from desktop_app.core.spread import Share
from desktop_app.ui import phrases, theme
from desktop_app.ui.today.spread_bars import SpreadBars
from desktop_app.ui.widgets.controls import button, label, line
from desktop_app.ui.widgets.segments import Segments

Ask = Callable[[int, Callable[[list[Share]], None]], object]
SPANS = (7, 14, 30)


class Backlog(QWidget):
    """Asks for a spread and shows it; nothing moves until its button is pressed.

    `ask` is given a number of days and whom to tell the shares. ``spread_wanted`` carries the
    shares that are shown.
    """

    spread_wanted = Signal(object)
    letting_go_wanted = Signal()
    queue_wanted = Signal()

    def __init__(self, ask: Ask, budget: Callable[[], Budget]) -> None:
        super().__init__()
        self._ask, self._budget = ask, budget
        self._asked = 0
        self.shares: tuple[Share, ...] = ()
        self.count = button("", "link", tip=self.tr("List the queue in the library"))
        self.count.setProperty("edge", True)
        self.count.clicked.connect(self.queue_wanted)
        self.span = Segments(
            self.tr("Spread over the coming"),
            [
                ("7", self.tr("1 week")),
                ("14", self.tr("2 weeks")),
                ("30", self.tr("1 month")),
            ],
        )
        self.span.choose("14")
        self.span.chosen.connect(lambda _: self.refresh())
        self.bars = SpreadBars()
        self.sentence = label("", "meta", "muted", wrap=True)
        self.spread = button("")
        self.spread.clicked.connect(lambda: self.spread_wanted.emit(self.shares))
        self.let_go = button(
            self.tr("Let some go…"), "flat", tip=self.tr("Choose papers to drop from the backlog")
        )
        self.let_go.clicked.connect(self.letting_go_wanted)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Backlog"), "body-strong"), 1)
        head.addWidget(self.count)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.scaled(8))
        buttons.addWidget(self.spread)
        buttons.addWidget(self.let_go)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addWidget(line())
        column.addSpacing(theme.scaled(18))
        column.addLayout(head)
        column.addWidget(label(self.tr("Spread over the coming"), "body", "secondary"))
        column.addSpacing(theme.scaled(4))
        column.addWidget(self.span)
        column.addSpacing(theme.scaled(12))
        column.addWidget(self.bars)
        column.addWidget(self.sentence)
        column.addSpacing(theme.scaled(8))
        column.addLayout(buttons)

    def refresh(self) -> None:
        """Ask anew how the backlog would be spread; an answer that comes too late is not shown."""
        self._asked += 1
        asked = self._asked
        self._ask(
            int(self.span.value()),
            lambda shares: self._show(shares) if asked == self._asked else None,
        )

    def show_if_any(self) -> None:
        """Be there as long as papers wait."""
        self.setVisible(any(share.papers for share in self.shares))

    def _show(self, shares: Sequence[Share]) -> None:
        self.shares = tuple(shares)
        count = sum(len(share.papers) for share in shares)
        self.show_if_any()
        self.count.setText(phrases.papers(count))
        self.count.setAccessibleName(self.tr("{} in the backlog").format(phrases.papers(count)))
        self.bars.put(self.shares)
        self.sentence.setText(self._sentence())
        span = {
            "7": self.tr("Spread over 1 week"),
            "14": self.tr("Spread over 2 weeks"),
            "30": self.tr("Spread over 1 month"),
        }[self.span.value()]
        self.spread.setText(span)
        self.spread.setAccessibleName(span)

    def _sentence(self) -> str:
        """Say what a day would hold, and whether that is more than the reader wants of a day."""
        counts = [len(share.papers) for share in self.shares]
        busy = [share.minutes for share in self.shares if share.papers]
        if not busy:
            return ""
        least, most = min(counts), max(counts)
        number = phrases.number(most) if least == most else self._range(least, most)
        told = self.tr("{number} a day, about {minutes}.").format(
            number=number[:1].upper() + number[1:],
            minutes=phrases.minutes(max(1, round(sum(busy) / len(busy)))),
        )
        cap = self._budget().papers
        if cap is not None and most > cap:
            more = self.tr("That is more than your {} a day: what is left over is carried on.")
            return f"{told} {more.format(phrases.number(cap))}"
        return f"{told} {self.tr('Nothing is marked overdue.')}"

    def _range(self, least: int, most: int) -> str:
        if not least:
            return self.tr("up to {}").format(phrases.number(most))
        form = self.tr("{} or {}") if most - least == 1 else self.tr("{} to {}")
        return form.format(phrases.number(least), phrases.number(most))
