"""Whether two records are the same work."""

from dataclasses import replace

import pytest

from desktop_app.core import works
from desktop_app.core.papers import Author
from desktop_app.core.works import Work, likeness, same

LEE, KIM = Author("Lee", "Ann"), Author("Kim", "Bo")
TEXT = "Networks sometimes generalise long after they have memorised their training set."
OTHER = "A survey of pruning methods for graph transformers on small devices in the field."
BASE = Work("Slow gradients", TEXT, (LEE, KIM), 2024)


def test_equal_dois_decide_against_different_titles() -> None:
    assert same(replace(BASE, doi="10.1/a"), Work("Other", "", doi="10.1/a"))


def test_different_dois_decide_against_equal_titles() -> None:
    assert not same(replace(BASE, doi="10.1/a"), replace(BASE, doi="10.1/b"))


def test_equal_arxiv_identifiers_decide_where_a_doi_is_missing() -> None:
    assert same(replace(BASE, arxiv="2402.1"), Work("Other", "", doi="10.1/a", arxiv="2402.1"))


def test_a_shared_author_and_a_near_year_decide_against_another_abstract() -> None:
    assert same(BASE, Work("SLOW GRADIENTS.", OTHER, (Author("lee"),), 2026))


@pytest.mark.parametrize("change", [{"year": 2027}, {"authors": (Author("Park"),)}])
def test_a_far_year_or_no_shared_author_parts(change: dict[str, object]) -> None:
    assert not same(BASE, replace(BASE, **change))


@pytest.mark.parametrize(
    "unknown", [{"year": None}, {"authors": ()}, {"year": None, "authors": ()}]
)
def test_what_is_missing_is_unknown_and_the_abstract_decides(unknown: dict[str, object]) -> None:
    assert same(BASE, replace(BASE, **unknown))
    assert not same(BASE, replace(BASE, abstract=OTHER, **unknown))


def test_the_order_of_records_is_of_no_account() -> None:
    other = replace(BASE, authors=(), abstract=TEXT[:-4])
    assert same(BASE, other) is same(other, BASE) is True


def test_titles_of_signs_alone_are_not_one_title() -> None:
    assert not same(Work("???", ""), Work("🤗", ""))


def test_likeness_runs_from_nought_to_one() -> None:
    assert likeness(TEXT, TEXT.upper()) == 1
    assert 0 <= likeness(TEXT, OTHER) < 0.9


def test_a_record_fills_gaps_and_changes_nothing_else() -> None:
    known = Work("Leeks", "Words.", (Author("Lee"),), None, None, "2401.00001")
    record = Work("Slow leeks", "Other.", (Author("Kim"),), 2024, "10.1000/a", "2401.9", "Soup")
    done = works.completed(known, record)
    assert (done.title, done.abstract, done.authors) == ("Leeks", "Words.", (Author("Lee"),))
    assert (done.year, done.doi, done.arxiv, done.venue) == (
        2024,
        "10.1000/a",
        "2401.00001",
        "Soup",
    )


def test_what_was_known_by_its_identifier_alone_gets_its_title() -> None:
    bare = Work("doi:10.1000/a", "", doi="10.1000/a")
    assert works.completed(bare, Work("Slow leeks", "", doi="10.1000/a")).title == "Slow leeks"
    assert works.completed(bare, bare) == bare
