"""What a reader types into the search box."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.core.query import (
    FIELDS,
    MOST_DEPTH,
    MOST_LENGTH,
    MOST_TERMS,
    Group,
    Hint,
    Kind,
    Node,
    Query,
    Term,
    hints,
    parse,
    phrases,
    tokens,
)

ANY = st.text(st.characters(codec=None))
# Pieces that mean something to us, to FTS5 or to nobody.
PIECES = st.lists(
    st.sampled_from(
        ['"', '""', "-", ":", "*", "^", "(", ")", "+", "{", "NEAR(", "NEAR/3", "AND", "OR", "NOT"]
        + [" ", " AND ", " OR ", " NOT ", " (", ") ", '"', " -"]
        + [f"{f}:" for f in FIELDS]
        + ["is:read", "2024..2026", "slow", "名", "🤗", "\x00", "\ud800", "_", "é", "doi:", "foo:"]
    )
    | st.text(max_size=3)
).map("".join)


def word(value: str) -> Term:
    return Term(value)


@given(ANY | PIECES)
@example('"' * 10_000)
@example("a " * 5_000)
@example("-" * 10_000)
@example("w" * 10_000)
@example("tag:" * 2_500)
@example("a(" * 5_000)
@example("(" * 5_000 + "a" + ")" * 5_000)
@example("(a OR b " * 1_000)
@example("a OR " * 3_000)
@example("NOT " * 3_000)
@example('"a""' * 4_000)
@example("w" * 100_000)
def test_any_text_is_a_query_that_reads_as_it_is_written(typed: str) -> None:
    query = parse(typed)
    assert all(tokens(term.value) or term.field for term in query.terms)
    assert parse(str(query)) == query
    assert all(kind in Kind for kind, _ in hints(typed))


def test_the_last_word_is_a_beginning() -> None:
    assert parse("slow grad").terms == (Term("slow"), Term("grad", prefix=True))
    assert parse("(slow OR grad").terms[-1] == Term("grad", prefix=True)


@pytest.mark.parametrize("typed", ["slow grad ", "slow -grad", '"slow grad"', "(slow grad)"])
def test_what_is_ended_or_left_out_is_no_beginning(typed: str) -> None:
    assert not any(term.prefix for term in parse(typed).terms)


@pytest.mark.parametrize(
    ("typed", "value", "field"),
    [
        ("grad* ", "grad", None),
        ('"slow grad"* ', "slow grad", None),
        ("author:beng* ", "beng", "author"),
        ('author:"ann le"*', "ann le", "author"),
    ],
)
def test_a_star_marks_a_beginning(typed: str, value: str, field: str | None) -> None:
    [term] = parse(typed).terms
    assert (term.value, term.field, term.prefix) == (value, field, True)


def test_an_unclosed_quote_runs_to_the_end() -> None:
    assert parse('"slow grad').terms == (Term("slow grad", quoted=True),)


def test_a_doubled_quote_stands_for_itself() -> None:
    [term] = parse('tag:"the ""big"" one" ').terms
    assert term.value == 'the "big" one'
    assert parse(str(Query((Term('the "big" one', "tag"),)))).terms == (term,)


def test_fields_narrow() -> None:
    query = parse('tag:ml -IS:read author:"Ann Lee" year:2024..2026 ')
    assert query.words == ()
    assert query.fields == (
        Term("ml", "tag"),
        Term("read", "is", negated=True),
        Term("Ann Lee", "author", quoted=True),
        Term("2024..2026", "year"),
    )


@pytest.mark.parametrize("typed", ["doi:10.1/a ", "arxiv:10.1/a ", "id:10.1/a "])
def test_identifiers_have_one_field(typed: str) -> None:
    assert parse(typed).fields == (Term("10.1/a", "id"),)


@pytest.mark.parametrize(
    "typed",
    ["colour:red ", "is:green ", "year:soon ", "http://a.b ", "has:x ", "author:!", "in: ", "a:b "],
)
def test_a_field_that_is_none_is_words(typed: str) -> None:
    assert [t.value for t in parse(typed).words if isinstance(t, Term)] == [typed.strip()]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("a b OR c d ", (word("a"), Group((word("b"), word("c")), True), word("d"))),
        ("a AND b ", (word("a"), word("b"))),
        (
            "a AND b OR c ",
            (Group((Group((word("a"), word("b")), False), word("c")), True),),
        ),
        ("NOT a ", (Term("a", negated=True),)),
        ("NOT -a ", (word("a"),)),
        ("-(a b) ", (Group((word("a"), word("b")), False, negated=True),)),
        ("((a) (b)) ", (word("a"), word("b"))),
        ("(a OR (b OR c)) ", (Group((word("a"), word("b"), word("c")), True),)),
        ("() a ", (word("a"),)),
        ("and or not ", (word("and"), word("or"), word("not"))),
    ],
)
def test_operators_and_parentheses_group(typed: str, parts: tuple[Node, ...]) -> None:
    assert parse(typed).parts == parts


@pytest.mark.parametrize(
    "typed",
    [
        'grok* "in the wild" author:bengio -has:pdf after:2022 year:2019..2023 in:Thesis',
        "slow OR fast",
        "slow (fast OR late) -early tag:a",
        "-(a OR b) c ",
        "state-of-the-art 10.1016/S0019-9958(65)90241-X f(x)",
    ],
)
def test_a_query_is_written_as_it_was_typed(typed: str) -> None:
    assert str(parse(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("foo:bar http://a.b 10:30", [(Kind.FIELD, "foo:")]),
        ("Attention: all", []),
        ("year:soon", [(Kind.VALUE, "year:")]),
        ('is:"green"', [(Kind.VALUE, "is:")]),
        ("tag:", [(Kind.VALUE, "tag:")]),
        ('"slow', [(Kind.QUOTE, '"')]),
        ("(slow", [(Kind.PARENTHESIS, "(")]),
        ("slow)", [(Kind.PARENTHESIS, ")")]),
        ("slow OR", [(Kind.OPERATOR, "OR")]),
        ("AND slow NOT", [(Kind.OPERATOR, "NOT"), (Kind.OPERATOR, "AND")]),
        ("a " * (MOST_TERMS + 1), [(Kind.LENGTH, "")]),
        ("a" * (MOST_LENGTH + 1), [(Kind.LENGTH, "")]),
        ('grok* "in the wild" (a OR b) -tag:x', []),
    ],
)
def test_what_is_not_understood_is_said(typed: str, said: list[tuple[Kind, str]]) -> None:
    assert hints(typed) == tuple(Hint(*one) for one in said)


def test_a_query_has_an_end() -> None:
    assert len(parse(" ".join(map(str, range(9999)))).terms) == MOST_TERMS
    assert len(parse(" ".join(f"a-{n}" for n in range(9999))).terms) == MOST_TERMS // 2


def test_groups_have_a_depth() -> None:
    def depth(parts: tuple[Node, ...]) -> int:
        return max((1 + depth(p.parts) for p in parts if isinstance(p, Group)), default=0)

    typed = "".join(f"({'a OR' if at % 2 else 'b'} " for at in range(999)) + "c"
    assert 2 < depth(parse(typed).parts) <= MOST_DEPTH


@pytest.mark.parametrize("typed", ["", " \n", "- *", "()", '"..." !? 🤗 _'])
def test_signs_alone_are_no_condition(typed: str) -> None:
    assert parse(typed) == Query()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("state-of-the", ["state of the"]),
        ("10.1/a", ["10 1 a"]),
        ("10.48550/arXiv.2405.20233", ["10 48550 arxiv 2405 20233", "2405 20233"]),
        ("2405.20233v2", ["2405 20233v2", "2405 20233"]),
        (
            "https://arxiv.org/abs/2405.20233v2",
            ["https arxiv org abs 2405 20233v2", "2405 20233"],
        ),
        ("https://doi.org/10.1000/A.b", ["https doi org 10 1000 a b", "10 1000 a b"]),
    ],
)
def test_identifiers_stand_for_themselves_however_they_are_typed(
    typed: str, found: list[str]
) -> None:
    assert [" ".join(phrase) for phrase in phrases(typed)] == found
