from __future__ import annotations

import pytest

from desktop_app.core import terms

GROKFAST = (
    "Accelerating grokking by slow gradients",
    "Delayed generalization, known as grokking, is puzzling. We amplify the slow gradients of "
    "large language models. Grokking then comes fifty times sooner.",
)
LATE = (
    "Why Grokking Comes Late",
    "We study delayed generalization in transformers. Grokking needs weight decay; our method "
    "shows that a large language model takes long.",
)
OTHERS = [
    ("Large language models", "We propose a novel method. A large language model is trained."),
    ("Vision", "Large language models see. Our method shows strong results."),
    ("Planning", "We study large language models and generalization in planning."),
]


def _shared(
    a: tuple[str, str], b: tuple[str, str], others: list[tuple[str, str]] | None = None
) -> list[str]:
    among = terms.background(OTHERS if others is None else others)
    return [s.spelling for s in terms.shared(terms.read(*a), terms.read(*b), among)]


def test_rare_and_central_terms_come_first() -> None:
    found = _shared(GROKFAST, LATE)
    assert set(found[:2]) == {"Grokking", "delayed generalization"}


def test_terms_are_spelt_as_in_the_second_paper() -> None:
    a = ("", "The directions of gradients matter.")
    assert _shared(a, ("", "One direction of the gradient; gradient noise")) == ["gradient"]
    assert _shared(a, ("Gradients", "Clipping of gradients")) == ["gradients"]


def test_forms_of_a_word_meet() -> None:
    assert _shared(("", "Fine-tuning policies"), ("", "fine tuning of a policy"))
    assert terms.stem("policies") == terms.stem("policy")
    assert terms.stem("generalization") == terms.stem("generalizing") == terms.stem("generalized")
    assert terms.stem("clipped") == terms.stem("clipping")
    assert terms.stem("bias") == "bias"


def test_accents_and_case_do_not_matter() -> None:
    assert _shared(("", "Poincaré Embeddings"), ("", "poincare embedding")) == [
        "poincare embedding"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We propose a novel method and show strong results on the task.",
        "Our model is efficient. Extensive experiments demonstrate state-of-the-art performance.",
        "In this paper, we consistently outperform it; code: https://github.com/someone/thing",
        "A 5 2024 x",
        "",
    ],
)
def test_what_every_paper_says_is_no_reason(text: str) -> None:
    assert _shared(("", text), ("", text)) == []


def test_a_term_has_no_break_in_it() -> None:
    text = "Attention. Heads"
    assert sorted(_shared(("", text), ("", text))) == ["Attention", "Heads"]


def test_a_term_neither_begins_nor_ends_with_a_stop_word() -> None:
    text = "the geometry of curved manifolds"
    for found in _shared(("", text), ("", text)):
        assert found in {"geometry of curved", "curved manifolds", "geometry", "manifolds"}


def test_no_term_stands_within_another() -> None:
    text = "Sparse attention heads in sparse attention. Attention heads. Heads."
    found = [tuple(t.lower().split()) for t in _shared((text, text), (text, text))]
    for one in found:
        for other in found:
            inside = " ".join(one) in " ".join(other)
            assert one is other or not inside


def test_at_most_as_many_as_asked() -> None:
    text = "Curvature, entropy, manifolds, symmetry, topology"
    a = terms.read(text, text)
    among = terms.background([])
    assert len(terms.shared(a, a, among)) == 3
    assert len(terms.shared(a, a, among, most=1)) == 1


def test_papers_with_nothing_in_common_share_nothing() -> None:
    assert _shared(("Leek soup", "Wash two leeks."), LATE) == []


def test_words_joined_by_hyphens_are_one() -> None:
    text = "out-of-distribution generalization"
    assert _shared(("", text), ("", text)) == [text]


def test_it_does_not_depend_on_the_order_of_the_background() -> None:
    assert _shared(GROKFAST, LATE) == _shared(GROKFAST, LATE, OTHERS[::-1])


def test_a_term_in_both_titles_is_worth_more() -> None:
    among = terms.background(OTHERS)
    titled = ("Entropy", "It is large.")
    said = ("Large", "It is entropy.")
    (more,) = terms.shared(terms.read(*titled), terms.read(*titled), among)
    (less,) = terms.shared(terms.read(*said), terms.read(*said), among)
    assert more.worth > less.worth > 0
