"""What the tests of review do and look at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.cards import CardId, Kind
from desktop_app.core.papers import PaperId
from desktop_app.settings import Settings
from desktop_app.store import cards, highlights
from desktop_app.store.library import Library
from desktop_app.ui.review.card import ReviewCard
from desktop_app.ui.review.panel import ReviewPanel

K, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
NAMES = Settings().colour_names


def add(library: Library, paper: PaperId, *kinds: Kind, comment: str = "") -> list[CardId]:
    """Make cards of highlights a few characters apart."""
    made: list[CardId] = []
    with library.change("Add"):
        for number, kind in enumerate(kinds):
            highlight = highlights.add(library, paper, number * 5, number * 5 + 8, 1 + number % 5)
            highlights.comment(library, highlight, comment)
            made += cards.add(library, [highlight], kind)
    return made


class Page(QWidget):
    """A page that holds a section, as Today does."""

    def __init__(self, section: QWidget) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(section)


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def asked(card: ReviewCard) -> str:
    assert card.card is not None
    return card.card.front


def log(library: Library) -> list[tuple[int, int]]:
    return library.db.conn.execute("SELECT card_id, rating FROM review ORDER BY id").fetchall()


def rows(panel: ReviewPanel) -> list[CardId]:
    return [
        line.id for n in range(panel.shelf.model.rowCount()) if (line := panel.shelf.model.at(n))
    ]


def foot(panel: ReviewPanel) -> QPoint:
    return panel.card.mapTo(panel, panel.card.rect().bottomRight())


def whole(part: QWidget) -> bool:
    """Tell whether nothing of a part is out of sight."""
    return part.visibleRegion().boundingRect() == part.rect()
