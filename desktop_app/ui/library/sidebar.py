"""The sidebar: where to go, collections, tags and saved searches, and what can be done to them."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query
from desktop_app.store import organise
from desktop_app.store.library import Notice
from desktop_app.store.organise import CollectionId, TagId
from desktop_app.store.saved_searches import SavedSearchId
from desktop_app.ui import icons, theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.library.sidebar_delegate import dot_icon
from desktop_app.ui.library.sidebar_list import SidebarList
from desktop_app.ui.library.sidebar_model import (
    NAMED,
    Counts,
    Entry,
    Kind,
    SidebarModel,
    counts,
    place_of,
)
from desktop_app.ui.library.sidebar_saved import SavedLines
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu

AGAIN_MS = 150
OVERDUE_S = 2.0
WIDTH, NARROWEST, WIDEST, FOLDED = 220, 180, 300, 56

Fetch = Callable[[Callable[[Counts], None]], None]

_TABLES = (
    "paper",
    "tag",
    "paper_tag",
    "collection",
    "paper_collection",
    "queue_entry",
    "plan_entry",
    "note",
    "card",
    "review",
    "highlight",
)


class Sidebar(QWidget):
    """Places, collections, tags and saved searches.

    `fetch` counts off the main thread and calls back on it; ``save_wanted`` asks to save what is
    searched for.
    """

    place_wanted = Signal(str)
    tag_wanted = Signal(str)
    collection_wanted = Signal(str)
    save_wanted = Signal()
    add_papers = Signal()
    settings_wanted = Signal()

    def __init__(
        self, changes: Changes, fetch: Fetch | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._library = changes.library
        self._fetch = fetch or (lambda done: done(counts(self._library)))
        self._asked_at: float | None = None
        self._places: tuple[str, ...] = ("library",)  # the first that is listed is marked
        self._last = ""  # chosen or saved last: marked rather than another of the same query
        self._to_name = ""
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self.model = SidebarModel(self)
        self.list = SidebarList(self.model)
        self.saved = SavedLines(changes, self.model, self.list)
        self._build()
        self._connect()
        self.set_folded(False)
        self.model.show(Counts(0, 0, 0, (), ()))
        self.refresh()

    # What the window asks

    def set_folded(self, folded: bool) -> None:
        """Fold to icons, or unfold."""
        self.model.set_narrow(folded)
        self.list.painter.narrow = folded
        self.setMinimumWidth(theme.scaled(FOLDED if folded else NARROWEST))
        self.setMaximumWidth(theme.scaled(FOLDED if folded else WIDEST))
        self.add.setText("" if folded else self.tr("Add papers…"))
        pad = 0 if folded else theme.scaled(7)
        self.add.setStyleSheet(f"QPushButton {{ padding-left: {pad}px; padding-right: {pad}px; }}")
        controls.tint(self.add)
        up, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(up if folded else along)
        side = theme.scaled(8)
        self._foot.setContentsMargins(side, theme.scaled(5), side, theme.scaled(6))
        middle = Qt.AlignmentFlag.AlignCenter
        for control in (self.add, self.settings):
            self._foot.setAlignment(control, middle)
        self.list.scheduleDelayedItemsLayout()

    def mark(self, place: str) -> None:
        """Show where the window is: at a page, such as ``today``, or at a query."""
        self._places = (place,)
        self._mark()

    def mark_query(self, query: Query) -> None:
        """Show where the window is: at a tag, a collection, a saved search, or in the library."""
        self._places = (place_of(query), "library")
        self._mark()

    def refresh(self) -> None:
        """Count anew."""
        self._asked_at = monotonic()
        self._fetch(self._show)

    def stop(self) -> None:
        """Ask no more, before the library is closed."""
        self._changes.changed.disconnect(self._notice)
        self.saved.stop()
        self._again.stop()

    def focus_list(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus()

    def new_collection(self, parent: CollectionId | None = None) -> None:
        """Make a collection and let it be named."""
        made: list[int] = []
        name = self.tr("New collection")
        token = f"new-{monotonic()}"
        self._make(
            self.tr("New collection"),
            lambda: made.append(organise.add_collection(self._library, name, parent)),
            token,
        )
        if made:
            self._name_soon(f"c{made[0]}", token)

    def new_tag(self) -> None:
        """Make a tag and let it be named."""
        made: list[int] = []
        taken = {n.casefold() for n in organise.tag_names(self._library)}
        base = name = self.tr("new tag")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} {number}"
        token = f"new-{monotonic()}"
        self._make(
            self.tr("New tag"), lambda: made.append(organise.tag(self._library, [], name)), token
        )
        if made:
            self._name_soon(f"t{made[0]}", token)

    def name_saved(self, saved: SavedSearchId, token: str) -> None:
        """Let a saved search be named that was made in a change with the merge token `token`."""
        self.mark_saved(saved)
        if not self.model.narrow and self.isVisible():
            self._to_name = f" {token}"
            self.list.rename(self._last)

    def mark_saved(self, saved: SavedSearchId) -> None:
        """Bring a saved search into view, marked where its query is in force."""
        self.model.fold_head("saved", False)
        self._last = f"s{saved}"
        self._mark()
        self.list.scrollTo(self.model.index(self.model.row_of(self._last)))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(FOLDED if self.model.narrow else WIDTH), theme.scaled(400))

    # Building

    def _build(self) -> None:
        self.setProperty("variant", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.viewport().setAutoFillBackground(False)
        self.add = controls.button(self.tr("Add papers…"), "flat", "plus")
        self.add.setToolTip(self.tr("Add papers… ({keys})").format(keys="Ctrl+N"))
        self.settings = controls.tool("gear", self.tr("Settings"))
        self.add.setEnabled(self._library.writable)
        # In line with the icons of the list above.
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(0)
        self._foot.addWidget(self.add)
        self._foot.addStretch()
        self._foot.addWidget(self.settings)
        rule = QVBoxLayout()
        rule.setContentsMargins(theme.scaled(8), 0, theme.scaled(8), 0)
        rule.addWidget(controls.line())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.scaled(12), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(rule)
        column.addLayout(self._foot)

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.add_wanted.connect(self._add_wanted)
        self.list.delete_wanted.connect(self._delete)
        self.list.fold_wanted.connect(self._fold)
        self.list.move_wanted.connect(self.saved.move)
        self.list.dropped.connect(self._dropped)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.model.renamed.connect(self._renamed)
        self.add.clicked.connect(self.add_papers)
        self.settings.clicked.connect(self.settings_wanted)
        self._changes.changed.connect(self._notice)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "settings"):
            controls.tint_all(self)

    # Showing

    def _show(self, now: Counts) -> None:
        self._asked_at = None
        if self.list.state() is SidebarList.State.EditingState:
            self._again.start()  # the editor's row must stay
            return
        self.model.show(now)
        self._mark()
        key, _, token = self._to_name.partition(" ")
        if key and self.model.row_of(key) >= 0:
            self.list.rename(key)
            self._to_name = f" {token}"

    def _mark(self) -> None:
        rows = range(self.model.rowCount())
        lines = [entry for row in rows if (entry := self.model.entry(row)) and entry.place]
        found = ([e.key for e in lines if e.place == place] for place in self._places)
        here = next(filter(None, found), [""])
        key = self._last if self._last in here else here[0]
        if key != self.list.painter.active:  # else each letter typed would paint all lines
            self.list.painter.active = key
            self.list.viewport().update()

    def _notice(self, notice: Notice) -> None:
        if touches(notice, *_TABLES) and not self._again.isActive():
            self._again.start()

    def _look_again(self) -> None:
        if self._asked_at is not None and monotonic() - self._asked_at < OVERDUE_S:
            self._again.start()
        else:
            self.refresh()

    # Doing

    def _fold(self, entry: Entry, shut: bool) -> None:
        if entry.kind is Kind.HEAD:
            self.model.fold_head(entry.key, shut)
        else:
            self.model.fold(entry.id, shut)

    def _chosen(self, entry: Entry) -> None:
        self._last = entry.key
        if entry.kind is Kind.TAG:
            self.tag_wanted.emit(entry.text)
        elif entry.kind is Kind.COLLECTION:
            self.collection_wanted.emit(entry.text)
        elif entry.kind is Kind.SEARCH:
            self.saved.open(entry)
        else:
            self.place_wanted.emit(entry.place)

    def _add_wanted(self, head: Entry) -> None:
        if self.model.narrow:
            self._show_all(head)
        elif head.key == "saved":
            self.save_wanted.emit()
        elif head.key == "tags":
            self.new_tag()
        else:
            self.new_collection()

    def _show_all(self, head: Entry) -> None:
        """Offer what the folded sidebar has no room for."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self.model.below(head.key):
            text = "    " * entry.depth + entry.text.replace("&", "&&")
            action = menu.addAction(text)
            if entry.colour:
                action.setIcon(dot_icon(entry.colour))
            elif entry.icon:
                action.setIcon(icons.icon(entry.icon))
            action.triggered.connect(lambda _=False, entry=entry: self._chosen(entry))
        menu.setEnabled(not menu.isEmpty())
        rect = self.list.visualRect(self.model.index(self.model.row_of(head.key)))
        menu.popup(self.list.viewport().mapToGlobal(rect.topRight()))

    def _dropped(self, entry: Entry, papers: list[PaperId]) -> None:
        library, make = self._library, self._changes.make_of
        if entry.kind is Kind.TAG:
            name = entry.text
            make(self.tr("Tag papers"), lambda some: organise.tag(library, some, name), papers)
        else:
            at = CollectionId(entry.id)
            label = self.tr("Collect papers")
            make(label, lambda some: organise.collect(library, some, at), papers)

    def _renamed(self, entry: Entry, name: str) -> None:
        key, _, token = self._to_name.rpartition(" ")
        merge = token if not key and token else None
        self._to_name = ""
        if entry.kind is Kind.SEARCH:
            self.saved.rename(entry, name, merge)
            return
        library, label = self._library, self.tr("Rename {name}").format(name=entry.text)
        if entry.kind is Kind.TAG:
            self._make(label, lambda: organise.rename_tag(library, TagId(entry.id), name), merge)
        else:
            at = CollectionId(entry.id)
            self._make(label, lambda: organise.rename_collection(library, at, name), merge)
        if entry.place == self._places[0]:
            (self.tag_wanted if entry.kind is Kind.TAG else self.collection_wanted).emit(name)

    def _delete(self, entry: Entry) -> None:
        if entry.kind is Kind.SEARCH:
            self.saved.delete(entry)
            return
        library = self._library
        label = self.tr("Delete {name}").format(name=entry.text)
        shown = self.tr("Deleted “{name}”").format(name=entry.text)
        if entry.kind is Kind.TAG:
            self._changes.make(
                label, lambda: organise.remove_tag(library, TagId(entry.id)), shown=shown
            )
        else:
            at = CollectionId(entry.id)
            self._changes.make(label, lambda: organise.remove_collection(library, at), shown=shown)
        if entry.place == self._places[0]:
            self.place_wanted.emit("library")

    def _make(self, label: str, work: Callable[[], object], merge: str | None = None) -> None:
        self._changes.make(label, work, merge=merge)

    def _name_soon(self, key: str, token: str) -> None:
        """Open the editor of what was just made, as soon as it is listed."""
        self._to_name = f"{key} {token}"
        self._again.stop()
        self.refresh()

    # The context menu

    def menu(self, entry: Entry) -> QMenu:
        """Make the context menu of a collection, a tag or a saved search."""
        menu = Menu(self)
        if entry.kind is Kind.SEARCH:
            self.saved.fill(menu, entry)
            return menu
        menu.setEnabled(self._library.writable)
        menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.list.rename(entry.key))
        if entry.kind is Kind.TAG:
            colours = menu.addMenu(self.tr("Colour"))
            for slot in range(1, organise.COLOUR_SLOTS + 1):
                self._offer_colour(colours, entry, slot)
        else:
            inside = menu.addAction(self.tr("New collection inside"))
            inside.triggered.connect(lambda: self._new_inside(entry))
        menu.addSeparator()
        menu.addAction(self.tr("Delete")).triggered.connect(lambda: self._delete(entry))
        return menu

    def _new_inside(self, entry: Entry) -> None:
        self.model.fold(entry.id, False)
        self.new_collection(CollectionId(entry.id))

    def _offer_colour(self, menu: QMenu, entry: Entry, slot: int) -> None:
        action = menu.addAction(dot_icon(slot), self.tr("Colour {n}").format(n=slot))
        action.setCheckable(True)
        action.setChecked(slot == entry.colour)
        tag, label = TagId(entry.id), self.tr("Colour {name}").format(name=entry.text)
        action.triggered.connect(
            lambda: self._make(label, lambda: organise.recolour_tag(self._library, tag, slot))
        )

    def _show_menu(self, point: QPoint) -> None:
        entry = self.list.entry_at(point)
        if entry and entry.kind in NAMED:
            menu = self.menu(entry)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(point))
