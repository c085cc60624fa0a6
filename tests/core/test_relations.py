"""What two records are to each other: one work, versions of one, perhaps one, or neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author
from desktop_app.core.preprints import Form, form
from desktop_app.core.works import Reason, Relation, Work, compare, relate

LEE, KIM = Author("Lee", "Ann"), Author("Kim", "Bo")
TEXT = "Networks sometimes generalise long after they have memorised their training set."
OTHER = "A survey of pruning methods for graph transformers on small devices in the field."
TITLE = "Slow gradients delay the generalisation of networks"
BASE = Work(TITLE, TEXT, (LEE, KIM), 2024)
PREPRINT = replace(BASE, arxiv="2402.00001")
PUBLISHED = replace(BASE, venue="Journal of Nets", doi="10.1000/a", year=2025)


def test_equal_identifiers_are_one_work_however_full_the_record() -> None:
    bare = Work("2402.00001", "", arxiv="2402.00001")
    assert compare(PREPRINT, bare) == (Relation.SAME, Reason.ARXIV)
    assert compare(PUBLISHED, Work("Other", "", doi="10.1000/a")) == (Relation.SAME, Reason.DOI)


def test_the_doi_of_arxiv_says_no_more_than_its_identifier() -> None:
    own = replace(BASE, doi="10.48550/arxiv.2402.00001")
    assert relate(own, PREPRINT) is Relation.SAME
    assert relate(own, replace(PUBLISHED, arxiv="2402.00001")) is Relation.SAME
    assert relate(own, PUBLISHED) is Relation.VERSION


@pytest.mark.parametrize(
    "preprint",
    [
        PREPRINT,
        replace(BASE, doi="10.1101/2024.01.02.123456"),
        replace(BASE, doi="10.2139/ssrn.4000000"),
        replace(BASE, doi="10.31234/osf.io/abcde"),
        replace(BASE, venue="arXiv preprint arXiv:2402.00001"),
        replace(BASE, venue="CoRR"),
        replace(BASE, venue="bioRxiv", kind="article"),
        replace(BASE, kind="article"),
        replace(PREPRINT, title="Slow gradients delay generalization of networks"),
    ],
)
def test_a_preprint_and_its_published_form_are_versions(preprint: Work) -> None:
    for published in (PUBLISHED, replace(PUBLISHED, doi=None), replace(PUBLISHED, venue=None)):
        assert relate(preprint, published) is Relation.VERSION
    assert relate(preprint, replace(PUBLISHED, authors=(Author("Park"),))) is Relation.DIFFERENT
    assert relate(preprint, replace(PUBLISHED, year=2029)) is Relation.DIFFERENT


def test_two_published_forms_are_asked_about() -> None:
    other = replace(PUBLISHED, venue="Conference on Nets", doi="10.1000/b")
    assert compare(PUBLISHED, other) == (Relation.MAYBE, Reason.TITLE)
    assert relate(PUBLISHED, replace(other, authors=(Author("Park"),))) is Relation.DIFFERENT
    assert relate(PUBLISHED, replace(other, authors=())) is Relation.DIFFERENT
    assert relate(PUBLISHED, replace(other, title=TITLE + " at scale")) is Relation.DIFFERENT


def test_an_equal_title_that_nothing_settles_is_asked_about() -> None:
    assert relate(BASE, replace(BASE, authors=(), abstract=OTHER)) is Relation.MAYBE
    assert relate(BASE, replace(BASE, year=None, abstract=OTHER)) is Relation.MAYBE
    assert relate(BASE, replace(BASE, year=None)) is Relation.SAME


@pytest.mark.parametrize(
    "title",
    [
        "Slow gradient delays the generalization of networks",
        "Slow gradients delay the generalisation of net-works",
        "Of networks, the generalisation delay: slow gradients",
        "Slow gradients delay the generalisaton of networks",
    ],
)
def test_a_near_title_is_asked_about(title: str) -> None:
    assert compare(BASE, replace(BASE, title=title)) == (Relation.MAYBE, Reason.NEAR_TITLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On the theory of slow gradients, Part I", "On the theory of slow gradients, Part II"),
        ("Part B of the theory of slow gradients", "Part C of the theory of slow gradients"),
        ("The state of networks: 2019 report", "The state of networks: 2020 report"),
        ("Learning with 16 bits on small devices", "Learning with 8 bits on small devices"),
        (TITLE, f"Correction to: {TITLE}"),
        (TITLE, f"Reply to “{TITLE}”"),
        ("The first study of slow gradients", "The second study of slow gradients"),
        (TITLE, "A survey of pruning methods"),
    ],
)
def test_what_numbers_or_words_set_apart_is_not_asked_about(one: str, other: str) -> None:
    a, b = replace(BASE, title=one), replace(BASE, title=other)
    assert relate(a, b) is Relation.DIFFERENT


def test_a_title_that_many_bear_needs_a_shared_author() -> None:
    one = Work("Editorial", "", year=2024, venue="Nets")
    assert relate(one, replace(one, venue="Graphs")) is Relation.DIFFERENT
    assert relate(one, replace(one, abstract=TEXT, year=2025)) is Relation.SAME
    told, other = replace(one, abstract=TEXT), replace(one, abstract=OTHER)
    assert relate(told, other) is Relation.DIFFERENT
    mine = replace(told, authors=(LEE,), year=None)
    assert relate(mine, replace(mine, abstract=OTHER)) is Relation.MAYBE
    assert relate(Work("Introduction", ""), Work("Introductions", "")) is Relation.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"), [("van der Berg", "Berg"), ("O'Neil", "O’Neil"), ("Muñoz", "MUNOZ")]
)
def test_families_are_compared_folded(one: str, other: str) -> None:
    a, b = (replace(BASE, authors=(Author(name),), abstract="") for name in (one, other))
    assert relate(a, b) is Relation.SAME


@pytest.mark.parametrize(
    ("doi", "venue", "expected"),
    [
        ("10.1101/gr.123", None, Form.PUBLISHED),
        ("10.1101/123456", None, Form.PREPRINT),
        ("10.21203/rs.3.rs-1/v1", None, Form.PREPRINT),
        ("10.26434/chemrxiv-2024-x", "ChemRxiv", Form.PREPRINT),
        (None, "CoRR abs/2402.00001", Form.PREPRINT),
        (None, "SSRN Electronic Journal", Form.PREPRINT),
        (None, "Research Square", Form.PREPRINT),
        (None, "Correlation and Trends", Form.PUBLISHED),
        (None, None, Form.UNKNOWN),
    ],
)
def test_the_form_of_a_record(doi: str | None, venue: str | None, expected: Form) -> None:
    assert form(doi, None, venue, "") is expected


_TITLES = (
    *("Introduction", "???", "", "Slow gradients", "Slow gradient", "slow-gradients", "名前"),
    *(TITLE, "Slow gradients delay the generalization of network", f"{TITLE}, Part I"),
    *(f"{TITLE}, Part II", "On-line learning of a thing", "Online learning of a thing"),
)
WORKS = st.builds(
    Work,
    st.sampled_from(_TITLES),
    st.sampled_from(["", TEXT, OTHER, TEXT[:-9]]),
    st.lists(st.sampled_from([LEE, KIM, Author("van Lee"), Author("名")]), max_size=2).map(tuple),
    st.sampled_from([None, 2023, 2024, 2026, 2029]),
    st.sampled_from([None, "10.1000/a", "10.1000/b", "10.48550/arxiv.2402.00001", "10.1101/12345"]),
    st.sampled_from([None, "2402.00001", "2402.00002"]),
    st.sampled_from([None, "arXiv", "Nets", "Graphs"]),
    st.sampled_from(["", "article", "article-journal"]),
)


@given(WORKS, WORKS)
def test_the_order_of_records_is_of_no_account(a: Work, b: Work) -> None:
    assert compare(a, b) == compare(b, a)


@given(WORKS)
def test_a_record_is_its_own_work(work: Work) -> None:
    assert relate(work, work) is Relation.SAME


@given(st.text(), st.text())
def test_any_titles_can_be_compared(one: str, other: str) -> None:
    a, b = Work(one, "", (LEE,), 2024), Work(other, "", (LEE,), 2024)
    assert relate(a, b) is relate(b, a)
