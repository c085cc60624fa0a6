"""Text as it is stored, folded and searched."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.core import text

ANY = st.text(st.characters(codec=None))


@given(ANY)
@example("e\x00\u0301 \r\x00\n\ud800 \u2028")
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert text.clean(text.clean(raw)) == text.clean(raw)


@given(ANY)
def test_clean_text_can_be_stored(raw: str) -> None:
    kept = text.clean(raw)
    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert not {"\x00", "\r", "\u2028", "\u2029", "\x85"} & set(kept)


@given(ANY)
def test_a_line_has_single_spaces(raw: str) -> None:
    line = text.clean_line(raw)
    assert line == " ".join(line.split())
    assert text.clean_line(line) == line


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "MULLER", "mu\u0308ller"),
        ("Straße", "STRASSE"),
        ("ﬁlter", "filter"),
        ("𝐇essian", "hessian"),
        ("ℌilbert", "hilbert"),
        ("naïve", "naive"),
    ],
)
def test_spellings_of_a_word_meet(spellings: tuple[str, ...]) -> None:
    assert len({text.fold(s) for s in spellings}) == 1


def test_words_leave_punctuation_out() -> None:
    assert text.words("State-of-the-art: 93.1 %!") == ["state", "of", "the", "art", "93", "1"]


def test_titles_of_signs_alone_have_keys_of_their_own() -> None:
    assert text.title_key("???") != text.title_key("🤗")


def test_a_title_key_ignores_case_and_punctuation() -> None:
    assert text.title_key("Slow Gradients -- A Study") == text.title_key("slow gradients: a study")


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("GPT模型好", "gpt 模型 型好 "),
        ("好", " 好 "),
        ("한국어", " 한국 국어 "),
        ("plain words", "plain words"),
    ],
)
def test_scripts_without_spaces_are_searched_by_pairs(raw: str, form: str) -> None:
    assert text.search_form(raw) == form


@given(ANY)
def test_search_form_takes_any_text(raw: str) -> None:
    assert text.search_form(text.search_form(raw)) is not None


def test_a_digest_tells_where_a_part_ends() -> None:
    assert text.digest("ab", "c") != text.digest("a", "bc")
    assert len(text.digest("ab")) == 32
