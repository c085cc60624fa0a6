"""The reading queue and the plans of days."""

from datetime import timedelta

import pytest

from desktop_app.core.papers import PaperId, State
from desktop_app.core.queue import DayOutOfReach, Outcome, Planned, Priority, Reason
from desktop_app.core.spread import Share
from desktop_app.store import papers, plan, queue
from desktop_app.store.library import Library
from tests import build

WAITED = Reason.WAITED


@pytest.fixture
def three(library: Library) -> list[PaperId]:
    return build.add(library, *(build.draft(f"Paper {i}") for i in range(3)))


@pytest.fixture
def planned(library: Library, three: list[PaperId]) -> list[PaperId]:
    """Three papers queued and planned for today."""
    with library.change("Queue"):
        queue.add(library, three)
    with library.record():
        plan.put(library, library.today(), [Planned(p, WAITED) for p in three])
    return three


def outcomes(library: Library) -> list[Outcome | None]:
    return [slot.outcome for slot in plan.of(library, library.today())]


def queued(library: Library) -> list[PaperId]:
    return [entry.paper for entry in queue.entries(library, 200)]


def state(library: Library, paper: PaperId) -> State:
    return papers.get(library, paper).state


def test_papers_join_at_the_end_once(library: Library, three: list[PaperId]) -> None:
    one, two, last = three
    with library.change("Queue"):
        assert queue.add(library, [two, one]) == 2
        assert queue.add(library, [one, last, last]) == 1
    assert queued(library) == [two, one, last]


def test_an_entry_holds_what_was_set(library: Library, three: list[PaperId]) -> None:
    due = library.today() + timedelta(days=3)
    with library.change("Queue"):
        queue.add(library, three[:1], Priority.HIGH)
        queue.set_due(library, [three[0]], due, "talk")
    [entry] = queue.entries(library, 20)
    assert (entry.priority, entry.due, entry.due_reason) == (Priority.HIGH, due, "talk")
    assert entry.minutes == 2
    with library.change("Queue"):
        queue.set_due(library, [three[0]], None)
        queue.set_priority(library, three, Priority.LOW)
    assert queued(library) == three  # to say how much a paper is wanted queues it
    [entry] = queue.entries(library, 200, three[:1])
    assert (entry.priority, entry.due, entry.due_reason) == (Priority.LOW, None, "")


def test_done_leaves_the_queue_and_stays_in_the_plan(
    library: Library, planned: list[PaperId]
) -> None:
    with library.change("Done"):
        queue.done(library, planned[:1])
    assert state(library, planned[0]) is State.READ
    assert queued(library) == planned[1:]
    assert outcomes(library) == [Outcome.DONE, None, None]


def test_done_twice_is_done_once(library: Library, planned: list[PaperId]) -> None:
    with library.change("Done"):
        queue.done(library, planned[:1])
    before, label = build.dump(library), library.undo_label
    for again in (queue.done, lambda lib, papers: None):
        with library.change("Again"):
            again(library, planned[:1])
    assert (build.dump(library), library.undo_label) == (before, label)


def test_unread_again_takes_back_that_it_was_done(library: Library, planned: list[PaperId]) -> None:
    with library.change("Done"):
        queue.done(library, planned[:1])
        queue.drop(library, planned[1:2])
    done = [row[2] for row in build.dump(library)["event"]]
    assert done.count("done") == done.count("dropped") == 1
    with library.change("Unread"):
        queue.reopen(library, planned)
    kinds = [row[2] for row in build.dump(library)["event"]]
    assert "done" not in kinds
    assert "dropped" not in kinds
    assert {state(library, paper) for paper in planned} == {State.UNREAD}
    library.undo()
    assert [row[2] for row in build.dump(library)["event"]].count("done") == 1


def test_a_due_day_wakes_what_waits_for_a_later_one(
    library: Library, planned: list[PaperId]
) -> None:
    one, two, three = planned
    day = library.today()
    with library.change("Put off"):
        queue.snooze(library, [one], day + timedelta(days=9))
        queue.snooze(library, [three], day + timedelta(days=2))
        queue.spread(library, [Share(day + timedelta(days=9), (two,), 1)])
        queue.set_due(library, planned, day + timedelta(days=3))
    waits = [(e.snoozed_until, e.spread_to) for e in queue.entries(library, 200)]
    assert waits == [(None, None), (None, None), (day + timedelta(days=2), None)]


def test_a_spread_leaves_alone_what_was_snoozed_since(
    library: Library, planned: list[PaperId]
) -> None:
    day = library.today()
    shares = [Share(day + timedelta(days=1), tuple(planned), 3)]
    with library.change("Snooze"):
        queue.snooze(library, planned[:1], day + timedelta(days=30))
    with library.change("Spread"):
        assert queue.spread(library, shares) == 2
    assert queue.entries(library, 200)[0].snoozed_until == day + timedelta(days=30)


def test_dropped_leaves_the_queue(library: Library, planned: list[PaperId]) -> None:
    with library.change("Drop"):
        queue.drop(library, planned[:1])
    assert state(library, planned[0]) is State.DROPPED
    assert outcomes(library) == [Outcome.DROPPED, None, None]


def test_snoozed_stays_queued_until_its_day(library: Library, planned: list[PaperId]) -> None:
    until = library.today() + timedelta(days=1)
    with library.change("Snooze"):
        queue.snooze(library, planned[:1], until)
    assert queue.entries(library, 200)[0].snoozed_until == until
    assert outcomes(library) == [Outcome.SNOOZED, None, None]


def test_nothing_is_snoozed_to_today(library: Library, planned: list[PaperId]) -> None:
    with pytest.raises(DayOutOfReach), library.change("Snooze"):
        queue.snooze(library, planned, library.today())


def test_off_the_plan_stays_queued(library: Library, planned: list[PaperId]) -> None:
    with library.change("Off"):
        queue.take_off(library, planned[:1])
    assert queued(library) == planned
    assert outcomes(library) == [Outcome.OFF, None, None]


def test_out_of_the_queue_is_out_of_the_plan(library: Library, planned: list[PaperId]) -> None:
    with library.change("Unqueue"):
        queue.remove(library, planned[:2])
    assert queued(library) == planned[2:]
    assert outcomes(library) == [None]


def test_a_binned_paper_waits_out_of_sight(library: Library, planned: list[PaperId]) -> None:
    with library.change("Bin"):
        papers.put_in_bin(library, planned[:1])
    assert queued(library) == planned[1:]
    assert len(outcomes(library)) == 2
    library.undo()
    assert queued(library) == planned


def test_a_plan_is_put_into_another_order(library: Library, planned: list[PaperId]) -> None:
    with library.change("Order"):
        plan.reorder(library, library.today(), planned[::-1])
    assert [s.paper for s in plan.of(library, library.today())] == planned[::-1]


def test_planned_again_is_open_again(library: Library, planned: list[PaperId]) -> None:
    with library.change("Off"):
        queue.take_off(library, planned[:1])
    with library.change("Plan"):
        plan.put(library, library.today(), [Planned(planned[0], Reason.CHOSEN)])
    assert outcomes(library) == [None, None, None]


def test_what_was_left_undone_is_carried_from_its_first_day(
    library: Library, planned: list[PaperId], clock: build.Clock
) -> None:
    first = library.today()
    with library.change("Work"):
        queue.done(library, planned[:1])
        queue.take_off(library, planned[1:2])
    clock.move(days=2)
    carried = plan.history(library, library.today()).carried
    assert carried == {planned[2]: first}
    with library.record():
        entry = Planned(planned[2], Reason.CARRIED, first)
        plan.put(library, library.today(), [entry])
    clock.move(days=1)
    assert plan.history(library, library.today()).carried == {planned[2]: first}


def test_a_plan_belongs_to_its_day(
    library: Library, planned: list[PaperId], clock: build.Clock
) -> None:
    assert plan.exists(library, library.today())
    clock.move(days=1)
    assert not plan.exists(library, library.today())


def test_all_of_it_is_undone(library: Library, planned: list[PaperId]) -> None:
    before = build.dump(library)
    one, two, three = planned
    steps = (
        lambda: queue.done(library, [one]),
        lambda: queue.snooze(library, [two], library.today() + timedelta(days=3)),
        lambda: queue.drop(library, [three]),
        lambda: queue.add(library, [one]),
        lambda: queue.remove(library, [one]),
    )
    for step in steps:
        with library.change("Step"):
            step()
    for _ in steps:
        library.undo()
    assert build.dump(library) == before


def test_the_foremost_are_the_dated_the_most_wanted_and_those_that_came_first(
    library: Library,
) -> None:
    ids = build.add(library, *(build.draft(f"Paper {i}") for i in range(10)))
    today = library.today()
    with library.change("Queue"):
        queue.add(library, ids)
        queue.set_priority(library, ids[5:8], Priority.HIGH)
        queue.set_due(library, ids[8:9], today + timedelta(days=90))
        queue.snooze(library, [ids[1], ids[9]], today + timedelta(days=2))
        papers.put_in_bin(library, ids[5:6])
    assert queue.foremost(library, today, 2) == {ids[0], ids[2], ids[6], ids[7], ids[8]}
    later = today + timedelta(days=2)
    assert queue.foremost(library, later, 1) == {ids[0], ids[6], ids[8], ids[1], ids[9]}


def test_whether_anything_is_ready_on_a_day(library: Library, three: list[PaperId]) -> None:
    today = library.today()
    assert not queue.anything(library)
    with library.change("Queue"):
        queue.snooze(library, three[:1], today + timedelta(days=2))
    assert queue.anything(library)
    assert not queue.anything(library, today)
    assert queue.anything(library, today + timedelta(days=2))
