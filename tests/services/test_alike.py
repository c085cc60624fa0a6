"""Papers too near each other to fill one day with."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.core.queue import Budget
from desktop_app.engines import embedding
from desktop_app.services import planning
from desktop_app.services.alike import Alike
from desktop_app.store import embeddings, opening, queue
from desktop_app.store.library import Library
from tests import build


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    made = opening.open_library(tmp_path, clock=clock)
    yield made
    made.close()


def point(library: Library, paper: PaperId, *at: float) -> None:
    """Store a unit vector for a paper."""
    length = sum(x * x for x in at) ** 0.5
    index = embeddings.open_index(library.path)
    key = embeddings.hashes_of(library, [paper])[paper]
    index.put(embedding.MODEL, {key: array("f", [x / length for x in at]).tobytes()})
    index.close()


def some(library: Library, count: int) -> list[PaperId]:
    drafts = (build.draft(f"Paper {n}", abstract=f"About {n}.") for n in range(count))
    return build.add(library, *drafts)


def test_papers_are_alike_by_the_cosine_of_their_vectors(library: Library) -> None:
    one, near, far, unread = some(library, 4)
    point(library, one, 1, 0)
    point(library, near, 1, 0.5)
    point(library, far, 1, 1)
    with Alike(library) as alike:
        assert alike(one, near)
        assert alike(near, one)
        assert not alike(one, far)
        assert not alike(one, unread)


@pytest.mark.parametrize("content", [None, b"no database"])
def test_without_an_index_nothing_is_alike(library: Library, content: bytes | None) -> None:
    one, other = some(library, 2)
    if content is not None:
        (library.path / embeddings.FILE).write_bytes(content)
    with Alike(library) as alike:
        assert not alike(one, other)


def test_versions_of_one_work_do_not_fill_a_day(library: Library) -> None:
    papers = some(library, 4)
    for paper, at in zip(papers, ((1, 0), (1, 0.1), (1, 0.2), (0, 1)), strict=True):
        point(library, paper, *at)
    with library.change("Queue"):
        queue.add(library, papers)
    slots = planning.today(library, library.today(), Budget(2), 230)
    assert [slot.paper for slot in slots] == [papers[0], papers[3]]
