"""Differences between two wordings."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import differences
from desktop_app.core.differences import Change


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.change.value, part.words) for part in differences.between(before, after)]


def test_whole_words_are_removed_and_added() -> None:
    assert told("It does improve accuracy.", "It does not improve recall.") == [
        ("kept", "It does "),
        ("added", "not "),
        ("kept", "improve "),
        ("removed", "accuracy"),
        ("added", "recall"),
        ("kept", "."),
    ]


def test_the_same_is_one_part_and_nothing_is_none() -> None:
    assert told("It is so.", "It is so.") == [("kept", "It is so.")]
    assert told("", "") == []


def test_scripts_without_spaces_are_told_by_their_signs() -> None:
    assert told("网络学习", "网络遗忘") == [
        ("kept", "网络"),
        ("removed", "学习"),
        ("added", "遗忘"),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_are_whole(before: str, after: str) -> None:
    parts = differences.between(before, after)
    assert "".join(p.words for p in parts if p.change is not Change.ADDED) == before
    assert "".join(p.words for p in parts if p.change is not Change.REMOVED) == after
