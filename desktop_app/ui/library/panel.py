"""The library panel: search field, chips, heading and the list of what was found."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core import query as queries
from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query, Term
from desktop_app.store import dependence, query_values
from desktop_app.store.library import Cause, Notice
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.library import answer, doubt
from desktop_app.ui.library.answer import Answer, Asked, Check, Done, Find
from desktop_app.ui.library.doubt import Doubt
from desktop_app.ui.library.empty import EmptyBin, EmptyLibrary, NoResults
from desktop_app.ui.library.filters import MOST
from desktop_app.ui.library.heading import BinBar, Heading
from desktop_app.ui.library.list_model import PaperModel
from desktop_app.ui.library.paper_list import PaperList
from desktop_app.ui.library.search_bar import SearchBar
from desktop_app.ui.widgets import controls

FIRST_PAGE = 100
REST_MS = 40  # in which the first rows are painted before the others are looked for
AGAIN_MS = 100
NEXT_ONES = 500  # rows after the current one among which its follower is looked for
OVERDUE_S = 2.0

_NOTHING: Asked = (Query(), "", False)


class LibraryPanel(QWidget):
    """Search, chips and list.

    `find` finds papers off the main thread and calls back with an Answer on it, `check` finds
    which of a few belong to the list; without them both are done at once. ``current_changed`` and
    ``opened`` carry a PaperId, the first also None. While the reader types, the first rows come
    first, and the current paper is told at a pause.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    query_changed = Signal(object)
    menu_wanted = Signal(QPoint)
    add_papers = Signal()
    starter_wanted = Signal()
    restore_wanted = Signal()
    empty_bin_wanted = Signal()

    def __init__(
        self,
        changes: Changes,
        find: Find | None = None,
        check: Check | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._find, self._check = find or self._find_now, check or self._check_now
        self._doubt = Doubt()
        self._chosen_sort = ""
        self._bin = False
        self._current: PaperId | None = None
        self._wanted: PaperId | None = None
        self._showing = False
        self._token = 0
        self._asked_at: float | None = None
        self._asking = self._shown = _NOTHING
        self._typed, self._sorted = False, ""
        self._all: tuple[Asked, Answer] | None = None  # what an emptied search shows again
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: self._look(None))
        self.model = PaperModel(changes.library, self)
        self.list = PaperList(self.model)
        self._build()
        self._connect()
        self._first_page()

    # What the window asks

    def query(self) -> Query:
        """Give the query in force."""
        return self.search.query()

    def set_query(self, query: Query | str) -> None:
        """Ask for something else."""
        self.search.set_query(queries.parse(query) if isinstance(query, str) else query)

    def sort(self) -> str:
        """Give the order the reader chose, or nothing for the usual one."""
        return self._chosen_sort

    def set_sort(self, sort: str) -> None:
        """Show papers in another order, or in the usual one for nothing."""
        if sort != self._chosen_sort:
            self._sort_chosen(sort)

    def selected(self) -> list[PaperId]:
        """Give the selected papers, from the top."""
        return self.list.selected()

    def current(self) -> PaperId | None:
        """Give the current paper."""
        return self._current

    def select(self, paper: PaperId) -> bool:
        """Make a paper current; where it is not listed yet, as soon as the search is done."""
        row = self.model.row_of(paper)
        self._wanted = paper if row is None or self._asked_at is not None else None
        if row is None:
            return False
        self.list.choose(row, centre=True)
        return True

    def step(self, by: int) -> None:
        """Move to the next paper, or with -1 to the one before."""
        self.list.step(by)

    def focus_search(self) -> None:
        """Put the cursor into the search field, its text selected."""
        self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def focus_list(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus()

    def show_bin(self, on: bool) -> None:
        """Show the bin, or the library again."""
        if on == self._bin:
            return
        self._bin = on
        self._bin_bar.setVisible(on)
        self._ask()

    def stop(self) -> None:
        """Ask no more, before the library is closed."""
        self._changes.changed.disconnect(self._notice)
        self._again.stop()
        self._rest.stop()
        self.search.stop()
        self._token += 1

    # Building

    def _build(self) -> None:
        self.setProperty("variant", "base")
        library = self._changes.library
        self.search = SearchBar(lambda field: query_values.beginning(library, field, "", MOST))
        self.heading = Heading()
        self._bin_bar = BinBar()
        self._bin_bar.hide()
        self._empty = EmptyLibrary(writable=library.writable)
        self._none = NoResults()
        self._empty_bin = EmptyBin()
        self._stack = QStackedWidget()
        for page in (self.list, self._empty, self._none, self._empty_bin):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts = (self._bin_bar, self.search, self.heading, controls.line())
        for part in parts:
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(theme.scaled(240))

    def _connect(self) -> None:
        self.search.changed.connect(self._query_changed)
        self.search.paused.connect(self._paused)
        self.search.mode_chosen.connect(self._sort_chosen)
        self.search.left.connect(self.focus_list)
        self.heading.sort_chosen.connect(self._sort_chosen)
        self.list.selectionModel().currentChanged.connect(self._current_moved)
        self.list.opened.connect(self._open)
        self.list.customContextMenuRequested.connect(self._menu)
        self._none.remove.connect(self._remove)
        self._none.everything.connect(self._search_everything)
        self._empty.add_papers.connect(self.add_papers)
        self._empty.starter_wanted.connect(self.starter_wanted)
        self._bin_bar.restore_wanted.connect(self.restore_wanted)
        self._bin_bar.empty_wanted.connect(self.empty_bin_wanted)
        self._changes.changed.connect(self._notice)

    def _first_page(self) -> None:
        """Show what is newest before the first paint, and all of it soon after."""
        asked = self._asked()
        self._show(asked, answer.find(self._changes.library, *asked, FIRST_PAGE))
        QTimer.singleShot(0, self, self._ask)

    # Asking

    def _asked(self) -> Asked:
        query = self.search.query()
        words = _has_words(query)
        sort = self._chosen_sort or ("rank" if words else "added")
        return query, sort if words or sort not in answer.RANKED else "added", self._bin

    def _ask(self) -> None:
        """Ask anew: for the first rows and then for all, or at once for all of what is shown."""
        self._again.stop()
        self._token += 1
        self._asking, self._typed = self._asked(), self.search.typing
        self._asked_at = monotonic()
        self._doubt.clear()
        if self._all is not None and self._all[0] == self._asking != self._shown:
            self._rest.stop()
            self._answer(*self._all)
        else:
            self._look(None if self._asking == self._shown else FIRST_PAGE)

    def _look(self, limit: int | None) -> None:
        self._rest.stop()
        token, asked = self._token, self._asking

        def done(found: Answer) -> None:
            if token == self._token:
                self._answer(asked, found)

        self._find(*asked, limit, done)

    def _find_now(
        self, query: Query, sort: str, binned: bool, limit: int | None, done: Done
    ) -> None:
        done(answer.find(self._changes.library, query, sort, binned, limit))

    def _check_now(
        self,
        query: Query,
        sort: str,
        binned: bool,
        papers: list[PaperId],
        done: Callable[[list[PaperId]], None],
    ) -> None:
        done(answer.among(self._changes.library, query, sort, binned, papers))

    def _answer(self, asked: Asked, found: Answer) -> None:
        # An order by meaning is shown from its top unless the reader has gone on meanwhile.
        fresh = asked != self._shown or (found.meant and self.list.current_row() <= 0)
        ranked = asked[1] in answer.RANKED
        top = fresh and (ranked or (self._typed and bool(asked[0].parts)))
        if found.whole:
            self._asked_at = None
            self._all = self._all if asked[0].parts else (asked, found)
        else:
            self._rest.start()
            held = self._wanted or (None if top else self._current)
            if held is not None and held not in found.papers:
                return  # the list would jump as soon as the rest comes
        before = self.list.current_row()
        next_ones = self.model.papers_in(before + 1, before + NEXT_ONES)
        self._show(asked, found)
        self._settle(before, next_ones, fresh=fresh, top=top)

    def _query_changed(self, query: Query) -> None:
        if not query.words and self._chosen_sort == "rank":
            self._chosen_sort = ""
        self._ask()
        self.query_changed.emit(query)

    def _paused(self) -> None:
        """Tell the current paper of what was found while the reader typed."""
        if self._shown == self._asking:
            self._tell_current()

    def _sort_chosen(self, sort: str) -> None:
        self._chosen_sort = sort
        self.search.show_mode(sort)
        self._ask()

    def _remove(self, term: Term) -> None:
        query = self.query()
        self.set_query(Query(tuple(part for part in query.parts if part != term)))

    def _search_everything(self) -> None:
        query = self.query()
        self.set_query(Query(query.words if query.fields else ()))

    # Showing

    def _show(self, asked: Asked, found: Answer) -> None:
        fresh, self._shown = asked != self._shown, asked
        self._showing = True
        self.list.show_papers(found.papers, asked[0], fresh=fresh)
        self._showing = False
        self._sorted = found.sort
        self.heading.set_sort(found.sort, words=_has_words(asked[0]), broad=found.broad)
        count = self.model.rowCount()
        if found.whole:
            counted = (count or asked[0].parts) and not self._bin
            self.heading.set_count(count if counted else None)
            self._bin_bar.set_count(count, able=count > 0 and self._changes.library.writable)
        self._show_page(asked[0], count, by_words=asked[1] in answer.MEANT and not found.meant)

    def _show_page(self, query: Query, count: int, *, by_words: bool) -> None:
        page: QWidget = self.list
        if not count and query.parts:
            page = self._none
            self._none.set_query(query, by_words=by_words)
        elif not count:
            page = self._empty_bin if self._bin else self._empty
        self._stack.setCurrentWidget(page)
        self.heading.sort.setVisible(page is self.list)

    def _settle(self, before: int, next_ones: list[PaperId], *, fresh: bool, top: bool) -> None:
        """Keep the current paper current, else its next; never none while there are rows."""
        self._showing = True
        row = self._row_wanted()
        if row is not None:
            self.list.choose(row, centre=True)
        elif self.model.rowCount() and (top or not self.list.selectionModel().hasSelection()):
            at = 0 if top else self._row_to_choose(before, next_ones, fresh=fresh)
            self.list.choose(at, centre=fresh)
        self._showing = False
        if not self.search.typing:
            self._tell_current()

    def _row_wanted(self) -> int | None:
        if self._wanted is None:
            return None
        row = self.model.row_of(self._wanted)
        self._wanted = None
        return row

    def _row_to_choose(self, before: int, next_ones: list[PaperId], *, fresh: bool) -> int:
        held = [] if self._current is None else [self._current]
        row = self.model.first_of(held if fresh else held + next_ones)
        if row is not None:
            return row
        return 0 if fresh else min(max(0, before), self.model.rowCount() - 1)

    def _current_moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._showing:
            self._wanted = None
            self._tell_current()

    def _tell_current(self) -> None:
        paper = self.model.paper_at(self.list.current_row())
        if paper != self._current:
            self._current = paper
            self.current_changed.emit(paper)

    def _open(self, row: int) -> None:
        self.opened.emit(self.model.paper_at(row))

    def _menu(self, point: QPoint) -> None:
        if self.list.indexAt(point).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(point))

    # What changes elsewhere

    def _notice(self, notice: Notice) -> None:
        if notice.cause is Cause.ELSEWHERE or touches(notice, "tag", "source"):
            self.model.refresh_all()
        elif notice.papers:
            self.model.refresh(notice.papers)
        if touches(notice, "paper", "queue_entry"):
            self._all = None
        tables = dependence.tables(self._asked()[0])
        if self._sorted.endswith(("state", "queue")):
            tables.add("queue_entry")
        if touches(notice, *tables):
            self._doubt.add(notice, self._sorted)
            if not self._again.isActive():
                self._again.start()

    def _look_again(self) -> None:
        """See whether what changed still belongs where it is, after the answer under way."""
        if self._asked_at is not None and monotonic() - self._asked_at < OVERDUE_S:
            self._again.start()
            return
        papers = self._doubt.papers(self.model)
        if papers is None or self._asked() != self._shown or self._asked_at is not None:
            self._ask()
            return
        self._doubt.clear()
        token, asked = self._token, self._shown

        def done(found: list[PaperId]) -> None:
            if token == self._token and not doubt.holds(found, self.model, given):
                self._ask()

        rows = self.model.rows_of(papers)
        if self._sorted in answer.MEANT:
            papers = list(map(PaperId, rows))  # what else changed is not asked about
        given = sorted(papers, key=lambda paper: rows.get(paper, -1))
        self._check(asked[0], self._sorted, asked[2], given, done)


def _has_words(query: Query) -> bool:
    return any(not part.negated for part in query.words)
