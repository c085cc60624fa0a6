"""Making review cards of a highlight, and taking them away, wherever the highlight is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core import cards as core
from desktop_app.core.cards import Kind
from desktop_app.core.highlights import Highlight
from desktop_app.store import cards
from desktop_app.ui import icons
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets.menu import Menu


def toggle(changes: Changes, highlight: Highlight) -> None:
    """Make a card of a highlight in the way it can be asked for, or take its cards away."""
    known = cards.of_highlight(changes.library, highlight.id)
    kinds = core.kinds(highlight)
    if known:
        for_all = list(known.values())
        changes.make(
            _tr("Take out of review"),
            lambda: cards.remove(changes.library, for_all),
            shown=_tr("Taken out of review"),
        )
    elif kinds:
        choose(changes, highlight, kinds[0], on=True)


def choose(changes: Changes, highlight: Highlight, kind: Kind, *, on: bool) -> None:
    """Have a highlight asked for in one of the ways, or no more."""
    if on:
        changes.make(_tr("Add to review"), lambda: cards.add(changes.library, [highlight.id], kind))
        return
    known = cards.of_highlight(changes.library, highlight.id)
    changes.make(
        _tr("Take out of review"),
        lambda: cards.remove(changes.library, [known[kind]] if kind in known else []),
        shown=_tr("Taken out of review"),
    )


def add_to(menu: QMenu, changes: Changes, highlight: Highlight | None, parent: QWidget) -> None:
    """Add the ways in which a highlight can be asked for to a menu, those it is ticked."""
    offered = Menu(_tr("Review"), parent)
    offered.setIcon(icons.icon("review"))
    menu.addMenu(offered)
    able = core.kinds(highlight) if highlight else ()
    offered.setEnabled(bool(able) and changes.library.writable)
    if highlight is None:
        return
    known = cards.of_highlight(changes.library, highlight.id)
    for kind, name in (
        (Kind.PASSAGE, _tr("Passage")),
        (Kind.CLOZE, _tr("Words hidden")),
        (Kind.COMMENT, _tr("Comment")),
    ):
        # What stands behind a tab is shown as a shortcut; a real one would act beside the text's.
        usual = [*known] == [kind] if known else able[:1] == (kind,)
        action = offered.addAction(f"{name}\tR" if usual else name)
        action.setCheckable(True)
        action.setChecked(kind in known)
        action.setEnabled(kind in able or kind in known)
        action.triggered.connect(lambda on, k=kind: choose(changes, highlight, k, on=on))


def _tr(text: str) -> str:
    return QCoreApplication.translate("card_menu", text)
