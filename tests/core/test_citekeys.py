"""Citation keys as Better BibTeX makes them."""

import pytest

from desktop_app.core import citekeys
from desktop_app.core.papers import Author, Contributor


@pytest.mark.parametrize(
    ("title", "family", "year", "key"),
    [
        ("Grokking: generalization beyond overfitting", "Power", 2022, None),
        ("On the Road to a Net", "van der Berg", None, "vanderbergRoadNet"),
        ("The $x^2$ of <i>Natrix cetti</i>", "Müller", 1999, "mullerNatrixCetti1999"),
        ("深度学习", "王", 2020, "wangShenDuXueXi2020"),
        ("GPT-4 technical report", "OpenAI", 2023, "openaiGPT4Technical2023"),
        ("Don't stop", "O'Neil", 2001, "oneilDontStop2001"),
        ("!?", "", None, "paper"),
    ],
)
def test_a_key_is_author_short_title_year(
    title: str, family: str, year: int | None, key: str | None
) -> None:
    made = citekeys.make(title, (Author(family),) if family else (), year)
    assert made == (key or "powerGrokkingGeneralizationOverfitting2022")
    assert made.isascii()


def test_editors_stand_in_for_authors() -> None:
    editor = Contributor("editor", Author("Kim", "A."))
    assert citekeys.make("Nets", (), 2020, (editor,)) == "kimNets2020"


def test_letters_count_on_after_z() -> None:
    taken = {"a"} | {f"a{chr(c)}" for c in range(ord("a"), ord("z") + 1)}
    assert citekeys.free("a", taken.__contains__) == "aaa"
    assert citekeys.free("b", taken.__contains__) == "b"


def test_a_key_of_ones_own_loses_only_what_latex_refuses() -> None:
    assert citekeys.safe("Smith:2020/a{b} c,d%") == "Smith:2020/abcd"
