"""The main window: sidebar, pages and panes put together; features meet here and in `actions`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from desktop_app.core.papers import PaperId
from desktop_app.core.query import Query, Term, parse
from desktop_app.engines.lanes import Lanes
from desktop_app.settings import Settings
from desktop_app.store import papers
from desktop_app.store.library import Library, Notice
from desktop_app.ui import (
    abilities,
    desk,
    dialogs,
    document_tab,
    handlers,
    menus,
    papers_in,
    sentences,
    theme,
)
from desktop_app.ui.actions import Actions
from desktop_app.ui.ahead import Ahead
from desktop_app.ui.asking import Asking
from desktop_app.ui.attaching import Attaching
from desktop_app.ui.changes import Changes
from desktop_app.ui.day_actions import DayActions
from desktop_app.ui.day_pages import DayPages
from desktop_app.ui.digests import DigestActions
from desktop_app.ui.imports import Imports
from desktop_app.ui.indexer import Indexer
from desktop_app.ui.library.panel import LibraryPanel
from desktop_app.ui.library.sidebar import Sidebar
from desktop_app.ui.meaning import Meaning
from desktop_app.ui.merging import Merging
from desktop_app.ui.navigation import BIN, LIBRARY, NOTES, OF_TODAY, TODAY, Place, Trail
from desktop_app.ui.note_actions import NoteActions
from desktop_app.ui.page_indexer import index_documents
from desktop_app.ui.paper_actions import PaperActions
from desktop_app.ui.reader.panel import ReaderPanel
from desktop_app.ui.reader.tabs import ABSTRACT, DOCUMENT
from desktop_app.ui.searches import Searches
from desktop_app.ui.similar import SimilarFeed
from desktop_app.ui.similar_actions import SimilarActions
from desktop_app.ui.status import Status
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.undoing import Undoing
from desktop_app.ui.versions import VersionFeed
from desktop_app.ui.whole_library import WholeLibrary
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.later import Later
from desktop_app.ui.widgets.undo_bar import UndoBar

if TYPE_CHECKING:
    from desktop_app.ui.notes.editor import NoteEditor
    from desktop_app.ui.notes.panel import NotesPanel
    from desktop_app.ui.pdf.page import DocumentPage
    from desktop_app.ui.today.panel import TodayPanel

INDEX_MS = 1200  # after the start, which its looking round would slow down
FRAME = 36  # what a desktop puts above a window, in pixels of the design


class MainWindow(QMainWindow):
    """One library in one window. ``library_wanted`` asks for another library in its place,
    ``restore_wanted`` for a copy of it."""

    library_wanted = Signal(object)
    restore_wanted = Signal(object)
    settings_changed = Signal(object)

    def __init__(self, library: Library, settings: Settings, lanes: Lanes) -> None:
        super().__init__()
        self.library, self.settings = library, settings
        self.tasks = tasks = Tasks(lanes, self)
        self.changes = Changes(library, self, tasks)
        self.actions_table = Actions(self)
        self.imports = Imports(self.changes, tasks, lambda: self.settings.colour_names)
        self.indexer = Indexer(self.changes, tasks)
        self.similar = SimilarFeed(self.changes, tasks)
        self.trail = Trail(Place(LIBRARY))
        self._moving = False
        self.setWindowTitle(self.tr("Carrel"))
        self.setAcceptDrops(True)
        self._build()
        self.paper_actions = PaperActions(self.changes, self.chosen, lambda: self.settings, self)
        self.attaching = Attaching(self.changes, tasks, self.imports, self.chosen, self)
        self.note_actions = NoteActions(self)
        self.day_actions = DayActions(self)
        self.digest_actions = DigestActions(self, self.day.digest_feed, self.day.topics)
        self.dialogs = dialogs.Dialogs(self)
        self.undoing = Undoing(self)
        self.searches = Searches(self, desk.shape())
        self.papers_in = papers_in.PapersIn(self)
        self.whole_library = WholeLibrary(self)
        self.merging = Merging(self)
        self.similar_actions = SimilarActions(self)
        VersionFeed(self)
        menus.build(self)
        self.actions_table.connect_all(handlers.of(self))
        self.actions_table.act_in(
            self.library_panel.list,
            self.reader.abstract,
            self.reader.similar,
        )
        self._connect()
        self._connect_work()
        self.page_indexer = index_documents(self)
        self.look_what_can_be_done()
        self._restore_shape()
        QTimer.singleShot(INDEX_MS, self, self.indexer.wake)
        Ahead(self)

    # Building

    def _build(self) -> None:
        self.meaning = Meaning(self.tasks, self.similar)
        asking = Asking(self.tasks, lambda: self.settings, self.meaning)
        act = self.actions_table
        self.sidebar = Sidebar(self.changes, asking.count)
        self.library_panel = LibraryPanel(self.changes, asking.find, asking.check)
        self.note_tab = Later(lambda: self.note_actions.make_editor())
        self.note_page = Later(lambda: self.note_actions.make_page())
        self.documents = Later(lambda: document_tab.make(self))
        self.reader = ReaderPanel(
            self.changes,
            buttons=(act["queue"], act["done"], act["snooze"], act["open-document"]),
            notes=self.note_tab,
            document=self.documents,
            names=lambda: self.settings.colour_names,
            size=lambda: self.settings.reading_size,
        )
        self.day = DayPages(self)
        self.planner = self.day.planner
        self.undo_bar = UndoBar(self)
        self.status = Status()
        self.setStatusBar(self.status)
        pages = {**self.day.pages(), NOTES: self.note_page}
        self.desk = desk.Desk(self.sidebar, self.library_panel, self.reader, pages)
        self.setCentralWidget(self.desk)

    @property
    def document(self) -> DocumentPage:
        """The page of the documents."""
        return self.documents.part

    @property
    def notes(self) -> NoteEditor:
        """The note of the paper that is read."""
        return self.note_tab.part

    @property
    def own_notes(self) -> NotesPanel:
        """The page of notes of their own."""
        return self.note_page.part

    @property
    def today(self) -> TodayPanel:
        """The page a day begins with."""
        return self.day.today

    def _connect(self) -> None:
        self.sidebar.place_wanted.connect(lambda page: self.go(Place(page)))
        self.sidebar.tag_wanted.connect(lambda name: self._go_to_field("tag", name))
        self.sidebar.collection_wanted.connect(lambda name: self._go_to_field("in", name))
        self.sidebar.add_papers.connect(self.actions_table["add-papers"].trigger)
        self.sidebar.settings_wanted.connect(self.dialogs.settings)
        panel = self.library_panel
        panel.current_changed.connect(self._current_changed)
        panel.opened.connect(lambda _: self.reader.focus_text())
        panel.query_changed.connect(self._query_changed)
        panel.menu_wanted.connect(lambda at: menus.paper_menu(self).popup(at))
        panel.add_papers.connect(self.actions_table["add-papers"].trigger)
        panel.starter_wanted.connect(self.imports.bring_in_starter)
        panel.restore_wanted.connect(self.actions_table["restore"].trigger)
        panel.empty_bin_wanted.connect(self.dialogs.empty_bin)
        self.reader.shown.connect(self._reader_shows)
        self.reader.widened.connect(self.desk.widen)
        self.reader.back_wanted.connect(self.back_to_list)

    def _connect_work(self) -> None:
        self.indexer.progressed.connect(self._indexing)
        self.indexer.failed.connect(lambda error: self.status.say(sentences.of(error)))
        self.status.paused.connect(self.indexer.pause)
        self.attaching.attached.connect(lambda _: self.documents.tell(lambda page: page.refresh()))
        self.imports.idle.connect(self.indexer.wake)
        self.changes.changed.connect(self._on_notice)
        for refused in (self.changes.failed, self.imports.refused, self.attaching.refused):
            refused.connect(self.tell_error)

    # Going places

    def go(self, place: Place) -> None:
        """Go to a page, a query or a paper, and remember where the reader was."""
        self.trail.go(place)
        self._show_place(place)

    def open_paper(self, paper: PaperId) -> None:
        """Show a paper in the library, with the focus in its text."""
        listed = self.library_panel.model.row_of(paper) is not None
        query = str(self.library_panel.query()) if listed and self.desk.on_reading else ""
        self.go(Place(LIBRARY, query, paper))
        self.reader.focus_text()

    def _show_place(self, place: Place) -> None:
        self._moving = True
        if self.reader.tab() == DOCUMENT:
            self.reader.show_tab(ABSTRACT)  # the list has its room again
        try:
            self.desk.show_page(place.page)
            if place.page == NOTES:
                self.note_actions.show(place.note)
            elif place.page in self.day.pages():
                self.day.pages()[place.page].part.setFocus()
            else:
                self.library_panel.show_bin(place.page == BIN)
                self.library_panel.set_query(place.query)
                if place.paper is not None:
                    self.library_panel.select(place.paper)
                    self.reader.show_paper(place.paper)
                self.library_panel.focus_list()
            self._mark_sidebar(place)
        finally:
            self._moving = False
        self.look_what_can_be_done()

    def back_to_list(self) -> None:
        """Leave a document for the list of papers."""
        self.reader.show_tab(ABSTRACT)
        self.library_panel.focus_list()

    def step_trail(self, by: int) -> None:
        """Go back with -1, forward with 1."""
        place = self.trail.step(by)
        if place is not None:
            self._show_place(place)

    def _go_to_field(self, field: str, value: str) -> None:
        query = Query((Term(value, field, quoted=" " in value),))
        self.go(Place(LIBRARY, str(query)))

    def _current_changed(self, paper: PaperId | None) -> None:
        if not self._moving or paper is not None:
            self.reader.show_paper(paper)

    def _query_changed(self, query: Query) -> None:
        if not self._moving:
            self.trail.go(Place(self.trail.here.page, str(query)), over=True)
            self._mark_sidebar(self.trail.here)

    def _mark_sidebar(self, place: Place) -> None:
        if place.page == LIBRARY and place.query:
            self.sidebar.mark_query(parse(place.query))
        else:
            self.sidebar.mark(TODAY if place.page in OF_TODAY else place.page)

    def _reader_shows(self, paper: PaperId | None) -> None:
        self.documents.tell(lambda page: page.show_paper(paper))
        if paper is not None:
            self.note_tab.tell(lambda editor: editor.show_note(paper))
            here = self.trail.here
            if self.desk.on_reading:
                self.trail.go(Place(here.page, here.query, paper), over=here.paper is None)
        self.similar.ask(paper)
        self.look_what_can_be_done()

    def chosen(self) -> Sequence[PaperId]:
        """Give the papers that actions are about: the selected ones, or a page's current one."""
        if not self.desk.on_reading:
            current = self.day.current(self.desk.page)
            return [] if current is None else [current]
        selected = self.library_panel.selected()
        shown = self.reader.paper
        if shown is not None and shown not in selected:
            return [shown]
        return selected

    # What actions do

    def paper_title(self) -> str:
        """Give the title of the paper that actions are about; empty where there is none."""
        return ", ".join(papers.get(self.library, p).title for p in self.chosen()[:1])

    def point_at(self, paper: PaperId) -> None:
        """Make a paper the current one where it is shown."""
        if self.desk.page == TODAY:
            self.today.choose(paper)
        elif self.library_panel.model.row_of(paper) is not None or paper != self.reader.paper:
            self.library_panel.select(paper)

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.reader.flush()
        self.note_tab.tell(lambda editor: editor.flush())
        self.note_page.tell(lambda page: page.flush())
        self.documents.tell(lambda page: page.flush())

    def tell_error(self, error: BaseException) -> None:
        """Show an error as a sentence above the page."""
        self.desk.error_bar.tell(sentences.of(error))

    def look_what_can_be_done(self) -> None:
        """Switch actions on and off by what is chosen and what can be taken back."""
        self.actions_table.enable(abilities.of(self))
        for name, label in (("undo", self.library.undo_label), ("redo", self.library.redo_label)):
            action = self.actions_table[name]
            action.setToolTip(label or "")

    def _on_notice(self, notice: Notice) -> None:
        self.look_what_can_be_done()
        if self.reader.paper in notice.papers or not notice.papers:
            self.note_tab.tell(lambda editor: editor.refresh())

    def _indexing(self, done: int, total: int) -> None:
        if self.imports.busy:
            return
        name = self.tr("Indexing") if done < total else ""
        self.status.show_job(name, done, total, pausable=True)

    # Settings and shape

    def apply_settings(self, settings: Settings) -> None:
        """Follow changed settings."""
        self.settings = settings
        self.library.rollover_hour = settings.rollover_hour
        self.actions_table.tint()
        controls.tint_all(self)
        menus.tint(self)
        self.status.tint()
        self.reader.redraw()
        self.documents.tell(lambda page: page.redraw())
        self.day.redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close_topmost()
        else:
            super().keyPressEvent(event)

    def _close_topmost(self) -> None:
        """Close the bar that is shown, else go from the paper back to its list."""
        if self.desk.error_bar.isVisible():
            self.desk.error_bar.dismiss()
        elif self.undo_bar.isVisible():
            self.undo_bar.dismiss()
        else:
            self.desk.focus_list()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) and self.library.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        there = self.reader.mapFrom(self, event.position().toPoint())
        onto_paper = self.reader.isVisible() and self.reader.rect().contains(there)
        found = papers_in.local_files(event.mimeData().urls())
        (self.attaching.take if onto_paper else self.imports.bring_in)(found)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reader.leave()
        self.flush()
        if not self.dialogs.may_close():
            event.ignore()
            return
        self.documents.tell(lambda page: page.leave())
        self.indexer.stop()
        self.changes.close()
        self.tasks.close()
        for timer in self.findChildren(QTimer):
            timer.stop()  # the library may be closed before the window is deleted
        shape = desk.shape()
        shape.setValue("geometry", self.saveGeometry())
        self.desk.keep_shape(shape)
        self.documents.tell(lambda page: page.keep_shape(shape))
        self.note_page.tell(lambda page: page.keep_shape(shape))
        super().closeEvent(event)

    def _restore_shape(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(
            min(theme.scaled(1440), room.width()),
            min(theme.scaled(900), room.height() - theme.scaled(FRAME)),
        )
        geometry = desk.shape().value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.desk.restore_shape(desk.shape())
