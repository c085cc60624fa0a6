from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from desktop_app.engines import pdf
from desktop_app.engines.lanes import ProcessLane
from desktop_app.engines.pixels import Pixels
from tests import pdfs
from tests.engines import work

SOON = 60.0  # seconds
LETTER = 3 * 612 * 792  # bytes of a page at one pixel a point


@pytest.fixture(scope="module")
def lane() -> Iterator[ProcessLane]:
    lane = ProcessLane("pdf")
    yield lane
    lane.close()


@pytest.fixture
def blocks() -> Iterator[Pixels]:
    made = Pixels()
    yield made
    made.close()


def _first_page(lane: ProcessLane, blocks: Pixels, file: Path) -> bytes:
    name = blocks.room(LETTER)
    lane.submit(pdf.draw, str(file), "", 0, 1.0, None, name).result(SOON)
    with blocks.take(name, LETTER) as taken:
        return bytes(taken)


def test_everything_a_document_holds_comes_through(
    tmp_path: Path, lane: ProcessLane, blocks: Pixels
) -> None:
    file = pdfs.marked(tmp_path / "a.pdf")
    for ask in (pdf.facts, pdf.marks):
        assert lane.submit(ask, str(file), "").result(SOON) == ask(str(file), "")
    for read in (pdf.text, pdf.links):
        assert lane.submit(read, str(file), "", 0).result(SOON) == read(str(file), "", 0)
    with pymupdf.open(file) as document:
        assert _first_page(lane, blocks, file) == document[0].get_pixmap(alpha=False).samples


def test_errors_come_through(tmp_path: Path, lane: ProcessLane) -> None:
    file = str(pdfs.locked(tmp_path / "a.pdf"))
    with pytest.raises(pdf.PasswordNeeded) as needed:
        lane.submit(pdf.facts, file, "").result(SOON)
    assert needed.value.path == file
    with pytest.raises(pdf.NotDrawn) as refused:
        lane.submit(pdf.draw, file, "secret", 5, 1.0, None, "nowhere").result(SOON)
    assert refused.value.page == 5


def test_a_page_that_never_ends_costs_its_limit_and_nothing_else(
    shared: Path, tmp_path: Path, lane: ProcessLane, blocks: Pixels
) -> None:
    stuck, other = shared / "pdfs" / "render-never-returns.pdf", pdfs.plain(tmp_path / "a.pdf")
    assert len(lane.submit(pdf.facts, str(stuck), "", timeout=SOON).result().sizes) == 15
    assert lane.submit(pdf.text, str(stuck), "", 0, timeout=SOON).result().text
    worker = lane.submit(work.process).result(SOON)
    name = blocks.room(LETTER)
    drawing = lane.submit(pdf.draw, str(stuck), "", 0, 1.0, None, name, timeout=0.5)
    with pytest.raises(TimeoutError):
        drawing.result(SOON)
    with pymupdf.open(other) as document:
        assert _first_page(lane, blocks, other) == document[0].get_pixmap(alpha=False).samples
    assert lane.submit(work.process).result(SOON) != worker


def test_the_worker_is_quiet(
    tmp_path: Path, lane: ProcessLane, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = pdfs.many(tmp_path / "a.pdf", 3).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole.replace(b"endobj", b"endobx", 3))
    for ask in (pdf.facts, pdf.marks):
        lane.submit(ask, str(tmp_path / "b.pdf"), "").exception(SOON)
    assert capfd.readouterr() == ("", "")
