"""The rows of the list of cards, and what they do not give away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop_app.core.cards import Kind
from desktop_app.core.papers import PaperId
from desktop_app.core.scheduling import Rating
from desktop_app.store import cards, review
from desktop_app.store.library import Library
from desktop_app.ui.review.card_rows import CardModel
from tests import build
from tests.ui.review.reviewing import NAMES, add


def said(model: CardModel, role: Qt.ItemDataRole) -> list[str]:
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def test_rows_do_not_give_away_what_cards_are_about_to_ask(
    library: Library, paper: PaperId, qapp: QApplication
) -> None:
    model = CardModel(lambda: NAMES, lambda: build.NOON, library.today)
    cloze, comment, passage = add(
        library, paper, Kind.CLOZE, Kind.COMMENT, Kind.PASSAGE, comment="Which ones?"
    )
    with library.change("Add"):
        [same] = cards.add(library, [cards.get(library, cloze).highlight], Kind.PASSAGE)
    model.put(cards.lines(library))
    shown = dict(zip([cloze, comment, passage, same], range(4), strict=True))
    assert said(model, Qt.ItemDataRole.DisplayRole) == [
        "Slow gradients",
        "Which ones?",
        "ometimes",
        "Slow gradients",
    ]
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        texts = said(model, role)
        assert not any("Networks" in texts[shown[card]] for card in (cloze, same))
        assert "rks some" not in texts[shown[comment]]
    with library.change("Grade"):
        for card in (cloze, comment):
            review.grade(library, card, Rating.EASY)
    model.put(cards.lines(library))
    quotes = {line.id: model.front(line) for n in range(4) if (line := model.at(n))}
    assert quotes[cloze] == quotes[same] == "Networks"
    assert quotes[comment] == "rks some"


def test_the_model_is_sound(library: Library, paper: PaperId, qapp: QApplication) -> None:
    model = CardModel(lambda: NAMES, lambda: build.NOON, library.today)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ids = add(library, paper, Kind.PASSAGE, Kind.CLOZE, Kind.PASSAGE)
    with library.change("Grade"):
        review.grade(library, ids[0], Rating.EASY)
        cards.suspend(library, ids[1:2])
        review.grade(library, ids[2], Rating.AGAIN)
    back = cards.get(library, ids[2]).memory.due.astimezone()
    model.put(cards.lines(library))
    assert said(model, Qt.ItemDataRole.AccessibleTextRole) == [
        "Method. rks some. Slow gradients. Words hidden. suspended",
        f"Result. ometimes. Slow gradients. Passage. due at {back:%H:%M}",
        "Claim. Networks. Slow gradients. Passage. due in 8 days",
    ]
    model.put([])
    assert model.rowCount() == 0
    tester.deleteLater()
