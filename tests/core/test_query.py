"""What a reader types into the search box."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.core.query import FIELDS, MOST_TERMS, Query, Term, fts_match, parse

ANY = st.text(st.characters(codec=None))
# Pieces that mean something to us, to FTS5 or to nobody.
PIECES = st.lists(
    st.sampled_from(
        ['"', "-", ":", "*", "^", "(", ")", "+", "{", "NEAR(", "NEAR/3", "AND", "OR", "NOT", " "]
        + [f"{f}:" for f in FIELDS]
        + ["is:read", "2024..2026", "slow", "名", "🤗", "\x00", "\ud800", "_", "é", "title:"]
    )
    | st.text(max_size=3)
).map("".join)


@given(ANY | PIECES)
@example('"' * 10_000)
@example("a " * 5_000)
@example("-" * 10_000)
@example("w" * 10_000)
@example("tag:" * 2_500)
def test_any_text_is_a_query(typed: str) -> None:
    query = parse(typed)
    assert all(t.value.strip() for t in query.terms)
    fts_match(query.words)


@given(PIECES)
def test_a_query_written_out_reads_as_itself(typed: str) -> None:
    written = str(parse(typed + " "))
    assert str(parse(written + " ")) == written


def test_the_last_word_is_a_beginning() -> None:
    assert parse("slow grad").terms == (Term("slow"), Term("grad", prefix=True))


def test_a_space_ends_the_last_word() -> None:
    assert parse("slow grad ").terms == (Term("slow"), Term("grad"))


def test_a_quoted_phrase_is_no_beginning() -> None:
    assert parse('"slow grad"').terms == (Term("slow grad", quoted=True),)


def test_an_unclosed_quote_runs_to_the_end() -> None:
    assert parse('"slow grad').terms == (Term("slow grad", quoted=True),)


def test_fields_narrow() -> None:
    query = parse('tag:ml -is:read author:"Ann Lee" year:2024..2026 ')
    assert query.words == ()
    assert query.fields == (
        Term("ml", "tag"),
        Term("read", "is", negated=True),
        Term("Ann Lee", "author", quoted=True),
        Term("2024..2026", "year"),
    )


@pytest.mark.parametrize("typed", ["colour:red ", "is:green ", "year:soon ", "http://a.b "])
def test_a_field_that_is_none_is_words(typed: str) -> None:
    assert parse(typed).terms == (Term(typed.strip()),)


def test_words_are_given_to_the_index_as_phrases() -> None:
    wanted, unwanted = fts_match(parse('state-of "the art" -AND Grad').words)
    assert wanted == '"state of" AND "the art" AND "grad" *'
    assert unwanted == '"and"'


def test_a_query_has_an_end() -> None:
    assert len(parse("year:2024 " * 9999).terms) == MOST_TERMS


def test_no_words_are_no_expression() -> None:
    assert fts_match(parse('- "..." !?').words) == ("", "")


def test_an_empty_query_has_no_conditions() -> None:
    assert parse(" \n") == Query()
