"""The search over the window: a field, tabs of kinds, and what is found, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.query import Query, hints, parse
from desktop_app.core.query.begun import finished
from desktop_app.ui import query_hints, theme
from desktop_app.ui.search import words
from desktop_app.ui.search.bar import Bar
from desktop_app.ui.search.delegate import Delegate
from desktop_app.ui.search.field import SearchField
from desktop_app.ui.search.found import Group, Kind, Result
from desktop_app.ui.search.rows import Row, Rows, lay_out
from desktop_app.ui.widgets import overlay_parts
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.controls import label, line, tool
from desktop_app.ui.widgets.overlay import Overlay
from desktop_app.ui.widgets.overlay_parts import Foot, Mark
from desktop_app.ui.widgets.painted_list import PaintedList

WIDTH, HEIGHT = 900, 712
TOP = 0.072  # of the window's height
ROOMY = 560  # height from which the syntax has room

Kept = Callable[[], Sequence[tuple[str, str]]]


class SearchPanel(Overlay):
    """Asks for what is typed and shows what `show_found` and `show_more` are given.

    ``chosen`` carries a Result and what is wanted of it: ``open``, ``document`` or ``queue``;
    ``save_wanted`` and ``list_wanted`` carry what is typed.
    """

    chosen = Signal(object, str)
    asked = Signal(object, str)
    more_wanted = Signal(object, object)
    save_wanted = Signal(str)
    list_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        recent: Kept,
        saved: Kept,
        names: Callable[[], Sequence[str]],
        today: Callable[[], date],
    ) -> None:
        """`recent` and `saved` give queries with names; `names` are those of the colours."""
        super().__init__(window, width=WIDTH, top=TOP)
        self._recent, self._saved, self._names, self._today = recent, saved, names, today
        self._groups: dict[Kind, Group] = {}
        self._query = Query()
        self._ended = True
        self._fresh = True  # nothing of what is asked is shown yet
        self._then = ""  # what to do with the first result once it is there
        self._build()
        self._lay_out()

    def open(self, typed: str = "") -> None:
        """Open with what is typed already, selected."""
        self.field.setText(typed)
        self.field.selectAll()
        self.bar.choose(None)
        self._ask()
        self.open_over(self.field)

    def query(self) -> Query:
        """Give what is asked for."""
        return self._query

    def order(self) -> str:
        """Give the order that is wanted."""
        return self.bar.order()

    # What is found

    def show_found(self, groups: Sequence[Group], *, ended: bool) -> None:
        """Show groups in the place of those of the same kinds; `ended` tells that all is found."""
        fresh, self._fresh = self._fresh, False
        former = {} if fresh else self._groups
        self._groups = {**former, **{group.kind: group for group in groups}}
        self._ended = ended
        if ended or self.bar.kind() in (None, *self._groups):
            self._show(anew=fresh)
            self._do_what_waits()

    def show_more(self, kind: Kind, results: Sequence[Result]) -> None:
        """Add results to those that are shown of a kind."""
        group = self._groups[kind]
        self._groups[kind] = replace(group, results=(*group.results, *results))
        self._show(anew=False)

    def told(self) -> int:
        """Give how many results of a kind are shown at most."""
        return max((len(group.results) for group in self._groups.values()), default=0)

    # Asking

    def _ask(self) -> None:
        self._query = parse(self._text())
        self._fresh, self._then = True, ""
        self._say_hint()
        self._ended = not self._query.parts
        if self._ended:
            self._groups = {}
            self._show(anew=True)
        self.asked.emit(self._query, self.order())

    def _text(self) -> str:
        """Give what is typed; a field whose value is still to be typed asks for nothing yet."""
        return finished(self.field.text(), self.field.cursorPosition())

    def _say_hint(self) -> None:
        said = query_hints.say(hints(self._text()))
        self.hint.setText(said)
        self.hint.setVisible(bool(said))

    # Showing

    def _show(self, *, anew: bool) -> None:
        """Show what is there; unless it is `anew`, the current row and the place are kept."""
        groups = [self._groups[kind] for kind in Kind if kind in self._groups]
        self.bar.show_counts(groups, known=self._ended)
        kind = self.bar.kind()
        rows = lay_out(groups, kind, words.kinds(), self._meta, words.show_all)
        if not rows and self._ended:
            rows = list(self._wider() if self._query.parts else self._queries())
        kept = None if anew else self.current()
        top = self.list.verticalScrollBar().value() if kept else 0
        self.rows.wanted = self._wanted(kind)
        self.rows.put(rows)
        self._choose(kept, top)
        self._say_count(groups, found=self.rows.rowCount() > 0)

    def _choose(self, kept: Row | None, top: int) -> None:
        stops = self.rows.stops()
        same = self.rows.number_of(kept.name) if kept else None
        if same is not None:
            self.list.setCurrentIndex(self.rows.index(same))
            self.list.verticalScrollBar().setValue(top)
        elif stops and self._groups:
            self._go(stops[0])
        else:
            self.list.setCurrentIndex(QModelIndex())
            self.list.scrollToTop()

    def _wanted(self, kind: Kind | None) -> Callable[[], object] | None:
        group = self._groups.get(kind) if kind else None
        if group is None or len(group.results) >= len(group.hits) or not self._ended:
            return None
        return lambda: self.more_wanted.emit(self._query, group)

    def _say_count(self, groups: Sequence[Group], *, found: bool) -> None:
        asked = bool(self._query.parts)
        said = words.results(groups) if self._ended and asked else ""
        if said and said != self.count.text() and self.isVisible():
            announce(self.list, said)
        if self._ended or not asked:
            self.count.setText(said)
        nothing = self._ended and not found
        self.empty.setVisible(nothing)
        self.list.setVisible(not nothing)
        if nothing and asked:
            self.empty.setText(self._nothing())
        elif nothing:
            self.empty.setText(self.tr("Type to search titles, abstracts, highlights and notes."))

    def _meta(self, result: Result) -> str:
        return words.meta(result, self._names(), self._today())

    def _wider(self) -> Iterator[Row]:
        """Lay what the query is without each of its conditions in rows."""
        fields = self._query.fields
        if fields:
            yield Row(self._nothing())
        for field in fields:
            rest = Query(tuple(part for part in self._query.parts if part != field))
            if rest.parts:
                yield Row(words.without(str(field)), query=str(rest), icon="search")

    def _nothing(self) -> str:
        return self.tr("Nothing matches {}").format(self.field.text().strip())

    def _queries(self) -> Iterator[Row]:
        """Lay what was searched for, and saved, in rows."""
        kept = (
            (self.tr("Searched for lately"), "clock", self._recent()),
            (self.tr("Saved searches"), "bookmark", self._saved()),
        )
        for head, icon, queries in kept:
            if queries:
                yield Row(head)
            for query, name in queries:
                yield Row(name or query, query=query, icon=icon, meta=query if name else "")

    # Moving

    def current(self) -> Row | None:
        """Give the current row."""
        return self.rows.row(self.list.currentIndex().row())

    def step(self, by: int, *, wrap: bool = True) -> None:
        """Move the current row by so many that can be chosen."""
        stops = self.rows.stops()
        if not stops:
            return
        row = self.list.currentIndex().row()
        there = stops.index(row) + by if row in stops else 0 if by > 0 else len(stops) - 1
        there = there % len(stops) if wrap else max(0, min(len(stops) - 1, there))
        self._go(stops[there])
        current = self.current()
        if current is not None:
            announce(self.list, words.spoken(current))

    def _go(self, number: int) -> None:
        self.list.setCurrentIndex(self.rows.index(number))
        if number == 1:  # the head of the first group comes into view with its first row
            self.list.scrollToTop()

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() in self.rows.stops():
            self._go(index.row())
            self.act("open")

    def act(self, how: str) -> None:
        """Do with the current row what is wanted: ``open``, ``document`` or ``queue``."""
        row = self.current()
        if self._fresh and self._query.parts:  # what is shown is of another query
            self._then = how
            return
        if row is None:
            return
        if row.result is not None:
            self.chosen.emit(row.result, how)
        elif row.more is not None:
            self.bar.choose(row.more)
            self._switched()
        elif row.query:
            ended = f"{row.query} "
            self.field.setText(ended if parse(ended) == parse(row.query) else row.query)
            self._ask()

    def _do_what_waits(self) -> None:
        row = self.current()
        if self._then and row is not None and row.result is not None:
            then, self._then = self._then, ""
            self.act(then)

    def _switched(self) -> None:
        self._show(anew=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def _build(self) -> None:
        self.field = SearchField()
        overlay_parts.dress_field(
            self.field, self.tr("Search titles, abstracts, notes, highlights…"), self.tr("Search")
        )
        self.field.set_letters(QFont(self.field.font()))
        self.field.textEdited.connect(lambda _: self._ask())
        self.field.installEventFilter(self)
        self.count = label("", "meta", "muted")
        self.close_button = tool("close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_over)
        self.hint = label("", "meta", "due", wrap=True)
        self.hint.setContentsMargins(*map(theme.scaled, (20, 8, 20, 8)))
        self.bar = Bar()
        self.bar.switched.connect(self._switched)
        self.bar.reordered.connect(self._ask)
        self.empty = label("", "body", "muted", wrap=True)
        side = theme.scaled(48)
        self.empty.setContentsMargins(side, theme.scaled(20), side, 0)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rows = Rows(words.spoken, self)
        self.list = PaintedList(self.rows, Delegate(self))
        self.list.setUniformItemSizes(False)
        overlay_parts.dress_list(self.list, self.tr("Results"))
        self.list.clicked.connect(self._clicked)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.scaled(20), 0, theme.scaled(16), 0)
        top.setSpacing(theme.scaled(12))
        top.addWidget(Mark("search", self.card))
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        top.addWidget(self.close_button)
        self.foot = Foot(self.card, words.keys(), words.syntax(), lines=2)
        self.content.addLayout(top)
        for part in (line(), self.bar, line()):
            self.content.addWidget(part)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.empty, 1)
        self.content.addWidget(self.hint)
        self.content.addWidget(self.foot)

    def card_height(self, width: int) -> int:
        return theme.scaled(HEIGHT)

    def place(self) -> None:
        super().place()
        self.foot.fold(self.card.height() < theme.scaled(ROOMY))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(Qt.Key(event.key()), event.modifiers())
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Act on a key pressed in the field; what means nothing here is left to it."""
        modifiers &= ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(modifiers)
        if modifiers == Qt.KeyboardModifier.ControlModifier and key in _WITH_CTRL:
            _WITH_CTRL[key](self)
            return True
        if key == Qt.Key.Key_Backtab and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.bar.step(-1)
            return True
        if modifiers or key not in _MOVES:
            return False
        by, whole = _MOVES[key]
        page = max(1, self.list.height() // theme.scaled(72) - 1)
        self.step(by * page if whole else by, wrap=not whole)
        return True

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        held = Qt.KeyboardModifier
        ways = {
            held.NoModifier: "open",
            held.ControlModifier: "document",
            held.AltModifier: "queue",
        }
        if modifiers not in ways:
            return False
        self.act(ways[modifiers])
        return True


_MOVES = {
    Qt.Key.Key_Up: (-1, False),
    Qt.Key.Key_Down: (1, False),
    Qt.Key.Key_PageUp: (-1, True),
    Qt.Key.Key_PageDown: (1, True),
}
_WITH_CTRL: dict[Qt.Key, Callable[[SearchPanel], object]] = {
    Qt.Key.Key_Tab: lambda panel: panel.bar.step(1),
    Qt.Key.Key_PageDown: lambda panel: panel.bar.step(1),
    Qt.Key.Key_PageUp: lambda panel: panel.bar.step(-1),
    Qt.Key.Key_S: lambda panel: panel.save_wanted.emit(panel.field.text()),
    Qt.Key.Key_L: lambda panel: panel.list_wanted.emit(panel.field.text()),
}
