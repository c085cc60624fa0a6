"""What a card shows of its highlight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import cards, scheduling
from desktop_app.core.cards import Card, CardId, Kind
from desktop_app.core.highlights import (
    Anchor,
    Highlight,
    HighlightId,
    Selector,
    Style,
    select,
)
from desktop_app.core.papers import PaperId
from desktop_app.core.queue import local_day

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TEXT = (
    "First one ends. We find representation\nlearning to occur only in a “Goldilocks zone”"
    " (including comprehension and grokking) between memorization and confusion. A third one."
)
QUOTE = "representation\nlearning to occur only in a “Goldilocks zone”"


def at(quote: str, text: str = TEXT) -> Selector:
    start = text.index(quote)
    return select(text, start, start + len(quote))


def card(selector: Selector, **fields: object) -> Card:
    values: dict[str, object] = {
        "id": CardId(1),
        "key": "k",
        "paper": PaperId(1),
        "title": "T",
        "highlight": HighlightId(1),
        "kind": Kind.PASSAGE,
        "memory": scheduling.new(NOON),
        "suspended": False,
        "buried": False,
        "colour": 1,
        "selector": selector,
        "anchor": Anchor.ANCHORED,
        "style": Style.HIGHLIGHT,
        "comment": "",
        "marked_at": NOON,
        "highlight_key": "h",
        "paper_key": "p",
        "wording": TEXT,
        "page": None,
    }
    return Card(**(values | fields))  # type: ignore[arg-type]


def test_a_passage_stands_in_its_sentence() -> None:
    passage = card(at(QUOTE)).passage
    assert passage.before == "We find "
    assert passage.exact == "representation learning to occur only in a “Goldilocks zone”"
    assert passage.after.endswith("between memorization and confusion.")
    assert passage.hidden("[…]").startswith("We find […] (including comprehension")
    assert passage.exact not in passage.hidden()


def test_a_passage_over_two_sentences_stands_in_both() -> None:
    passage = card(at("ends. We find")).passage
    assert passage.before == "First one "
    assert str(passage).endswith("confusion.")


def test_a_passage_in_a_document_stands_in_what_is_known_around_it() -> None:
    passage = card(at(QUOTE), wording="", page=3).passage
    assert passage.before == "We find "
    assert passage.after == " (including comprehension and…"
    passage = card(at("between memorization"), wording="", page=3).passage
    assert passage.before == "…comprehension and grokking) "
    assert passage.after == " and confusion."


WHOLE = TEXT[TEXT.index("We find") : TEXT.index(" A third")]


def test_a_hidden_sentence_stands_between_those_beside_it() -> None:
    cloze = card(at(WHOLE), kind=Kind.CLOZE)
    assert cloze.front == "First one ends. _____ A third one."
    assert cloze.back.startswith("We find representation learning")
    assert card(at(WHOLE)).front == cloze.back  # read again, it needs nothing beside it
    first = card(at("First one ends."), kind=Kind.CLOZE).front
    assert first.startswith("_____ We find representation")
    assert first.endswith("confusion.")
    assert card(at("A third one."), kind=Kind.CLOZE).front.endswith("and confusion. _____")


def test_a_hidden_sentence_of_a_document_has_what_is_known_beside_it() -> None:
    text = f"It began long before anyone had looked. {WHOLE} Then everything was said to be over."
    cloze = card(at(WHOLE, text), kind=Kind.CLOZE, wording="", page=3)
    assert cloze.front == "…before anyone had looked. _____ Then everything was said to…"


def test_a_hidden_text_of_one_sentence_has_nothing_beside_it() -> None:
    text = "All there is."
    assert card(select(text, 0, 13), kind=Kind.CLOZE, wording=text).front == "_____"


def test_a_lost_passage_still_shows_what_was_marked() -> None:
    lost = card(at(QUOTE), wording="Another text altogether.", anchor=Anchor.ORPHANED)
    assert lost.passage.exact == "representation learning to occur only in a “Goldilocks zone”"
    moved = card(at(QUOTE), wording="Another text altogether.", anchor=Anchor.AMBIGUOUS)
    assert moved.passage == lost.passage


def test_a_very_long_sentence_is_cut_at_words() -> None:
    text = "word " * 400 + "here " + "word " * 400
    passage = cards.around(text, 2000, 2004)
    assert passage.exact == "here"
    assert passage.before.startswith("…word ")
    assert passage.after.endswith(" word…")
    assert len(str(passage)) < 2 * cards.MOST_AROUND + 10


@given(st.text("ab .\n", min_size=1), st.integers(0, 40), st.integers(1, 40))
def test_the_highlighted_words_are_never_lost(text: str, start: int, length: int) -> None:
    try:
        selector = select(text, start, start + length)
    except ValueError:
        return
    words = " ".join(selector.exact.split())
    for passage in (
        cards.around(text, selector.start, selector.end),
        cards.around(text, selector.start, selector.end, beside=True),
        cards.quoted(selector),
        cards.quoted(selector, beside=True),
    ):
        assert passage.exact == words
        assert "\n" not in str(passage)


def test_an_area_has_only_its_comment_to_be_asked_for() -> None:
    def kinds(selector: Selector, comment: str) -> tuple[Kind, ...]:
        found = Highlight(
            HighlightId(1), "h", PaperId(1), 1, selector, Anchor.ANCHORED, comment, NOON
        )
        return cards.kinds(found)

    area = Selector("", "", "", 0, 0)
    assert kinds(at(QUOTE), "") == (Kind.PASSAGE, Kind.CLOZE)
    assert kinds(at(QUOTE), "Why?") == (Kind.PASSAGE, Kind.CLOZE, Kind.COMMENT)
    assert kinds(area, "Why?") == (Kind.COMMENT,)
    assert kinds(area, "") == ()


def test_a_card_whose_comment_was_deleted_shows_its_passage() -> None:
    assert card(at(QUOTE), kind=Kind.COMMENT, comment="Why?").asks is Kind.COMMENT
    assert card(at(QUOTE), kind=Kind.COMMENT, comment="").asks is Kind.PASSAGE
    assert card(at(QUOTE), kind=Kind.CLOZE).asks is Kind.CLOZE


def test_front_and_back() -> None:
    read = card(at(QUOTE))
    assert (read.front, read.back) == (str(read.passage), "")
    cloze = card(at(QUOTE), kind=Kind.CLOZE)
    assert cloze.front.startswith("We find _____ (including")
    assert cloze.back == cloze.passage.exact
    asked = card(at(QUOTE), kind=Kind.COMMENT, comment="Where?")
    assert (asked.front, asked.back) == ("Where?", str(asked.passage))


@pytest.mark.parametrize("hour", [0, 4, 23])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 11, 23), date(2024, 2, 29)])
def test_a_day_ends_where_the_next_begins(day: date, hour: int) -> None:
    end = cards.day_end(day, hour)
    assert end.tzinfo is UTC
    assert local_day(end, hour) == day + timedelta(days=1)
    assert local_day(end - timedelta(seconds=1), hour) == day
