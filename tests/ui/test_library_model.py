from __future__ import annotations

import random
from array import array

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.core.papers import PaperId
from desktop_app.store import highlights, listing, notes, organise
from desktop_app.store.library import Library
from desktop_app.ui.library import list_model
from desktop_app.ui.library.list_model import PaperModel, Role
from tests import build

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def ids(*numbers: int) -> list[PaperId]:
    return [PaperId(n) for n in numbers]


@pytest.fixture
def model(qapp, library: Library) -> PaperModel:
    made = PaperModel(library)
    made.tester = QAbstractItemModelTester(made, FATAL)
    return made


def shown(model: PaperModel) -> list[int]:
    return [model.paper_at(row) for row in range(model.rowCount())]


def told(model: PaperModel) -> list[tuple]:
    """Collect what the model tells of its rows."""
    log: list[tuple] = []
    model.rowsInserted.connect(lambda _, a, b: log.append(("added", a, b)))
    model.rowsRemoved.connect(lambda _, a, b: log.append(("removed", a, b)))
    model.modelReset.connect(lambda: log.append(("reset",)))
    model.layoutChanged.connect(lambda: log.append(("reordered",)))
    model.dataChanged.connect(lambda a, b, _: log.append(("changed", a.row(), b.row())))
    return log


def test_only_what_differs_is_told(model: PaperModel) -> None:
    log = told(model)
    model.show(ids(1, 2, 3, 4), fresh=True)
    model.show(ids(1, 2, 3, 4))
    model.show(ids(9, 1, 2, 3, 4, 5))
    model.show(ids(9, 1, 3, 4, 5))
    assert log == [("reset",), ("added", 4, 4), ("added", 0, 0), ("removed", 2, 2)]
    assert shown(model) == [9, 1, 3, 4, 5]


def test_any_result_follows_from_any_other(model: PaperModel) -> None:
    dice = random.Random(1)
    for size in (0, 1, 5, 30, 300, 700):
        for _ in range(6):
            new = dice.sample(range(1, 800), dice.randint(0, size))
            if dice.random() < 0.5:
                new = [p for p in shown(model) if dice.random() < 0.95]
            model.show(ids(*new))
            assert shown(model) == new
            assert all(model.row_of(PaperId(p)) == row for row, p in enumerate(new))
    assert model.row_of(PaperId(5000)) is None


def test_selection_stays_with_its_papers(model: PaperModel) -> None:
    model.show(ids(*range(1, 200)), fresh=True)
    chosen = QItemSelectionModel(model)
    for row in (10, 100, 150):
        chosen.select(model.index(row), QItemSelectionModel.SelectionFlag.Select)
    kept = [n for n in range(1, 200) if n not in (5, 60, 61, 190)]
    model.show(ids(300, *kept))
    dice = random.Random(2)
    dice.shuffle(kept)
    model.show(ids(*kept))
    assert {model.paper_at(i.row()) for i in chosen.selectedIndexes()} == {11, 101, 151}


def test_rows_are_fetched_by_pages_where_they_are_looked_at(
    library: Library, model: PaperModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = build.add(library, *(build.draft(f"Paper {n}") for n in range(200)))
    asked: list[int] = []
    rows = listing.rows
    monkeypatch.setattr(listing, "rows", lambda lib, p: asked.append(len(p)) or rows(lib, p))
    model.show(papers, fresh=True)
    asked.clear()
    for row in range(100, 140):
        assert model.index(row).data() == f"Paper {row}"
    assert asked == [list_model.PAGE]


def test_a_changed_paper_is_told_and_no_other(library: Library, model: PaperModel) -> None:
    papers = build.add(library, *(build.draft(f"Paper {n}") for n in range(10)))
    model.show(papers, fresh=True)
    assert [model.index(r).data() for r in range(10)]
    log = told(model)
    with library.change("tag"):
        organise.tag(library, [papers[3], papers[4], papers[8]], "theory")
    model.refresh({papers[3], papers[4], papers[8]})
    assert log == [("changed", 3, 4), ("changed", 8, 8)]
    assert model.index(3).data(Role.ROW).tags == (("theory", 1),)


def test_a_row_is_one_sentence_to_a_screen_reader(library: Library, model: PaperModel) -> None:
    (paper,) = build.add(library, build.draft("Slow gradients", year=2024, venue="arXiv"))
    with library.change("marks"):
        highlights.add(library, paper, 0, 8, 1)
        highlights.add(library, paper, 9, 18, 2)
        notes.put(library, paper, "why?")
        organise.tag(library, [paper], "theory")
    model.show([paper], fresh=True)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Slow gradients, Lee, 2024, arXiv, reading, 2 highlights, with a note, tag theory"
    )


def test_a_paper_that_is_gone_has_no_details(library: Library, model: PaperModel) -> None:
    model.show(ids(4711), fresh=True)
    assert model.index(0).data() is None
    assert model.index(0).data(Role.ROW) is None


def test_papers_travel_in_a_drag(model: PaperModel) -> None:
    model.show(ids(7, 8, 9), fresh=True)
    packed = model.mimeData([model.index(0), model.index(2)])
    assert packed.formats() == [list_model.MIME]
    assert list_model.unpacked(packed) == [7, 9]


def test_a_hundred_thousand_rows_differ_by_few_steps(qapp, library: Library) -> None:
    model = PaperModel(library)  # the tester would look at every row
    many = ids(*range(1, 100_001))
    model.show(many[:100], fresh=True)
    log = told(model)
    model.show(many)
    assert log == [("added", 100, 99_999)]
    log.clear()
    scattered = [p for p in many if p % 9973]
    model.show(scattered)
    assert len(log) == 10
    assert array("q", shown(model)) == array("q", scattered)
    every = QItemSelection(model.index(0), model.index(99_000))
    assert len(every) == 1
