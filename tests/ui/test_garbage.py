"""Garbage is collected on the main thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from desktop_app.ui.garbage import Garbage


class Ring:
    """Something only a collection frees."""

    def __init__(self, freed_in: list[threading.Thread]) -> None:
        self.ring = self
        weakref.finalize(self, lambda: freed_in.append(threading.current_thread()))


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    was = gc.isenabled()
    made = Garbage()
    yield made
    made.let_go()
    if not was:
        gc.disable()


def test_other_threads_collect_nothing(garbage: Garbage) -> None:
    freed_in: list[threading.Thread] = []
    Ring(freed_in)

    def allocate() -> None:
        kept = [[] for _ in range(20_000)]
        kept.clear()

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert freed_in == []

    kept = [[] for _ in range(1_000)]  # past the first threshold
    garbage.collect()
    assert freed_in == [threading.main_thread()]
    assert len(kept) == 1_000


def test_python_collects_again_afterwards(qapp: object) -> None:
    was = gc.isenabled()
    made = Garbage()
    assert not gc.isenabled()
    made.let_go()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    if not was:
        gc.disable()
