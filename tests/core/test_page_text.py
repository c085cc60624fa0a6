from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import page_text
from desktop_app.core.documents import Box, PageText

WIDE, HIGH, STEP = 5.0, 10.0, 12.0  # points: a letter, and from line to line
LEFT = """\
Networks sometimes generalise
long after they have learnt. A low-
pass filter (e.g. of Fig. 2) is hyphen-
ated, and the sentence goes
short.

Heading

It goes on in the"""
RIGHT = """\
next column. Ends here.

A naïve model, and a low-pass one
in the straße."""


def _page(*columns: str) -> PageText:
    """Set columns of blocks beside each other, 300 points apart; letters are 5 points wide."""
    text, boxes = "", array("f")
    for number, column in enumerate(columns):
        y = 100.0
        for line in column.split("\n"):
            for at in range(len(line)):
                x = 300 * number + WIDE * at
                boxes.extend((x, y, x + WIDE, y + HIGH))
            text, y = f"{text}{line}\n", y + STEP
            boxes.extend((0, 0, 0, 0))
        text += "\n"
        boxes.extend((0, 0, 0, 0))
    return PageText(3, text, boxes, "test")


PAGE = _page(LEFT, RIGHT)
OFFSETS = st.integers(0, len(PAGE.text))


def _at(words: str) -> tuple[int, int]:
    start = PAGE.text.index(words)
    return start, start + len(words)


def _found(words: str, page: PageText = PAGE) -> list[str]:
    return [page.text[start:end] for start, end in page_text.find(page, words)]


# Places


@given(st.sampled_from([i for i, char in enumerate(PAGE.text) if char != "\n"]))
def test_a_point_in_a_character_is_before_or_after_it(offset: int) -> None:
    x0, y0, _, _ = PAGE.boxes[4 * offset : 4 * offset + 4]
    assert page_text.at(PAGE, x0 + 1, y0 + 5) == offset
    assert page_text.at(PAGE, x0 + 4, y0 + 5) == offset + 1


def test_a_point_beside_a_short_line_is_at_its_end() -> None:
    end = _at("short.")[1]
    y = 100 + 4 * STEP + 5
    assert page_text.at(PAGE, 120, y) == end
    assert page_text.at(PAGE, 170, y) == end
    assert page_text.at(PAGE, -40, y) == end - len("short.")


def test_a_point_beside_a_heading_stays_in_its_column() -> None:
    y = 100 + 6 * STEP + 5
    assert page_text.at(_page(LEFT + " left column", RIGHT), 80, y) == _at("Heading")[1]


def test_a_point_below_all_is_in_the_last_line() -> None:
    assert page_text.at(PAGE, 2, 900) == _at("It goes")[0]
    assert page_text.at(PAGE, 900, 900) == _at("in the straße.")[1]


def test_a_page_without_text_has_one_place() -> None:
    empty = PageText(0, "", array("f"))
    assert page_text.at(empty, 10, 10) == 0
    assert page_text.word(empty, 0) == page_text.sentence(empty, 0) == (0, 0)
    assert page_text.find(empty, "a") == page_text.boxes(empty, 0, 9) == []


@pytest.mark.parametrize("sign", [1, -1])
def test_places_in_a_line_that_runs_down_or_up(sign: int) -> None:
    boxes = array("f")
    for at in range(5):
        boxes.extend((50, 200 + sign * 5 * at, 60, 205 + sign * 5 * at))
    page = PageText(0, "Draft\n\n", boxes + array("f", [0.0] * 8))
    places = [page_text.at(page, 55, 202.5 + sign * y) for y in (-90, -1, 1, 9, 90)]
    assert places == [0, 0, 1, 2, 5]


# Words, sentences


def test_a_word_runs_over_the_end_of_a_line() -> None:
    for words, within in (("hyphen-\nated", "ated"), ("low-\npass", "low-\np")):
        for offset in _at(within)[0], _at(words)[0] + 1:
            assert page_text.word(PAGE, offset) == _at(words)
    assert page_text.word(PAGE, _at("have")[0]) == _at("have")


def test_a_sentence_runs_over_the_ends_of_lines_and_columns() -> None:
    start, end = _at("A low-")[0], _at("short.")[1]
    for words in ("low-\n", "(e.g.", "Fig. 2", "hyphen-"):
        assert page_text.sentence(PAGE, _at(words)[0]) == (start, end)
    on = page_text.sentence(PAGE, _at("in the\n")[0])
    assert page_text.quote(PAGE, *on) == "It goes on in the next column."


# Passages


def test_a_passage_has_a_box_to_a_line() -> None:
    start, end = _at("learnt. A low-\npass filter (")
    assert page_text.boxes(PAGE, start, end) == [
        Box(3, 21 * WIDE, 112, 35 * WIDE, 122),
        Box(3, 0, 124, 13 * WIDE, 134),
    ]
    assert page_text.boxes(PAGE, end, end) == []


def test_white_space_has_no_box() -> None:
    start, end = _at(" sometimes ")
    assert page_text.boxes(PAGE, start, end) == page_text.boxes(PAGE, start + 1, end - 1)
    assert page_text.boxes(PAGE, start, start + 1) == []


def test_boxes_of_close_lines_do_not_overlap() -> None:
    edges = array("f", [0, 0, 5, 14, 0, 0, 0, 0, 0, 12, 5, 26, 0, 0, 0, 0])
    one, other = page_text.boxes(PageText(0, "a\nb\n", edges), 0, 4)
    assert (one.y0, one.y1, other.y0, other.y1) == (0, 13, 13, 26)


@given(OFFSETS, OFFSETS)
def test_what_lies_under_the_boxes_of_a_passage_is_the_passage(one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = page_text.under(PAGE, page_text.boxes(PAGE, start, end))
    marked = "".join(PAGE.text[a:b] for a, b in found)
    assert "".join(marked.split()) == "".join(PAGE.text[start:end].split())
    assert len(found) <= 1


def test_boxes_of_another_page_hold_nothing() -> None:
    assert page_text.under(PAGE, [Box(0, 0, 0, 900, 900)]) == []


def test_a_hyphen_left_out_at_the_end_of_a_line_does_not_part_a_passage() -> None:
    before, after = page_text.boxes(PAGE, *_at("is hyphen")), page_text.boxes(PAGE, *_at("ated"))
    (place,) = page_text.under(PAGE, [*before, *after])
    assert page_text.quote(PAGE, *place) == "is hyphenated"


def test_a_quote_is_one_line_of_whole_words() -> None:
    start, end = _at("learnt")[0], _at("and the sentence")[1]
    assert page_text.quote(PAGE, start, end) == (
        "learnt. A low-pass filter (e.g. of Fig. 2) is hyphenated, and the sentence"
    )


def test_a_selector_holds_the_mended_surroundings() -> None:
    at = page_text.select(PAGE, _at("filter")[0], _at("ated,")[1])
    assert at.exact == "filter (e.g. of Fig. 2) is hyphenated,"
    assert at.prefix == "er they have learnt. A low-pass "
    assert at.suffix == " and the sentence goes short. He"
    assert PAGE.text[at.start : at.end].startswith("filter")


@given(OFFSETS, OFFSETS)
def test_a_selector_begins_and_ends_with_words(one: int, other: int) -> None:
    start, end = sorted((one, other))
    if not PAGE.text[start:end].strip():
        with pytest.raises(ValueError, match="empty"):
            page_text.select(PAGE, start, end)
        return
    at = page_text.select(PAGE, start, end)
    assert at.exact == at.exact.strip() == page_text.quote(PAGE, start, end)
    assert max(len(at.prefix), len(at.suffix)) <= 32
    assert PAGE.text[start:end].strip() == PAGE.text[at.start : at.end]


# Finding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hyphenated", ["hyphen-\nated"]),
        ("HYPHEN-ATED", ["hyphen-\nated"]),
        ("low pass", []),
        ("lowpass", ["low-\npass"]),
        ("low-pass", ["low-\npass", "low-pass"]),
        ("generalise long", ["generalise\nlong"]),
        ("in the next  column", ["in the\n\nnext column"]),
        ("naive", ["naïve"]),
        ("NAÏVE", ["naïve"]),
        ("strasse", ["straße"]),
        ("STRASSE.", ["straße."]),
        ("the", ["the"] * 4),
        ("nowhere", []),
        (" ", []),
        ("", []),
        ("(e.g.", ["(e.g."]),
    ],
)
def test_words_are_found(words: str, found: list[str]) -> None:
    assert _found(words) == found


def test_two_words_are_found_across_a_line_end() -> None:
    assert _found("low pass", _page("low\npass")) == ["low\npass"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t “quote”", 'don\'t "quote"'),
        ("2002–2005", "2002-2005"),
        ("soft\u00ad\nly", "softly"),
        ("e\u0301tude", "étude"),
        ("étude", "e\u0301tude"),
        ("深度\n学习", "深度学习"),
        ("½ of it", "1⁄2 of"),
    ],
)
def test_spellings_meet(text: str, words: str) -> None:
    assert len(_found(words, _page(text))) == 1


@given(OFFSETS, OFFSETS)
def test_every_quote_is_found_where_it_was_taken(one: int, other: int) -> None:
    start, end = sorted((one, other))
    if PAGE.text[start:end].strip():
        found = page_text.find(PAGE, page_text.quote(PAGE, start, end))
        assert any(start <= a < b <= end for a, b in found)
