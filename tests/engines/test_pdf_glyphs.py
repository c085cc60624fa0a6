from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engines import pdf_glyphs
from desktop_app.engines.pdf_glyphs import Corners, Glyph

SIZE = (600.0, 800.0)
THIN = 0.0


def _line(*chars: tuple[str, float]) -> list[tuple[str, Corners]]:
    """Set characters of some widths beside each other from x 100."""
    found, x = [], 100.0
    for char, width in chars:
        found.append((char, (x, 50.0, x + width, 60.0)))
        x += width
    return found


def _clean(*chars: tuple[str, float], turn: int = 0) -> list[Glyph]:
    return pdf_glyphs.clean(_line(*chars), SIZE, turn)


def _text(*chars: tuple[str, float]) -> str:
    return "".join(glyph.char for glyph in _clean(*chars))


@pytest.mark.parametrize("letters", [[("ﬃ", 9.0)], [("f", 9.0), ("f", THIN), ("i", THIN)]])
def test_the_letters_of_a_ligature_share_its_box(letters: list[tuple[str, float]]) -> None:
    assert [(glyph.char, glyph.box[0], glyph.box[2]) for glyph in _clean(*letters, ("x", 5))] == [
        ("f", 100, 103),
        ("f", 103, 106),
        ("i", 106, 109),
        ("x", 109, 114),
    ]


@pytest.mark.parametrize(
    ("turn", "starts"),
    [
        (0, [(100, 50), (105, 50)]),
        (1, [(100, 50), (100, 55)]),
        (2, [(105, 50), (100, 50)]),
        (3, [(100, 55), (100, 50)]),
    ],
)
def test_a_ligature_is_split_along_its_line(turn: int, starts: list[tuple[float, float]]) -> None:
    assert [glyph.box[:2] for glyph in _clean(("ﬁ", 10), turn=turn)] == starts


def test_spaces_are_plain_single_and_inside() -> None:
    spaced = [(" ", 3.0), ("a", 5.0), ("\u00a0", 3.0), ("\t", 3.0), ("b", 5.0), ("\u2029", 3.0)]
    assert _text(*spaced) == "a b"


def test_what_shows_nothing_is_left_out_but_for_soft_hyphens() -> None:
    assert _text(("a", 5), ("\u200b", 1), ("\x02", 5), ("\ud800", 5), ("\u00ad", 3)) == "a\u00ad"


def test_characters_are_composed() -> None:
    assert _text(("e", 5), ("\u0301", THIN), ("\u2126", 5)) == "é\u03a9"
    assert _text(("′", 5), ("\u0338", THIN)) == "′\u0338"


@pytest.mark.parametrize("first", ["accent", "letter"])
def test_accents_set_by_themselves_are_put_on_their_letter(first: str) -> None:
    letter, accent = ("ı", (105.0, 50.0, 108.0, 60.0)), ("¨", (104.8, 50.0, 107.8, 60.0))
    pair = [accent, letter] if first == "accent" else [letter, accent]
    line = [("a", (100.0, 50.0, 105.0, 60.0)), *pair, ("v", (108.0, 50.0, 113.0, 60.0))]
    assert [glyph.char for glyph in pdf_glyphs.clean(line, SIZE, 0)] == ["a", "ï", "v"]


def test_an_accent_beside_its_letter_stays() -> None:
    assert _text(("m", 8), ("´", 3), (" ", 3), ("x", 5)) == "m´ x"
    assert _text(("1", 5), ("´", THIN)) in ("1´", "1")


def test_what_is_off_the_page_is_left_out_and_what_reaches_out_is_cut() -> None:
    line = [
        ("a", (-9.0, 50.0, -1.0, 60.0)),
        ("b", (-1.0, 50.0, 4.0, 60.0)),
        ("c", (590.0, 795.0, 595.0, 804.0)),
        ("d", (float("nan"), 0.0, 1.0, 1.0)),
        ("e", (590.0, 801.0, 595.0, 810.0)),
    ]
    assert pdf_glyphs.clean(line, SIZE, 0) == [
        Glyph("b", (0.0, 50.0, 4.0, 60.0)),
        Glyph("c", (590.0, 795.0, 595.0, 800.0)),
    ]


@given(
    st.lists(
        st.tuples(st.characters(codec=None), st.floats(0, 9)),
        max_size=20,
    ),
    st.integers(0, 3),
)
def test_any_line_comes_out_with_single_characters_on_the_page(
    chars: list[tuple[str, float]], turn: int
) -> None:
    found = pdf_glyphs.clean(_line(*chars), SIZE, turn)
    text = "".join(glyph.char for glyph in found)
    assert len(text) == len(found)
    assert text == text.strip(" ")
    assert "  " not in text
    text.encode()
    for glyph in found:
        x0, y0, x1, y1 = glyph.box
        assert 0 <= x0 <= x1 <= 600
        assert 0 <= y0 <= y1 <= 800
