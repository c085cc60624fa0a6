"""The command palette: everything that can be done, found by typing a little of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QWidget

from desktop_app.ui import icons, theme
from desktop_app.ui.widgets import palette_delegate
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import key_cap, label, line
from desktop_app.ui.widgets.overlay import Overlay
from desktop_app.ui.widgets.palette_delegate import Delegate
from desktop_app.ui.widgets.palette_model import Item, Rows, rank

Provider = Callable[[str], Sequence[Item]]

WIDTH = 640
TOP = 0.108  # of the window's height
FIELD = 60
FOOTER = 46
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
        keys: Sequence[str] = ("Ctrl+K",),
    ) -> None:
        super().__init__(window, width=WIDTH, top=TOP, closed_by=keys)
        self._providers = tuple(providers)
        self._slow = tuple(slow)
        self._items: list[Item] = []
        self._slow_items: list[Item] = []
        self.field = _field(self.tr("Type a command or a title"), self.tr("Command"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.count = label("", "meta", "muted")
        self.empty = label("", "body", "muted")
        self.empty.setContentsMargins(theme.scaled(48), 0, theme.scaled(16), 0)
        self.empty.setFixedHeight(theme.scaled(64))
        self.rows = Rows(self)
        self.list = _list(self.rows, self.tr("Matching commands"))
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
        self._items = _ask(self._providers, typed)
        self._show(typed, None)
        if self._slow:
            self._later.start()

    def _ask_slow(self) -> None:
        self._later.stop()
        stops = self.rows.stops()
        moved = bool(stops) and self.list.currentIndex().row() != stops[0]
        kept = self.current() if moved else None
        self._slow_items = _ask(self._slow, self.field.text())
        self._show(self.field.text(), kept)

    def _show(self, typed: str, kept: Item | None) -> None:
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
        top.addWidget(_Mark(self.card))
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        self.content.addLayout(top)
        self.content.addWidget(line())
        self.content.addWidget(self.empty)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(_Footer(self.card))

    def card_height(self, width: int) -> int:
        rows = self.rows.rows()
        heads = sum(row.item is None for row in rows)
        wanted = heads * palette_delegate.HEAD + (len(rows) - heads) * palette_delegate.ROW + 12
        middle = min(wanted, MOST_LIST) if rows else 64
        return theme.scaled(FIELD) + theme.scaled(middle) + theme.scaled(FOOTER) + 3

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


class _Mark(QLabel):
    """The ">" before the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(theme.scaled(16), theme.scaled(FIELD))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = theme.scaled(16)
        mark = icons.pixmap("chevron-right", theme.current().accent, size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - size) // 2, mark)


class _Footer(QWidget):
    """The keys of the palette, on a ground rounded like the card above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.scaled(FOOTER))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(20), 0, theme.scaled(20), 0)
        row.setSpacing(theme.scaled(6))
        for keys, meaning in (
            ("↑ ↓", self.tr("move")),
            ("Enter", self.tr("run")),
            ("Esc", self.tr("close")),
        ):
            row.addWidget(key_cap(keys))
            row.addWidget(label(meaning, "meta", "secondary"))
            row.addSpacing(theme.scaled(14))
        row.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.scaled(9)
        ground = QPainterPath()
        ground.addRoundedRect(self.rect().adjusted(0, -2 * radius, 0, 0), radius, radius)
        painter.fillPath(ground, QColor(colours.base))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.border))


def _field(placeholder: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0px; }")
    font = QFont(theme.font("body"))
    font.setPixelSize(theme.scaled(17))
    field.setFont(font)
    return field


def _list(rows: Rows, name: str) -> QListView:
    made = QListView()
    made.setModel(rows)
    made.setItemDelegate(Delegate(made))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAccessibleName(name)
    made.setMouseTracking(True)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setStyleSheet("QListView { background: transparent; padding: 0px 0px 8px 0px; }")
    return made


def _ask(providers: Iterable[Provider], typed: str) -> list[Item]:
    return [item for provider in providers for item in provider(typed)]


def _same(item: Item | None, other: Item) -> bool:
    return item is not None and (item.group, item.text) == (other.group, other.text)
