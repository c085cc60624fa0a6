"""Stems as the index has them, and how words are found that are only begun."""

import pytest

from desktop_app.store import stems

WORDS = (
    *("grokking", "relatively", "generalization", "generalizes", "business", "being", "focusing"),
    *("studies", "queries", "results", "using", "designs", "gasoline", "hopefulness", "naive"),
    *("running", "optimisers", "probabilities", "2024", "深度", "as", "x"),
)


def found(begun: stems.Begun, stem: str) -> bool:
    heads = stems.stems(begun.prefixes).values()
    return stem.startswith(tuple(heads)) or stem in stems.stems(begun.words).values()


def test_stems_are_those_of_the_index() -> None:
    assert stems.stems(["running", "generalization", "深度"]) == {
        "running": "run",
        "generalization": "gener",
        "深度": "深度",
    }
    assert stems.stems([]) == {}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_however_far_it_is_typed(word: str) -> None:
    stem = stems.stems([word])[word]
    assert all(found(stems.begun(word[:length]), stem) for length in range(1, len(word) + 1))


@pytest.mark.parametrize(
    ("typed", "other"),
    [("being", "better"), ("bus", "but"), ("running", "runtime"), ("res", "read")],
)
def test_a_word_begun_finds_no_word_that_begins_otherwise(typed: str, other: str) -> None:
    assert not found(stems.begun(typed), stems.stems([other])[other])


@pytest.mark.parametrize("length", [63, 64, 65, 10_000])
def test_a_word_too_long_to_be_cut_is_found_by_its_beginning(length: int) -> None:
    word = "x" * length
    for ending in ("", "ing", "ations", "y"):
        assert found(stems.begun(word), stems.stems([word + ending])[word + ending])
