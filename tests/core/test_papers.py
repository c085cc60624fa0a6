"""Reading authors and identifiers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import papers
from desktop_app.core.papers import Author

ADA, ALAN = Author("Lovelace", "Ada"), Author("Turing", "Alan")


@pytest.mark.parametrize(
    "line",
    [
        "Lovelace, Ada; Turing, Alan",
        "Ada Lovelace, Alan Turing",
        "Ada Lovelace and Alan Turing",
        "Lovelace, Ada and Turing, Alan",
        "Ada Lovelace\nAlan Turing\n",
        "  Ada  Lovelace ;Alan Turing;",
    ],
)
def test_two_authors_are_read(line: str) -> None:
    assert papers.parse_authors(line) == (ADA, ALAN)


def test_one_turned_around_is_one() -> None:
    assert papers.parse_authors("Lovelace, Ada") == (ADA,)


def test_a_single_name_is_a_family_name() -> None:
    assert papers.parse_authors("Plato") == (Author("Plato"),)


@given(st.text())
def test_any_line_gives_authors(line: str) -> None:
    for author in papers.parse_authors(line):
        assert str(author) == str(author).strip()


def test_a_byline_names_four_at_most() -> None:
    people = tuple(Author(name) for name in "ABCDE")
    assert papers.byline(people[:4]) == "A, B, C, D"
    assert papers.byline(people) == "A, B, C, et al."


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("https://doi.org/10.1000/XYZ.1.", "10.1000/xyz.1"),
        ("doi:10.1000/xyz", "10.1000/xyz"),
        ("(10.1000/xyz)", "10.1000/xyz"),
        ("10.1000", None),
        ("", None),
    ],
)
def test_a_doi_is_found_in_its_plain_form(typed: str, plain: str | None) -> None:
    assert papers.normal_doi(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("2402.15567", "2402.15567"),
        ("arXiv:2402.15567v3", "2402.15567"),
        ("https://arxiv.org/abs/2402.15567v1", "2402.15567"),
        ("http://www.arxiv.org/pdf/2402.15567.pdf", "2402.15567"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136v2", "math.GT/0309136"),
        ("12402.15567", None),
        ("slow gradients", None),
    ],
)
def test_an_arxiv_identifier_loses_prefix_and_version(typed: str, plain: str | None) -> None:
    assert papers.normal_arxiv(typed) == plain


@given(st.text())
def test_identifiers_are_read_from_any_text(typed: str) -> None:
    doi, arxiv = papers.normal_doi(typed), papers.normal_arxiv(typed)
    assert doi is None or doi.startswith("10.")
    assert arxiv is None or arxiv in typed
