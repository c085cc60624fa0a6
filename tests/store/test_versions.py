"""Papers that are versions of one work."""

from __future__ import annotations

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.store import papers, versions
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def added(library: Library) -> list[PaperId]:
    return build.add(library, *(build.draft(f"Paper {n}") for n in range(5)))


def link(library: Library, *some: PaperId) -> None:
    with library.change("Link"):
        versions.link(library, some)


def test_linked_papers_are_versions_of_each_other(library: Library, added: list[PaperId]) -> None:
    before = build.dump(library)
    link(library, added[0], added[1])
    assert versions.of(library, added[0]) == [added[1]]
    assert versions.of(library, added[1]) == [added[0]]
    assert versions.of(library, added[2]) == []
    library.undo()
    assert build.dump(library) == before


def test_groups_are_joined(library: Library, added: list[PaperId]) -> None:
    link(library, added[0], added[1])
    link(library, added[2], added[3])
    assert len(set(versions.all_of(library).values())) == 2
    link(library, added[1], added[2], added[4])
    assert versions.of(library, added[0]) == added[1:]
    assert len(set(versions.all_of(library).values())) == 1


def test_one_alone_is_a_version_of_nothing(library: Library, added: list[PaperId]) -> None:
    link(library, added[0])
    assert versions.all_of(library) == {}
    link(library, *added[:3])
    with library.change("Unlink"):
        versions.unlink(library, added[0])
    assert (versions.of(library, added[0]), versions.of(library, added[1])) == ([], [added[2]])
    link(library, added[0], added[3])
    assert versions.of(library, added[0]) == [added[3]]
    with library.change("Unlink"):
        versions.unlink(library, added[0])
        versions.unlink(library, added[0])
    assert set(versions.all_of(library)) == set(added[1:3])


def test_the_bin_is_left_out(library: Library, added: list[PaperId]) -> None:
    link(library, *added[:3])
    with library.change("Bin"):
        papers.put_in_bin(library, [added[1]])
    assert versions.of(library, added[0]) == [added[2]]
