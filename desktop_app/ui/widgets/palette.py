"""The command palette: everything that can be done, found by typing a little of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import overlay_parts, palette_delegate
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import label, line
from desktop_app.ui.widgets.overlay import Overlay
from desktop_app.ui.widgets.overlay_parts import FIELD, FOOT, Foot, Mark
from desktop_app.ui.widgets.palette_delegate import Delegate
from desktop_app.ui.widgets.palette_model import Item, Rows, rank

Provider = Callable[[str], Sequence[Item]]

WIDTH = 640
TOP = 0.108  # of the window's height
SLOW_MS = 60
MOST_LIST = 542  # pixels

__all__ = ["Item", "Palette", "Provider"]


class Palette(Overlay):
    """A field and the rows that match it, above the window.

    Each provider gives items for what is typed; the palette matches, ranks and groups them. The
    `slow` ones are asked once the typing pauses, what they gave before stands until then.
    """

    def __init__(
        self,
        window: QWidget,
        providers: Sequence[Provider],
        *,
        slow: Sequence[Provider] = (),
        only: Mapping[str, tuple[str, Provider]] | None = None,
        elsewhere: Mapping[str, tuple[str, Callable[[], object]]] | None = None,
        keys: Sequence[str] = ("Ctrl+K",),
    ) -> None:
        """`only` has, by the sign typed first, what is then listed alone, with its name;
        `elsewhere` what is done in place of a command."""
        super().__init__(window, width=WIDTH, top=TOP, closed_by=keys)
        self._providers = tuple(providers)
        self._slow = tuple(slow)
        self._only, self._elsewhere = only or {}, elsewhere or {}
        self._sign = ""  # that is typed first, of those of `only`
        self._items: list[Item] = []
        self._slow_items: list[Item] = []
        self.field = QLineEdit()
        overlay_parts.dress_field(
            self.field, self.tr("Type a command or a title"), self.tr("Command")
        )
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.count = label("", "meta", "muted")
        self.empty = label("", "body", "muted")
        self.empty.setContentsMargins(theme.scaled(48), 0, theme.scaled(16), 0)
        self.empty.setFixedHeight(theme.scaled(64))
        self.rows = Rows(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self._delegate = Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        overlay_parts.dress_list(self.list, self.tr("Matching commands"))
        self.list.clicked.connect(self._clicked)
        self._later = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._later.timeout.connect(self._ask_slow)
        self._lay_out()

    def open(self, typed: str = "") -> None:
        """Open with what is typed already, or with every command."""
        self.field.setText(typed)
        self._slow_items = []
        self._typed(typed)
        self.open_over(self.field)

    def current(self) -> Item | None:
        """Give the item Enter would run."""
        index = self.list.currentIndex()
        return self.rows.rows()[index.row()].item if index.isValid() else None

    def run(self) -> None:
        """Close, then run the current item."""
        if self._later.isActive():
            self._ask_slow()
        item = self.current()
        if item is None:
            return
        self.close_over()
        item.run()

    def step(self, by: int, *, wrap: bool = True) -> None:
        """Move the current row by so many rows that can be run."""
        stops = self.rows.stops()
        if not stops:
            return
        row = self.list.currentIndex().row()
        here = stops.index(row) if row in stops else 0
        there = here + by
        there = there % len(stops) if wrap else max(0, min(len(stops) - 1, there))
        self._go(stops[there])
        item = self.current()
        if item is not None:
            announce(self.list, item.text)

    # What is typed

    def _typed(self, typed: str) -> None:
        if typed in self._elsewhere:
            self.close_over()
            self._elsewhere[typed][1]()
            return
        sign = typed[:1] if typed[:1] in self._only else ""
        if sign != self._sign:
            self._sign, self._slow_items = sign, []
        self._items = [] if sign else _ask(self._providers, typed)
        self._show(None)
        if self._slow or self._only:
            self._later.start()

    def _words(self) -> str:
        """Give what is typed, without the sign of what is listed alone."""
        return self.field.text().removeprefix(self._sign)

    def _ask_slow(self) -> None:
        self._later.stop()
        stops = self.rows.stops()
        moved = bool(stops) and self.list.currentIndex().row() != stops[0]
        kept = self.current() if moved else None
        asked = (self._only[self._sign][1],) if self._sign else self._slow
        self._slow_items = _ask(asked, self._words())
        self._show(kept)

    def _show(self, kept: Item | None) -> None:
        typed = self._words()
        rows = rank(typed, [*self._items, *self._slow_items])
        self.rows.put(rows)
        matches = sum(row.item is not None for row in rows)
        self.count.setText(self._count(matches) if typed.strip() else "")
        self.empty.setText(self.tr("Nothing matches “{}”.").format(typed.strip()))
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        stops = self.rows.stops()
        same = [n for n in stops if kept is not None and _same(rows[n].item, kept)]
        if stops:
            self._go((same or stops)[0])
        self.place()

    def _count(self, matches: int) -> str:
        return self.tr("1 match") if matches == 1 else self.tr("{} matches").format(matches)

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self.rows.index(row))
        # The head of the first group comes into view with its first item.
        if row == 1:
            self.list.scrollToTop()

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() in self.rows.stops():
            self._go(index.row())
            self.run()

    # Looks

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.scaled(20), 0, theme.scaled(16), 0)
        top.setSpacing(theme.scaled(10))
        top.addWidget(Mark("chevron-right", self.card))
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        self.content.addLayout(top)
        self.content.addWidget(line())
        self.content.addWidget(self.empty)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self._foot())

    def _foot(self) -> Foot:
        keys = (
            ("↑ ↓", self.tr("move")),
            ("Enter", self.tr("run")),
            ("Esc", self.tr("close")),
        )
        signs = {**self._only, **self._elsewhere}
        return Foot(self.card, keys, [(sign, name) for sign, (name, _) in signs.items()])

    def card_height(self, width: int) -> int:
        rows = self.rows.rows()
        heads = sum(row.item is None for row in rows)
        wanted = heads * palette_delegate.HEAD + (len(rows) - heads) * palette_delegate.ROW + 12
        middle = min(wanted, MOST_LIST) if rows else 64
        return theme.scaled(FIELD) + theme.scaled(middle) + theme.scaled(FOOT) + 3

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        page = max(1, self.list.height() // theme.scaled(palette_delegate.ROW) - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        pages = {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in steps:
            self.step(steps[key])
        elif key in pages:
            self.step(pages[key], wrap=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run()
        else:
            return False
        return True


def _ask(providers: Iterable[Provider], typed: str) -> list[Item]:
    return [item for provider in providers for item in provider(typed)]


def _same(item: Item | None, other: Item) -> bool:
    return item is not None and (item.group, item.text) == (other.group, other.text)
