from __future__ import annotations

import numpy as np
import pytest

from desktop_app.engines import ridge
from desktop_app.engines.ridge import Taste
from desktop_app.engines.vectors import Floats

RNG = np.random.default_rng(4)


def _unit(rows: Floats) -> Floats:
    return (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)


def _about(centre: int, count: int) -> Floats:
    """Make vectors near one axis of twelve, all of them with much in common besides."""
    rows = 0.15 * RNG.standard_normal((count, 12)) + 1.0
    rows[:, centre] += 3.0
    return _unit(rows)


def _score(taste: Taste, rows: Floats) -> list[float]:
    return [taste.standard(score) for score in (rows @ taste.direction).tolist()]


BACKGROUND = np.concatenate([_about(axis, 20) for axis in range(12)])


def test_what_is_alike_scores_above_what_is_not() -> None:
    taste = ridge.fit(_about(3, 4), [1.0] * 4, [1.0] * 4, BACKGROUND)
    assert min(_score(taste, _about(3, 5))) > 2 > 1 > max(_score(taste, _about(7, 5)))


def test_what_is_unwanted_scores_below_the_usual() -> None:
    known = np.concatenate([_about(3, 3), _about(5, 3)])
    taste = ridge.fit(known, [1.0] * 3 + [-1.0] * 3, [1.0] * 6, BACKGROUND)
    assert max(_score(taste, _about(5, 5))) < 0 < min(_score(taste, _about(3, 5)))


def test_weight_decides_between_two_interests() -> None:
    known = np.concatenate([_about(3, 2), _about(5, 2)])
    taste = ridge.fit(known, [1.0] * 4, [2.0, 2.0, 0.2, 0.2], BACKGROUND)
    assert min(_score(taste, _about(3, 5))) > max(_score(taste, _about(5, 5)))


def test_pulls_add_up_to_the_score_and_name_the_nearest() -> None:
    known = np.concatenate([_about(3, 1), _about(5, 1), _about(8, 1)])
    taste = ridge.fit(known, [1.0, 1.0, -1.0], [1.0, 1.5, 1.0], BACKGROUND)
    [near] = _about(5, 1)
    [pulls] = taste.pulls(near[None, :])
    assert sum(pulls) == pytest.approx(float(near @ taste.direction), abs=1e-5)
    assert max(range(3), key=pulls.__getitem__) == 1


def test_nearness_alone_follows_the_one_paper_known() -> None:
    [known] = _about(3, 1)
    taste = ridge.fit(known[None, :], [1.0], [0.6], BACKGROUND, near_only=True)
    cosine = taste.direction @ known / np.linalg.norm(taste.direction)
    assert cosine == pytest.approx(1.0, abs=1e-5)


def test_without_background_scores_stay_finite() -> None:
    taste = ridge.fit(_about(3, 3), [1.0] * 3, [1.0] * 3, BACKGROUND[:0])
    assert np.isfinite(_score(taste, _about(3, 2))).all()


def test_the_same_papers_give_the_same_taste() -> None:
    known = _about(3, 3)
    one, other = (ridge.fit(known, [1.0] * 3, [1.0] * 3, BACKGROUND) for _ in range(2))
    assert one.direction.tobytes() == other.direction.tobytes()
