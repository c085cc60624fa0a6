import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.plan import of_day
from desktop_app.core.queue import Budget, Outcome, Priority, Reason
from desktop_app.services import planning
from desktop_app.store import opening, plan, queue, sources
from desktop_app.store import papers as papers_store
from desktop_app.store.library import Library
from tests import build

FOUR = Budget(4)
SPEED = 230


def some(library: Library, count: int) -> list[PaperId]:
    return build.add(library, *(build.draft(f"Paper {i}", year=1900 + 9 * i) for i in range(count)))


def planned(library: Library, budget: Budget = FOUR) -> list[PaperId]:
    return [s.paper for s in planning.today(library, library.today(), budget, SPEED)]


def enqueue(library: Library, papers: list[PaperId], budget: Budget = FOUR) -> int:
    with library.change("queue"):
        return planning.enqueue(library, papers, budget, SPEED)


def test_an_empty_queue_gives_an_empty_plan(library: Library) -> None:
    assert planned(library) == []
    assert not plan.exists(library, library.today())


def test_what_is_queued_joins_the_plan_while_there_is_room(library: Library) -> None:
    papers = some(library, 6)

    assert enqueue(library, papers[:3]) == 3
    assert planned(library) == papers[:3]
    assert enqueue(library, papers[2:]) == 3
    assert planned(library) == papers[:4]
    slots = planning.today(library, library.today(), FOUR, SPEED)
    assert {slot.reason for slot in slots} == {Reason.CHOSEN}


def test_a_plan_is_made_once_a_day(library: Library, clock: build.Clock) -> None:
    papers = some(library, 6)
    enqueue(library, papers)
    assert planned(library) == papers[:4]

    assert planned(library, Budget(6)) == papers[:4]
    clock.move(days=1)
    assert planned(library, Budget(6)) == papers


def test_what_was_left_undone_is_carried_over(library: Library, clock: build.Clock) -> None:
    papers = some(library, 2)
    enqueue(library, papers)
    planned(library)
    first_day = library.today()
    with library.change("done"):
        queue.done(library, papers[:1])
    clock.move(days=1)

    [slot] = planning.today(library, library.today(), FOUR, SPEED)

    assert (slot.paper, slot.reason, slot.since) == (papers[1], Reason.CARRIED, first_day)


def test_a_snoozed_paper_comes_back_on_its_day(library: Library, clock: build.Clock) -> None:
    papers = some(library, 2)
    enqueue(library, papers)
    with library.change("snooze"):
        queue.snooze(library, papers[:1], library.today() + timedelta(days=2))
    clock.move(days=1)
    assert planned(library) == papers[1:]
    clock.move(days=1)
    assert set(planned(library)) == set(papers)


def test_a_done_paper_keeps_its_place_and_others_give_it_back(library: Library) -> None:
    papers = some(library, 4)
    two = Budget(2)
    enqueue(library, papers[:2], two)
    with library.change("work"):
        queue.done(library, papers[:1])
        queue.take_off(library, papers[1:2])

    enqueue(library, papers[2:], two)

    open_ones = [
        s.paper for s in planning.today(library, library.today(), two, SPEED) if s.outcome is None
    ]
    assert open_ones == papers[2:3]


def test_the_day_s_minutes_are_a_bound(library: Library) -> None:
    papers = some(library, 3)

    enqueue(library, papers, Budget(None, 2))
    assert planned(library) == papers[:2]
    with library.change("done"):
        queue.done(library, papers[:2])
        planning.plan_again(library, Budget(None, 2), SPEED)

    assert [s.outcome for s in plan.of(library, library.today())] == [Outcome.DONE] * 2


def test_what_was_done_leaves_no_room_for_a_paper_longer_than_the_rest(library: Library) -> None:
    words = "word " * 460  # two minutes
    papers = build.add(library, *(build.draft(f"P {n}", abstract=words) for n in range(3)))
    enqueue(library, papers[:1], Budget(None, 3))
    with library.change("done"):
        queue.done(library, papers[:1])
    enqueue(library, papers[1:2], Budget(None, 3))
    with library.change("again"):
        queue.add(library, papers[2:])
        planning.plan_again(library, Budget(None, 3), SPEED)
    assert [s.outcome for s in plan.of(library, library.today())] == [Outcome.DONE]


def test_queueing_is_undone_and_redone_exactly(library: Library) -> None:
    papers = some(library, 3)
    enqueue(library, papers[:1])
    before = build.dump(library)
    enqueue(library, papers[1:])
    after = build.dump(library)

    library.undo()
    planned(library)
    assert build.dump(library) == before
    library.redo()
    assert build.dump(library) == after


def test_the_plan_of_a_new_day_survives_undo_and_redo(library: Library, clock: build.Clock) -> None:
    papers = some(library, 3)
    enqueue(library, papers[:1])
    clock.move(days=1)
    enqueue(library, papers[1:])
    assert planned(library) == papers

    library.undo()
    assert planned(library) == papers[:1]
    library.redo()
    assert planned(library) == papers


def test_plan_again_keeps_what_was_settled(library: Library) -> None:
    papers = some(library, 6)
    enqueue(library, papers)
    with library.change("work"):
        queue.done(library, papers[:1])
        queue.take_off(library, papers[1:2])
    before = build.dump(library)

    with library.change("again"):
        planning.plan_again(library, FOUR, SPEED)

    slots = plan.of(library, library.today())
    assert [s.paper for s in slots if s.outcome is None] == papers[2:5]
    assert [s.paper for s in slots if s.outcome] == papers[:2]
    library.undo()
    assert build.dump(library) == before


def test_a_read_only_library_shows_a_plan_and_keeps_none(
    tmp_path: Path, clock: build.Clock
) -> None:
    library = opening.open_library(tmp_path, clock=clock)
    papers = some(library, 2)
    with library.change("queue"):
        queue.add(library, papers)
    library.close()

    reader = opening.open_reader(tmp_path, clock=clock)
    assert planned(reader) == papers
    assert not plan.exists(reader, reader.today())
    reader.close()


def test_a_plan_by_hand_wakes_a_paper_and_ignores_the_budget(library: Library) -> None:
    papers = some(library, 3)
    enqueue(library, papers[:2], Budget(1))
    origin = Origin(Because.HIGHLIGHTED, "Grokfast", library.today())
    with library.change("snooze"):
        queue.snooze(library, papers[:2], library.today() + timedelta(days=4))
    before = build.dump(library)

    with library.change("today"):
        planning.choose(library, papers[1:], {papers[2]: origin})

    slots = [s for s in plan.of(library, library.today()) if s.outcome is None]
    assert [(s.paper, s.reason) for s in slots] == [(p, Reason.CHOSEN) for p in papers[1:]]
    assert slots[1].origin == origin
    assert all(e.ready(library.today()) for e in queue.entries(library, SPEED, papers[1:]))
    library.undo()
    assert build.dump(library) == before


def test_the_backlog_comes_on_the_days_it_was_spread_to(
    library: Library, clock: build.Clock
) -> None:
    papers = some(library, 12)
    enqueue(library, papers)
    planned(library)
    with library.change("snooze"):
        queue.snooze(library, papers[-1:], library.today() + timedelta(days=30))
    assert [e.paper for e in planning.backlog(library, FOUR, SPEED)] == papers[4:11]
    before = build.dump(library)

    shares = planning.spreading(library, 7, FOUR, SPEED)
    with library.change("spread"):
        assert queue.spread(library, shares) == 7
    assert [s.papers for s in planning.spreading(library, 7, FOUR, SPEED)] == [
        s.papers for s in shares
    ]
    assert planned(library) == papers[:4]
    with library.change("done"):
        queue.done(library, papers[:4])
    for share in shares:
        clock.move(days=1)
        slots = planning.today(library, library.today(), FOUR, SPEED)
        assert [s.paper for s in slots] == list(share.papers)
        assert {s.reason for s in slots} <= {Reason.SPREAD}
        with library.change("done"):
            queue.done(library, share.papers)
    while library.undo_label != "snooze":
        library.undo()
    after = build.dump(library)
    assert all(after[table] == before[table] for table in ("queue_entry", "paper", "event"))


def test_a_backlog_spread_before_the_plan_is_made_leaves_it_its_papers(library: Library) -> None:
    papers = some(library, 6)
    with library.change("queue"):
        queue.add(library, papers)
    assert not plan.exists(library, library.today())

    shares = planning.spreading(library, 2, FOUR, SPEED)
    assert [share.papers for share in shares] == [(papers[4],), (papers[5],)]
    with library.change("spread"):
        queue.spread(library, shares)
    assert planned(library) == papers[:4]


def test_what_becomes_due_or_wanted_today_joins_the_plan(library: Library) -> None:
    papers = some(library, 4)
    two = Budget(2)
    enqueue(library, papers[:1], two)
    with library.change("high"):
        planning.set_priority(library, papers[1:2], Priority.HIGH, two, SPEED)
    assert planned(library, two) == papers[:2]
    with library.change("due"):  # the plan is full: only what is due today comes in
        tomorrow = library.today() + timedelta(days=1)
        planning.set_due(library, papers[2:3], tomorrow, "", two, SPEED)
        planning.set_due(library, papers[3:], library.today(), "talk", two, SPEED)
    assert planned(library, two) == [papers[0], papers[1], papers[3]]
    assert plan.of(library, library.today())[-1].reason is Reason.DUE


def test_a_day_that_passed_is_shown_as_it_was(library: Library, clock: build.Clock) -> None:
    papers = some(library, 3)
    enqueue(library, papers)
    planned(library)
    yesterday = library.today()
    clock.move(days=1)
    with library.change("done"):
        queue.done(library, papers[:1])
    slots = planning.look(library, yesterday, FOUR, SPEED)
    assert [(s.paper, s.outcome) for s in slots] == [(p, None) for p in papers]


def test_other_days_are_looked_at_and_not_planned(library: Library, clock: build.Clock) -> None:
    papers = some(library, 3)
    enqueue(library, papers, Budget(2))
    planned(library)
    tomorrow = library.today() + timedelta(days=1)

    def look(day: date) -> list[tuple[PaperId, Reason]]:
        slots = planning.look(library, day, Budget(3), SPEED)
        return [(s.paper, s.reason) for s in slots]

    carried = [(papers[0], Reason.CARRIED), (papers[1], Reason.CARRIED)]
    assert look(tomorrow) == [*carried, (papers[2], Reason.WAITED)]
    assert look(library.today() - timedelta(days=1)) == []
    assert not plan.exists(library, tomorrow)
    clock.move(days=1)
    planned(library)
    clock.move(days=1)
    assert look(tomorrow) == [*carried, (papers[2], Reason.WAITED)]


def test_a_clock_set_back_by_a_year_loses_nothing(library: Library, clock: build.Clock) -> None:
    papers = some(library, 5)
    enqueue(library, papers[:4])
    with library.change("work"):
        queue.done(library, papers[:1])
        queue.set_due(library, papers[1:2], library.today() + timedelta(days=3), "talk")
        queue.snooze(library, papers[2:3], library.today() + timedelta(days=1))
    today, before = library.today(), build.dump(library)
    was = planned(library)

    clock.move(days=-365)
    assert set(planned(library)) == {papers[1], papers[3]}
    enqueue(library, papers[4:])
    assert papers[4] in planned(library)
    library.undo()
    clock.move(days=365)

    assert library.today() == today
    assert planned(library) == was
    rows = build.dump(library)
    assert {t: r for t, r in rows.items() if t != "plan_entry"} == {
        t: r for t, r in before.items() if t != "plan_entry"
    }
    assert set(rows["plan_entry"]) >= set(before["plan_entry"])


def test_five_thousand_entries_are_planned(library: Library) -> None:
    with library.batch():
        source = sources.add(library, "", "page")
        many = [papers_store.add(library, build.draft(f"P {n}"), source) for n in range(5000)]
        queue.add(library, many)
    assert planned(library) == many[:4]
    with library.change("spread"):
        assert queue.spread(library, planning.spreading(library, 365, FOUR, SPEED)) == 4996
    library.undo()
    assert len(planning.backlog(library, FOUR, SPEED)) == 4996


def of_all(library: Library, budget: Budget) -> list[PaperId]:
    """Plan today from the whole queue."""
    day = library.today()
    entries = queue.entries(library, SPEED)
    return [p.paper for p in of_day(entries, plan.history(library, day), day, budget)]


def test_the_foremost_of_a_long_queue_give_the_plan_of_all(
    library: Library, clock: build.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "FOREMOST", 12)
    rng = random.Random(5)
    papers = some(library, 200)
    with library.change("queue"):
        queue.add(library, papers)
        for priority in (Priority.HIGH, Priority.LOW):
            queue.set_priority(library, rng.sample(papers, 40), priority)
        queue.set_due(library, rng.sample(papers, 5), library.today() + timedelta(days=9))
        queue.snooze(library, rng.sample(papers, 20), library.today() + timedelta(days=3))
    for budget in (FOUR, Budget(2), Budget(9), FOUR, Budget(4, 60), Budget(None, 9), FOUR):
        clock.move(days=1)
        expected = of_all(library, budget)
        assert planned(library, budget) == expected != []
        with library.change("done"):
            queue.done(library, expected[1:])


def test_the_whole_queue_is_read_where_its_foremost_do_not_fill_the_day(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "FOREMOST", 3)
    long = [build.draft(f"Long {n}", abstract="word " * 9 * SPEED) for n in range(9)]
    *_, short = papers = build.add(library, *long, build.draft("Short", abstract="word"))
    with library.change("queue"):
        queue.add(library, papers)
    assert planned(library, Budget(2, 10)) == [papers[0], short]


def test_a_queue_of_which_nothing_is_ready_leaves_no_plan_to_be_made(library: Library) -> None:
    waiting, new = some(library, 2)
    with library.change("snooze"):
        queue.snooze(library, [waiting], library.today() + timedelta(days=1))
    enqueue(library, [new])
    assert [s.paper for s in plan.of(library, library.today())] == [new]
