"""Which words of a text a query marks."""

import pytest
from hypothesis import example, given

from desktop_app.core.query import parse
from desktop_app.store import marks
from tests.core.test_query import ANY, PIECES


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks.spans(text, parse(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Grokking is delayed", "grokki", ["Grokking"]),
        ("Delays of DÉLAYED things", "delay ", ["Delays", "DÉLAYED"]),
        ("state-of-the-art state of mind", '"state of the"', ["state-of-the"]),
        ("slow or fast", "slow OR fast ", ["slow", "fast"]),
        ("slow but fast", "slow -fast", ["slow"]),
        ("slow and fast", "title:slow tag:fast ", ["slow"]),
        ("by Ann B. Lee", 'author:"lee ann"', ["Ann", "Lee"]),
        ("深度学习模型", "学习模 ", ["学习模"]),
        ("x名y", "名 ", ["名"]),
        ("𝐇ello 🤗 hello", "hello ", ["𝐇ello", "hello"]),
        ("slow slowly", '"slow slowly"', ["slow slowly"]),
        ("nothing", "", []),
        ("see 10.1000/A.b.", "doi.org/10.1000/a.b 10.1000/a.b", ["10.1000/A.b"]),
    ],
)
def test_words_that_match_are_marked(text: str, typed: str, found: list[str]) -> None:
    assert marked(text, typed) == found


@given(ANY | PIECES, ANY | PIECES)
@example("ab" * 2_000, "ab")
@example("½ ǆ ﬃ \u0301", "1 2 dz ffi")
def test_marks_lie_apart_and_within(text: str, typed: str) -> None:
    found = marks.spans(text, parse(typed))
    ends = [0, *(at for span in found for at in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in found)
    cut, inside = marks.snippet(text, parse(typed), 40)
    assert len(cut) <= 40
    assert all(0 <= start < end <= len(cut) for start, end in inside)


def test_a_snippet_shows_the_first_match() -> None:
    text = "many words before " * 9 + "then slow gradients follow" + " and words after" * 9
    cut, [(start, end)] = marks.snippet(text, parse("gradients "), 60)
    assert cut[start:end] == "gradients"
    assert cut[0] == cut[-1] == "…"
    assert len(cut) <= 60


def test_a_snippet_of_a_short_text_is_all_of_it() -> None:
    assert marks.snippet("slow gradients", parse("slow "), 60) == ("slow gradients", [(0, 4)])
