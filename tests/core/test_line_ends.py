from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import line_ends

ANY = st.text(st.sampled_from("aB1 -‐\u00ad\n–/字é."), max_size=40)


def _mended(text: str) -> str:
    return line_ends.mended(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\nlines", "two lines"),
        ("two\n\nblocks", "two blocks"),
        ("  more   space ", " more space "),
        ("hyphen-\nated", "hyphenated"),
        ("hyphen‐\nated", "hyphenated"),
        ("over a col-\n\numn", "over a column"),
        ("soft\u00adly\u00ad\nparted", "softlyparted"),
        ("low-\npass, a low-pass", "low-pass, a low-pass"),
        ("Low-pass; low-\npass", "Low-pass; low-pass"),
        ("follow-pass; low-\npass", "follow-pass; lowpass"),
        ("Levenberg-\nMarquardt", "Levenberg-Marquardt"),
        ("IEEE-\n754", "IEEE-754"),
        ("GPT-4-\nturbo", "GPT-4-turbo"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("self-\nattention", "self-attention"),
        ("well-\nknown", "well-known"),
        ("trace-\nbased", "trace-based"),
        ("pages 291–\n300", "pages 291–300"),
        ("he – or\nshe –\nsaid", "he – or she – said"),
        ("org/a/\nb", "org/a/b"),
        ("5 -\nx", "5 - x"),
        ("模型\n好", "模型好"),
        ("模型\nis", "模型 is"),
        ("한국\n말", "한국 말"),
    ],
)
def test_line_ends_are_mended(text: str, line: str) -> None:
    assert _mended(text) == line


def test_a_passage_is_mended_in_sight_of_the_whole_text() -> None:
    text = "A low-pass filter. A low-\npass filter. Words hyphen-\nated."
    start, end = text.index("A low-\n"), text.index(" filter. Words")
    assert line_ends.mended(text, start, end) == "A low-pass"
    assert line_ends.mended(text, text.index("Words"), text.index("ated")) == "Words hyphen"


@given(ANY)
def test_a_mended_text_is_one_line(text: str) -> None:
    assert not {"\n", "\u00ad"} & set(_mended(text))
    assert "  " not in _mended(text.replace("\u00ad", ""))


@given(ANY)
def test_nothing_but_line_ends_hyphens_and_spaces_is_lost(text: str) -> None:
    def bare(some: str) -> str:
        return "".join(c for c in some if not c.isspace() and c not in "-‐\u00ad")

    assert bare(_mended(text)) == bare(text)


@given(ANY)
def test_words_are_whole_at_the_same_places(text: str) -> None:
    hidden = line_ends.hidden(text)
    assert len(hidden) == len(text)
    assert all(a == b for a, b in zip(hidden, text, strict=True) if b not in "-‐\u00ad\n")
