"""Which actions of a window can be used: what they need that is there now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.store import versions
from desktop_app.ui.action_table import Needs
from desktop_app.ui.navigation import BIN

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow


def of(window: MainWindow) -> set[Needs]:
    """Give what is there for actions to act on."""
    return {Needs.NOTHING, *_of_library(window)}


def _of_library(window: MainWindow) -> Iterator[Needs]:
    desk, library = window.desk, window.library
    paper = window.reader.paper if desk.on_reading else window.day.current(desk.page)
    if library.writable:
        yield Needs.LIBRARY
    if paper is None:
        return
    yield Needs.PAPER
    if library.writable and desk.page == BIN:
        yield Needs.BINNED_PAPER
    elif library.writable:
        yield Needs.WRITABLE_PAPER
        if _are_several(window):
            yield Needs.SEVERAL_PAPERS
        if versions.of(library, paper):
            yield Needs.VERSION


def _are_several(window: MainWindow) -> bool:
    """Tell whether several papers are chosen, without the cost of naming a hundred thousand."""
    panel = window.library_panel
    if not window.desk.on_reading or panel.list.selected_count() < 2:
        return False
    read = panel.current() == window.reader.paper and panel.list.current_is_selected()
    return read or len(window.chosen()) > 1
