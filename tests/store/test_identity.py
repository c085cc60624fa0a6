"""Which paper is meant: by its names, or as the same work."""

import pytest

from desktop_app.core.works import Relation
from desktop_app.store import identity, papers
from desktop_app.store.library import Library
from tests import build

NAMED = build.draft("Slow gradients", doi="10.1000/a", arxiv="2405.20233")


@pytest.mark.parametrize(
    "name", ["k1", "2405.20233", "arXiv:2405.20233v3", "10.1000/A", "https://doi.org/10.1000/a"]
)
def test_a_paper_is_found_by_its_names(library: Library, name: str) -> None:
    [paper] = build.add(library, NAMED)
    assert identity.resolve(library, name) == paper


@pytest.mark.parametrize("name", ["", "k9", "nothing", "\x00", "\udce9", "10.1000/b"])
def test_other_names_find_nothing(library: Library, name: str) -> None:
    build.add(library, NAMED)
    assert identity.resolve(library, name) is None


def test_the_same_work_is_found(library: Library) -> None:
    [paper] = build.add(library, NAMED)
    assert identity.same_work(library, build.draft("SLOW GRADIENTS!")) == paper
    assert identity.same_work(library, build.draft("Other", doi="10.1000/A")) == paper
    assert identity.same_work(library, build.draft("Other")) is None


def test_the_same_work_is_found_in_the_bin_last(library: Library) -> None:
    one, two = build.add(library, build.draft(), build.draft())
    with library.change("Bin"):
        papers.put_in_bin(library, [one])
    assert identity.same_work(library, build.draft()) == two
    with library.change("Bin"):
        papers.put_in_bin(library, [two])
    assert identity.same_work(library, build.draft()) == one


def test_a_paper_with_the_identifier_comes_before_one_with_the_title(library: Library) -> None:
    titled, named = build.add(library, build.draft(), build.draft("Other", doi="10.1000/a"))
    assert identity.same_work(library, build.draft(doi="10.1000/a")) == named
    assert identity.same_work(library, build.draft()) == titled


def test_a_version_is_found_where_nothing_is_the_same(library: Library) -> None:
    [preprint] = build.add(library, build.draft(year=2024, arxiv="2405.20233"))
    published = build.draft(year=2025, venue="Journal of Nets", doi="10.1000/a")
    assert identity.related(library, published) == (preprint, Relation.VERSION)
    assert identity.same_work(library, published) is None
    assert identity.related(library, build.draft("Else")) == (None, Relation.DIFFERENT)
    with library.change("Bin"):
        papers.put_in_bin(library, [preprint])
    assert identity.related(library, published) == (None, Relation.DIFFERENT)


def test_an_uncertain_paper_is_none(library: Library) -> None:
    build.add(library, build.draft(authors=(), abstract="Words on something else altogether."))
    assert identity.related(library, build.draft()) == (None, Relation.DIFFERENT)
