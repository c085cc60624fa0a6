"""Back and forward."""

from __future__ import annotations

from desktop_app.core.papers import PaperId
from desktop_app.ui import navigation
from desktop_app.ui.navigation import LIBRARY, TODAY, Place, Trail

START, PAPER = Place(LIBRARY), Place(LIBRARY, "", PaperId(1))


def test_back_and_forward() -> None:
    trail = Trail(START)
    trail.go(PAPER)
    assert trail.step(-1) == START
    assert trail.step(-1) is None
    assert trail.step(1) == PAPER
    assert trail.step(1) is None


def test_going_somewhere_new_forgets_what_was_ahead() -> None:
    trail = Trail(START)
    trail.go(PAPER)
    trail.step(-1)
    trail.go(Place(TODAY))
    assert trail.step(1) is None
    assert trail.step(-1) == START


def test_the_same_place_again_is_no_step() -> None:
    trail = Trail(START)
    trail.go(START)
    assert trail.step(-1) is None


def test_moving_in_a_list_replaces_the_place() -> None:
    trail = Trail(START)
    trail.go(PAPER)
    trail.go(Place(LIBRARY, "", PaperId(2)), over=True)
    assert trail.here.paper == 2
    assert trail.step(-1) == START


def test_only_so_many_places_are_kept() -> None:
    trail = Trail(START)
    for n in range(navigation.MOST + 20):
        trail.go(Place(LIBRARY, "", PaperId(n)))
    steps = 0
    while trail.step(-1):
        steps += 1
    assert steps == navigation.MOST - 1
