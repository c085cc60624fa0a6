"""Highlights after their text changed."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import anchoring
from desktop_app.core.anchoring import Place
from desktop_app.core.highlights import Anchor, Selector, select

SENTENCES = (
    "Networks sometimes generalise long after they have memorised their training set.",
    "We trace this delay to slow directions of the gradient and show that it is not noise.",
    "Filtering the fast directions brings the moment forward by 47 epochs on 12 tasks.",
    "Our method does improve accuracy on graphs, images and 3 languages.",
    "A small transformer with 2 layers reaches 93.1 percent after 1,500 steps.",
    "These results suggest that the delay can be removed at little cost.",
    "Earlier work explains the effect by weight decay (Lee et al., 2022).",
    "All code, data and 120 trained models are available.",
)
WORDS = ("robust", "novel", "we find", "in part", "however,", "often", "deep", "so-called", "7")


def around(selector: Selector, text: str, rng: random.Random) -> tuple[str, int]:
    """Edit a text outside a passage; give the new text and where the passage starts now."""
    before, after = text[: selector.start], text[selector.end :]
    for _ in range(rng.randint(1, 4)):
        if rng.random() < 0.5:
            before = edited(before, rng, last=False)
        else:
            after = edited(after, rng, last=True)
    return before + selector.exact + after, len(before)


def edited(text: str, rng: random.Random, *, last: bool) -> str:
    """Change a word of a text, put one in, or take one out; its border stays a border."""
    words = text.split(" ")
    if len(words) < 3:
        return f"{text}{rng.choice(WORDS)}" if last and text.endswith(" ") else text
    at = rng.randrange(1, len(words) - 1)
    words[at : at + rng.randint(0, 1)] = [rng.choice(WORDS)] * rng.randint(0, 1)
    return " ".join(words)


def inside(exact: str, rng: random.Random) -> str:
    """Make one small edit within a passage."""
    words = exact.split(" ")
    at = rng.randrange(len(words))
    if rng.random() < 0.5:
        word = words[at]
        i = rng.randrange(len(word))
        words[at] = word[:i] + rng.choice("aest") + word[i + rng.randint(0, 1) :]
    else:
        words[at : at + rng.randint(0, 1)] = [rng.choice(WORDS)]
    return " ".join(words)


def abstract(rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(SENTENCES, 6))


def sentence(rng: random.Random) -> tuple[str, Selector]:
    """Make an abstract and mark one sentence of it."""
    chosen = abstract(rng)
    text = " ".join(chosen)
    start = text.index(marked := rng.choice(chosen))
    return text, select(text, start, start + len(marked))


def passage(rng: random.Random) -> tuple[str, Selector]:
    """Make an abstract and mark a passage of some words."""
    text = " ".join(abstract(rng))
    starts = [0] + [i + 1 for i, c in enumerate(text) if c == " "]
    first = rng.randrange(len(starts) - 10)
    start, end = starts[first], starts[first + rng.randint(4, 9)] - 1
    return text, select(text, start, end)


def lookalikes(exact: str) -> list[str]:
    """Say the opposite, or something else, in nearly the same words."""
    negated = [
        exact.replace(" does ", " does not "),
        exact.replace(" can ", " cannot "),
        exact.replace(" is not ", " is "),
        exact.replace("Networks sometimes", "Networks never"),
        exact.replace("We trace", "We do not trace"),
        exact.replace(" suggest ", " do not suggest "),
        exact.replace(" explains ", " never explains "),
        exact.replace(" are available", " are not available"),
        exact.replace(" brings ", " hardly brings "),
        exact.replace(" reaches ", " never reaches "),
        f"It is not true that {exact[0].lower()}{exact[1:]}",
    ]
    digits = [i for i, c in enumerate(exact) if c.isdigit()]
    numbered = [exact[:i] + str((int(exact[i]) + 1) % 10) + exact[i + 1 :] for i in digits]
    longer = [exact[:i] + "1" + exact[i:] for i in digits]
    return [text for text in negated + numbered + longer if text != exact]


def test_edits_outside_leave_a_highlight_anchored() -> None:
    rng = random.Random(1)
    right = 0
    for _ in range(1000):
        text, marked = passage(rng)
        changed, start = around(marked, text, rng)
        place = anchoring.place(marked, changed)
        assert place.anchor is Anchor.AMBIGUOUS or place.start == start
        right += place == Place(Anchor.ANCHORED, start, start + len(marked.exact))
    assert right >= 990


def test_small_edits_inside_are_found_and_never_silent() -> None:
    rng = random.Random(2)
    found = 0
    for _ in range(1000):
        text, marked = passage(rng)
        now = inside(marked.exact, rng)
        changed = text[: marked.start] + now + text[marked.end :]
        place = anchoring.place(marked, changed)
        if now == marked.exact:
            found += place.anchor is Anchor.ANCHORED
            continue
        near = place.start is not None and abs(place.start - marked.start) <= 12
        found += near and place.anchor in (Anchor.MOVED, Anchor.ANCHORED)
        # A word put before or behind the passage is an edit outside: the quote stands as it was.
        assert place.anchor is not Anchor.ANCHORED or marked.exact in now
    assert found >= 800


def test_a_lookalike_never_takes_a_highlight_silently() -> None:
    rng = random.Random(3)
    states: Counter[Anchor] = Counter()
    for _ in range(400):
        text, marked = sentence(rng)
        for other in lookalikes(marked.exact):
            rest = text[: marked.start] + text[marked.end :]
            at = rng.choice([0, marked.start, len(rest)])
            planted = f"{rest[:at]} {other} {rest[at:]}".strip()
            states[anchoring.place(marked, planted).anchor] += 1
    assert states[Anchor.ANCHORED] == 0
    assert states[Anchor.MOVED] > 0


@pytest.mark.parametrize(
    ("quote", "text", "now"),
    [
        ("loss fell by 12", "The loss fell by 12. Good.", "The loss fell by 125. Good."),
        ("loss fell by 12", "The loss fell by 12. Good.", "The loss fell by 12.5. Good."),
        ("93.1 percent", "It reached 93.1 percent.", "It reached 193.1 percent."),
        ("1 percent", "It reached 1 percent.", "It reached 93.1 percent."),
        ("stable in theory", "It is stable in theory.", "It is unstable in theory."),
        ("linear models", "We use linear models.", "We use non-linear models."),
        ("so it does", "It learns, so it does.", "It learns, so it doesn't."),
        ("so it can", "It learns, so it can.", "It learns, so it can’t."),
    ],
)
def test_a_quote_within_a_longer_word_or_number_is_another(quote: str, text: str, now: str) -> None:
    start = text.index(quote)
    marked = select(text, start, start + len(quote))
    assert anchoring.place(marked, now).anchor is not Anchor.ANCHORED


def test_part_of_a_word_may_be_marked() -> None:
    marked = select("A transformer learns.", 2, 7)
    assert anchoring.place(marked, "Now a transformer learns.") == Place(Anchor.ANCHORED, 6, 11)


def test_an_unchanged_text_leaves_every_highlight_where_it_is() -> None:
    text = "same same same same same same"
    for start in range(0, len(text), 5):
        marked = select(text, start, start + 4)
        assert anchoring.place(marked, text) == Place(Anchor.ANCHORED, start, start + 4)


def test_context_tells_equal_quotes_apart() -> None:
    text = "On graphs the method helps. On images the method helps."
    start = text.rindex("the method helps")
    marked = select(text, start, start + 16)
    now = "Overall, on graphs the method helps. On images the method helps."
    assert anchoring.place(marked, now).start == now.rindex("the method helps")


def test_equal_quotes_in_equal_surroundings_are_for_the_reader() -> None:
    marked = select("Alpha. It works. Omega.", 7, 16)
    assert anchoring.place(marked, "New. It works. New. It works. New.").anchor is Anchor.AMBIGUOUS


def test_two_near_quotes_are_for_the_reader() -> None:
    marked = select(SENTENCES[3], 0, len(SENTENCES[3]))
    one, two = (SENTENCES[3].replace("3 languages", f"{n} languages") for n in (5, 6))
    assert anchoring.place(marked, f"{one} {two}").anchor is Anchor.AMBIGUOUS


def test_what_is_gone_is_orphaned() -> None:
    marked = select(SENTENCES[0], 0, 30)
    assert anchoring.place(marked, SENTENCES[3]) == Place(Anchor.ORPHANED)
    assert anchoring.place(marked, "") == Place(Anchor.ORPHANED)


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_place_lies_within_the_text(text: str, now: str, start: int, end: int) -> None:
    try:
        marked = select(text, start, end)
    except ValueError:
        return
    place = anchoring.place(marked, now)
    if place.start is None or place.end is None:
        assert place.anchor in (Anchor.AMBIGUOUS, Anchor.ORPHANED)
        return
    assert 0 <= place.start < place.end <= len(now)
    if place.anchor is Anchor.ANCHORED:
        assert now[place.start : place.end] == marked.exact
