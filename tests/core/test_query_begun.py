from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.query import parse
from desktop_app.core.query.begun import Begun, begun, completed, fields, finished


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", Begun(0, None, "")),
        ("au", Begun(0, None, "au")),
        ("grok au", Begun(5, None, "au")),
        ("-au", Begun(1, None, "au")),
        ("(ta", Begun(1, None, "ta")),
        ("tag:", Begun(4, "tag", "")),
        ("grok -tag:oo", Begun(10, "tag", "oo")),
        ("TAG:oo", Begun(4, "tag", "oo")),
        ('author:"ada lo', Begun(7, "author", "ada lo")),
        ('"slow gradi', None),
        ('"slow tag', None),
        ("foo:ba", None),
        ("a:b", None),
    ],
)
def test_what_is_begun_at_the_end(typed: str, found: Begun | None) -> None:
    assert begun(typed, len(typed)) == found


def test_amid_a_word_nothing_is_begun() -> None:
    assert begun("author", 2) is None


def test_before_a_space_a_word_is_begun() -> None:
    assert begun("au grok", 2) == Begun(0, None, "au")


def test_fields_are_found_by_their_beginning() -> None:
    assert fields("a") == ["author", "abstract", "after"]
    assert fields("zz") == []


@pytest.mark.parametrize(
    ("typed", "value", "becomes"),
    [
        ("au", "author:", "author:"),
        ("tag:oo", "ood", "tag:ood "),
        ("tag:oo", "out of distribution", 'tag:"out of distribution" '),
        ('author:"ada lo', "Ada Lovelace", 'author:"Ada Lovelace" '),
        ("grok -is:un", "unread", "grok -is:unread "),
    ],
)
def test_a_value_takes_its_place(typed: str, value: str, becomes: str) -> None:
    one = begun(typed, len(typed))
    # An opened quote is part of what is replaced.
    assert one is not None
    text, caret = completed(typed, len(typed), one, value)
    assert (text, caret) == (becomes, len(becomes))


def test_what_follows_stays() -> None:
    one = begun("tag:oo grok", 6)
    assert one is not None
    assert completed("tag:oo grok", 6, one, "ood") == ("tag:ood grok", 7)


@given(st.text(max_size=40), st.integers(0, 40), st.text(min_size=1, max_size=10))
def test_whatever_is_typed_it_never_fails(typed: str, caret: int, value: str) -> None:
    caret = min(caret, len(typed))
    one = begun(typed, caret)
    if one is not None:
        text, at = completed(typed, caret, one, value)
        assert 0 <= at <= len(text)
        assert parse(text) is not None


@pytest.mark.parametrize(
    "typed", ["grok tag:", "grok -tag:", 'grok tag:"', "grok is:", "grok IS:Un", "grok year:20"]
)
def test_a_field_that_is_still_to_get_its_value_is_left_out(typed: str) -> None:
    assert finished(typed, len(typed)) == "grok "


@pytest.mark.parametrize("typed", ["(year:2019.", "(has:p", "(before:2", "(-queue:"])
def test_what_is_no_condition_yet_but_may_become_one_is_left_out(typed: str) -> None:
    assert finished(typed, len(typed)) == "("


@pytest.mark.parametrize(
    "typed",
    [
        "grok",
        "is:unread",
        "is:never",
        "year:soon",
        "tag:x",
        'tag:"two wo',
        "foo:",
        "author:!",
        "tag: ",
        "year:2019..",
    ],
)
def test_all_else_stays(typed: str) -> None:
    assert finished(typed, len(typed)) == typed


def test_what_stands_after_the_caret_stays() -> None:
    assert finished("tag: grok", 4) == " grok"


@given(st.text(alphabet='tagis:unred20.-"() *x', max_size=20), st.integers(0, 20))
def test_only_what_stands_before_the_caret_is_left_out(typed: str, caret: int) -> None:
    caret = min(caret, len(typed))
    kept = finished(typed, caret)
    assert kept.endswith(typed[caret:])
    assert typed.startswith(kept.removesuffix(typed[caret:]))
