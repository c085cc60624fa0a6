"""The tab of a paper's documents, joined with one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.ui import desk

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow
    from desktop_app.ui.pdf.page import DocumentPage


def make(window: MainWindow) -> DocumentPage:
    """Make the page, with the documents of the paper that the window shows."""
    from desktop_app.ui.pdf.page import DocumentPage

    page = DocumentPage(window.changes, window.tasks, lambda: window.settings.colour_names)
    page.restore_shape(desk.shape())
    page.list_wanted.connect(window.back_to_list)
    page.attach_wanted.connect(window.attaching.ask)
    page.files_dropped.connect(window.attaching.take)
    page.said.connect(window.status.say)
    page.export_wanted.connect(window.actions_table["export-highlights"].trigger)
    page.error.connect(window.tell_error)
    window.actions_table.act_in(page.view)
    page.show_paper(window.reader.paper)
    return page
