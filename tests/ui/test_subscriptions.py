"""Subscriptions in the window: the dialog, its counts, texts embedded once, new papers matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.digest import Topic
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar import Similar
from desktop_app.services.subscribing import Matches
from desktop_app.store import opening, subscriptions
from desktop_app.store.library import Library
from desktop_app.store.subscriptions import Kind
from desktop_app.ui.changes import Changes
from desktop_app.ui.digest import words
from desktop_app.ui.digest.new_subscription import NewSubscription
from desktop_app.ui.digest.subscription_list import Role, SubscriptionModel
from desktop_app.ui.digest.subscriptions import SubscriptionsDialog
from desktop_app.ui.digest.topics import Topics
from desktop_app.ui.tasks import Tasks
from tests import build, vectors
from tests.ui.digests import shown
from tests.ui.lanes import HandLanes

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """Topics on a library on disk, whose lanes work when told; the model turns texts by the
    number they end with, as in `vectors`."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.encoded: list[str] = []
        self.lanes.answers[Lane.MODEL] = self._encode
        self.changes = Changes(library)
        self.similar = Similar()
        self.topics = Topics(self.changes, Tasks(self.lanes, self.changes), lambda: self.similar)

    def _encode(self, texts: Sequence[str]) -> list[bytes]:
        self.encoded += texts
        return vectors.encode(texts)

    def work(self, qtbot: QtBot) -> None:
        """Let the lanes work until nothing waits."""
        qtbot.waitUntil(
            lambda: (
                self.lanes.do(),
                not self.lanes.waiting and not self.topics._settle.isActive(),
            )[1]
        )
        for _ in range(9):
            qtbot.wait(1)
            while self.lanes.do():
                qtbot.wait(1)

    def subscribe(self, name: str, kind: Kind, text: str) -> None:
        self.changes.make("x", lambda: subscriptions.add(self.library, name, kind, text))

    def names(self) -> list[str]:
        return [one.name for one in subscriptions.all_of(self.library)]


@pytest.fixture
def desk(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(embedding, "missing", lambda: None)
    library = opening.open_library(tmp_path / "library")
    made = Desk(library)
    yield made
    made.changes.close()
    library.close()


def add(desk: Desk, *degrees: int, index: bool = True) -> list[PaperId]:
    made = build.add(desk.library, *(build.draft(f"Robots {n}") for n in degrees))
    if index:
        vectors.index(desk.library)
    return made


# Topics


def test_a_text_is_embedded_once(desk: Desk, qtbot: QtBot) -> None:
    ready: list[bool] = []
    desk.topics.ready.connect(lambda: ready.append(True))
    desk.subscribe("robots", Kind.TEXT, "robots 20")
    desk.work(qtbot)
    desk.subscribe("grokking", Kind.SEARCH, "grokking")
    desk.work(qtbot)
    assert desk.encoded == ["robots 20"]
    assert ready == [True]


def test_a_model_that_fails_is_not_asked_again_for_the_same(desk: Desk, qtbot: QtBot) -> None:
    def fail(_: Sequence[str]) -> list[bytes]:
        desk.encoded.append("failed")
        raise embedding.ModelBroken("torch", "no")

    desk.lanes.answers[Lane.MODEL] = fail
    failed: list[BaseException] = []
    desk.topics.failed.connect(failed.append)
    desk.subscribe("robots", Kind.TEXT, "robots 20")
    desk.work(qtbot)
    desk.topics.look_at_digest(shown(topics=(Topic("robots", "robots 20", (), 0, ready=False),)))
    desk.work(qtbot)
    assert desk.encoded == ["failed"]
    assert len(failed) == 1


def test_matches_are_counted_before_one_subscribes(desk: Desk, qtbot: QtBot) -> None:
    add(desk, 0, 5, 10, 170, 180)
    told: list[Matches] = []
    desk.topics.match(Kind.SEARCH, "robots", told.append)
    desk.work(qtbot)
    desk.topics.match(Kind.TEXT, "much like 3", told.append)
    desk.work(qtbot)
    assert [len(found.papers) for found in told] == [5, 3]


def test_only_the_last_question_is_answered(desk: Desk, qtbot: QtBot) -> None:
    add(desk, 0)
    told: list[Matches] = []
    desk.topics.match(Kind.TEXT, "robots 3", told.append)
    desk.topics.match(Kind.SEARCH, "nothing", told.append)
    desk.work(qtbot)
    assert [found.papers for found in told] == [()]


def test_an_import_says_how_much_matches(desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.topics.told.connect(said.append)
    desk.subscribe("robots", Kind.SEARCH, "robots")
    desk.topics.look_at(add(desk, 0, 90))
    desk.work(qtbot)
    assert said == ["2 of 2 new papers match “robots”"]


def test_by_meaning_it_says_so_once_all_are_embedded(desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.topics.told.connect(said.append)
    desk.subscribe("near", Kind.TEXT, "near 3")
    desk.work(qtbot)
    new = add(desk, 0, 120, 180, 240, index=False)
    desk.topics.look_at(new)
    desk.work(qtbot)
    assert said == []
    vectors.index(desk.library)
    desk.similar = Similar()
    desk.topics.indexed(2, 4)
    desk.work(qtbot)
    assert said == []
    desk.topics.indexed(4, 4)
    desk.work(qtbot)
    assert said == ["1 of 4 new papers matches “near”"]
    desk.topics.indexed(4, 4)
    desk.work(qtbot)
    assert len(said) == 1


def test_without_a_match_nothing_is_said(desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.topics.told.connect(said.append)
    desk.subscribe("cooking", Kind.SEARCH, "cooking")
    desk.topics.look_at(add(desk, 0))
    desk.work(qtbot)
    assert said == []
    assert words.matching(12, 221, ["a", "b"]) == "12 of 221 new papers match your subscriptions"


# The dialog


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> SubscriptionsDialog:
    desk.subscribe("grokking", Kind.SEARCH, "grokking")
    desk.subscribe("robots", Kind.TEXT, "robots 3")
    made = SubscriptionsDialog(desk.changes, desk.topics)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def said(dialog: SubscriptionsDialog) -> list[str]:
    model, role = dialog.list.rows, Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(n), role) for n in range(model.rowCount())]


def test_it_lists_what_there_is_with_counts(
    dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot
) -> None:
    add(desk, 0, 180, 90)
    desk.work(qtbot)
    assert said(dialog) == [
        "grokking. Search: grokking. 0 papers",
        "robots. By meaning: robots 3. 1 paper",
    ]
    dialog.grab()


def test_one_subscribes_to_a_search(dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot) -> None:
    form = dialog.form
    qtbot.keyClicks(form.words, "tag:theory delay")
    assert form.name.text() == "tag:theory delay"
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Theory")
    qtbot.keyClick(form.name, Key.Key_Return)
    assert desk.names() == ["grokking", "robots", "Theory"]
    current = dialog.list.current()
    assert current is not None
    assert (current.name, current.words, current.kind) == (
        "Theory",
        "tag:theory delay",
        Kind.SEARCH,
    )
    assert form.words.text() == ""


def test_a_pause_tells_how_much_would_match(
    dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot
) -> None:
    add(desk, 0, 90)
    qtbot.keyClicks(dialog.form.words, "robots")
    qtbot.waitUntil(lambda: (desk.lanes.do(), bool(dialog.form.told.text()))[1])
    assert dialog.form.told.text() == "Matches 2 papers in the library."


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "x", "A subscription needs words to look for."),
        ("-", "x", "A subscription needs words to look for."),
        ("x", "n" * 201, subscriptions.LONG_NAME),
        ("x", "", "A subscription needs a name."),
        ("x", "Robots", "There is a subscription “Robots” already. Choose another name."),
    ],
)
def test_what_is_missing_or_taken_is_said(
    dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot, text: str, name: str, told: str
) -> None:
    dialog.form.words.setText(text)
    dialog.form.name.setText(name)
    qtbot.mouseClick(dialog.form.add, LEFT)
    assert dialog.form.told.text() == told
    assert len(desk.names()) == 2


def test_what_was_wrong_is_in_the_colour_of_errors_until_the_dialog_is_closed(
    dialog: SubscriptionsDialog, qtbot: QtBot
) -> None:
    qtbot.mouseClick(dialog.form.add, LEFT)
    picture = dialog.form.told.grab().toImage()
    seen = [picture.pixelColor(x, y) for x in range(120) for y in range(picture.height())]
    assert max(colour.red() - colour.blue() for colour in seen) > 80
    dialog.close()
    dialog.show()
    assert dialog.form.told.text() == ""


def test_names_are_level_with_their_fields(dialog: SubscriptionsDialog) -> None:
    form = dialog.form
    names = {one.text(): one for one in form.findChildren(QLabel)}
    for text, field in (("Kind", form.kind), ("Search", form.words), ("Name", form.name)):
        middles = [part.mapTo(form, part.rect().center()).y() for part in (names[text], field)]
        assert abs(middles[0] - middles[1]) <= 1


def test_f2_renames_and_undo_takes_it_back(
    dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot
) -> None:
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Key.Key_F2)
    field = dialog.list.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Delay")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: "Delay" in desk.names())
    desk.changes.undo()
    assert desk.names() == ["grokking", "robots"]


def test_a_name_that_is_taken_is_not_given_twice(dialog: SubscriptionsDialog, desk: Desk) -> None:
    one = dialog.list.current()
    assert one is not None
    dialog._rename(one.id, "ROBOTS")
    assert dialog.form.told.text().startswith("There is a subscription")
    dialog._rename(one.id, "n" * 201)
    assert dialog.form.told.text() == subscriptions.LONG_NAME
    dialog._rename(one.id, " ")
    assert dialog.form.told.text() == subscriptions.NO_NAME
    assert desk.names() == ["grokking", "robots"]


def test_delete_removes_and_undo_brings_back(
    dialog: SubscriptionsDialog, desk: Desk, qtbot: QtBot
) -> None:
    told: list[str] = []
    desk.changes.shown.connect(told.append)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Key.Key_Delete)
    assert desk.names() == ["robots"]
    assert told == ["“grokking” is no longer a subscription"]
    assert QApplication.focusWidget() is dialog.list
    desk.changes.undo()
    assert len(said(dialog)) == 2


def test_the_present_search_is_filled_in(dialog: SubscriptionsDialog) -> None:
    dialog.subscribe_to(Kind.SEARCH, "tag:theory")
    assert (dialog.form.words.text(), dialog.form.name.text()) == ("tag:theory", "tag:theory")
    assert dialog.form.name.hasFocus()
    assert dialog.form.name.selectedText() == "tag:theory"


def test_nothing_yet_is_said(desk: Desk, qtbot: QtBot) -> None:
    made = SubscriptionsDialog(desk.changes, desk.topics)
    qtbot.addWidget(made)
    made.show()
    assert made.none.isVisible()
    assert not made.remove.isVisible()
    made.grab()


def test_the_kinds_are_explained(qtbot: QtBot) -> None:
    form = NewSubscription(lambda *_: None, lambda _: None)
    qtbot.addWidget(form)
    assert form.words.accessibleName() == "Search"
    form.put(Kind.TEXT, "robots")
    assert form.words.accessibleName() == "Topic"
    assert "meaning" in form.explanation.text()


def test_the_model_keeps_the_rules(desk: Desk) -> None:
    desk.subscribe("a", Kind.SEARCH, "a")
    model = SubscriptionModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put(subscriptions.all_of(desk.library))
    [one] = subscriptions.all_of(desk.library)
    papers = tuple(map(PaperId, range(100)))
    model.put_matches({one.id: Matches(one, papers)})
    assert model.data(model.index(0), Role.COUNT) == "100 papers"
    model.put_matches({one.id: Matches(one, papers, more=True)})
    assert model.data(model.index(0), Role.COUNT) == "100 papers or more"
    model.put([])
