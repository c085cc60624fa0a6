from __future__ import annotations

import pytest

from desktop_app.core import terms
from desktop_app.engines.tallies import Tally

GROKKING = terms.number(("grok",))


def _packed(*texts: str) -> list[bytes]:
    return [terms.pack(terms.read("", text)) for text in texts]


def test_what_stands_in_fewer_texts_is_rarer() -> None:
    tally = Tally(100)
    tally.add(_packed(*["Grokking of leeks."] * 3, *["Leeks."] * 97))
    among = tally.background()
    assert among.texts == 100
    assert 1 > among.rarity(GROKKING) > among.rarity(terms.number(("leek",))) >= 0
    assert among.rarity(terms.number(("unheard",))) == 1


def test_a_text_counts_once_however_often_it_says_it() -> None:
    once, often = Tally(10), Tally(10)
    once.add(_packed("Grokking."))
    often.add(_packed("Grokking, grokking, grokking."))
    assert once.background() == often.background()


@pytest.mark.parametrize("portion", [1, 7, 50])
def test_it_does_not_matter_in_which_portions_texts_come(portion: int) -> None:
    packed = _packed(*(f"Leeks and term{n % 9}." for n in range(50)))
    whole, parted = Tally(50), Tally(50)
    whole.add(packed)
    for at in range(0, 50, portion):
        parted.add(packed[at : at + portion])
    assert whole.background() == parted.background()


def test_very_common_terms_are_told_apart() -> None:
    tally = Tally(100)
    tally.add(_packed("Grokking of leeks") * 5_000)
    tally.add(_packed("Leeks") * 20_000)
    among = tally.background()
    assert among.rarity(GROKKING) > among.rarity(terms.number(("leek",)))


def test_nothing_counted_is_no_background() -> None:
    tally = Tally(0)
    tally.add([])
    assert tally.background().texts == 0
    assert tally.background().rarity(GROKKING) == 1
