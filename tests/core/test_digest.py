from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import digest
from desktop_app.core.digest import Digest, Line
from desktop_app.core.papers import PaperId, PaperKey
from desktop_app.core.queue import Outcome

DAY = date(2026, 11, 23)


def _ago(days: int) -> date:
    return DAY - timedelta(days)


def test_new_is_what_came_since_the_reader_was_here() -> None:
    assert digest.since(DAY, {DAY, _ago(3), _ago(5), _ago(40)}) == _ago(3)
    assert digest.since(DAY, {_ago(14)}) == _ago(14)


def test_who_was_away_for_long_or_never_here_gets_the_day_before() -> None:
    assert digest.since(DAY, {_ago(15)}) == _ago(1)
    assert digest.since(DAY, set()) == _ago(1)


def test_a_short_abstract_is_its_own_gist() -> None:
    assert digest.gist(" One.\n Two. ") == "One. Two."
    assert digest.gist("") == ""


def test_a_gist_ends_with_a_sentence_or_a_word() -> None:
    sentence = "This is a sentence of fifty letters, or thereabouts. "
    assert digest.gist(sentence * 20) == (sentence * 6).strip()
    assert digest.gist("word, " * 200).endswith(" word…")


@given(st.text(max_size=900))
def test_no_gist_is_long(abstract: str) -> None:
    assert len(digest.gist(abstract)) <= 320


def test_what_is_settled_takes_no_more_time() -> None:
    done, left = (
        Line(PaperId(n), PaperKey(f"k{n}"), "Leeks", "", None, 5, outcome=outcome)
        for n, outcome in enumerate((Outcome.DONE, None))
    )
    made = Digest(DAY, _ago(1), plan=(done, left))
    assert (made.open, made.minutes) == ((left,), 5)
