from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats.mending import mend


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("14071 CÃ³rdoba", "14071 Córdoba"),
        ("PÃ¤ckert", "Päckert"),
        ("donâ€™t â€“ ever", "don’t – ever"),
        ("Universit\u00c3\u00a4t", "Universität"),
        ("Ã la carte", "à la carte"),
        ("ω and CÃ³rdoba", "ω and Córdoba"),
    ],
)
def test_what_was_read_wrongly_is_mended(broken: str, meant: str) -> None:
    assert mend(broken) == meant


@pytest.mark.parametrize(
    "text",
    [
        "São Paulo: où “ça” — naïve ‘été’",
        "ﬁne Ａ … ² ①",
        "深度学习 и ещё",
        "½Â°C",
        "«À» &amp; Ñandú",
        "e\u0301 stays apart",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == text


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_stays(text: str) -> None:
    assert mend(text) == text


def test_a_text_longer_than_any_abstract_is_left() -> None:
    text = "Ã³" * 50_000
    assert mend(text) == text
