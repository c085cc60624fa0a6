"""What would come in, and what is decided about it."""

from __future__ import annotations

import pytest

from desktop_app.core.papers import Draft
from desktop_app.services.importing import Act, Answer
from desktop_app.store import papers
from desktop_app.store.library import Library
from desktop_app.ui.import_preview.prospect import Decisions, Group, Outcome, Prospect
from tests import build
from tests.ui.import_preview import prospects


@pytest.fixture
def prospect(library: Library) -> Prospect:
    return prospects.of_all_groups(library)


def test_each_record_is_in_the_group_of_what_it_is(prospect: Prospect) -> None:
    places = {group: list(found) for group, found in prospect.groups.items() if found}
    assert places == {
        Group.NEW: [0],
        Group.PRESENT: [1],
        Group.MAYBE: [2],
        Group.VERSION: [3],
    }
    assert prospect.problems == (prospects.BROKEN,)
    asked = [prospect.paper(place) for place in (2, 3)]
    assert [paper.title for paper in asked if paper] == [
        "On the making of marks",
        "Pencils and paper",
    ]
    assert not prospect.lone


def test_a_record_without_a_title_is_a_problem(library: Library) -> None:
    found = prospects.prospect(library, [Draft(" ", line=3), prospects.NEW])
    assert [(p.line, p.reason) for p in found.problems] == [(3, "this record has no title")]
    assert found.size(Group.NEW) == 1


def test_records_of_one_work_are_counted_once(library: Library) -> None:
    found = prospects.prospect(library, [prospects.NEW, prospects.NEW])
    assert (found.size(Group.NEW), found.size(Group.PRESENT)) == (1, 1)


def test_what_is_in_the_bin_is_told_to_come_back(library: Library) -> None:
    [paper] = build.add(library, prospects.HELD[0])
    with library.change("Move to the bin"):
        papers.put_in_bin(library, [paper])
    found = prospects.prospect(library, [prospects.PRESENT, prospects.PRESENT, prospects.NEW])
    sizes = {group: found.size(group) for group in Group if found.size(group)}
    assert sizes == {Group.NEW: 1, Group.PRESENT: 1, Group.BINNED: 1}
    assert Decisions(found).outcome() == Outcome(added=1, versions=0, completed=1, returned=1)


def test_nothing_said_means_that_the_rules_decide(prospect: Prospect) -> None:
    decisions = Decisions(prospect)
    assert decisions.answers() == {}
    assert decisions.outcome() == Outcome(added=3, versions=1, completed=1)


def test_what_is_left_out_comes_in_no_more(prospect: Prospect) -> None:
    decisions = Decisions(prospect)
    decisions.take(Group.NEW, [0], False)
    decisions.take(Group.VERSION, [3], False)
    assert decisions.outcome() == Outcome(added=1, versions=0, completed=1)
    assert decisions.answers() == {0: Answer(Act.LEAVE), 3: Answer(Act.LEAVE)}
    decisions.take(Group.NEW, [0], True)
    assert decisions.outcome().added == 2


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (Act.COMPLETE, Outcome(added=2, versions=1, completed=2)),
        (Act.VERSION, Outcome(added=3, versions=2, completed=1)),
        (Act.ADD, Outcome(added=3, versions=1, completed=1)),
    ],
)
def test_what_is_said_of_a_record_is_answered(
    prospect: Prospect, act: Act, outcome: Outcome
) -> None:
    decisions = Decisions(prospect)
    decisions.say(Group.MAYBE, [2], act)
    assert decisions.outcome() == outcome
    assert decisions.answers() == {2: Answer(act, prospect.known[2])}


def test_a_version_can_be_denied(prospect: Prospect) -> None:
    decisions = Decisions(prospect)
    assert decisions.said(Group.VERSION, 3) is Act.VERSION
    decisions.say(Group.VERSION, [3], Act.ADD)
    assert decisions.outcome() == Outcome(added=3, versions=0, completed=1)
    assert decisions.answers() == {3: Answer(Act.ADD, prospect.known[3])}


def test_what_is_said_of_a_record_lets_it_in_again(prospect: Prospect) -> None:
    decisions = Decisions(prospect)
    decisions.take(Group.MAYBE, [2], False)
    decisions.say(Group.MAYBE, [2], Act.ADD)
    assert decisions.is_taken(Group.MAYBE, 2)
    assert decisions.answers()[2].act is Act.ADD
