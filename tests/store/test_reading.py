"""Where a reader was, and how long they read."""

import pytest

from desktop_app.core.papers import PaperId, State
from desktop_app.store import papers, queue, reading
from desktop_app.store.library import Library, Notice
from tests import build


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def test_the_last_place_is_kept(library: Library, paper: PaperId) -> None:
    assert reading.place(library, paper) is None
    for offset in (10, 400):
        with library.record():
            reading.keep_place(library, paper, "abstract", offset)
    assert reading.place(library, paper) == ("abstract", 400)


def test_the_same_place_again_is_no_write(library: Library, paper: PaperId) -> None:
    seen: list[Notice] = []
    library.subscribe(seen.append)
    for _ in range(2):
        with library.record():
            reading.keep_place(library, paper, "abstract", 10)
    assert len(seen) == 1


def test_reading_begins_once(library: Library, paper: PaperId) -> None:
    for _ in range(2):
        with library.record():
            reading.begin(library, paper)
    assert papers.get(library, paper).state is State.READING
    assert [event[2] for event in build.dump(library)["event"]] == ["opened"]


def test_what_was_read_stays_read(library: Library, paper: PaperId) -> None:
    with library.change("Done"):
        queue.done(library, [paper])
    with library.record():
        reading.begin(library, paper)
    assert papers.get(library, paper).state is State.READ


def test_a_session_belongs_to_its_reading_day(
    library: Library, paper: PaperId, clock: build.Clock
) -> None:
    with library.record():
        reading.add_session(library, paper, library.now(), 90)
    row = library.db.conn.execute("SELECT paper_id, day, seconds FROM reading_session").fetchone()
    assert row == (paper, library.today().isoformat(), 90)
