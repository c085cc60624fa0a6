"""DOIs and arXiv addresses, one a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import is_placeholder
from desktop_app.formats import identifiers


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("https://arxiv.org/abs/2301.00001v2", "arXiv:2301.00001"),
        ("http://www.arxiv.org/pdf/2301.00001.pdf", "arXiv:2301.00001"),
        ("arxiv.org/abs/hep-th/9901001", "arXiv:hep-th/9901001"),
        ("arXiv:2301.00001", "arXiv:2301.00001"),
        ("2301.00001v3", "arXiv:2301.00001"),
        ("https://huggingface.co/papers/2301.00001?from=mail", "arXiv:2301.00001"),
        ("https://doi.org/10.48550/arXiv.2301.00001", "arXiv:2301.00001"),
        ("https://doi.org/10.1000/Some%28thing%29x", "doi:10.1000/some(thing)x"),
        ("dx.doi.org/10.1000/182", "doi:10.1000/182"),
        ("doi: 10.1000/182", "doi:10.1000/182"),
        ("10.1000/182.", "doi:10.1000/182"),
        ("<https://doi.org/10.1000/182>,", "doi:10.1000/182"),
        ("  • 10.1000/182", "doi:10.1000/182"),
    ],
)
def test_a_line_names_a_paper_to_be_completed(line: str, title: str) -> None:
    [draft], problems = identifiers.parse(line)
    assert draft.title == title
    assert is_placeholder(draft)
    assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear reader",
        "https://example.org/10.1000/182",
        "https://huggingface.co/models/2301.00001",
        "https://[",
        "See https://arxiv.org/abs/2301.00001 and more",
        "One line of prose\nanother one\n10.1000/182",
        "10.1000/" + "1" * 1000,
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert identifiers.parse(text) == ((), ())


def test_a_line_that_is_none_is_told_with_its_number() -> None:
    drafts, problems = identifiers.parse("10.1000/1\n\nwhat is this\n10.1000/2\n")
    assert [(d.doi, d.line) for d in drafts] == [("10.1000/1", 1), ("10.1000/2", 4)]
    assert [p.line for p in problems] == [3]


@given(
    st.text()
    | st.lists(st.sampled_from(["10.1/", "arxiv", ":", "/", "doi", " ", "[", "\n"])).map("".join)
)
def test_no_text_is_too_much(text: str) -> None:
    drafts, _ = identifiers.parse(text)
    assert all(map(is_placeholder, drafts))


def test_several_may_stand_in_a_line() -> None:
    drafts, problems = identifiers.parse("10.1000/a, 10.1000/b;c; arXiv:2401.00001\n2401.00002\n")
    assert [d.doi or d.arxiv for d in drafts] == [
        "10.1000/a",
        "10.1000/b;c",
        "2401.00001",
        "2401.00002",
    ]
    assert problems == ()
    assert identifiers.parse("see 10.1000/a and 10.1000/b") == ((), ())
