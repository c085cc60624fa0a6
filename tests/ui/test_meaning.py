from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.core.query import parse
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane, WorkerDied
from desktop_app.store import opening
from desktop_app.store.library import Library
from desktop_app.ui import meaning
from desktop_app.ui.changes import Changes
from desktop_app.ui.library.answer import Answer
from desktop_app.ui.meaning import Meaning
from desktop_app.ui.similar import SimilarFeed
from desktop_app.ui.tasks import Tasks
from tests import build, vectors
from tests.ui.lanes import HandLanes


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """A library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


class Desk:
    """A controller whose lanes work when they are told."""

    def __init__(self, library: Library) -> None:
        self.lanes = HandLanes(library)
        self.lanes.answers[Lane.MODEL] = lambda texts: [_turned(text) for text in texts]
        self.changes = Changes(library)
        self.tasks = Tasks(self.lanes, self.changes)
        self.meaning = Meaning(self.tasks, SimilarFeed(self.changes, self.tasks))
        self.said: list[str] = []
        self.meaning.said.connect(self.said.append)
        self.answers: list[Answer] = []

    def ask(self, typed: str, sort: str, found: list[PaperId]) -> None:
        """Ask for an order of what words found."""
        one = Answer(array("q", found), "rank")
        self.meaning.order(parse(typed), sort, one, self.answers.append)


@pytest.fixture
def desk(library: Library, qtbot: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(embedding, "missing", lambda: None)
    monkeypatch.setattr(meaning, "SETTLE_MS", 0)
    made = Desk(library)
    yield made
    made.tasks.close()
    made.changes.close()


def _turned(text: str) -> bytes:
    word = text.rstrip(".").rpartition(" ")[2]
    return vectors.turned(float(word) if word.isdecimal() else 90.0)


def _add(library: Library, *titles: str) -> list[PaperId]:
    added = build.add(library, *map(build.draft, titles))
    vectors.index(library)
    return added


def _until_answered(desk: Desk, qtbot: object, times: int) -> None:
    def answered() -> None:
        desk.lanes.do()
        assert len(desk.answers) >= times

    qtbot.waitUntil(answered)  # type: ignore[attr-defined]


def test_the_nearest_come_first(library: Library, desk: Desk, qtbot: object) -> None:
    far, near = _add(library, "Far 90", "Near 5")
    desk.ask("anything 5", "meaning", [far])
    _until_answered(desk, qtbot, 1)
    assert list(desk.answers[0].papers) == [near, far]
    assert desk.answers[0].meant


def test_with_both_what_words_find_counts_too(library: Library, desk: Desk, qtbot: object) -> None:
    far, near, middle = _add(library, "Far 90", "Near 5", "Middle 45")
    desk.ask("anything 5", "both", [far, middle])
    _until_answered(desk, qtbot, 1)
    assert sorted(desk.answers[0].papers) == [far, near, middle]
    assert desk.answers[0].papers[0] == far  # first by words and third by meaning


def test_sentences_come_after_the_whole(library: Library, desk: Desk, qtbot: object) -> None:
    [first] = build.add(
        library,
        build.draft(
            "About 40",
            abstract="Slow gradients amplify networks 60. Grokking networks generalise suddenly 0",
        ),
    )
    [second] = _add(library, "Other 20")
    desk.ask("something 0", "meaning", [])
    _until_answered(desk, qtbot, 2)
    assert list(desk.answers[0].papers) == [second, first]
    assert list(desk.answers[1].papers) == [first, second]


def test_only_the_last_question_is_answered(library: Library, desk: Desk, qtbot: object) -> None:
    _, near = _add(library, "Far 90", "Near 5")
    desk.ask("anything 90", "meaning", [])
    desk.ask("anything 5", "meaning", [])
    _until_answered(desk, qtbot, 1)
    assert {answer.papers[0] for answer in desk.answers} == {near}


def test_a_question_does_not_wait_for_the_sentences_of_the_one_before(
    library: Library, desk: Desk, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "PORTION", 2)
    asked: list[str] = []

    def turned(texts: list[str]) -> list[bytes]:
        asked.extend(texts)
        return [_turned(text) for text in texts]

    desk.lanes.answers[Lane.MODEL] = turned
    said = [f"Slow gradients amplify networks as often as {n}." for n in range(20)]
    build.add(library, *(build.draft(f"Paper number {n}", abstract=a) for n, a in enumerate(said)))
    vectors.index(library)
    desk.ask("anything 5", "meaning", [])
    _until_answered(desk, qtbot, 1)
    desk.ask("something 9", "meaning", [])
    _until_answered(desk, qtbot, 2)
    assert asked.index("something 9") <= 3
    _until_answered(desk, qtbot, 3)
    assert set(said) < set(asked)


def test_a_worker_that_dies_is_replaced_once(library: Library, desk: Desk, qtbot: object) -> None:
    far, near = _add(library, "Far 90", "Near 5")
    left = [1]

    def die(texts: list[str]) -> list[bytes]:
        if left:
            left.pop()
            raise WorkerDied(None)
        return [_turned(text) for text in texts]

    desk.lanes.answers[Lane.MODEL] = die
    desk.ask("anything 5", "meaning", [])
    _until_answered(desk, qtbot, 1)
    assert list(desk.answers[0].papers) == [near, far]
    assert desk.said == []
    left.extend([1, 1])
    desk.ask("other 5", "meaning", [])

    def told() -> None:
        desk.lanes.do()
        assert desk.said

    qtbot.waitUntil(told)  # type: ignore[attr-defined]
    assert not left


def test_a_query_without_words_asks_nothing(library: Library, desk: Desk) -> None:
    _add(library, "Near 5")
    desk.ask("is:unread", "meaning", [])
    assert Lane.MODEL not in [lane for lane, *_ in desk.lanes.waiting]
    assert desk.answers == []


def test_without_vectors_it_is_said(library: Library, desk: Desk, qtbot: object) -> None:
    build.add(library, build.draft("Never embedded 1"))
    desk.ask("anything 5", "meaning", [])

    def told() -> None:
        desk.lanes.do()
        assert desk.said

    qtbot.waitUntil(told)  # type: ignore[attr-defined]
    assert "indexed" in desk.said[-1]
    assert desk.answers == []


def test_papers_that_are_not_indexed_yet_are_told(
    library: Library, desk: Desk, qtbot: object
) -> None:
    _add(library, "Far 90", "Near 5")
    desk.ask("anything 5", "meaning", [])
    _until_answered(desk, qtbot, 1)
    assert desk.said == []
    build.add(library, build.draft("Not embedded yet 1"))
    desk.ask("anything 5", "meaning", [])
    _until_answered(desk, qtbot, 3)
    assert "2" in desk.said[-1]
    assert "3" in desk.said[-1]


def test_a_missing_package_is_named(
    library: Library, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    desk.ask("anything 5", "meaning", [])
    assert "torch" in desk.said[-1]
    assert desk.answers == []
