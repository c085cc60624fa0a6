"""The names of months."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import month_names


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("January JAN. enero gennaio styczeń января ocak", 1),
        ("März mars marzo março maart marzec", 3),
        ("May Mai maggio maj mayıs", 5),
        ("août aug agosto ağustos", 8),
        ("décembre dez. diciembre grudnia", 12),
        ("Spring marble 5 janfeb", None),
    ],
)
def test_number(words: str, number: int | None) -> None:
    assert {month_names.number(word) for word in words.split()} == {number}


@given(st.text())
def test_any_word_can_be_asked(word: str) -> None:
    assert month_names.number(word) in (None, *range(1, 13))
