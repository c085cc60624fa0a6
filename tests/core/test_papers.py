"""Reading authors and identifiers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import papers
from desktop_app.core.papers import Author, Draft

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


@pytest.mark.parametrize(
    "line",
    [
        "Lee, Jr., Ann",
        "Ann Lee, Jr.",
        "Lee, Ann, Jr.",
        "Ann Lee Jr.",
        "Lee, Jr., Ann;",
    ],
)
def test_a_suffix_belongs_to_its_name(line: str) -> None:
    assert papers.parse_authors(line) == (Author("Lee", "Ann", "Jr."),)


def test_a_suffix_parts_no_names() -> None:
    people = (Author("King", "Martin Luther", "Jr."), ALAN, Author("Chu", "Bo", "III"))
    assert papers.parse_authors("Martin Luther King, Jr., Alan Turing, Bo Chu III") == people
    assert papers.parse_authors("King, Jr., Martin Luther; Turing, Alan; Chu, III, Bo") == people


def test_who_is_known_stays_whole() -> None:
    centre = Author("Centre for Sums, and Proofs")
    known = (centre, Author("van der Berg", "Jo", "Jr."))
    assert papers.parse_authors(str(centre), known) == (centre,)
    line = f"Ada Lovelace; {known[1]}; {centre}"
    assert papers.parse_authors(line, known) == (ADA, known[1], centre)
    assert papers.parse_authors(str(centre)) != (centre,)


_WORDS = st.text("abcdefgh", min_size=3, max_size=8).map(str.title)


@given(st.lists(st.builds(Author, _WORDS, _WORDS, st.sampled_from(["", "Jr.", "III"]))))
def test_what_is_shown_of_authors_is_read_back(people: list[Author]) -> None:
    assert papers.parse_authors("; ".join(map(str, people))) == tuple(people)


@pytest.mark.parametrize(
    ("draft", "incomplete"),
    [
        (Draft(papers.placeholder(None, "2301.00001"), arxiv="2301.00001"), True),
        (Draft(papers.placeholder("10.1000/1", None), doi="10.1000/1"), True),
        (Draft("arXiv 2301.00001", arxiv="2301.00001"), True),
        (Draft("arXiv:2301.00001", arxiv="2301.00002"), False),
        (Draft("doi:None"), False),
        (Draft("What it is", arxiv="2301.00001"), False),
    ],
)
def test_a_paper_named_by_its_identifier_is_to_be_completed(draft: Draft, incomplete: bool) -> None:
    assert papers.is_placeholder(draft) is incomplete


def test_an_address_of_a_doi_may_be_encoded() -> None:
    assert papers.normal_doi("https://doi.org/10.1002/%28SICI%29X%3C1%3E3") == "10.1002/(sici)x<1>3"
    assert papers.normal_doi("10.1002/a%3c") == "10.1002/a%3c"
