from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines import vectors as engine
from desktop_app.engines.vectors import Vectors


def _unit(*values: float) -> bytes:
    vector = np.array(values, "<f4")
    return (vector / np.linalg.norm(vector)).astype("<f4").tobytes()


def _many(number: int, dimensions: int = 8, seed: int = 1) -> list[tuple[int, bytes]]:
    made = np.random.default_rng(seed).normal(size=(number, dimensions))
    return [(10 + i, _unit(*row)) for i, row in enumerate(made)]


def _slow(rows: list[tuple[int, bytes]], item: int, most: int) -> list[int]:
    table = {i: np.frombuffer(v, "<f4").astype(float) for i, v in rows}
    scores = {i: float(v @ table[item]) for i, v in table.items() if i != item}
    return sorted(scores, key=lambda i: (-scores[i], i))[:most]


def test_the_nearest_come_first_with_their_cosines() -> None:
    vectors = Vectors(2)
    vectors.load([(1, _unit(1, 0)), (2, _unit(0, 1)), (3, _unit(1, 1)), (4, _unit(-1, 0))])
    assert vectors.nearest(1, 2) == [(3, pytest.approx(0.707107)), (2, pytest.approx(0))]
    assert [i for i, _ in vectors.nearest(1, 9)] == [3, 2, 4]


def test_it_agrees_with_sorting_all() -> None:
    rows = _many(500)
    vectors = Vectors(8)
    vectors.load(iter(rows), capacity=500)
    for item in (10, 77, 509):
        assert [i for i, _ in vectors.nearest(item, 10)] == _slow(rows, item, 10)


def test_equal_ones_come_by_id_whatever_order_they_came_in() -> None:
    vectors = Vectors(2)
    for item in (5, 3, 9, 1, 7):
        vectors.put(item, _unit(1, 1))
    vectors.put(2, _unit(1, 0.9))
    assert [i for i, _ in vectors.nearest(2, 3)] == [1, 3, 5]


def test_some_are_left_out() -> None:
    vectors = Vectors(8)
    vectors.load(_many(20))
    first, *rest = [i for i, _ in vectors.nearest(10, 20)]
    assert [i for i, _ in vectors.nearest(10, 20, exclude=[first, 999])] == rest


def test_a_vector_is_replaced() -> None:
    vectors = Vectors(2)
    vectors.load([(1, _unit(1, 0)), (2, _unit(1, 0))])
    vectors.put(2, _unit(0, 1))
    assert vectors.nearest(1, 1) == [(2, 0.0)]
    assert len(vectors) == 2


def test_it_grows_past_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHUNK", 7)
    rows = _many(30)
    vectors = Vectors(8)
    vectors.load(rows)
    assert [i for i, _ in vectors.nearest(25, 10)] == _slow(rows, 25, 10)


@given(st.lists(st.tuples(st.booleans(), st.integers(10, 29)), max_size=60))
def test_taking_out_and_putting_back_leaves_no_trace(steps: list[tuple[bool, int]]) -> None:
    known = dict(_many(20))
    vectors, held = Vectors(8), {10: known[10]}
    vectors.put(10, known[10])
    for add, item in steps:
        if add:
            vectors.put(item, known[item])
            held[item] = known[item]
        elif item != 10:
            vectors.remove(item)
            held.pop(item, None)
    assert vectors.ids == sorted(held)
    assert [i for i, _ in vectors.nearest(10, 5)] == _slow(list(held.items()), 10, 5)


def test_nothing_and_what_is_not_there() -> None:
    vectors = Vectors(8)
    vectors.remove(1)
    with pytest.raises(KeyError):
        vectors.nearest(1, 5)
    vectors.put(1, _many(1)[0][1])
    assert vectors.nearest(1, 5) == []
    assert 1 in vectors
    with pytest.raises(ValueError, match="4 dimensions, not 8"):
        vectors.put(2, _unit(1, 2, 3, 4))


def test_the_best_for_any_vector() -> None:
    vectors = Vectors(2)
    vectors.load([(1, _unit(1, 0)), (2, _unit(0, 1)), (3, _unit(1, 1)), (4, _unit(1, 1))])
    wanted = np.array([0.0, 2.0], np.float32)
    assert vectors.best(wanted, 3) == [
        (2, 2.0),
        (3, pytest.approx(1.414214)),
        (4, pytest.approx(1.414214)),
    ]
    assert [i for i, _ in vectors.best(wanted, 9, exclude={2, 77})] == [3, 4, 1]


def test_the_best_among_some_for_any_vector() -> None:
    vectors = Vectors(2)
    vectors.load([(1, _unit(1, 0)), (2, _unit(0, 1)), (3, _unit(1, 1))])
    wanted = np.array([0.5, 2.0], np.float32)
    assert vectors.best(wanted, 9, among=[1, 9, 2]) == [(2, 2.0), (1, 0.5)]
    assert vectors.best(wanted, 1, exclude=[2], among=[1, 2]) == [(1, 0.5)]
    assert vectors.best(wanted, 9, among=[]) == []


def test_rows_are_picked_in_the_order_asked_for() -> None:
    vectors = Vectors(2)
    vectors.load([(1, _unit(1, 0)), (2, _unit(0, 1))])
    assert vectors.pick([2, 1, 2]).tolist() == [[0, 1], [1, 0], [0, 1]]
    assert vectors.pick([]).shape == (0, 2)
    with pytest.raises(KeyError):
        vectors.pick([3])


def test_what_is_usual_and_how_far_others_stray() -> None:
    vectors = Vectors(2)
    assert vectors.usual(engine.read(_unit(1, 0))) == (0, 0)
    vectors.load([(1, _unit(1, 0)), (2, _unit(0, 1)), (3, _unit(1, 0)), (4, _unit(0, 1))])
    assert vectors.usual(engine.read(_unit(1, 0))) == (0.5, 0.5)
