from __future__ import annotations

from typing import Any

import pytest

from desktop_app.core import checks
from desktop_app.core.checks import Unfit


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (checks.words, "e\u0301\r\n\x00", "é\n"),
        (checks.some_words, " ", " "),
        (checks.json_text, "", ""),
        (checks.json_text, '{"a": 1}', '{"a": 1}'),
        (checks.key, "k1", "k1"),
        (checks.sha256, "0f" * 32, "0f" * 32),
        (checks.whole, -3, -3),
        (checks.count, 0, 0),
        (checks.number, 3, 3.0),
        (checks.flag, True, True),
        (checks.day, "2026-12-24", "2026-12-24"),
        (checks.moment, "2026-12-24T18:00:00+00:00", "2026-12-24T18:00:00+00:00"),
        (checks.moment, "2026-12-24T18:00:00.123+00:00", "2026-12-24T18:00:00.123+00:00"),
        (checks.moment, "2026-12-24T18:00:00Z", "2026-12-24T18:00:00.000+00:00"),
        (checks.moment, "2026-12-24T19:00:00+01:00", "2026-12-24T18:00:00.000+00:00"),
        (checks.moment, "2026-12-24", "2026-12-24T00:00:00.000+00:00"),
        (checks.one_of("a", "b"), "b", "b"),
        (checks.items(checks.count), [1, 2], (1, 2)),
    ],
)
def test_what_is_as_it_should_be_is_kept(check: checks.Check, value: Any, kept: Any) -> None:
    assert check(value) == kept


@pytest.mark.parametrize(
    ("check", "values"),
    [
        (checks.words, [1, None, [], True]),
        (checks.some_words, ["", "\x00", 1]),
        (checks.json_text, ["{", "[" * 100_000, 1]),
        (checks.key, ["", "K1", "1k", "k" * 17, "k-1", 1]),
        (checks.sha256, ["0f", "0F" * 32, 1]),
        (checks.whole, [1.0, True, "1", 2**60, None]),
        (checks.count, [-1, 1.5, False]),
        (checks.number, ["1", True, float("inf"), float("nan"), 1e300]),
        (checks.flag, [0, 1, "true"]),
        (checks.day, ["", "24.12.2026", "2026-02-30", 20261224]),
        (checks.moment, ["", "now", 0, "9999-12-31T23:59:59-10:00"]),
        (checks.one_of("a", "b"), ["c", 1, ["a"]]),
        (checks.items(checks.count), [1, {}, [1, "2"]]),
    ],
)
def test_what_is_not_is_refused(check: checks.Check, values: list[Any]) -> None:
    for value in values:
        with pytest.raises(Unfit):
            check(value)


def test_members_are_named() -> None:
    item = {"here": 1, "wrong": "x", "empty": None}
    assert checks.member(item, "here", checks.count) == 1
    assert checks.member(item, "empty", checks.count, 7) == 7
    with pytest.raises(Unfit, match="its “wrong” should be a whole number from 0 on"):
        checks.member(item, "wrong", checks.count)
    with pytest.raises(Unfit, match="it has no “empty”"):
        checks.member(item, "empty", checks.count, needed=True)
