"""Spellings of one title meet, and what says too little is known for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import text
from desktop_app.core.titles import is_short, marks, signature


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Self-supervised learning", "Selfsupervised Learning"),
        ("Optimising behaviour", "Optimizing behavior"),
        ("The analysis of networks", "Analysis of a network"),
        ("Studies in colour", "Study: color"),
        ("Networks of words", "Words of networks"),
        ("Crème brûlée", "CREME BRULEE"),
    ],
)
def test_spellings_of_a_title_have_one_signature(one: str, other: str) -> None:
    assert signature(one) == signature(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Networks I", "Networks II"), ("Report 2019", "Report 2020"), ("Bus", "Bu"), ("???", "!!!")],
)
def test_other_titles_have_others(one: str, other: str) -> None:
    assert signature(one) != signature(other)


@given(st.text())
def test_the_folded_form_only_saves_time(title: str) -> None:
    assert signature(title, text.title_key(title)) == signature(title)
    assert signature(title) or not title


def test_numbers_are_marks_however_they_stand() -> None:
    assert marks("COVID-19 in 2020") == marks("2020 COVID 019")
    assert marks("Study two") != marks("Study three")
    assert marks("A network's end") == marks("Networks end")


@pytest.mark.parametrize("title", ["Introduction", "Letter to the Editor", "序", "Book review"])
def test_short_titles(title: str) -> None:
    assert is_short(title)


@pytest.mark.parametrize("title", ["Deep residual learning of things", "深層学習による画像認識"])
def test_titles_that_say_enough(title: str) -> None:
    assert not is_short(title)
