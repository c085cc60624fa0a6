"""Which pieces of a typed query are complete conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.query.complete import MOST, complete


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("grok* is:unread after:2022 ", ["is:unread", "after:2022"]),
        ("is:unread", []),
        ("is:unread x", ["is:unread"]),
        ("is:unred ", []),
        ("foo:bar ", []),
        ("after:soon ", []),
        ("-tag:ood (has:pdf OR -has:code) ", ["-tag:ood", "has:pdf", "-has:code"]),
        ('in:"My thesis" x', ['in:"My thesis"']),
        ('"a phrase with is:unread in it" tag:a ', ["tag:a"]),
        ('"never closed is:unread ', []),
        ("notis:unread xis:unread ", []),
        ("tag: is:read ", ["is:read"]),
    ],
)
def test_conditions_followed_by_a_space_are_complete(typed: str, pieces: list[str]) -> None:
    assert [typed[start:end] for start, end in complete(typed)] == pieces


@given(st.text(alphabet='is:unread tag"()-\n\té漢 ', max_size=80))
def test_pieces_stand_apart_and_in_order(typed: str) -> None:
    ends = [0]
    for start, end in complete(typed):
        assert ends[-1] <= start < end < len(typed)
        ends.append(end)


def test_so_many_pieces_are_told_apart() -> None:
    assert len(complete("is:unread " * 1000)) == MOST
