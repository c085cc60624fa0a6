"""What the actions do that change only what is shown: places, tabs, sizes, themes, panes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.settings import Settings
from desktop_app.ui import theme
from desktop_app.ui.navigation import (
    BIN,
    LIBRARY,
    NOTES,
    REVIEW,
    STATISTICS,
    TODAY,
    Place,
)
from desktop_app.ui.reader.tabs import DETAILS, DOCUMENT

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

SMALLEST, LARGEST = 12, 28  # reading text, in pixels


class ViewActions:
    """Changes what one window shows."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        window = self._window
        return {
            "filter": self._filter,
            "theme": self._switch_theme,
            "larger": lambda: self._resize_text(window.settings.reading_size + 1),
            "smaller": lambda: self._resize_text(window.settings.reading_size - 1),
            "usual-size": lambda: self._resize_text(Settings().reading_size),
            "next-pane": lambda: window.desk.step_pane(window.focusWidget(), 1),
            "previous-pane": lambda: window.desk.step_pane(window.focusWidget(), -1),
            "open": self._open_chosen,
            "next-highlight": lambda: self._step_highlight(1),
            "previous-highlight": lambda: self._step_highlight(-1),
            "unsettled": self._look_at_highlights,
            "go-today": lambda: window.go(Place(TODAY)),
            "go-library": lambda: window.go(Place(LIBRARY)),
            "go-review": lambda: window.go(Place(REVIEW)),
            "go-statistics": lambda: window.go(Place(STATISTICS)),
            "go-bin": lambda: window.go(Place(BIN)),
            "back": self._go_back,
            "forward": lambda: window.step_trail(1),
            "find": self._find,
            "open-document": self._read_document,
            "tab-abstract": self._read_abstract,
            "tab-document": self._read_document,
            "tab-details": self._edit_details,
        }

    def _filter(self) -> None:
        if self._window.desk.page == NOTES:
            self._window.own_notes.list.field.setFocus()
            return
        if not self._window.desk.on_reading:
            self._window.go(Place(LIBRARY))
        self._window.library_panel.focus_search()

    def _open_chosen(self) -> None:
        for paper in self._window.chosen()[:1]:
            self._window.open_paper(paper)

    def _leave_page(self) -> None:
        if not self._window.desk.on_reading:
            self._open_chosen()

    def _read_abstract(self) -> None:
        self._leave_page()
        self._window.reader.focus_text()

    def _read_document(self) -> None:
        self._leave_page()
        self._window.reader.focus_document()

    def _find(self) -> None:
        """Find words in the document that is shown, else in the library."""
        if self._in_document():
            self._window.document.find_words()
        else:
            self._filter()

    def _step_highlight(self, by: int) -> None:
        self._leave_page()
        window = self._window
        (window.document if self._in_document() else window.reader.abstract).step(by)

    def _look_at_highlights(self) -> None:
        """List the highlights of all papers that are not plainly anchored."""
        window = self._window
        if not window.reader.abstract.look_at(None):
            window.status.say(window.tr("Every highlight stands where it was made."))

    def _go_back(self) -> None:
        """Go back in the document after a link was followed, else to the place before."""
        if not (self._in_document() and self._window.document.back()):
            self._window.step_trail(-1)

    def _in_document(self) -> bool:
        window = self._window
        return window.desk.on_reading and window.reader.tab() == DOCUMENT

    def _edit_details(self) -> None:
        self._leave_page()
        self._window.reader.show_tab(DETAILS)
        self._window.reader.details.form.title.setFocus()

    def _switch_theme(self) -> None:
        other = "light" if theme.current().dark else "dark"
        self._window.dialogs.change_settings(theme=other)

    def _resize_text(self, size: int) -> None:
        size = max(SMALLEST, min(LARGEST, size))
        self._window.dialogs.change_settings(reading_size=size)
