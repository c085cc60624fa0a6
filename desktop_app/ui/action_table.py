"""Every action of the window in one table: menus, shortcuts, palette and key sheet come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str: ...  # noqa: D103

else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


class Needs(Enum):
    """What an action needs before it can be used."""

    NOTHING = ""
    PAPER = "paper"
    LIBRARY = "writable library"
    WRITABLE_PAPER = "paper in a writable library"
    BINNED_PAPER = "paper in the bin"
    SEVERAL_PAPERS = "several papers in a writable library"
    VERSION = "paper that has versions"


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: `name` is its handle, `keys` its shortcuts, the first one shown."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.NOTHING
    separated: bool = False

    @property
    def of_a_paper_alone(self) -> bool:
        """Whether its keys are single ones that act on a paper: not for every pane."""
        return self.needs in (Needs.PAPER, *_WRITING) and any("Ctrl" not in k for k in self.keys)


_WRITING = (Needs.WRITABLE_PAPER, Needs.BINNED_PAPER)

FILE = QT_TRANSLATE_NOOP("actions", "File")
EDIT = QT_TRANSLATE_NOOP("actions", "Edit")
VIEW = QT_TRANSLATE_NOOP("actions", "View")
PAPER = QT_TRANSLATE_NOOP("actions", "Paper")
GO = QT_TRANSLATE_NOOP("actions", "Go")
HELP = QT_TRANSLATE_NOOP("actions", "Help")
MENUS = (FILE, EDIT, VIEW, PAPER, GO, HELP)

_P = Needs.WRITABLE_PAPER
_R = Needs.PAPER
_L = Needs.LIBRARY

TABLE: tuple[Spec, ...] = (
    Spec("add-papers", FILE, QT_TRANSLATE_NOOP("actions", "Add papers…"), ("Ctrl+N",), "plus", _L),
    Spec("add-folder", FILE, QT_TRANSLATE_NOOP("actions", "Add a folder of papers…"), needs=_L),
    Spec(
        "add-by-hand",
        FILE,
        QT_TRANSLATE_NOOP("actions", "Add a paper by hand…"),
        ("Ctrl+Shift+N",),
        "",
        _L,
    ),
    Spec("new-note", FILE, QT_TRANSLATE_NOOP("actions", "New note"), ("Ctrl+Alt+N",), "note", _L),
    Spec("starter", FILE, QT_TRANSLATE_NOOP("actions", "Add the starter library"), (), "", _L),
    Spec("undo-import", FILE, QT_TRANSLATE_NOOP("actions", "Undo an import…"), (), "", _L),
    Spec("find-duplicates", FILE, QT_TRANSLATE_NOOP("actions", "Find duplicates…"), needs=_L),
    Spec(
        "new-collection",
        FILE,
        QT_TRANSLATE_NOOP("actions", "New collection…"),
        (),
        "folder",
        _L,
        True,
    ),
    Spec(
        "subscriptions",
        FILE,
        QT_TRANSLATE_NOOP("actions", "Subscriptions…"),
        (),
        "bookmark",
    ),
    Spec("export-papers", FILE, QT_TRANSLATE_NOOP("actions", "Export papers…"), separated=True),
    Spec("export-notes", FILE, QT_TRANSLATE_NOOP("actions", "Export notes…")),
    Spec("export-highlights", FILE, QT_TRANSLATE_NOOP("actions", "Export highlights…")),
    Spec("export-library", FILE, QT_TRANSLATE_NOOP("actions", "Export the whole library…")),
    Spec("save-digest", FILE, QT_TRANSLATE_NOOP("actions", "Save the digest as HTML…")),
    Spec("mail-digest", FILE, QT_TRANSLATE_NOOP("actions", "Save the digest as mail…")),
    Spec("export-statistics", FILE, QT_TRANSLATE_NOOP("actions", "Export reading days…")),
    Spec(
        "open-library",
        FILE,
        QT_TRANSLATE_NOOP("actions", "Open another library…"),
        ("Ctrl+O",),
        "",
        separated=True,
    ),
    Spec("build-library", FILE, QT_TRANSLATE_NOOP("actions", "Build a library from plain files…")),
    Spec("restore-copy", FILE, QT_TRANSLATE_NOOP("actions", "Restore a copy…"), (), "", _L),
    Spec(
        "settings",
        FILE,
        QT_TRANSLATE_NOOP("actions", "Settings…"),
        ("Ctrl+,",),
        "gear",
        separated=True,
    ),
    Spec("quit", FILE, QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",), separated=True),
    Spec("undo", EDIT, QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",), "undo"),
    Spec("redo", EDIT, QT_TRANSLATE_NOOP("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Spec("paste", EDIT, QT_TRANSLATE_NOOP("actions", "Paste papers"), ("Ctrl+V",), "", _L, True),
    Spec(
        "search",
        EDIT,
        QT_TRANSLATE_NOOP("actions", "Search the library"),
        ("/",),
        "search",
        separated=True,
    ),
    Spec("filter", EDIT, QT_TRANSLATE_NOOP("actions", "Filter the list"), ("Ctrl+L",)),
    Spec(
        "save-search",
        EDIT,
        QT_TRANSLATE_NOOP("actions", "Save this search"),
        ("Ctrl+S",),
        "bookmark",
        _L,
    ),
    Spec("clear-history", EDIT, QT_TRANSLATE_NOOP("actions", "Clear the search history")),
    Spec("subscribe", EDIT, QT_TRANSLATE_NOOP("actions", "Subscribe to this search…"), needs=_L),
    Spec(
        "find",
        EDIT,
        QT_TRANSLATE_NOOP("actions", "Find in the document"),
        ("Ctrl+F",),
    ),
    Spec("palette", VIEW, QT_TRANSLATE_NOOP("actions", "Commands…"), ("Ctrl+K",), "command"),
    Spec(
        "theme",
        VIEW,
        QT_TRANSLATE_NOOP("actions", "Switch between light and dark"),
        ("Ctrl+Shift+D",),
        "moon",
    ),
    Spec(
        "larger",
        VIEW,
        QT_TRANSLATE_NOOP("actions", "Larger reading text"),
        ("Ctrl++", "Ctrl+="),
        "",
        separated=True,
    ),
    Spec("smaller", VIEW, QT_TRANSLATE_NOOP("actions", "Smaller reading text"), ("Ctrl+-",)),
    Spec("usual-size", VIEW, QT_TRANSLATE_NOOP("actions", "Usual reading text"), ("Ctrl+0",)),
    Spec(
        "similar-pane",
        VIEW,
        QT_TRANSLATE_NOOP("actions", "Show or hide similar papers"),
        ("Ctrl+Shift+F",),
        separated=True,
    ),
    Spec(
        "note-beside",
        VIEW,
        QT_TRANSLATE_NOOP("actions", "Note beside the text, or in its tab"),
        ("Ctrl+Shift+B",),
        "",
        Needs.PAPER,
    ),
    Spec(
        "note-preview",
        VIEW,
        QT_TRANSLATE_NOOP("actions", "Show or hide the preview of the note"),
        ("Ctrl+E",),
    ),
    Spec("next-pane", VIEW, QT_TRANSLATE_NOOP("actions", "Next pane"), ("F6",)),
    Spec("previous-pane", VIEW, QT_TRANSLATE_NOOP("actions", "Previous pane"), ("Shift+F6",)),
    Spec("open", PAPER, QT_TRANSLATE_NOOP("actions", "Open"), (), "", Needs.PAPER),
    Spec("queue", PAPER, QT_TRANSLATE_NOOP("actions", "Add to queue"), ("Q",), "queue-add", _P),
    Spec(
        "unqueue",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Take out of the queue"),
        ("Shift+Q",),
        "",
        _P,
    ),
    Spec("done", PAPER, QT_TRANSLATE_NOOP("actions", "Done"), ("D",), "check", _P),
    Spec("unread", PAPER, QT_TRANSLATE_NOOP("actions", "Mark as unread"), ("U",), "", _P),
    Spec("snooze", PAPER, QT_TRANSLATE_NOOP("actions", "Snooze…"), ("S",), "clock", _P),
    Spec(
        "off-today",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Take off today’s plan"),
        ("X",),
        "minus",
        _P,
    ),
    Spec("plan-today", PAPER, QT_TRANSLATE_NOOP("actions", "Read today"), ("P",), "today", _P),
    Spec("due", PAPER, QT_TRANSLATE_NOOP("actions", "Due day…"), ("W",), "calendar", _P),
    Spec("priority-high", PAPER, QT_TRANSLATE_NOOP("actions", "High priority"), ("H",), "", _P),
    Spec("priority-normal", PAPER, QT_TRANSLATE_NOOP("actions", "Normal priority"), (), "", _P),
    Spec("priority-low", PAPER, QT_TRANSLATE_NOOP("actions", "Low priority"), ("Shift+H",), "", _P),
    Spec("drop", PAPER, QT_TRANSLATE_NOOP("actions", "Drop"), ("Shift+X",), "drop", _P),
    Spec("star", PAPER, QT_TRANSLATE_NOOP("actions", "Star or unstar"), ("*",), "star", _P),
    Spec("tag", PAPER, QT_TRANSLATE_NOOP("actions", "Tag…"), ("T",), "tag", _P, True),
    Spec(
        "collect", PAPER, QT_TRANSLATE_NOOP("actions", "Add to collection…"), ("C",), "folder", _P
    ),
    Spec("note", PAPER, QT_TRANSLATE_NOOP("actions", "Write a note"), ("N",), "note", _P),
    Spec("quote", PAPER, QT_TRANSLATE_NOOP("actions", "Quote in the note"), ("Shift+N",), "", _P),
    Spec(
        "open-document",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Open PDF"),
        ("O",),
        "document",
        Needs.PAPER,
    ),
    Spec("attach", PAPER, QT_TRANSLATE_NOOP("actions", "Attach a PDF…"), ("Ctrl+Shift+A",), "", _P),
    Spec(
        "find-similar",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Find similar papers"),
        ("F",),
        "library",
        Needs.PAPER,
    ),
    Spec(
        "find-like-text",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Find papers like a text…"),
        ("Ctrl+Alt+F",),
        "",
        Needs.PAPER,
    ),
    Spec("less-like", PAPER, QT_TRANSLATE_NOOP("actions", "Less like this"), ("-",), "minus", _P),
    Spec("less-liked", PAPER, QT_TRANSLATE_NOOP("actions", "What you want less of…"), needs=_L),
    Spec(
        "merge",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Merge papers…"),
        needs=Needs.SEVERAL_PAPERS,
        separated=True,
    ),
    Spec(
        "make-versions",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Make versions of one work"),
        needs=Needs.SEVERAL_PAPERS,
    ),
    Spec("not-versions", PAPER, QT_TRANSLATE_NOOP("actions", "Not versions"), needs=Needs.VERSION),
    Spec(
        "copy-citation",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Copy citation"),
        ("Ctrl+Shift+C",),
        "copy",
        Needs.PAPER,
        True,
    ),
    Spec(
        "copy-bibtex",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Copy BibTeX"),
        ("Ctrl+Alt+C",),
        "",
        Needs.PAPER,
    ),
    Spec("copy-citekey", PAPER, QT_TRANSLATE_NOOP("actions", "Copy citation key"), needs=_R),
    Spec("export-selected", PAPER, QT_TRANSLATE_NOOP("actions", "Export…"), needs=_R),
    Spec(
        "next-highlight",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Next highlight"),
        ("]",),
        "",
        Needs.PAPER,
        True,
    ),
    Spec(
        "previous-highlight",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Previous highlight"),
        ("[",),
        "",
        Needs.PAPER,
    ),
    Spec(
        "review-highlights",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Add all highlights to review"),
        ("Shift+R",),
        "review",
        _P,
    ),
    Spec("unsettled", PAPER, QT_TRANSLATE_NOOP("actions", "Highlights to look at…"), (), "", _L),
    Spec(
        "bin", PAPER, QT_TRANSLATE_NOOP("actions", "Move to the bin"), ("Del",), "trash", _P, True
    ),
    Spec(
        "restore",
        PAPER,
        QT_TRANSLATE_NOOP("actions", "Bring back from the bin"),
        (),
        "",
        Needs.BINNED_PAPER,
    ),
    Spec("go-today", GO, QT_TRANSLATE_NOOP("actions", "Today"), ("G, T",), "today"),
    Spec("go-library", GO, QT_TRANSLATE_NOOP("actions", "Library"), ("G, L",), "library"),
    Spec("go-notes", GO, QT_TRANSLATE_NOOP("actions", "Notes of your own"), ("G, N",), "note"),
    Spec("go-digest", GO, QT_TRANSLATE_NOOP("actions", "Digest"), ("G, D",), "calendar"),
    Spec("go-review", GO, QT_TRANSLATE_NOOP("actions", "Review"), ("G, R",), "review"),
    Spec("go-statistics", GO, QT_TRANSLATE_NOOP("actions", "Statistics"), ("G, S",)),
    Spec("go-bin", GO, QT_TRANSLATE_NOOP("actions", "Bin"), ("G, B",), "trash"),
    Spec("back", GO, QT_TRANSLATE_NOOP("actions", "Back"), ("Alt+Left",), "back", separated=True),
    Spec("forward", GO, QT_TRANSLATE_NOOP("actions", "Forward"), ("Alt+Right",), "forward"),
    Spec(
        "tab-abstract",
        GO,
        QT_TRANSLATE_NOOP("actions", "Abstract"),
        ("Ctrl+1",),
        "",
        Needs.PAPER,
        True,
    ),
    Spec("tab-document", GO, QT_TRANSLATE_NOOP("actions", "PDF"), ("Ctrl+2",), "", Needs.PAPER),
    Spec("tab-notes", GO, QT_TRANSLATE_NOOP("actions", "Notes"), ("Ctrl+3",), "", Needs.PAPER),
    Spec("tab-details", GO, QT_TRANSLATE_NOOP("actions", "Details"), ("Ctrl+4",), "", Needs.PAPER),
    Spec("keys", HELP, QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), ("?", "F1"), "keyboard"),
    Spec("about", HELP, QT_TRANSLATE_NOOP("actions", "About Carrel"), (), "info"),
)


def specs(menus: Iterable[str] = MENUS) -> list[Spec]:
    """List the actions of some menus in their order."""
    return [spec for menu in menus for spec in TABLE if spec.menu == menu]
