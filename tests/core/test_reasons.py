"""Why a paper is in a plan or a suggestion, in English."""

from datetime import date, timedelta

import pytest

from desktop_app.core import origins, reasons
from desktop_app.core.origins import Because, Origin
from desktop_app.core.queue import Reason

MONDAY = date(2026, 11, 23)
SATURDAY = MONDAY - timedelta(days=2)


@pytest.mark.parametrize(
    ("reason", "since", "origin", "sentence"),
    [
        (Reason.CARRIED, SATURDAY, None, "Carried over from Saturday"),
        (Reason.WAITED, SATURDAY, None, "Waiting since Saturday"),
        (Reason.WAITED, MONDAY, None, "Queued today"),
        (Reason.WAITED, None, None, "From your queue"),
        (Reason.RETURNED, MONDAY, None, "Snoozed until today"),
        (Reason.SPREAD, MONDAY, None, "Spread to today"),
        (Reason.PRIORITY, None, None, "High priority"),
        (Reason.CHOSEN, None, None, "You put it on the plan"),
        (
            Reason.CHOSEN,
            None,
            Origin(Because.HIGHLIGHTED, "Grokfast", SATURDAY),
            "Because you highlighted “Grokfast” on Saturday",
        ),
        (
            Reason.WAITED,
            SATURDAY,
            Origin(Because.SUBSCRIBED, "robots {x}"),
            "New in your subscription “robots {x}”",
        ),
        (Reason.CARRIED, SATURDAY, Origin(Because.READ, "A"), "Carried over from Saturday"),
    ],
)
def test_why_an_entry_is_planned(
    reason: Reason, since: date | None, origin: Origin | None, sentence: str
) -> None:
    found = reasons.of_plan(reason, since, origin, MONDAY)
    assert reasons.english(found, MONDAY) == sentence


def test_by_when_a_paper_is_wanted() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert reasons.english(reasons.of_due(thursday, "", MONDAY), MONDAY) == "Due Thursday"
    club = reasons.of_due(SATURDAY, "journal {club}", MONDAY)
    assert reasons.english(club, MONDAY) == "Was due Saturday: journal {club}"


@pytest.mark.parametrize("because", Because)
@pytest.mark.parametrize("day", [None, SATURDAY])
def test_every_origin_has_a_sentence_and_is_kept(because: Because, day: date | None) -> None:
    origin = Origin(because, "52", day)
    assert "52" in reasons.english(reasons.of_origin(origin), MONDAY)
    assert origins.read(origins.write(origin)) == origin


@pytest.mark.parametrize("stored", ["", "{", "[]", '["never heard of", "x", null]', "null", "3"])
def test_an_origin_that_cannot_be_read_is_none(stored: str) -> None:
    assert origins.read(stored) is None
