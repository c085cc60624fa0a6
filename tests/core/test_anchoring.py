"""Highlights after their text changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import anchoring
from desktop_app.core.anchoring import Place
from desktop_app.core.highlights import Anchor, select
from tests.core import anchor_rates

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


def test_edits_outside_leave_a_highlight_anchored() -> None:
    rates = anchor_rates.measure(anchor_rates.edited_outside(), 2000)
    assert rates.anchored >= 0.99
    assert rates.astray == 0


def test_small_edits_inside_are_found_and_never_silent() -> None:
    rates = anchor_rates.measure(anchor_rates.edited_inside(), 2000)
    assert rates.found >= 0.8
    assert rates.astray == 0


def test_a_lookalike_never_takes_a_highlight_silently() -> None:
    rates = anchor_rates.measure(anchor_rates.replaced_by_lookalikes(), 2000)
    assert rates.astray == 0


def test_the_best_match_without_a_floor_would_go_astray() -> None:
    best = anchor_rates.best_match
    assert anchor_rates.measure(anchor_rates.edited_inside(), 500, best).astray > 0.05
    assert anchor_rates.measure(anchor_rates.replaced_by_lookalikes(), 500, best).astray == 1


@given(st.integers(0, 2**32))
def test_no_sample_holds_a_lookalike_that_is_taken_silently(seed: int) -> None:
    for sample in (anchor_rates.edited_inside, anchor_rates.replaced_by_lookalikes):
        assert anchor_rates.measure(sample(seed), 3).astray == 0


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


@pytest.mark.parametrize(
    ("text", "quote", "now"),
    [
        ("Seen by 👩 alone.", "👩", "Seen by 👩‍🔬 alone."),
        ("In 🇫🇷 only.", "🇫🇷", "In \U0001f1e6🇫🇷 only."),
        ("We take x for it.", "x", "We take x\u0302 for it."),
    ],
)
def test_part_of_a_sign_is_not_the_sign(text: str, quote: str, now: str) -> None:
    start = text.index(quote)
    marked = select(text, start, start + len(quote))
    assert anchoring.place(marked, now).anchor is not Anchor.ANCHORED


def test_a_short_quote_edited_away_does_not_go_to_its_twin() -> None:
    text = "We train the network on text. We test the model on images of another kind."
    start = text.index("the network")
    marked = select(text, start, start + 3)
    place = anchoring.place(marked, text.replace("the network", "thy network"))
    assert place == Place(Anchor.MOVED, start, start + 3)


def test_a_quote_whose_neighbours_stand_elsewhere_is_marked() -> None:
    quote = "the loss falls at last after many steps"
    text = f"We see on the graphs that {quote} of plain descent."
    start = text.index(quote)
    marked = select(text, start, start + len(quote))
    now = f"Here {quote}. {text.replace('falls', 'never falls')}"
    assert anchoring.place(marked, now) == Place(Anchor.MOVED, 5, 5 + len(quote))


def test_a_sentence_within_another_is_marked() -> None:
    marked = select("It learns. Graphs help it. So do trees.", 11, 25)
    assert anchoring.place(marked, "So: Graphs help it. Fine.").anchor is Anchor.MOVED
    now = "It learns. It is false that Graphs help it. So do trees."
    assert anchoring.place(marked, now) == Place(Anchor.MOVED, 28, 42)


def test_the_candidates_are_where_the_quote_stands() -> None:
    marked = select("Alpha. It works. Omega.", 7, 16)
    text = "New. It works. New. It works. New."
    assert anchoring.candidates(marked, text) == [(5, 14), (20, 29)]


def test_the_candidates_are_the_nearest_where_the_quote_is_gone() -> None:
    marked = select(SENTENCES[3], 0, len(SENTENCES[3]))
    near = [SENTENCES[3].replace("3 languages", f"{n} languages") for n in (5, 6)]
    text = f"{near[0]} {SENTENCES[0]} {near[1]}"
    assert [text[a:b] for a, b in anchoring.candidates(marked, text)] == near
    assert anchoring.candidates(marked, SENTENCES[0]) == []


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


_EDITED = st.lists(st.sampled_from((*SENTENCES, "It works.", "the method helps", "")), max_size=6)


@given(_EDITED, _EDITED, st.sampled_from(SENTENCES), st.sampled_from(Anchor))
def test_what_is_followed_is_plain_only_on_the_same_words(
    before: list[str], after: list[str], chosen: str, was: Anchor
) -> None:
    """Whatever the texts: a highlight that was put on other words never leaves them unmarked."""
    marked = select("Alpha. It works. Omega.", 7, 16)
    text, now = " ".join([*before, chosen]), " ".join(after)
    start = text.rindex(chosen)
    stood = select(text, start, start + len(chosen))
    place = anchoring.follow(marked, stood, was, now)
    if place.anchor is Anchor.ANCHORED:
        assert was is Anchor.ANCHORED
        assert now[place.start : place.end] == chosen
