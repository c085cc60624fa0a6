"""Searches of one window: saved ones, those of before, and what a click searches for."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt

from desktop_app.core.query import Query, Term, parse
from desktop_app.store import saved_searches
from desktop_app.store.saved_searches import SavedSearch, SavedSearchId
from desktop_app.ui.library.answer import MEANT
from desktop_app.ui.library.history import History
from desktop_app.ui.library.sidebar_model import MOST_COUNTED
from desktop_app.ui.navigation import LIBRARY, Place
from desktop_app.ui.suggestions import Suggestions
from desktop_app.ui.tally import Tally
from desktop_app.ui.widgets.suggesting import Suggesting

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


class Searches(QObject):
    """Joins search box, sidebar and reader; `history` is for the suggestions of the box."""

    def __init__(self, window: MainWindow, kept: QSettings) -> None:
        """`kept` is where the history and what is folded in the sidebar are kept."""
        super().__init__(window)
        self._window, self._kept = window, kept
        self._panel, self._sidebar = window.library_panel, window.sidebar
        self.history = History(kept, window.library.path)
        self.suggestions = Suggestions(window.tasks, lambda: self.history)
        self._suggesting = Suggesting(self._panel.search.field, self.suggestions.suggest)
        self.tally = Tally(window.changes, window.tasks, MOST_COUNTED, self)
        self._connect()
        self._keep_key_here()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {"save-search": self.save, "clear-history": self._clear_history}

    def _connect(self) -> None:
        window, panel, sidebar = self._window, self._panel, self._sidebar
        self.tally.counted.connect(sidebar.model.show_found)
        panel.search.field.textEdited.connect(lambda _: self.tally.give_way())
        panel.query_changed.connect(self._query_changed)
        panel.query_changed.connect(window.reader.set_query)
        panel.opened.connect(lambda _: self._keep())
        panel.search.field.entered.connect(self._entered)
        panel.search.mode_chosen.connect(self._keep_mode)
        window.meaning.said.connect(window.status.say)
        if mode := str(self._kept.value("search_mode") or ""):
            panel.set_sort(mode)
        panel.search.left.connect(self._keep)
        sidebar.saved.opened.connect(self.open)
        sidebar.saved.renewed.connect(self._renew)
        sidebar.save_wanted.connect(self.save)
        window.reader.searched.connect(self.search_for)
        window.reader.shown.connect(lambda _: self.tally.give_way())
        for key in str(self._kept.value("folded_heads") or "").split():
            sidebar.model.fold_head(key, True)
        sidebar.list.fold_wanted.connect(lambda *_: self._keep_folds())

    def _keep_key_here(self) -> None:
        """Let the key save a search only beside the list: elsewhere it is pressed for a text."""
        action = self._window.actions_table["save-search"]
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._window.removeAction(action)
        for pane in (self._panel, self._sidebar):
            pane.addAction(action)

    # Saved searches

    def open(self, saved: SavedSearch) -> None:
        """Show what a saved search finds, in its order."""
        self._panel.set_sort(saved.sort)
        self._window.go(Place(LIBRARY, saved.query))
        self._keep()

    def save(self) -> None:
        """Save what is searched for and let it be named; one that is saved is only marked."""
        window, library = self._window, self._window.library
        query = self._query()
        if not saved_searches.meaning(query):
            window.actions_table["filter"].trigger()
            window.status.say(self.tr("Search for something, then save it."))
            return
        if held := saved_searches.of_query(library, query):
            self._sidebar.mark_saved(held.id)
            window.status.say(self.tr("It is saved already: “{name}”").format(name=held.name))
            return
        made: list[SavedSearchId] = []
        text, sort, token = str(query), self._panel.sort(), f"saved-{monotonic()}"
        name = saved_searches.free_name(library, text)
        window.changes.make(
            self.tr("Save a search"),
            lambda: made.append(saved_searches.add(library, name, text, sort)),
            merge=token,
        )
        if made:
            window.status.say(self.tr("The search is saved."))
            self._keep()
            self._sidebar.name_saved(made[0], token)

    def _renew(self, saved: SavedSearch) -> None:
        """Let a saved search find what is searched for now."""
        query, library = self._query(), self._window.library
        text, sort = str(query), self._panel.sort()
        self._window.changes.make(
            self.tr("Change {name}").format(name=saved.name),
            lambda: saved_searches.change(library, saved.id, text, sort),
            shown=self.tr("“{name}” finds something else now").format(name=saved.name),
        )
        self._sidebar.mark_saved(saved.id)

    def _query(self) -> Query:
        """Give what the library page is searched for; nothing where another page is shown."""
        return self._panel.query() if self._window.desk.on_reading else Query()

    def _keep_folds(self) -> None:
        self._kept.setValue("folded_heads", " ".join(sorted(self._sidebar.model.folded_heads)))

    # By meaning

    def _entered(self, on_purpose: bool) -> None:
        """Be ready for what is searched for: the worker warm, and what was searched for before."""
        if self._panel.sort() in MEANT:
            self._window.meaning.warm()
        if on_purpose and not self._panel.search.field.text():
            self._suggesting.ask()

    def _keep_mode(self, mode: str) -> None:
        self._kept.setValue("search_mode", mode)
        if mode in MEANT:
            self._window.meaning.warm()

    # History

    def _query_changed(self, query: Query) -> None:
        self.history.watch(str(query))
        self.tally.give_way()

    def _keep(self) -> None:
        self.history.keep(str(self._panel.query()))

    def _clear_history(self) -> None:
        self.history.clear()
        self._window.status.say(self.tr("The search history is empty now."))

    # Clicks

    def search_for(self, field: str, value: str, among: bool) -> None:
        """Search for papers by a field, or with `among` for those of the present ones."""
        query = parse(str(Term(value, field, quoted=field == "author")))
        if among:
            present = self._query().parts
            query = Query((*present, *(part for part in query.parts if part not in present)))
        self._window.go(Place(LIBRARY, str(query)))
        self._keep()
