"""Changes of very many papers: one step of undo, made and taken back part by part."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.papers import PaperId, State
from desktop_app.core.queue import Budget, Priority
from desktop_app.services import bulk, planning
from desktop_app.services.bulk import Act, Turning, Work
from desktop_app.store import history, opening, organise, papers, queue
from desktop_app.store.library import Cause, Library
from tests import build

SPEED = 230


def ticking() -> Callable[[], float]:
    """Give a clock on which each slice takes as long as a part may."""
    now = 0.0

    def tell() -> float:
        nonlocal now
        now += bulk.PART_S
        return now

    return tell


def acts(library: Library) -> dict[str, Work]:
    """Give what is done to papers, by a name."""
    queueing = planning.Queueing(library, Budget(papers=3), SPEED)
    soon = library.today() + timedelta(days=3)
    with library.batch():
        node = organise.add_collection(library, "Kept")
    return {
        "tag": lambda some: organise.tag(library, some, "new"),
        "tag once more": lambda some: organise.tag(library, some, "ml"),
        "untag": lambda some: organise.untag(library, some, organise.tags(library)[0].id),
        "collect": lambda some: organise.collect(library, some, node),
        "queue": queueing.add,
        "unqueue": lambda some: queue.remove(library, some),
        "done": lambda some: queue.done(library, some),
        "drop": lambda some: queue.drop(library, some),
        "reopen": lambda some: queue.reopen(library, some),
        "snooze": lambda some: queue.snooze(library, some, soon),
        "due": lambda some: queue.set_due(library, some, soon),
        "want": lambda some: queue.set_priority(library, some, Priority.HIGH),
        "star": lambda some: papers.star(library, some, True),
        "bin": lambda some: papers.put_in_bin(library, some),
        "restore": lambda some: papers.take_from_bin(library, some),
    }


def run(job: Iterator[object], most: int | None = None) -> int:
    """Run a job, or some of its steps, and say how many it took."""
    steps = 0
    while steps != most and next(job, None) is not None:
        steps += 1
    return steps


@pytest.fixture
def many(library: Library) -> list[PaperId]:
    """More papers than three parts take."""
    return build.add(library, *(build.draft(f"Paper {n}", tags=("ml",)) for n in range(90)))


def act(library: Library, work: Work, wanted: Sequence[PaperId], label: str = "Act") -> Act:
    return Act(library, label, work, wanted, ticking())


@given(
    chosen=st.lists(st.tuples(st.integers(0, 99), st.integers(1, 60)), min_size=1, max_size=4),
    parts=st.none() | st.integers(1, 2),
)
@settings(max_examples=25, deadline=None)
def test_undo_gives_what_was_there_and_redo_what_was_done(
    chosen: list[tuple[int, int]], parts: int | None
) -> None:
    library = build.library(build.Clock())
    wanted = build.add(library, *(build.draft(f"Paper {n}", tags=("ml",)) for n in range(60)))
    works = list(acts(library).items())
    start = build.dump(library)
    steps = 0
    for which, first in chosen:
        before = build.dump(library)
        name, work = works[which % len(works)]
        job = act(library, work, wanted[:first], name)
        run(job, parts)
        changed = build.dump(library) != before
        steps += bool(job.step.parts)
        assert bool(job.step.parts) >= changed
    end = build.dump(library)
    taken = 0
    while library.undo_label is not None:
        run(Turning(library, Cause.UNDO))
        taken += 1
    assert taken == steps
    assert build.dump(library) == start
    while library.redo_label is not None:
        run(Turning(library, Cause.REDO))
    assert build.dump(library) == end
    while library.undo() is not None:
        pass
    assert build.dump(library) == start
    library.close()


def test_many_parts_are_one_step(library: Library, many: list[PaperId]) -> None:
    with library.change("Star"):
        papers.star(library, many[:1], True)
    before = build.dump(library)
    assert run(act(library, lambda some: queue.done(library, some), many, "Done")) > 2
    assert library.undo() == "Done"
    assert build.dump(library) == before
    assert (library.undo(), library.undo()) == ("Star", None)


def test_a_step_half_taken_back_goes_either_way(library: Library, many: list[PaperId]) -> None:
    before = build.dump(library)
    run(act(library, lambda some: organise.tag(library, some, "new"), many))
    after = build.dump(library)
    for last in (Cause.UNDO, Cause.REDO):
        for cause in (Cause.UNDO, Cause.REDO, Cause.UNDO):
            library.turn(cause)
        half = build.dump(library)
        assert before != half != after
        run(Turning(library, last))
        assert build.dump(library) == (before if last is Cause.UNDO else after)
        library.redo()
    assert (library.undo_label, library.redo_label) == ("Act", None)


def test_a_change_after_half_an_undo_is_taken_back_first(
    library: Library, many: list[PaperId]
) -> None:
    before = build.dump(library)
    run(act(library, lambda some: papers.star(library, some, True), many))
    library.turn(Cause.UNDO)
    with library.change("Tag"):
        organise.tag(library, many[:2], "new")
    assert library.redo_label is None
    assert [library.undo(), library.undo(), library.undo()] == ["Tag", "Act", None]
    assert build.dump(library) == before


def test_each_part_tells_of_its_own_papers(library: Library, many: list[PaperId]) -> None:
    seen: list[tuple[Cause, int, int]] = []
    library.subscribe(lambda n: seen.append((n.cause, len(n.papers), n.left)))
    parts = run(act(library, lambda some: papers.star(library, some, True), many))
    assert sum(papers for _, papers, _ in seen) == len(many)
    seen.clear()
    turning = Turning(library, Cause.UNDO)
    assert turning.total == len(many)
    assert run(turning) == parts
    assert [left for _, _, left in seen][-1] == 0
    assert all(left > 0 for _, _, left in seen[:-1])


def test_what_could_not_be_done_leaves_what_was(library: Library, many: list[PaperId]) -> None:
    before = build.dump(library)

    def star(some: Sequence[PaperId]) -> None:
        if many[-1] in some:
            raise ValueError("no")
        papers.star(library, some, True)

    job = act(library, star, many)
    with pytest.raises(ValueError, match="no"):
        run(job)
    starred = [papers.get(library, paper).starred for paper in many]
    assert starred == [True] * job.done + [False] * (len(many) - job.done)
    assert 0 < job.done < len(many)
    assert library.undo() == "Act"
    assert build.dump(library) == before


def test_nothing_changed_is_nothing_to_undo(library: Library, many: list[PaperId]) -> None:
    job = act(library, lambda some: papers.star(library, some, False), many)
    run(job)
    assert (job.done, job.step.parts, library.undo_label) == (len(many), [], None)


def test_a_change_between_two_parts_ends_undo(library: Library, many: list[PaperId]) -> None:
    job = act(library, lambda some: papers.star(library, some, True), many)
    run(job, 1)
    with library.change("Tag"):
        organise.tag(library, many[:1], "new")
    run(job)
    assert library.undo_label is None  # else the parts before it would be taken back after it


def test_a_record_between_two_parts_is_no_part(library: Library, many: list[PaperId]) -> None:
    job = act(library, lambda some: papers.star(library, some, True), many)
    run(job, 1)
    with library.record():
        papers.set_state(library, many[-1:], State.READING)
    run(job)
    assert library.undo() == "Act"
    assert papers.get(library, many[-1]).state is State.READING


def test_older_steps_make_room_but_not_for_nothing(
    library: Library, many: list[PaperId], monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.change("Tag"):
        organise.tag(library, many[:1], "new")
    run(act(library, lambda some: papers.star(library, some, True), many))
    assert [library.undo(), library.undo()] == ["Act", "Tag"]
    monkeypatch.setattr(history, "MOST_BYTES", 3)
    run(act(library, lambda some: papers.star(library, some, True), many))
    assert [library.undo(), library.undo()] == ["Act", None]


KILLED = """
import sys
from itertools import count
from pathlib import Path
from desktop_app.core.papers import PaperId
from desktop_app.services.bulk import Act, Turning
from desktop_app.store import opening, organise, queue
from desktop_app.store.library import Cause

library = opening.open_library(Path(sys.argv[1]))
wanted = [PaperId(row[0]) for row in library.db.conn.execute("SELECT id FROM paper")]
ticks = count()  # a part for each slice

def work(some):
    organise.tag(library, some, "new")
    queue.done(library, some)

while True:
    for progress in Act(library, "Act", work, wanted, ticks.__next__):
        print(progress.done, flush=True)
    for progress in Turning(library, Cause.UNDO):
        print(progress.done, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 4, 9, 17])
def test_killed_in_the_midst_each_paper_is_done_whole_or_not(tmp_path: Path, lines: int) -> None:
    folder = tmp_path / "library"
    library = opening.open_library(folder)
    many = build.add(library, *(build.draft(f"Paper {n}") for n in range(120)))
    library.close()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
    library = opening.open_library(folder)
    sql = library.db.conn.execute
    assert sql("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert sql("PRAGMA foreign_key_check").fetchall() == []
    found = [papers.get(library, paper) for paper in many]
    assert all((p.state is State.READ) == (p.tags == ("new",)) for p in found)
    assert library.undo_label is None
    run(act(library, lambda some: organise.tag(library, some, "new"), many))  # it does the rest
    assert all(papers.get(library, paper).tags == ("new",) for paper in many)
    library.close()
