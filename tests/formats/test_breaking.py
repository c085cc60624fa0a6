"""What every reader of a format holds to, whatever it is given."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats import breaking

NAMES = sorted(breaking.PARSERS)
COUNT = 6


@pytest.mark.parametrize("name", NAMES)
def test_sound_records_are_all_read(name: str) -> None:
    drafts, problems = breaking.PARSERS[name](breaking.whole(name, breaking.records(name, COUNT)))
    assert [d.title for d in drafts] == [breaking.title(n) for n in range(COUNT)]
    assert problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_record_spoils_none_of_the_others(name: str) -> None:
    dice = random.Random(7)
    parts = breaking.records(name, COUNT)
    for number in range(COUNT):
        for _ in range(12):
            cut = parts[number][: dice.randrange(1, len(parts[number]) - 1)]
            source = breaking.whole(name, [*parts[:number], cut + "\n", *parts[number + 1 :]])
            drafts, problems = breaking.PARSERS[name](source)
            others = {breaking.title(n) for n in range(COUNT) if n != number}
            lost = others - {d.title for d in drafts}
            assert not lost, (cut, problems)


@pytest.mark.parametrize("name", NAMES)
def test_broken_files_are_read_as_far_as_they_go(name: str) -> None:
    dice = random.Random(name)
    data = breaking.whole(name, breaking.records(name, COUNT)).encode()
    for _ in range(150):
        seconds, _ = breaking.try_one(breaking.PARSERS[name], breaking.broken(dice, data))
        assert seconds < breaking.LIMIT_S


@pytest.mark.parametrize("name", NAMES)
@given(st.text())
def test_any_text_is_taken(name: str, text: str) -> None:
    drafts, problems = breaking.PARSERS[name](text)
    assert all(d.line is None or d.line >= 1 for d in drafts)
    assert all(p.reason for p in problems)
