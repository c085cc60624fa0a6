"""The verbs of reading: due days, priorities, snooze, drop, spread, and the plan of any day."""

from datetime import date, timedelta

import pytest

from desktop_app import settings
from desktop_app.core import queue
from desktop_app.settings import Settings
from desktop_app.store.library import now
from tests.test_cli import Run, answer, check_failure, folder, page, run

__all__ = ["folder", "page", "run"]  # fixtures


@pytest.fixture
def ids(run: Run, page: object) -> list[str]:
    run("import", page)
    return [paper["id"] for paper in answer(run("list", "--json"))]


def today() -> date:
    return queue.local_day(now(), Settings().rollover_hour)


def in_days(count: int) -> str:
    return (today() + timedelta(days=count)).isoformat()


def test_due_days_and_priorities_queue_a_paper(run: Run, ids: list[str]) -> None:
    one, two, _ = ids
    due = run("queue", "due", one, "--day", in_days(5), "--for", "journal club", "--json")
    assert answer(due) == {"papers": [one], "due": in_days(5)}
    assert answer(run("queue", "prio", "high", two, "--json"))["priority"] == "high"

    entries = answer(run("queue", "list", "--json"))
    told = [(e["id"], e["due"], e["due_reason"], e["priority"]) for e in entries]
    assert told == [(one, in_days(5), "journal club", "normal"), (two, None, "", "high")]
    assert [e["id"] for e in answer(run("today", "--json"))["entries"]] == [one, two]
    assert "journal club" in run("today").stdout

    assert "Due on no day" in run("queue", "due", one, "--clear").stdout
    assert [e["due"] for e in answer(run("queue", "list", "--json"))] == [None, None]


def test_snoozed_papers_come_back_on_their_day(run: Run, ids: list[str]) -> None:
    run("queue", "add", *ids)
    run("today")
    assert answer(run("snooze", ids[0], "+2", "--json")) == {
        "papers": [ids[0]],
        "until": in_days(2),
    }
    later = answer(run("today", "--date", "+2", "--json"))
    assert (later["day"], len(later["entries"])) == (in_days(2), 3)
    [back] = [e for e in later["entries"] if e["id"] == ids[0]]
    assert (back["reason"], back["since"]) == ("returned", in_days(2))
    assert len(answer(run("today", "--date", "tomorrow", "--json"))["entries"]) == 2
    assert answer(run("today", "--date", "2001-01-01", "--json"))["entries"] == []


def test_dropped_papers_leave_the_queue(run: Run, ids: list[str]) -> None:
    run("queue", "add", *ids)
    assert answer(run("drop", ids[0], "--json")) == {"dropped": ids[:1]}
    assert "Dropped: " in run("drop", ids[1]).stdout
    assert [e["id"] for e in answer(run("queue", "list", "--json"))] == ids[2:]


@pytest.mark.parametrize("day", ["2026-02-30", "someday", "31.12.2026", "99999-01-01"])
def test_what_is_no_day_of_the_calendar_is_named(run: Run, ids: list[str], day: str) -> None:
    for words in (["snooze", ids[0], day], ["queue", "due", ids[0], "--day", day]):
        result = run(*words)
        assert result.exit_code == 2
        assert f"'{day}' is no day. Write it as 2026-12-24" in result.stderr
    assert answer(run("queue", "list", "--json")) == []


@pytest.mark.parametrize("day", ["yesterday", "2001-01-01", "9999-12-31"])
def test_a_day_that_has_passed_or_is_too_far_off_changes_nothing(
    run: Run, ids: list[str], day: str
) -> None:
    run("queue", "add", ids[0])
    before = run("queue", "list", "--json").stdout
    check_failure(run("snooze", ids[0], day), "out of reach", "Nothing was changed")
    check_failure(run("queue", "due", ids[0], "--day", day), "out of reach")
    check_failure(run("snooze", ids[0], "today"), "out of reach")
    assert run("queue", "list", "--json").stdout == before


def test_a_due_day_is_given_or_cleared(run: Run, ids: list[str]) -> None:
    for words in (["queue", "due", ids[0]], ["queue", "due", ids[0], "--day", "+1", "--clear"]):
        assert run(*words).exit_code == 2


def test_what_is_planned_or_snoozed_is_no_backlog(run: Run, ids: list[str]) -> None:
    run("queue", "add", *ids)
    run("snooze", ids[0], "+9")
    seen = answer(run("spread", "--days", "4", "--json"))
    assert not seen["spread"]
    assert [d["day"] for d in seen["days"]] == [in_days(n) for n in range(1, 5)]
    assert all(not d["papers"] for d in seen["days"])


def test_spreading_says_what_comes_of_it(run: Run, ids: list[str], home: object) -> None:
    settings.save(Settings(papers_a_day=1))
    run("queue", "add", *ids)
    shown = run("spread", "--days", "2").stdout
    assert "Nothing was changed. Add --yes" in shown
    assert answer(run("queue", "list", "--json"))[1]["spread_to"] is None

    done = answer(run("spread", "--days", "2", "--yes", "--json"))
    spread = {paper: d["day"] for d in done["days"] for paper in d["papers"]}
    assert (done["spread"], set(spread)) == (True, set(ids[1:]))
    entries = answer(run("queue", "list", "--json"))
    assert {e["id"]: e["spread_to"] for e in entries if e["spread_to"]} == spread
