"""Describing a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.highlights import CONTEXT, select

TEXT = "Networks generalise late.  We trace the delay to slow directions of the gradient. The end."


def test_a_selector_holds_the_passage_and_its_surroundings() -> None:
    start = TEXT.index("We trace")
    found = select(TEXT, start, TEXT.index(" The end"))
    assert found.exact == "We trace the delay to slow directions of the gradient."
    assert found.prefix == TEXT[:start][-CONTEXT:]
    assert found.suffix == " The end."


def test_white_space_at_the_borders_is_left_out() -> None:
    assert select(TEXT, 25, 30).exact == "We"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 3), (25, 27), (500, 600), (-5, 0)])
def test_nothing_cannot_be_marked(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty"):
        select(TEXT, start, end)


@given(st.text(min_size=1), st.integers(-5, 50), st.integers(-5, 50))
def test_offsets_and_quotes_agree(text: str, start: int, end: int) -> None:
    try:
        found = select(text, start, end)
    except ValueError:
        return
    assert text[found.start : found.end] == found.exact
    assert found.exact == found.exact.strip()
    assert (found.prefix + found.exact + found.suffix) in text
