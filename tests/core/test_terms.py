from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core import terms
from desktop_app.core.terms import Packed
from desktop_app.core.terms_shared import Asking, Background, Shared
from desktop_app.core.terms_words import stem
from desktop_app.engines.tallies import Tally

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


def background(papers: Iterable[tuple[str, str]]) -> Background:
    """Count the terms of papers, given as title and abstract."""
    tally = Tally(len(OTHERS))
    tally.add([terms.pack(terms.read(*paper)) for paper in papers])
    return tally.background()


def _compare(
    a: tuple[str, str], b: tuple[str, str], others: list[tuple[str, str]] | None = None
) -> tuple[list[Shared], list[str], float]:
    """Give what two papers share, how the second spells it, and how alike they are."""
    among = background(OTHERS if others is None else others)
    asking, packed = Asking([terms.read(*a)], among), Packed(terms.pack(terms.read(*b)))
    found = asking.shared(packed)
    return found, [terms.whole(*b)[s.start : s.end] for s in found], asking.likeness(packed)


def _shared(
    a: tuple[str, str], b: tuple[str, str], others: list[tuple[str, str]] | None = None
) -> list[str]:
    return _compare(a, b, others)[1]


def test_rare_and_central_terms_come_first() -> None:
    found = _shared(GROKFAST, LATE)
    assert set(found[:2]) == {"Grokking", "delayed generalization"}


def test_terms_are_spelt_as_in_the_second_paper() -> None:
    a = ("", "The directions of gradients matter.")
    assert _shared(a, ("", "One direction of the gradient; gradient noise")) == ["gradient"]
    assert _shared(a, ("Gradients", "Clipping of gradients")) == ["gradients"]


def test_forms_of_a_word_meet() -> None:
    assert _shared(("", "Fine-tuning policies"), ("", "fine tuning of a policy"))
    assert stem("policies") == stem("policy")
    assert stem("generalization") == stem("generalizing") == stem("generalized")
    assert stem("clipped") == stem("clipping")
    assert stem("bias") == "bias"
    assert stem("tuned") == stem("tuning") == stem("tune")
    assert stem("generalise") == stem("generalized")
    assert len({stem(word) for word in ("string", "speed", "need", "use", "king")}) == 5


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
    asking, packed = Asking([a], Background()), Packed(terms.pack(a))
    assert len(asking.shared(packed)) == 3
    assert len(asking.shared(packed, most=1)) == 1


def test_papers_with_nothing_in_common_share_nothing() -> None:
    assert _shared(("Leek soup", "Wash two leeks."), LATE) == []


def test_words_joined_by_hyphens_are_one() -> None:
    text = "out-of-distribution generalization"
    assert _shared(("", text), ("", text)) == [text]


def test_it_does_not_depend_on_the_order_of_the_background() -> None:
    assert _shared(GROKFAST, LATE) == _shared(GROKFAST, LATE, OTHERS[::-1])


def test_a_term_in_both_titles_is_worth_more() -> None:
    titled = ("Entropy", "It is large.")
    said = ("Large", "It is entropy.")
    (more,), (less,) = _compare(titled, titled)[0], _compare(said, said)[0]
    assert more.worth > less.worth > 0


def test_packed_terms_read_as_what_was_packed() -> None:
    found = terms.read(*GROKFAST)
    packed = Packed(terms.pack(found))
    numbers = {terms.number(term): term for term in found.counts}
    assert {numbers[n] for n in packed.numbers} == set(found.counts)
    for at, number in enumerate(packed.numbers):
        term = numbers[number]
        assert packed.place(at) == found.places[term]
        assert packed.count(at) == min(terms.OFTEN, found.counts[term])
        assert packed.titled(at) is (term in found.title)
        assert packed.verb(at) is (term in found.verbs)
        start, end = packed.place(at)
        assert terms.first(terms.whole(*GROKFAST)[start:end]) == term


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_can_be_packed_and_compared(title: str, abstract: str) -> None:
    found = terms.read(title, abstract)
    packed = Packed(terms.pack(found))
    asking = Asking([found], background(OTHERS))
    whole = terms.whole(title, abstract)
    assert 0 <= asking.likeness(packed) <= 1
    for one in asking.shared(packed):
        assert whole[one.start : one.end].strip()


def test_a_text_of_any_length_can_be_packed() -> None:
    long = " ".join(f"curvature{n}" for n in range(30_000)) + " " + "leek" * 500
    packed = Packed(terms.pack(terms.read("", long)))
    assert packed.numbers
    assert all(place[1] <= len(long) + 1 for place in map(packed.place, range(len(packed.numbers))))


def test_texts_that_share_more_are_more_alike() -> None:
    own = ("Grokking", "Weight decay and curvature of leeks.")
    alike = [
        _compare(own, ("", other))[2]
        for other in ("Soup.", "Curvature.", "Curvature, weight decay.", own[1])
    ]
    assert alike == sorted(alike)
    assert alike[0] == 0 < alike[1] < alike[3] < 1


def test_a_term_in_both_titles_makes_more_alike() -> None:
    titled, said = ("Entropy", "It is large."), ("Large", "It is entropy.")
    assert _compare(titled, titled)[2] > _compare(titled, said)[2] > 0


def test_of_several_papers_what_all_have_counts_most() -> None:
    parts = [terms.read("", "Curvature of leeks"), terms.read("", "Curvature of soup")]
    asking = Asking(parts, Background())
    shared, single = (Packed(terms.pack(terms.read("", w))) for w in ("curvature", "leeks"))
    assert asking.likeness(shared) > asking.likeness(single) > 0


def test_forms_of_one_word_are_told_once() -> None:
    text = "Robots, robotic arms, and a robot"
    assert len([s for s in _shared(("", text), ("", text)) if s.startswith("robot")]) == 1
