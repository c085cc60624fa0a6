"""Between code points and UTF-16."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.reader import offsets

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(texts, st.data())
def test_every_offset_comes_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert offsets.from_utf16(text, offsets.to_utf16(text, offset)) == offset


def test_an_astral_sign_counts_two_units() -> None:
    assert offsets.to_utf16("a🙂b", 2) == 3
    assert offsets.from_utf16("a🙂b", 3) == 2


def test_inside_a_pair_counts_as_before_it() -> None:
    assert offsets.from_utf16("a🙂b", 2) == 1


def test_past_the_end_is_the_end() -> None:
    assert offsets.to_utf16("a🙂", 99) == 3
    assert offsets.from_utf16("a🙂", 99) == 2
