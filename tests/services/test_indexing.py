from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_app.core import text
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding
from desktop_app.services import indexing
from desktop_app.services.indexing import Batch, Indexing
from desktop_app.store import embeddings, papers
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from tests import build

VECTOR = struct.pack("<384f", *[1.0] + [0.0] * 383)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = embeddings.open_index(tmp_path)
    yield made
    made.close()


def _encode(texts: Sequence[str]) -> list[bytes]:
    return [VECTOR for _ in texts]


def _add(library: Library, number: int) -> list[PaperId]:
    return build.add(
        library, *(build.draft(f"Paper {n}", abstract="word " * n) for n in range(number))
    )


def _batches(job: Indexing) -> Iterator[Batch]:
    while batch := job.next_batch():
        job.accept(batch, _encode(batch.texts))
        yield batch


def test_every_paper_is_embedded_once(library: Library, index: Index) -> None:
    added = _add(library, 40)
    job = Indexing(library, index)
    batches = list(_batches(job))
    assert sorted(p for b in batches for p in b.papers) == added
    assert all(len(b.texts) <= indexing.BATCH for b in batches)
    assert (job.done, job.total) == (40, 40)
    assert Indexing(library, index).total == 0


def test_title_and_abstract_are_embedded(library: Library, index: Index) -> None:
    build.add(library, build.draft("Slow gradients", abstract="They matter."))
    build.add(library, build.draft("No abstract", abstract=None))
    batch = Indexing(library, index).next_batch()
    assert batch
    assert set(batch.texts) == {"Slow gradients\nThey matter.", "No abstract\n"}


def test_a_batch_has_texts_of_about_one_length(library: Library, index: Index) -> None:
    _add(library, 40)
    lengths = [[len(t) for t in b.texts] for b in _batches(Indexing(library, index))]
    assert lengths == [sorted(each) for each in lengths]
    assert [n for each in lengths for n in each] == sorted(n for each in lengths for n in each)


def test_long_texts_come_in_smaller_batches(library: Library, index: Index) -> None:
    build.add(library, *(build.draft(f"S{n}", abstract=f"{n} words") for n in range(60)))
    build.add(library, *(build.draft(f"L{n}", abstract=f"{n} word " * 400) for n in range(60)))
    short, *long = _batches(Indexing(library, index))
    assert len(short.texts) > 3 * max(len(batch.texts) for batch in long)
    assert sum(len(batch.papers) for batch in (short, *long)) == 120


def test_a_job_cut_short_is_gone_on_with(library: Library, index: Index) -> None:
    _add(library, 40)
    first = next(_batches(Indexing(library, index)))
    rest = Indexing(library, index)
    assert rest.total == 40 - len(first.papers)
    assert not {p for b in _batches(rest) for p in b.papers} & set(first.papers)


def test_progress_counts_papers(library: Library, index: Index) -> None:
    _add(library, 40)
    seen: list[tuple[int, int]] = []
    indexing.run(Indexing(library, index), _encode, lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 40)
    assert seen[-1] == (40, 40)
    assert seen == sorted(seen)


def test_nothing_to_do(library: Library, index: Index) -> None:
    seen: list[tuple[int, int]] = []
    indexing.run(Indexing(library, index), _encode, lambda *each: seen.append(each))
    assert seen == [(0, 0)]


def test_equal_texts_are_embedded_together(library: Library, index: Index) -> None:
    added = build.add(library, build.draft(), build.draft())
    job = Indexing(library, index)
    (batch,) = _batches(job)
    assert len(batch.texts) == 1
    assert list(batch.papers) == added
    assert job.done == 2


def test_papers_in_the_bin_wait(library: Library, index: Index) -> None:
    kept, binned = _add(library, 2)
    with library.change("Delete"):
        papers.put_in_bin(library, [binned])
    (batch,) = _batches(Indexing(library, index))
    assert batch.papers == (kept,)


def test_a_text_changed_meanwhile_is_stored_under_its_own_hash(
    library: Library, index: Index
) -> None:
    (paper,) = build.add(library, build.draft("Before"))
    job = Indexing(library, index)
    with library.change("Edit"):
        papers.edit(library, paper, build.draft("After"))
    list(_batches(job))
    assert index.known(embedding.MODEL) == {text.digest("After", build.ABSTRACT)}
    assert Indexing(library, index).total == 0


def test_a_paper_deleted_meanwhile_is_passed_over(library: Library, index: Index) -> None:
    gone, stays = _add(library, 2)
    job = Indexing(library, index)
    with library.batch():
        papers.put_in_bin(library, [gone])
        papers.delete_for_good(library, [gone])
    (batch,) = _batches(job)
    assert batch.papers == (stays,)
    assert job.done == job.total == 2


def test_a_batch_answered_in_part_is_refused(library: Library, index: Index) -> None:
    _add(library, 3)
    job = Indexing(library, index)
    batch = job.next_batch()
    assert batch
    with pytest.raises(ValueError, match="shorter"):
        job.accept(batch, [VECTOR])
    assert index.known(embedding.MODEL) == set()


def test_indexing_leaves_the_library_as_it_is(library: Library, index: Index) -> None:
    _add(library, 3)
    before = build.dump(library)
    list(_batches(Indexing(library, index)))
    assert build.dump(library) == before
    assert library.undo_label is None
