"""What the actions of a window do, by their names.

Those who do what is seldom asked for are imported and made when it is: they are half of all
modules, and no part of a start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from desktop_app.ui.review_actions import ReviewActions
from desktop_app.ui.view_actions import ViewActions

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

Handlers = dict[str, Callable[[], object]]

# Actions by who does them; each class takes a window and gives these `handlers`.
_LATER = {
    "full_search.FullSearch": ("search",),
    "exports.Exports": ("export-notes", "export-highlights"),
    "reference_exports.ReferenceExports": ("export-papers", "export-selected"),
    "reference_copies.ReferenceCopies": ("copy-citation", "copy-bibtex", "copy-citekey"),
    "statistics_actions.StatisticsActions": ("export-statistics",),
    "duplicates_actions.DuplicateActions": ("find-duplicates",),
}


def of(window: MainWindow) -> Handlers:
    """Give what each action of the table does in a window."""
    made: Handlers = {
        **window.paper_actions.handlers(),
        **window.dialogs.handlers(),
        **window.papers_in.handlers(),
        **ViewActions(window).handlers(),
        **window.note_actions.handlers(),
        **window.day_actions.handlers(),
        **window.digest_actions.handlers(),
        **window.searches.handlers(),
        **window.whole_library.handlers(),
        **window.merging.handlers(),
        **window.similar_actions.handlers(),
        **ReviewActions(window).handlers(),
        "attach": window.attaching.ask,
        "quit": window.close,
        "undo": window.undoing.undo,
        "redo": window.undoing.redo,
    }
    for name, actions in _LATER.items():
        made |= _later(window, name, actions)
    return made


def _later(window: MainWindow, name: str, actions: tuple[str, ...]) -> Handlers:
    module, kind = name.split(".")

    @cache
    def handlers() -> Handlers:
        who = getattr(import_module(f"desktop_app.ui.{module}"), kind)
        return dict(who(window).handlers())

    return {action: lambda action=action: handlers()[action]() for action in actions}  # type: ignore[misc]
