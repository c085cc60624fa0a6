"""Starting the window: one for each library, with the errors nobody expected shown in it."""

from __future__ import annotations

import logging
import signal
import sys
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app import __version__, paths, resources
from desktop_app import settings as settings_file
from desktop_app.engines import allocation
from desktop_app.engines.lanes import Lane, Lanes, Resource
from desktop_app.settings import Settings
from desktop_app.store import backup, errors, opening, queue
from desktop_app.store import library as libraries
from desktop_app.store.backup import Copy
from desktop_app.store.library import Library
from desktop_app.ui import sentences, theme
from desktop_app.ui.garbage import Garbage
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import TODAY, Place
from desktop_app.ui.single import Single
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.rebuilding import Result

LOCK_WAIT_S = 0.02
COPY_AFTER_MS = 10_000
_LOG_BYTES = 1_000_000
TURN_S = 0.001  # for which a lane's thread may keep Python to itself while the window waits


class App(QObject):
    """The application: its settings, its lanes, and the window on the library that is open."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__(qt)
        self._qt = qt
        self.settings = settings
        self.window: MainWindow | None = None
        self._single: Single | None = None
        self.lanes = Lanes()
        self._tasks = Tasks(self.lanes, self)
        self._show_theme()
        qt.styleHints().colorSchemeChanged.connect(lambda _: self._follow_system())
        qt.aboutToQuit.connect(self.lanes.close)

    def open(self, folder: Path, *, begin: bool = False) -> bool:
        """Open the library in a folder in a window; False where another window has it.

        To `begin` is to show Today, where a day begins as soon as anything is queued.

        Raises LibraryError; then the window that was open stays.
        """
        single = Single(folder)
        if not single.first():
            return False
        try:
            library = opening.open_library(
                folder, wait=LOCK_WAIT_S, rollover_hour=self.settings.rollover_hour
            )
        except errors.LibraryError:
            single.release()
            raise
        former = self.window
        self.lanes.read_from(_reader(folder, self.settings.rollover_hour))
        with theme.undressed(self._qt):
            self.window = window = MainWindow(library, self.settings, self.lanes)
            if begin and queue.anything(library):
                window.go(Place(TODAY))
        window.settings_changed.connect(self._change_settings)
        window.library_wanted.connect(self._open_other)
        window.restore_wanted.connect(self._restore)
        window.whole_library.built.connect(self._open_built)
        single.raised.connect(lambda: _raise(window))
        window.show()
        window.desk.focus_list()
        if former is not None:
            _close(former)
        if self._single is not None:
            self._single.release()
        self._single = single
        QTimer.singleShot(COPY_AFTER_MS, window, lambda: self._copy(folder))
        return True

    def _open_other(self, folder: Path) -> None:
        if self.window is None or folder.absolute() == self.window.library.path.absolute():
            return
        try:
            opened = self.open(folder)
        except errors.LibraryError as e:
            self.window.tell_error(e)
            return
        if opened:
            self._change_settings(replace(self.settings, library=folder))

    def _open_built(self, folder: Path, result: Result) -> None:
        """Open a library that was built, and tell in its window what came into it."""
        self._open_other(folder)
        if self.window is not None and self.window.library.path == folder:
            self.window.whole_library.tell_built(result)

    def _restore(self, copy: Copy) -> None:
        window = self.window
        if window is None:
            return
        folder = window.library.path
        try:
            held, present = backup.compare(folder, copy)
        except errors.LibraryError as e:
            window.tell_error(e)
            return
        if held < present and not window.dialogs.is_sure(
            self.tr("Restore a copy with fewer papers?"),
            self.tr("The copy holds {held} papers, the library {present}.").format(
                held=held, present=present
            ),
            self.tr("Restore"),
        ):
            return
        self._let_go(window)
        try:
            backup.restore(folder, copy, libraries.now(), even_if_emptier=True)
        finally:
            self.open(folder)

    def _let_go(self, window: MainWindow) -> None:
        """Close a window and everything that has its library open."""
        self.window = None
        self.lanes.read_from(_reader(window.library.path, self.settings.rollover_hour))
        _close(window)
        if self._single is not None:
            self._single.release()
            self._single = None

    def _copy(self, folder: Path) -> None:
        """Make the day's copy, off the main thread."""
        if self.window is not None and self.window.library.writable:
            self._tasks.start(
                Lane.FILES, _daily_copy, folder, done=lambda _: None, failed=self._tell
            )

    def _change_settings(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        try:
            settings_file.save(settings)
        except OSError as e:
            self._tell(e)
        if (before.theme, before.reading_font) != (settings.theme, settings.reading_font):
            self._show_theme()
        if self.window is not None:
            self.window.apply_settings(settings)

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self._show_theme()
            if self.window is not None:
                self.window.apply_settings(self.settings)

    def _show_theme(self) -> None:
        theme.apply(self._qt, theme.wanted(self.settings.theme), self.settings.reading_font)

    def _tell(self, error: BaseException) -> None:
        logging.getLogger("carrel").error("told the reader", exc_info=error)
        if self.window is not None:
            self.window.tell_error(error)

    def unexpected(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log what nobody expected and show it, without closing the window."""
        logging.getLogger("carrel").error("unexpected", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        if self.window is not None:
            self.window.tell_error(error)


def run(folder: Path, settings: Settings) -> int:
    """Show the window on the library in `folder` until it is closed; give the exit code."""
    allocation.be_thrifty()
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Carrel")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("carrel")
    translate(qt)
    qt.setWindowIcon(QIcon(str(resources.path("icons", "carrel-app.svg"))))
    _start_log()
    app = App(qt, settings)
    sys.excepthook = app.unexpected
    signal.signal(signal.SIGINT, lambda *_: qt.closeAllWindows())
    try:
        if not app.open(folder, begin=True):
            return 0  # its window was raised
    except errors.LibraryError as e:
        print(sentences.of(e), file=sys.stderr)
        QMessageBox.critical(None, "Carrel", sentences.of(e))
        return 1
    garbage = Garbage(app)
    sys.setswitchinterval(TURN_S)
    code = qt.exec()
    garbage.let_go()
    if app.window is not None:
        app.window.library.close()
    return code


def translate(qt: QApplication) -> None:
    """Load the reader's language where there is one, else English, for its plurals."""
    translator = QTranslator(qt)
    folder = str(resources.path("translations"))
    if translator.load(QLocale(), "carrel", "_", folder) or translator.load("carrel_en", folder):
        qt.installTranslator(translator)


def _reader(folder: Path, rollover_hour: int) -> Resource[Library]:
    """Give how the READ lane opens, interrupts and closes its own view of a library."""
    return Resource(
        make=lambda: opening.open_reader(folder, rollover_hour=rollover_hour),
        end=Library.close,
        interrupt=lambda reader: reader.db.conn.interrupt(),
    )


def _daily_copy(folder: Path) -> None:
    now = libraries.now()
    if backup.due(folder, now):
        reader = opening.open_reader(folder)
        try:
            backup.take(reader.db.conn, folder, now)
        finally:
            reader.close()


def _close(window: MainWindow) -> None:
    window.close()
    window.library.close()
    window.deleteLater()


def _raise(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _start_log() -> None:
    folder = paths.logs()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "carrel.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("carrel").addHandler(handler)
