"""Tags and collections."""

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.store import organise, papers
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def two(library: Library) -> list[PaperId]:
    return build.add(library, build.draft("One"), build.draft("Two"))


def names(library: Library, paper: PaperId) -> list[str]:
    return [tag.name for tag in organise.tags_of(library, paper)]


def test_a_tag_is_made_once_however_it_is_spelt(library: Library, two: list[PaperId]) -> None:
    with library.change("Tag"):
        first = organise.tag(library, two[:1], "Machine  learning ")
        again = organise.tag(library, two, "machine learning")
    assert first == again
    assert [(t.name, t.papers) for t in organise.tags(library)] == [("Machine learning", 2)]


def test_neighbours_have_different_colours(library: Library) -> None:
    with library.change("Tag"):
        for i in range(organise.COLOUR_SLOTS + 2):
            organise.tag(library, [], f"tag {i:02}")
    colours = [t.colour for t in organise.tags(library)]
    assert colours == [*range(1, organise.COLOUR_SLOTS + 1), 1, 2]


def test_untagging_keeps_the_tag(library: Library, two: list[PaperId]) -> None:
    with library.change("Tag"):
        tag = organise.tag(library, two, "ml")
        organise.untag(library, two[:1], tag)
    assert [t.papers for t in organise.tags(library)] == [1]


def test_tags_count_papers_outside_the_bin(library: Library, two: list[PaperId]) -> None:
    with library.change("Tag"):
        organise.tag(library, two, "ml")
        papers.put_in_bin(library, two[:1])
    assert [t.papers for t in organise.tags(library)] == [1]


def test_a_tag_can_change_its_case(library: Library, two: list[PaperId]) -> None:
    with library.change("Tag"):
        tag = organise.tag(library, two, "ml")
        organise.rename_tag(library, tag, "ML")
    assert names(library, two[0]) == ["ML"]


def test_a_tag_renamed_as_another_becomes_one_with_it(library: Library, two: list[PaperId]) -> None:
    with library.change("Tag"):
        a = organise.tag(library, two[:1], "a")
        organise.tag(library, two, "b")
        organise.tag(library, two[1:], "c")
    before = build.dump(library)
    with library.change("Rename"):
        organise.rename_tag(library, a, "B")
    assert [(t.name, t.papers) for t in organise.tags(library)] == [("b", 2), ("c", 1)]
    library.undo()
    assert build.dump(library) == before


@pytest.mark.parametrize("name", ["", " ", "\x00"])
def test_a_name_is_needed(library: Library, name: str) -> None:
    with library.change("Tag"):
        tag = organise.tag(library, [], "ml")
        node = organise.add_collection(library, "Deep")
    for act in (
        lambda: organise.tag(library, [], name),
        lambda: organise.rename_tag(library, tag, name),
        lambda: organise.add_collection(library, name),
        lambda: organise.rename_collection(library, node, name),
    ):
        with pytest.raises(ValueError, match="name"), library.change("Name"):
            act()


def test_collections_are_a_tree_each_parent_before_its_children(library: Library) -> None:
    with library.change("Collect"):
        b = organise.add_collection(library, "B")
        organise.add_collection(library, "A")
        inner = organise.add_collection(library, "Inner", b)
        organise.add_collection(library, "Innermost", inner)
        organise.add_collection(library, "Second", b)
    assert [c.name for c in organise.collections(library)] == [
        "B",
        "Inner",
        "Innermost",
        "Second",
        "A",
    ]


def test_a_paper_may_be_in_many(library: Library, two: list[PaperId]) -> None:
    with library.change("Collect"):
        nodes = [organise.add_collection(library, name) for name in "AB"]
        for node in nodes:
            organise.collect(library, two[:1], node)
            organise.collect(library, two[:1], node)
        organise.uncollect(library, two, nodes[0])
    assert organise.collections_of(library, two[0]) == [nodes[1]]
    assert [c.papers for c in organise.collections(library)] == [0, 1]


def test_deleting_a_collection_keeps_the_papers(library: Library, two: list[PaperId]) -> None:
    with library.change("Collect"):
        outer = organise.add_collection(library, "Outer")
        inner = organise.add_collection(library, "Inner", outer)
        organise.collect(library, two, inner)
    before = build.dump(library)
    with library.change("Delete"):
        organise.remove_collection(library, outer)
    assert organise.collections(library) == []
    assert papers.count(library) == 2
    library.undo()
    assert build.dump(library) == before
