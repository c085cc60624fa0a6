"""Texts with a few tags of HTML, and abstracts as publishers give them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import rich_text

_MATHML = "<mml:math xmlns:mml='http://x'><mml:mi>x</mml:mi>\n <mml:mn>2</mml:mn></mml:math>"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<i>E. coli</i> &amp; H<sub>2</sub>O", "E. coli & H2O"),
        ('a<span class="nocase">b</span>', "ab"),
        ("<p>One.</p>\n <p>Two.</p>", "\n\nOne.\n\nTwo.\n\n"),
        ("a <b and c> d", "a <b and c> d"),
        ("x < y > z", "x < y > z"),
        ("<jats:title>Abstract</jats:title><jats:p>We see.</jats:p>", "\n\nWe see.\n\n"),
        (
            "<jats:sec><jats:title>Aim</jats:title><jats:p>Soup.</jats:p></jats:sec>",
            "\n\nAim\n\nSoup.\n\n",
        ),
        (f"<jats:tex-math>$x_2$</jats:tex-math>{_MATHML} is", "$x_2$ is"),
        (f"As {_MATHML} is", "As x 2 is"),
        ("As <mml:math>x", "As <mml:math>x"),
    ],
)
def test_plain(written: str, plain: str) -> None:
    assert rich_text.plain(written) == plain


@given(st.text() | st.text("<>/&;bipamplt \n"))
def test_what_is_marked_is_read_back(text: str) -> None:
    assert rich_text.plain(rich_text.marked(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "<" + " " * 200_000,
        "<p" + " " * 200_000,
        " " * 200_000 + "<title>",
        "<mml:math>" * 50_000,
        "</tex-math><math" * 50_000,
        "<i a=" * 50_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.perf_counter()
    assert rich_text.plain(text)
    assert time.perf_counter() - begun < 5
