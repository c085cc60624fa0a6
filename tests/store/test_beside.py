from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.store import beside, errors, files, notes, opening, papers
from desktop_app.store.library import Cause, Library, Notice
from tests import build
from tests.store.conftest import Opener


def built_beside(library: Library) -> Library:
    made = beside.begin(library)
    build.add(made, build.draft())
    return made


def titles(library: Library) -> list[str]:
    return [row[0] for row in library.db.conn.execute("SELECT title FROM paper")]


def test_all_of_it_comes_at_once(opened: Opener, folder: Path) -> None:
    library, other = opened(), opened()
    made = built_beside(library)
    assert titles(library) == []
    beside.put_in_place(made, library)
    beside.discard(made, library)
    assert titles(library) == titles(other) == ["Slow gradients"]
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == []


def test_whoever_looks_sees_it(opened: Opener) -> None:
    library, other = opened(), opened()
    seen: list[Notice] = []
    for one in (library, other):
        one.subscribe(seen.append)
    made = built_beside(library)
    beside.put_in_place(made, library)
    beside.discard(made, library)
    assert other.look()
    assert [notice.cause for notice in seen] == [Cause.ELSEWHERE] * 2
    with other.change("Note"):
        notes.add(other, "Words")
    assert other.undo() == "Note"


def test_what_came_meanwhile_stays(opened: Opener) -> None:
    library, other = opened(), opened()
    made = built_beside(library)
    build.add(other, build.draft("Meanwhile"))
    with pytest.raises(errors.NotEmpty):
        beside.put_in_place(made, library)
    beside.discard(made, library)
    assert titles(library) == titles(other) == ["Meanwhile"]


def test_a_lock_is_waited_for_and_then_told(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_MOST_WAITS", 1)
    library, other = opened(), opened()
    made = built_beside(library)
    with other.change("Long"), pytest.raises(errors.Locked):
        beside.put_in_place(made, library)
    beside.put_in_place(made, library)
    beside.discard(made, library)
    assert titles(library) == ["Slow gradients"]


def test_nothing_is_built_where_something_is(opened: Opener, folder: Path) -> None:
    library = opened()
    with library.change("Note"):
        notes.add(library, "Words")
    with pytest.raises(errors.NotEmpty):
        beside.begin(library)
    with pytest.raises(errors.ReadOnly):
        beside.begin(opening.open_reader(folder))
    assert not (folder / beside.FOLDER).exists()


def test_what_an_earlier_one_left_is_no_trouble(opened: Opener, folder: Path) -> None:
    library = opened()
    first = built_beside(library)
    second = built_beside(library)
    assert papers.count(second) == 1
    beside.put_in_place(second, library)
    with pytest.raises(errors.NotEmpty):
        beside.put_in_place(first, library)
    for made in (first, second):
        beside.discard(made, library)
    assert titles(library) == ["Slow gradients"]
    assert not (folder / beside.FOLDER).exists()
    assert not (folder / files.FOLDER).exists()


def test_a_library_made_for_nothing_goes_unless_something_came_into_it(
    opened: Opener, folder: Path
) -> None:
    library, other = opened(), opened()
    build.add(other, build.draft("Meanwhile"))
    beside.unmake(library)
    assert titles(other) == ["Meanwhile"]
    other.close()
    unused = opening.open_library(folder.with_name("unused"))
    beside.unmake(unused)
    assert not unused.path.exists()
