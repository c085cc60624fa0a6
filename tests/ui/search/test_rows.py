"""The rows of the search over the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.ui.search import words
from desktop_app.ui.search.delegate import height
from desktop_app.ui.search.found import Group, Kind, Result
from desktop_app.ui.search.rows import FEW, Role, Row, Rows, lay_out
from tests.ui.search.building import group

NAMES = ("Claim", "Method", "Result", "Question", "Idea")


def rows_of(*groups: Group, kind: Kind | None = None) -> list[Row]:
    def meta(result: Result) -> str:
        return words.meta(result, NAMES, date(2026, 12, 1))

    return lay_out(groups, kind, words.kinds(), meta, words.show_all)


def test_a_few_of_each_kind_stand_under_their_heads() -> None:
    rows = rows_of(group(Kind.PAPER, 23), group(Kind.HIGHLIGHT, 0), group(Kind.NOTE, 2))
    assert [row.is_head for row in rows].count(True) == 2
    assert [row.more for row in rows if row.more] == [Kind.PAPER]
    assert sum(row.result is not None for row in rows) == FEW + 2


def test_one_more_than_a_few_takes_the_place_of_what_shows_it() -> None:
    rows = rows_of(group(Kind.PAPER, FEW + 1), group(Kind.NOTE, 1))
    assert not any(row.more for row in rows)
    assert sum(row.result is not None for row in rows) == FEW + 2


def test_all_of_a_kind_alone_and_of_the_only_kind_there_is() -> None:
    papers, notes = group(Kind.PAPER, 23), group(Kind.NOTE, 2)
    assert len(rows_of(papers, notes, kind=Kind.PAPER)) == 24
    assert len(rows_of(papers, group(Kind.NOTE, 0))) == 24


def test_the_model_keeps_its_word() -> None:
    model = Rows(words.spoken)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    some = rows_of(group(Kind.PAPER, 8, told=3), kind=Kind.PAPER)
    model.put(some)
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    model.put(rows_of(group(Kind.PAPER, 8), kind=Kind.PAPER))
    assert inserted == [(4, 8)]
    assert model.stops() == list(range(1, 9))
    model.put([])
    model.put([Row("Head"), Row("grok*", query="grok*")])
    assert model.stops() == [1]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.number_of("grok*") == 1
    assert model.data(model.index(1), Role.ROW).query == "grok*"


def test_more_is_wanted_once() -> None:
    model, wanted = Rows(words.spoken), []
    model.put(rows_of(group(Kind.PAPER, 8, told=3), kind=Kind.PAPER))
    assert not model.canFetchMore(QModelIndex())
    model.wanted = lambda: wanted.append(1)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert wanted == [1]


def test_a_screen_reader_hears_what_is_painted() -> None:
    (_, quote) = rows_of(group(Kind.HIGHLIGHT, 1))
    said = words.spoken(quote)
    assert quote.text in said
    assert "Claim" in said
    assert "Leeks" in said


def test_a_paper_without_an_abstract_is_lower() -> None:
    bare = Result(Kind.PAPER, 1, None, "A title")
    full = Result(Kind.PAPER, 1, None, "A title", detail="Its abstract")
    assert height(Row("x", bare)) < height(Row("x", full))
