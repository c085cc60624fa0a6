"""The feed of similar papers: what it is asked, and what it finds when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.services.similar_sentences import Fit, Pair
from desktop_app.store import deeds, embeddings, opening, papers, queue
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.similar import SimilarFeed
from desktop_app.ui.tasks import Tasks
from tests import build
from tests.ui.lanes import HandLanes


class Asking:
    """A feed on three papers, two with vectors, whose lanes work when told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lanes = HandLanes(library)
        self.changes = Changes(library)
        self.feed = SimilarFeed(self.changes, Tasks(self.lanes, self.changes))
        self.found: list[tuple[list[Any], str]] = []
        self.feed.found.connect(lambda rows, told: self.found.append((rows, told)))

    def answer(self, qtbot: QtBot) -> tuple[list[Any], str]:
        """Let the lanes work until an answer is there."""
        count = len(self.found)
        qtbot.waitUntil(lambda: (self.lanes.do(), len(self.found) > count)[1])
        return self.found[-1]


@pytest.fixture
def asking(tmp_path: Path, qapp: object) -> Iterator[Asking]:
    library = opening.open_library(tmp_path)
    made = build.add(
        library,
        *(build.draft(f"Slow gradients {n}", abstract=f"{build.ABSTRACT} {n}") for n in range(3)),
    )
    keys = embeddings.hashes_of(library, made)
    index = embeddings.open_index(tmp_path)
    vectors = np.eye(2, embedding.DIMENSIONS, dtype="<f4") * 0.6 + 0.04
    for paper, vector in zip(made, vectors, strict=False):
        index.put(embedding.MODEL, {keys[paper]: vector.tobytes()})
    index.close()
    asked = Asking(library)
    yield asked
    asked.changes.close()
    library.close()


def test_the_feed_finds_rows_with_a_reason(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    rows, told = asking.answer(qtbot)
    assert [r.paper for r in rows] == [2]
    assert rows[0].reason.startswith(("Shares", "Close"))
    assert told == "from 2 indexed papers, on this computer"


def test_only_the_last_question_is_answered(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    qtbot.waitUntil(lambda: bool(asking.lanes.waiting))
    asking.feed.ask(PaperId(2))
    asking.found.clear()
    rows, _ = asking.answer(qtbot)
    assert [r.paper for r in rows] == [1]
    assert len(asking.found) == 1


def test_queueing_is_shown(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert not asking.answer(qtbot)[0][0].queued
    asking.changes.make("x", lambda: queue.add(asking.library, [PaperId(2)]))
    assert asking.answer(qtbot)[0][0].queued


def test_what_the_reader_wants_less_of_leaves_and_comes_back(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]
    asking.changes.make("x", lambda: deeds.set_less_like(asking.library, [PaperId(2)]))
    assert asking.answer(qtbot)[0] == []
    asking.changes.undo()
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]


def test_what_another_program_did_is_taken_up(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]
    other = opening.open_library(asking.library.path)
    with other.change("Delete"):
        papers.put_in_bin(other, [PaperId(2)])
    other.close()
    held = asking.feed.similar
    asking.library.look()
    assert asking.answer(qtbot)[0] == []
    assert asking.feed.similar is held


def test_a_paper_without_a_vector_says_so(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(3))
    asking.found.clear()
    assert asking.answer(qtbot) == ([], "This paper is not indexed yet.")


def test_without_the_model_the_panel_says_what_is_missing(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    asking.feed.ask(PaperId(3))
    asking.found.clear()
    rows, told = asking.answer(qtbot)
    assert rows == []
    assert "torch" in told


def test_no_paper_is_no_question(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask(None)
    assert asking.found[-1] == ([], "")
    qtbot.waitUntil(lambda: not asking.feed._settle.isActive())
    assert asking.lanes.waiting == []


class Model:
    """Stands in for the model: vectors that point one way, and one pair for each text."""

    def __init__(self, asking: Asking, monkeypatch: pytest.MonkeyPatch, *, warm: bool) -> None:
        self.warm, self.lanes = warm, asking.lanes
        self.compared: list[list[str]] = []
        asking.lanes.answers[Lane.MODEL] = self.answer
        monkeypatch.setattr(asking.lanes, "warm", lambda lane: self.warm)
        monkeypatch.setattr(embedding, "missing", lambda: None)

    def answer(self, *args: Any) -> Sequence[Any]:
        self.warm = True
        if len(args) == 1:
            return [np.full(embedding.DIMENSIONS, 0.05, "<f4").tobytes() for _ in args[0]]
        own, others = args
        self.compared.append(others)
        return [Pair(f"{own}!", f"{other}?", 0.8, Fit.TELLING) for other in others]


def embed(asking: Asking, *made: PaperId) -> None:
    keys = embeddings.hashes_of(asking.library, made)
    index = embeddings.open_index(asking.library.path)
    vector = np.full(embedding.DIMENSIONS, 0.05, "<f4").tobytes()
    index.put(embedding.MODEL, dict.fromkeys(keys.values(), vector))
    index.close()
    asking.feed.add(made)


def settle(asking: Asking, qtbot: QtBot) -> None:
    """Let the lanes work until nothing waits, and nothing is about to be asked."""
    feed = asking.feed
    qtbot.waitUntil(lambda: (asking.lanes.do(), not feed._settle.isActive())[1])
    qtbot.waitUntil(lambda: not asking.lanes.do() and not feed._settle.isActive())


def names(asking: Asking) -> list[str]:
    told: list[str] = []
    asking.feed.asked.connect(told.append)
    return told


def test_one_choice_is_asked_at_once_and_of_many_the_last(asking: Asking, qtbot: QtBot) -> None:
    embed(asking, PaperId(3))
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    settle(asking, qtbot)
    asking.feed.ask(PaperId(2))
    assert len(asking.lanes.waiting) == 1
    asking.feed.ask(PaperId(1))
    asking.feed.ask(PaperId(3))
    assert len(asking.lanes.waiting) == 1
    count = len(asking.found)
    assert {row.paper for row in asking.answer(qtbot)[0]} == {1, 2}
    assert len(asking.found) == count + 1


def test_rows_stay_until_the_answer_unless_it_is_late(asking: Asking, qtbot: QtBot) -> None:
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    count = len(asking.found)
    asking.feed.ask(PaperId(2))
    assert len(asking.found) == count
    qtbot.waitUntil(lambda: len(asking.found) > count)
    rows, told = asking.found[-1]
    assert rows == []
    assert told
    assert [row.paper for row in asking.answer(qtbot)[0]] == [1]


def test_several_papers_are_one_question(asking: Asking, qtbot: QtBot) -> None:
    embed(asking, PaperId(3))
    told = names(asking)
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask_several([PaperId(1), PaperId(2)])
    assert [row.paper for row in asking.answer(qtbot)[0]] == [3]
    assert "2" in told[-1]
    asking.feed.leave()
    assert told[-1] == ""
    assert {row.paper for row in asking.answer(qtbot)[0]} == {2, 3}


def test_a_text_is_a_question(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Model(asking, monkeypatch, warm=False)
    told = names(asking)
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask_text("late\ngeneralization", [PaperId(2)])
    assert "late generalization" in told[-1]
    assert [row.paper for row in asking.answer(qtbot)[0]] == [1]
    asking.feed.keep(lambda: asking.feed.ask(PaperId(2)))
    settle(asking, qtbot)
    assert [row.paper for row in asking.found[-1][0]] == [1]
    asking.feed.ask(PaperId(1))
    assert told[-1] == ""
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]


def test_a_text_that_was_left_is_not_answered(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Model(asking, monkeypatch, warm=True)
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask_text("late generalization")
    asking.feed.leave()
    settle(asking, qtbot)
    assert [row.paper for row in asking.found[-1][0]] == [2]


def test_a_model_that_cannot_be_loaded_says_why(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Model(asking, monkeypatch, warm=False)

    def broken(*_: Any) -> None:
        raise embedding.ModelBroken("torch", "no such file")

    asking.lanes.answers[Lane.MODEL] = broken
    asking.feed.ask(PaperId(1))
    asking.answer(qtbot)
    asking.feed.ask_text("late generalization")
    rows, told = asking.answer(qtbot)
    assert rows == []
    assert "torch" in told
    asking.feed.leave()
    asking.answer(qtbot)
    asking.feed.want_sentences()
    settle(asking, qtbot)
    asking.feed.want_sentences()
    assert asking.lanes.waiting == []
    assert [row.sentences for row in asking.found[-1][0]] == [None]


def test_sentences_come_where_the_model_is_warm(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model(asking, monkeypatch, warm=True)
    embed(asking, PaperId(3))
    asking.feed.ask(PaperId(1))
    qtbot.waitUntil(lambda: (asking.lanes.do(), sum(map(len, model.compared)) == 2)[1])
    assert len(model.compared) == 2
    rows, _ = asking.answer(qtbot)
    for row in rows:
        assert row.sentences[1].startswith(build.ABSTRACT)
        pair = asking.feed.pair(row.paper)
        assert pair is not None
        assert pair.other == row.sentences[1]
    asking.feed.ask(PaperId(2))
    qtbot.waitUntil(lambda: (asking.lanes.do(), sum(map(len, model.compared)) == 4)[1])
    asking.feed.ask(PaperId(1))
    rows, _ = asking.answer(qtbot)
    assert all(row.sentences for row in rows)
    assert sum(map(len, model.compared)) == 4


def test_the_model_is_loaded_only_for_who_looks(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model(asking, monkeypatch, warm=False)
    asking.feed.ask(PaperId(1))
    rows, before = asking.answer(qtbot)
    settle(asking, qtbot)
    assert [row.sentences for row in rows] == [None]
    asking.feed.want_sentences()
    assert len(asking.found[-1][1]) > len(before)
    assert model.compared == []
    rows, told = asking.answer(qtbot)
    assert [bool(row.sentences) for row in rows] == [True]
    assert told == before


def test_a_word_alone_gives_way_to_a_sentence(
    asking: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Model(asking, monkeypatch, warm=True)
    drafts = (build.draft(f"Leeks {n}", abstract=f"On leeks {n}.") for n in range(2))
    for paper, draft in zip((PaperId(1), PaperId(2)), drafts, strict=True):
        with asking.library.change("Edit"):
            papers.edit(asking.library, paper, draft)
        embed(asking, paper)
    asking.feed.ask(PaperId(1))
    qtbot.waitUntil(lambda: bool(asking.answer(qtbot)[0][0].quote))
    assert asking.found[-1][0][0].quote == "On leeks 1.?"


def test_papers_near_by_meaning_come_before_their_terms(asking: Asking, qtbot: QtBot) -> None:
    said = ["Delayed grokking", *["Leeks"] * 40, "On delayed grokking"]
    more = build.add(
        asking.library,
        *(build.draft(f"{words} {n}", abstract=f"{words} {n}.") for n, words in enumerate(said)),
    )
    embed(asking, *more)
    settle(asking, qtbot)
    asking.feed.ask(more[0])
    first, _ = asking.answer(qtbot)
    assert more[-1] not in [row.paper for row in first]
    then, _ = asking.answer(qtbot)
    assert then[0].paper == more[-1]
    assert then[0].reason not in [row.reason for row in first]


def test_another_program_is_heard_before_anything_was_asked(asking: Asking, qtbot: QtBot) -> None:
    other = opening.open_library(asking.library.path)
    with other.change("Delete"):
        papers.put_in_bin(other, [PaperId(3)])
    other.close()
    asking.library.look()
    asking.feed.ask(PaperId(1))
    assert [row.paper for row in asking.answer(qtbot)[0]] == [2]
