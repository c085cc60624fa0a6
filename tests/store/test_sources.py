"""Imports, and taking one back."""

from desktop_app.core.papers import PaperId
from desktop_app.store import papers, sources
from desktop_app.store.library import Library
from desktop_app.store.sources import SourceId
from tests import build


def bring(library: Library, name: str, *titles: str) -> tuple[SourceId, list[PaperId]]:
    with library.batch():
        source = sources.add(library, name, "page")
        return source, [papers.add(library, build.draft(t), source) for t in titles]


def test_imports_are_listed_newest_first(library: Library) -> None:
    bring(library, "a.txt", "One")
    bring(library, "b.txt", "Two", "Three")
    assert [(s.name, s.papers) for s in sources.imports(library)] == [("b.txt", 2), ("a.txt", 1)]


def test_what_a_hand_added_is_no_import(library: Library) -> None:
    with library.change("Add"):
        papers.add(library, build.draft(), sources.hand(library))
    assert sources.imports(library) == []


def test_hand_is_one_source(library: Library) -> None:
    with library.change("Add"):
        assert sources.hand(library) == sources.hand(library)


def test_an_import_taken_back_is_no_longer_listed(library: Library) -> None:
    source, brought = bring(library, "a.txt", "One", "Two")
    assert sources.papers_of(library, source) == brought
    with library.batch():
        papers.put_in_bin(library, sources.papers_of(library, source))
        sources.mark_undone(library, source)
    assert (sources.imports(library), sources.papers_of(library, source)) == ([], [])
    with library.batch():
        papers.take_from_bin(library, brought)
        sources.mark_undone(library, source, undone=False)
    assert [s.papers for s in sources.imports(library)] == [2]
