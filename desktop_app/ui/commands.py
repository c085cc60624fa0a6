"""What the command palette and the key sheet list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.core import query
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import PaperId
from desktop_app.store import listing, organise, search
from desktop_app.store import notes as own_notes
from desktop_app.store.library import Library
from desktop_app.ui import action_table, actions
from desktop_app.ui.actions import Actions
from desktop_app.ui.widgets.palette import Item

MOST_PAPERS = 8
MOST_NOTES = 5
_HIDDEN = ("palette",)
translate = QCoreApplication.translate


def of_the_table(table: Actions, paper_title: Callable[[], str]) -> list[Item]:
    """Give every action that can be used now; those of the paper first, under its title."""
    head = paper_title()
    menus = (
        action_table.PAPER,
        action_table.GO,
        action_table.FILE,
        action_table.EDIT,
        action_table.VIEW,
        action_table.HELP,
    )
    found = []
    for spec in action_table.specs(menus):
        action = table[spec.name]
        if not action.isEnabled() or spec.name in _HIDDEN:
            continue
        group = actions.translated(spec.menu)
        if spec.menu == action_table.PAPER and head:
            group = translate("commands", "This paper: {title}").format(title=head)
        keys = actions.shown_key(spec.keys[0]) if spec.keys else ""
        found.append(Item(group, action.text(), action.trigger, spec.icon, keys=keys))
    return found


def papers(library: Library, typed: str, run: Callable[[PaperId], object]) -> list[Item]:
    """Give the papers whose texts match what is typed, best first."""
    if len(typed.strip()) < 2:
        return []
    found = search.papers(library, query.parse(typed), sort="rank", limit=MOST_PAPERS)
    return [
        Item(
            translate("commands", "Papers"),
            row.title,
            lambda paper=row.id: run(paper),  # type: ignore[misc]
            "library",
            found=True,
        )
        for row in listing.rows(library, found)
    ]


def tags(library: Library, run: Callable[[str], object]) -> list[Item]:
    """Give the tags."""
    head = translate("commands", "Tags")
    return [
        Item(head, tag.name, lambda name=tag.name: run(name), "tag")  # type: ignore[misc]
        for tag in organise.tags(library, counted=False)
    ]


def notes(library: Library, typed: str, run: Callable[[NoteId], object]) -> list[Item]:
    """Give the notes of their own whose texts match what is typed, those by title first."""
    if len(typed.strip()) < 2:
        return []
    return [
        Item(
            translate("commands", "Notes"),
            row.title or translate("commands", "Untitled note"),
            lambda note=row.id: run(note),  # type: ignore[misc]
            "note",
            found=True,
        )
        for row in own_notes.rows(library, typed, limit=MOST_NOTES)
    ]


def keys() -> list[tuple[str, Sequence[tuple[str, Sequence[str]]]]]:
    """Give every shortcut by menu, and the keys that lists and texts know by themselves."""
    groups: list[tuple[str, Sequence[tuple[str, Sequence[str]]]]] = [
        (
            actions.translated(menu),
            [
                (actions.translated(s.text), [actions.shown_key(k) for k in s.keys])
                for s in action_table.specs([menu])
                if s.keys
            ],
        )
        for menu in action_table.MENUS
    ]
    moving = [
        (translate("commands", "Next, previous"), ["J", "K", "↓", "↑"]),
        (translate("commands", "Open"), ["Enter"]),
        (translate("commands", "Reorder today’s plan"), ["Alt+↑", "Alt+↓"]),
        (translate("commands", "Close the topmost thing"), ["Esc"]),
    ]
    sidebar = [
        (translate("commands", "Rename, delete"), ["F2", "Del"]),
        (translate("commands", "Move a saved search"), ["Alt+↑", "Alt+↓"]),
        (translate("commands", "Fold, unfold"), ["←", "→"]),
    ]
    searching = [
        (translate("commands", "Open the PDF"), ["Ctrl+Enter"]),
        (translate("commands", "Add to queue"), ["Alt+Enter"]),
        (translate("commands", "Save the search"), ["Ctrl+S"]),
        (translate("commands", "Show the results in the list"), ["Ctrl+L"]),
        (translate("commands", "Next, previous kind"), ["Ctrl+Tab", "Ctrl+Shift+Tab"]),
    ]
    marking = [
        (
            translate("commands", "Highlight the selection, or change its colour"),
            ["1", "2", "3", "4", "5"],
        ),
        (translate("commands", "Comment on the selection"), ["N"]),
        (translate("commands", "Have the highlight come back for review, or no more"), ["R"]),
        (translate("commands", "Delete the highlight at the caret"), ["Del"]),
        (translate("commands", "Copy the highlight as a quotation"), ["Ctrl+C"]),
        (translate("commands", "From highlight to highlight"), ["Tab", "Shift+Tab"]),
        (translate("commands", "Select by keyboard"), ["Shift+→"]),
        (translate("commands", "Select the sentence, then one more"), ["Ctrl+Shift+S"]),
    ]
    reviewing = [
        (translate("commands", "Again, hard, good, easy"), ["1", "2", "3", "4"]),
        (translate("commands", "Show the answer"), ["Space", "Enter"]),
        (translate("commands", "Bury until tomorrow"), ["B"]),
        (translate("commands", "Suspend"), ["Shift+S"]),
        (translate("commands", "Open the paper at the highlight"), ["E"]),
    ]
    comparing = [
        (translate("commands", "Merge, versions, different"), ["M", "V", "D"]),
        (translate("commands", "Choose the one that is kept"), ["→", "↓", "↑"]),
        (translate("commands", "Leave a paper out"), ["X"]),
        (translate("commands", "Open the paper"), ["Enter"]),
    ]
    writing = [
        (translate("commands", "Link a paper or a note"), ["[["]),
        (translate("commands", "Follow the link at the caret"), ["Ctrl+Enter"]),
    ]
    return [
        *groups,
        (translate("commands", "In lists"), moving),
        (translate("commands", "In the sidebar"), sidebar),
        (translate("commands", "In the search"), searching),
        (translate("commands", "In the abstract"), marking),
        (translate("commands", "In review"), reviewing),
        (translate("commands", "In duplicates"), comparing),
        (translate("commands", "In a note"), writing),
    ]
