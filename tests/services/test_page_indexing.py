"""The indexing of documents: in steps, each kept, past what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core.documents import SomePages
from desktop_app.core.query import parse
from desktop_app.engines import pdf
from desktop_app.engines.lanes import ProcessLane, WorkerDied
from desktop_app.services import attaching, page_indexing
from desktop_app.services.page_indexing import PageIndexing, Step
from desktop_app.store import documents, embeddings, files, opening, page_search, page_texts
from desktop_app.store.embeddings import Index
from desktop_app.store.library import Library
from tests import build, pdfs

NOW = "carrel 1, engine 1"
NO_PAGES = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj
trailer <</Root 1 0 R>>
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Library]:
    """A library on disk."""
    made = opening.open_library(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def index(kept: Library) -> Iterator[Index]:
    made = embeddings.open_index(kept.path)
    yield made
    made.close()


def attach(library: Library, *paths: Path) -> list[str]:
    """Give a paper of its own to each file; give their hashes."""
    added: list[str] = []
    for path, paper in zip(
        paths, build.add(library, *(build.draft(path.stem) for path in paths)), strict=True
    ):
        taken = attaching.take(library.path, path)
        with library.change("Attach"):
            document = attaching.attach(library, paper, taken)
        added.append(documents.get(library, document).hash)
    return added


def read(step: Step) -> SomePages:
    return pdf.texts(*step.args)


def held(index: Index, digest: str) -> dict[int, str]:
    return page_texts.of_document(index, digest, NOW)


def test_every_page_of_every_document_is_read(kept: Library, index: Index, tmp_path: Path) -> None:
    first, second = attach(
        kept, pdfs.many(tmp_path / "many.pdf", 60), pdfs.columns(tmp_path / "columns.pdf")
    )
    job = PageIndexing(kept, index, NOW)
    told: list[tuple[int, int]] = []
    page_indexing.run(job, read, lambda done, total: told.append((done, total)))
    assert (job.done, job.total, job.pages, job.unread) == (2, 2, 61, 0)
    assert told[0] == (0, 2)
    assert told == sorted(told)
    assert len(held(index, first)) == 60
    path = str(files.path(kept.path, second))
    assert held(index, second) == {0: pdf.text(path, "", 0).text}
    assert [h.page for h in page_search.search(kept, index, parse("37 "))] == [36]
    assert PageIndexing(kept, index, NOW).total == 0


def test_the_newest_document_comes_first_in_small_steps(
    kept: Library, index: Index, tmp_path: Path
) -> None:
    _, newest = attach(
        kept, pdfs.plain(tmp_path / "a.pdf", ["A"]), pdfs.plain(tmp_path / "b.pdf", *[["B"]] * 3)
    )
    job = PageIndexing(kept, index, NOW)
    step = job.next_step(0.0)
    assert step is not None
    assert (step.hash, step.first) == (newest, 0)
    assert len(read(step).texts) == 1  # no time, and yet a page


def test_a_run_cut_short_is_gone_on_with(kept: Library, index: Index, tmp_path: Path) -> None:
    (digest,) = attach(kept, pdfs.many(tmp_path / "many.pdf", 5))
    job = PageIndexing(kept, index, NOW)
    for _ in range(2):
        step = job.next_step(0.0)
        assert step is not None
        job.accept(step, read(step))
    rest = PageIndexing(kept, index, NOW)
    following = rest.next_step()
    assert following is not None
    assert (following.hash, following.first) == (digest, 2)
    page_indexing.run(rest, read)
    assert (rest.pages, len(held(index, digest))) == (3, 5)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: pdfs.locked(path),
        lambda path: path.write_bytes(NO_PAGES) and path,
        lambda path: path.write_bytes(b"%PDF-1.4\n" + b"x" * 99) and path,
    ],
    ids=["locked", "empty", "broken"],
)
def test_what_cannot_be_opened_is_asked_once(
    kept: Library, index: Index, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    bad, good = attach(kept, make(tmp_path / "bad.pdf"), pdfs.plain(tmp_path / "good.pdf"))
    asked: list[str] = []

    def reading(step: Step) -> SomePages:
        asked.append(step.hash)
        return read(step)

    job = PageIndexing(kept, index, NOW)
    page_indexing.run(job, reading)
    assert (asked, job.unread) == ([good, bad], 1)
    page_indexing.run(PageIndexing(kept, index, NOW), reading)
    assert len(asked) == 2


@pytest.mark.parametrize("error", [TimeoutError(), WorkerDied(9)])
def test_a_page_that_never_comes_back_is_asked_twice_by_itself(
    kept: Library, index: Index, tmp_path: Path, error: Exception
) -> None:
    (digest,) = attach(kept, pdfs.many(tmp_path / "many.pdf", 6))
    asked: list[tuple[int, int]] = []

    def reading(step: Step) -> SomePages:
        asked.append((step.first, step.most))
        if step.first <= 3 < step.first + step.most:
            raise error
        return read(step)

    job = PageIndexing(kept, index, NOW)
    page_indexing.run(job, reading)
    assert sorted(held(index, digest)) == [0, 1, 2, 4, 5]
    assert [first for first, most in asked if most == 1 and first == 3] == [3, 3]
    assert len(asked) == 1 + 7
    assert PageIndexing(kept, index, NOW).total == 0


def test_a_page_that_failed_before_is_asked_once_more(
    kept: Library, index: Index, tmp_path: Path
) -> None:
    attach(kept, pdfs.plain(tmp_path / "one.pdf"))
    for tries in range(3):
        job = PageIndexing(kept, index, NOW)
        step = job.next_step()
        assert step is not None
        if tries == 2:
            assert step.first == 1  # passed over; only how many pages there are is not known
            job.accept(step, read(step))
            break
        job.fail(step if step.most == 1 else Step(step.hash, 0, 1, 0.1, step.path), TimeoutError())
    assert PageIndexing(kept, index, NOW).total == 0


def test_a_mistake_of_ours_ends_the_run(kept: Library, index: Index, tmp_path: Path) -> None:
    attach(kept, pdfs.plain(tmp_path / "a.pdf"))

    def reading(_: Step) -> SomePages:
        raise KeyError("mistake")

    with pytest.raises(KeyError):
        page_indexing.run(PageIndexing(kept, index, NOW), reading)
    job = PageIndexing(kept, index, NOW)
    step = job.next_step()
    assert step is not None
    with pytest.raises(KeyError):
        job.fail(step, KeyError("mistake"))


def test_a_file_that_is_not_there_is_waited_for(
    kept: Library, index: Index, tmp_path: Path
) -> None:
    lost, _ = attach(
        kept, pdfs.plain(tmp_path / "a.pdf", ["A"]), pdfs.plain(tmp_path / "b.pdf", ["B"])
    )
    aside = files.path(kept.path, lost).rename(tmp_path / "aside.pdf")
    job = PageIndexing(kept, index, NOW)
    page_indexing.run(job, read)
    assert (job.done, job.pages, job.unread) == (2, 1, 0)
    aside.rename(files.path(kept.path, lost))
    page_indexing.run(PageIndexing(kept, index, NOW), read)
    assert held(index, lost) == {0: "A\n\n"}


def test_documents_that_are_gone_are_taken_out(kept: Library, index: Index, tmp_path: Path) -> None:
    gone, stays = attach(
        kept, pdfs.many(tmp_path / "a.pdf", 20), pdfs.plain(tmp_path / "b.pdf", ["B"])
    )
    page_indexing.run(PageIndexing(kept, index, NOW), read)
    (owner,) = documents.owners(kept, gone)
    with kept.change("Remove"):
        documents.remove(kept, documents.of(kept, owner)[0].id)
    page_indexing.run(PageIndexing(kept, index, NOW), read)
    assert (held(index, gone), len(held(index, stays))) == ({}, 1)
    kept.undo()
    page_indexing.run(PageIndexing(kept, index, NOW), read)
    assert len(held(index, gone)) == 20


def test_indexing_leaves_the_library_as_it_is(kept: Library, index: Index, tmp_path: Path) -> None:
    attach(kept, pdfs.plain(tmp_path / "a.pdf"), pdfs.locked(tmp_path / "b.pdf"))
    before = build.dump(kept)
    page_indexing.run(PageIndexing(kept, index, NOW), read)
    assert build.dump(kept) == before


def test_every_shared_file_is_read_or_told(kept: Library, index: Index, shared: Path) -> None:
    paths = sorted((shared / "pdfs").glob("*.pdf"))
    attach(kept, *paths)
    lane = ProcessLane("pdf")
    limit = page_indexing.LIMIT_S
    try:
        job = PageIndexing(kept, index, NOW)
        page_indexing.run(
            job, lambda step: lane.submit(pdf.texts, *step.args, timeout=limit).result()
        )
    finally:
        lane.close()
    assert (job.done, job.unread) == (len(paths), 3)
    assert PageIndexing(kept, index, NOW).total == 0
    found = page_search.search(kept, index, parse("trace trees"))
    assert found
    assert all("trace tree" in hit.text.lower() for hit in found[:2])
