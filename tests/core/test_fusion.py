from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fusion
from desktop_app.core.papers import PaperId

A, B, C, D = map(PaperId, range(1, 5))
ORDERS = st.lists(st.integers(1, 30).map(PaperId), unique=True)


def test_what_stands_in_both_orders_comes_first() -> None:
    found = fusion.fuse([A, B, C], [D, C])
    assert [paper for paper, _ in found] == [C, A, D, B]


def test_a_score_is_the_sum_over_both_orders() -> None:
    [(paper, score), *_] = fusion.fuse([A, B], [B])
    assert paper == B
    assert score == pytest.approx(1 / 62 + 1 / 61)


def test_equals_keep_the_order_of_the_first() -> None:
    assert [paper for paper, _ in fusion.fuse([A, B], [C, D])] == [A, C, B, D]


@given(ORDERS)
def test_one_order_stays_as_it_is(order: list[PaperId]) -> None:
    assert [paper for paper, _ in fusion.fuse(order)] == order


@given(ORDERS, ORDERS)
def test_nothing_is_lost_or_told_twice(one: list[PaperId], other: list[PaperId]) -> None:
    found = [paper for paper, _ in fusion.fuse(one, other)]
    assert sorted(found) == sorted({*one, *other})


@given(ORDERS, ORDERS)
def test_scores_fall(one: list[PaperId], other: list[PaperId]) -> None:
    scores = [score for _, score in fusion.fuse(one, other)]
    assert scores == sorted(scores, reverse=True)
