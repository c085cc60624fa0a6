from __future__ import annotations

from datetime import date, timedelta

from desktop_app.core.papers import State
from desktop_app.core.ranking import Deed, Done
from desktop_app.store import deeds, highlights, notes, papers, queue, reading
from desktop_app.store.library import Library
from tests import build

TODAY = date(2026, 11, 23)


def _all(library: Library) -> list[Done]:
    return sorted(deeds.all_of(library), key=lambda done: (done.paper, done.deed))


def test_nothing_was_done(library: Library) -> None:
    build.add(library, build.draft())
    assert deeds.all_of(library) == []


def test_every_deed_is_found_with_its_day(library: Library, clock: build.Clock) -> None:
    marked, noted, read, starred, queued, dropped, less = build.add(
        library, *(build.draft(f"Paper {n}") for n in range(7))
    )
    with library.change("work"):
        highlights.add(library, marked, 0, 8, 1)
        queue.done(library, [read])
    clock.move(days=1)
    with library.change("work"):
        highlights.add(library, marked, 9, 18, 1)
        notes.put(library, noted, "Mine")
        papers.star(library, [starred], True)
        queue.add(library, [queued])
        queue.drop(library, [dropped])
        deeds.set_less_like(library, [less])
    later = TODAY + timedelta(1)
    assert _all(library) == [
        Done(marked, Deed.BEGUN, TODAY),
        Done(marked, Deed.HIGHLIGHTED, later, 2),
        Done(noted, Deed.BEGUN, later),
        Done(noted, Deed.NOTED, later),
        Done(read, Deed.READ, TODAY),
        Done(starred, Deed.STARRED),
        Done(queued, Deed.QUEUED, later),
        Done(dropped, Deed.DROPPED, later),
        Done(less, Deed.LESS_LIKE, later),
    ]


def test_the_small_hours_belong_to_the_day_before(library: Library, clock: build.Clock) -> None:
    (paper,) = build.add(library, build.draft())
    clock.time = clock.time.astimezone().replace(hour=1)
    with library.change("work"):
        deeds.set_less_like(library, [paper])
    assert _all(library) == [Done(paper, Deed.LESS_LIKE, TODAY - timedelta(1))]


def test_reading_gives_its_day(library: Library, clock: build.Clock) -> None:
    (paper,) = build.add(library, build.draft())
    with library.record():
        reading.begin(library, paper)
    clock.move(days=2)
    with library.record():
        reading.add_session(library, paper, library.now(), 60)
    assert _all(library) == [Done(paper, Deed.BEGUN, TODAY + timedelta(2))]


def test_what_was_undone_was_not_done(library: Library, clock: build.Clock) -> None:
    (paper,) = build.add(library, build.draft())
    with library.change("done"):
        queue.done(library, [paper])
    clock.move(days=3)
    with library.change("done again"):
        queue.add(library, [paper])
        queue.done(library, [paper])
    library.undo()
    assert _all(library) == [Done(paper, Deed.READ, TODAY)]
    library.undo()
    assert _all(library) == []


def test_the_bin_is_left_out(library: Library) -> None:
    papers_ = build.add(library, build.draft("One"), build.draft("Two"))
    with library.change("work"):
        highlights.add(library, papers_[0], 0, 8, 1)
        deeds.set_less_like(library, [papers_[1]])
        papers.put_in_bin(library, papers_)
    assert deeds.all_of(library) == []


def test_only_untouched_papers_can_be_suggested(library: Library) -> None:
    fresh, begun, queued, less, binned, other = build.add(
        library, *(build.draft(f"Paper {n}") for n in range(6))
    )
    with library.change("work"):
        papers.set_state(library, [begun], State.READING)
        queue.add(library, [queued])
        deeds.set_less_like(library, [less])
        papers.put_in_bin(library, [binned])
    assert deeds.untouched(library, [fresh, begun, queued, less, binned]) == {fresh}
    assert deeds.untouched(library, [other, fresh]) == {fresh, other}


def test_less_like_is_set_taken_back_and_undone(library: Library) -> None:
    (paper,) = build.add(library, build.draft())
    before = build.dump(library)
    with library.change("Less like this"):
        deeds.set_less_like(library, [paper, paper])
    assert deeds.is_less_like(library, paper)
    with library.change("Less like this, taken back"):
        deeds.set_less_like(library, [paper], False)
    assert not deeds.is_less_like(library, paper)
    library.undo()
    assert deeds.is_less_like(library, paper)
    library.undo()
    assert build.dump(library) == before
