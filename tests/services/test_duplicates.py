"""Papers that are one work are found in a library, but for those a person spoke of."""

from __future__ import annotations

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.core.works import Reason, Relation
from desktop_app.services import duplicates
from desktop_app.services.duplicates import Group
from desktop_app.store import pairs, papers, versions
from desktop_app.store.library import Library
from tests import build

TITLE = "Slow gradients delay the generalisation of networks"


@pytest.fixture
def added(library: Library) -> list[PaperId]:
    return build.add(
        library,
        build.draft("Alone in the world of networks"),
        build.draft(TITLE, year=2024),
        build.draft(TITLE, year=2024),
        build.draft("Slow gradient delays the generalization of networks", year=2024),
        build.draft("One name", doi="10.1000/a"),
        build.draft("Another name", doi="10.1000/a"),
        build.draft("Preprints of it all in one", year=2024, arxiv="2405.20233"),
        build.draft("Preprints of it all in one", year=2025, doi="10.1000/b"),
    )


def test_groups_have_what_ties_them(library: Library, added: list[PaperId]) -> None:
    assert duplicates.groups(library) == [
        Group((added[4], added[5]), Relation.SAME, Reason.DOI),
        Group((added[6], added[7]), Relation.VERSION, Reason.TITLE),
        Group((added[1], added[2], added[3]), Relation.MAYBE, Reason.NEAR_TITLE),
    ]


def test_what_a_person_said_is_left_out(library: Library, added: list[PaperId]) -> None:
    with library.change("Say"):
        pairs.say_different(library, added[4], added[5])
        versions.link(library, [added[6], added[7]])
        pairs.say_different(library, added[1], added[3])
        pairs.say_different(library, added[2], added[3])
    assert duplicates.groups(library) == [Group((added[1], added[2]), Relation.SAME, Reason.TITLE)]


def test_the_bin_is_left_out(library: Library, added: list[PaperId]) -> None:
    with library.change("Bin"):
        papers.put_in_bin(library, [added[2], added[3], added[4], added[6]])
    assert duplicates.groups(library) == []


def test_alike_titles_of_one_author_in_two_years_are_found(library: Library) -> None:
    one, other, _ = build.add(
        library,
        build.draft(TITLE, year=2024),
        build.draft(TITLE.replace("gradients", "gradiants"), year=2025),
        build.draft(TITLE.replace("gradients", "grodients"), year=2027),
    )
    [group] = duplicates.groups(library)
    assert group == Group((one, other), Relation.MAYBE, Reason.NEAR_TITLE)


def test_a_work_that_is_there_many_times_is_one_group(library: Library) -> None:
    many = build.add(library, *(build.draft(TITLE, year=2024) for _ in range(200)))
    assert duplicates.groups(library) == [Group(tuple(many), Relation.SAME, Reason.TITLE)]
