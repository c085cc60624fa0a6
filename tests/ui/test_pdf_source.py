"""What is asked of the engine about an open document, in which order, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.engines import pdf
from desktop_app.engines.lanes import Lanes, WorkerDied
from desktop_app.store import documents
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf import dark_drawing, drawings, requests
from desktop_app.ui.pdf.layout import Area, Want
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.wants import Wants
from desktop_app.ui.tasks import Tasks
from tests import pdfs
from tests.ui.pdf import PdfLanes, pixmap, sizes

DIGEST = "a" * 64
OTHER = "b" * 64


class Kit:
    """A source without a view, and what it told."""

    def __init__(self, library: Library, qtbot: QtBot) -> None:
        self.library, self.qtbot = library, qtbot
        self.changes = Changes(library)
        self.lanes = PdfLanes(library)
        self.tasks = Tasks(self.lanes)
        self.source = Source(self.changes, self.tasks)
        self.told: list[tuple[str, Any]] = []
        for name in ("refused", "drawn", "stuck", "thumbnail_ready", "text_ready"):
            signal = getattr(self.source, name)
            signal.connect(lambda value, name=name: self.told.append((name, value)))
        self.source.opened.connect(lambda: self.told.append(("opened", None)))

    def open(self, path: Path, digest: str = DIGEST) -> None:
        self.told.clear()
        self.source.open(path, digest)
        self.wait("opened")

    def wait(self, name: str, value: Any = None) -> None:
        self.qtbot.waitUntil(lambda: (name, value) in self.told)

    def want(self, *in_view: Want, ahead: tuple[Want, ...] = ()) -> None:
        self.source.want(Wants(in_view, ahead))

    def picture(self, want: Want) -> QImage:
        found = dict(self.source.pictures(want.page))
        return found[want].convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def kit(library: Library, qtbot: QtBot) -> Iterator[Kit]:
    made = Kit(library, qtbot)
    yield made
    made.source.close()
    made.changes.close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return pdfs.many(tmp_path / "book.pdf", 30)


# Opening and closing


def test_opening_gives_the_facts(kit: Kit, book: Path) -> None:
    kit.open(book)
    assert kit.source.facts == pdf.facts(str(book), "")
    assert kit.source.digest == DIGEST


def test_what_cannot_be_opened_is_refused(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    kit.source.open(tmp_path / "no.pdf", DIGEST)
    kit.qtbot.waitUntil(lambda: bool(kit.told))
    (told,) = kit.told
    assert told[0] == "refused"
    assert isinstance(told[1], pdf.Unopenable)
    assert kit.source.facts is None


def test_a_password_opens(kit: Kit, tmp_path: Path) -> None:
    locked = pdfs.locked(tmp_path / "locked.pdf")
    kit.source.open(locked, DIGEST)
    kit.qtbot.waitUntil(lambda: bool(kit.told))
    assert isinstance(kit.told.pop()[1], pdf.PasswordNeeded)
    kit.source.open(locked, DIGEST, "secret")
    kit.wait("opened")
    assert kit.source.text(0) is None
    kit.wait("text_ready", 0)
    assert kit.source.text(0)


def test_nothing_is_answered_after_closing(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    answers: list[object] = []
    kit.want(Want(0, 1.0))
    kit.source.text(3)
    kit.source.marks(answers.append, answers.append)
    kit.told.clear()
    kit.source.close()
    while kit.lanes.waiting:
        kit.lanes.do()
    kit.qtbot.wait(20)
    assert (kit.told, answers, kit.source.facts) == ([], [], None)
    assert kit.source.text(0) is None
    assert kit.source.pictures(0) == []


def test_another_document_opens_while_the_former_is_drawn(
    kit: Kit, book: Path, tmp_path: Path
) -> None:
    kit.open(book)
    kit.lanes.held = True
    kit.want(Want(0, 1.0))
    other = sizes(tmp_path / "other.pdf", (100, 50))
    kit.told.clear()
    kit.source.open(other, OTHER)
    while kit.lanes.waiting:
        kit.lanes.do()
    kit.wait("opened")
    assert kit.source.facts == pdf.facts(str(other), "")
    assert kit.source.pictures(0) == []


def test_what_is_left_while_it_is_stuck_is_cancelled(
    kit: Kit, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "PATIENCE_S", 0.05)
    kit.open(book)
    kit.lanes.held = True
    kit.want(Want(0, 1.0), Want(1, 1.0))
    first, second = (future for future, _ in kit.lanes.waiting)
    kit.source.close()
    assert second.cancelled()  # waits: that costs no worker
    assert not first.cancelled()
    kit.qtbot.waitUntil(first.cancelled)


def test_memory_is_given_back_when_nothing_is_open(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.want(Want(0, 1.0))
    kit.wait("drawn", 0)
    pool = kit.source._drawings._pixels
    assert pool._free
    kit.lanes.held = True
    kit.want(Want(1, 1.0))
    kit.source.close()
    kit.lanes.do()
    kit.qtbot.waitUntil(lambda: not pool._free and not pool._lent)


# Pictures


def test_a_picture_has_the_pixels_of_the_engine(kit: Kit, tmp_path: Path) -> None:
    path = pdfs.pictured(tmp_path / "pictured.pdf")
    kit.open(path)
    want = Want(0, 1.37)
    kit.want(want)
    kit.wait("drawn", 0)
    assert kit.picture(want) == pixmap(path, 0, 1.37)


def test_an_area_is_a_part_of_the_page(kit: Kit, tmp_path: Path) -> None:
    path = pdfs.plain(tmp_path / "plain.pdf")
    kit.open(path)
    want = Want(0, 6.0, Area(512, 320, 1024, 596))
    kit.want(want)
    kit.wait("drawn", 0)
    assert kit.picture(want) == pixmap(path, 0, 6.0).copy(512, 320, 512, 276)


def test_a_dark_picture_is_light_on_dark_in_the_same_hues(kit: Kit, tmp_path: Path) -> None:
    path = sizes(tmp_path / "box.pdf", (100, 100))
    kit.open(path)
    want = Want(0, 1.0, dark=True)
    kit.want(want)
    kit.wait("drawn", 0)
    dark, light = kit.picture(want), pixmap(path, 0, 1.0)
    assert dark.pixelColor(95, 95).name() == "#000000"
    here, there = dark.pixelColor(50, 30), light.pixelColor(50, 30)
    assert abs(here.hslHue() - there.hslHue()) <= 5
    assert (here.lightness() - 127) * (there.lightness() - 127) < 0


@pytest.mark.parametrize(
    ("light", "dark"),
    [
        ((255, 255, 255), (0, 0, 0)),
        ((0, 0, 0), (255, 255, 255)),
        ((255, 0, 0), (255, 104, 104)),
    ],
)
def test_lightness_is_inverted(light: tuple[int, ...], dark: tuple[int, ...]) -> None:
    samples = bytearray(bytes(light) * 70_000)  # more than one strip
    dark_drawing.invert(memoryview(samples))
    assert all(abs(a - b) <= 2 for a, b in zip(samples[-3:], dark, strict=True))
    assert samples[:3] * 70_000 == samples


def test_what_is_in_view_comes_before_what_comes_next(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.asked.clear()
    kit.source.thumbnail(9, 100)  # asked for first, and sent at once: nothing else was needed
    kit.want(Want(5, 1.0), ahead=(Want(6, 1.0), Want(7, 1.0)))
    kit.source.text(20)
    kit.source.text(5)
    kit.wait("text_ready", 20)
    assert kit.lanes.asked == [
        *(("draw", page) for page in (9, 5)),
        ("text", 5),
        *(("draw", page) for page in (6, 7)),
        ("text", 20),
    ]


def test_what_is_no_longer_wanted_is_never_asked_for(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    for page in range(25):
        kit.want(Want(page, 1.0), ahead=(Want(page + 1, 1.0), Want(page + 2, 1.0)))
    assert len(kit.lanes.waiting) == 2
    kit.lanes.held = False
    kit.lanes.do()
    kit.lanes.do()
    kit.wait("drawn", 26)
    assert kit.lanes.drawn() == [0, 1, 24, 25, 26]


def test_nothing_is_drawn_twice(kit: Kit, book: Path) -> None:
    kit.open(book)
    for _ in range(3):
        kit.want(Want(0, 1.0), ahead=(Want(1, 1.0),))
    kit.wait("drawn", 1)
    kit.want(Want(1, 1.0), ahead=(Want(0, 1.0),))
    kit.qtbot.wait(20)
    assert kit.lanes.drawn() == [0, 1]


def test_pictures_keep_the_limit_and_what_is_in_view(
    kit: Kit, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.open(book)
    cache = kit.source._drawings._pictures
    cache.limit = 4_000_000  # two pages of 612 x 792
    for page in range(6):
        kit.want(Want(page, 1.0))
        kit.wait("drawn", page)
        assert kit.source.pictures(page)
        assert cache.bytes <= cache.limit
    assert [bool(kit.source.pictures(page)) for page in range(6)] == [False] * 4 + [True] * 2
    assert drawings.PICTURES + drawings.THUMBNAILS <= 48_000_000


def test_pictures_at_other_scales_go_once_the_new_one_is_there(kit: Kit, book: Path) -> None:
    kit.open(book)
    for scale in (1.0, 1.5):
        kit.want(Want(0, scale))
        kit.wait("drawn", 0)
        kit.told.clear()
    assert [want.scale for want, _ in kit.source.pictures(0)] == [1.5]


def test_thumbnails_come_newest_first(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    kit.want(Want(0, 1.0))
    assert [kit.source.thumbnail(page, 90) for page in (3, 4, 5)] == [None] * 3
    kit.lanes.held = False
    kit.lanes.do()
    kit.wait("thumbnail_ready", 3)
    assert kit.lanes.drawn() == [0, 5, 4, 3]
    found = kit.source.thumbnail(4, 90)
    assert found is not None
    assert abs(found.width() - 90) <= 1


# Pages that cannot be drawn


def test_a_page_that_ran_out_of_time_is_remembered(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["draw", 2] = TimeoutError()
    kit.want(Want(2, 1.0), Want(3, 1.0))
    kit.wait("stuck", 2)
    kit.wait("drawn", 3)
    assert kit.source.is_stuck(2)
    assert documents.stuck(kit.library, DIGEST, pdf.engine()) == {2}
    kit.lanes.errors.clear()
    kit.open(book)
    kit.lanes.asked.clear()
    kit.want(Want(2, 2.0), ahead=(Want(3, 2.0),))
    assert kit.source.thumbnail(2, 100) is None
    kit.source.text(2)
    kit.wait("text_ready", 2)
    kit.wait("drawn", 3)
    assert sorted(kit.lanes.asked) == [("draw", 3), ("text", 2)]
    assert pdfs_number(kit, 2) == 3


def pdfs_number(kit: Kit, page: int) -> int:
    """Give the number that the text of a page of `pdfs.many` holds."""
    text = kit.source.text(page)
    assert text is not None
    return int(text.text.split()[3])


def test_another_file_is_not_stuck_for_it(kit: Kit, book: Path) -> None:
    kit.changes.record(lambda: documents.keep_stuck(kit.library, OTHER, 0, pdf.engine()))
    kit.changes.record(lambda: documents.keep_stuck(kit.library, DIGEST, 0, "another engine"))
    kit.open(book)
    assert not kit.source.is_stuck(0)


def test_a_thumbnail_that_runs_out_of_time_makes_the_page_stuck(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["draw", 4] = TimeoutError()
    kit.source.thumbnail(4, 100)
    kit.wait("stuck", 4)
    kit.want(Want(4, 1.0))
    assert kit.lanes.drawn() == [4]


def test_a_dead_worker_is_given_one_more_try(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["draw", 0] = WorkerDied(-11)
    kit.want(Want(0, 1.0))
    kit.wait("stuck", 0)
    assert kit.lanes.drawn() == [0, 0]
    assert documents.stuck(kit.library, DIGEST, pdf.engine()) == frozenset()


def test_a_worker_that_died_of_something_else_draws(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["draw", 0] = WorkerDied(None)
    kit.lanes.held = True
    kit.want(Want(0, 1.0))
    kit.lanes.errors.clear()
    kit.lanes.held = False
    kit.lanes.do()
    kit.wait("drawn", 0)
    assert not kit.source.is_stuck(0)


def test_a_page_that_is_not_drawn_is_tried_again_another_time(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["draw", 0] = pdf.NotDrawn(str(book), "broken", 0)
    kit.want(Want(0, 1.0))
    kit.wait("stuck", 0)
    assert kit.lanes.drawn() == [0]
    assert documents.stuck(kit.library, DIGEST, pdf.engine()) == frozenset()
    kit.lanes.errors.clear()
    kit.open(book)
    kit.want(Want(0, 1.0))
    kit.wait("drawn", 0)


def test_other_parts_of_a_stuck_page_are_dropped(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    kit.lanes.errors["draw", 0] = TimeoutError()
    tiles = [Want(0, 8.0, Area(0, y, 512, y + 512)) for y in (0, 512, 1024)]
    kit.want(*tiles, Want(1, 1.0))
    _, (second, _) = kit.lanes.waiting
    kit.lanes.do()
    kit.wait("stuck", 0)
    assert second.cancelled()
    kit.lanes.errors.clear()
    kit.lanes.held = False
    while kit.lanes.waiting:
        kit.lanes.do()
    kit.wait("drawn", 1)
    assert kit.lanes.drawn() == [0, 0, 1]


def test_a_long_drawing_out_of_view_makes_room(
    kit: Kit, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.ui.pdf.source._LONG_S", 0.01)
    kit.source._hurry.setInterval(5)
    kit.open(book)
    kit.lanes.held = True
    kit.want(Want(0, 1.0))
    kit.want(Want(7, 1.0))
    first, second = (future for future, _ in kit.lanes.waiting)
    kit.qtbot.waitUntil(first.cancelled)
    assert not second.cancelled()
    kit.lanes.held = False
    kit.lanes.do()
    kit.lanes.do()
    kit.wait("drawn", 7)
    assert not kit.source.is_stuck(0)
    kit.want(Want(7, 1.0), ahead=(Want(0, 1.0),))
    assert kit.lanes.drawn() == [0, 7]  # not ahead any more
    kit.want(Want(0, 1.0))
    kit.wait("drawn", 0)


# Texts, links, marks, copies


def test_texts_are_read_once(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    for _ in range(3):
        assert kit.source.text(1) is None
    kit.lanes.do()
    kit.wait("text_ready", 1)
    assert pdfs_number(kit, 1) == 2
    assert kit.lanes.asked.count(("text", 1)) == 1


def test_a_text_that_cannot_be_read_is_empty(kit: Kit, book: Path) -> None:
    kit.open(book)
    kit.lanes.errors["text", 0] = TimeoutError()
    kit.source.text(0)
    kit.wait("text_ready", 0)
    text = kit.source.text(0)
    assert text is not None
    assert (text.text, len(text.boxes)) == ("", 0)


def test_texts_keep_a_limit(kit: Kit, book: Path) -> None:
    kit.open(book)
    cache = kit.source._readings._texts
    cache.limit = 2_000
    for page in range(30):
        kit.source.text(page)
        kit.wait("text_ready", page)
    assert cache.bytes <= cache.limit
    assert kit.source.text(29) is not None
    assert kit.source.text(0) is None
    kit.told.clear()
    kit.wait("text_ready", 0)


def test_links_are_read_when_they_are_needed(kit: Kit, tmp_path: Path) -> None:
    path = pdfs.linked(tmp_path / "linked.pdf")
    kit.open(path)
    assert kit.source.links(0) == ()
    kit.qtbot.waitUntil(lambda: bool(kit.source.links(0)))
    assert kit.source.links(0) == pdf.links(str(path), "", 0)
    kit.lanes.errors["links", 1] = pdf.PdfError(str(path), "broken")
    assert kit.source.links(1) == ()


def test_the_marks_of_the_file_are_given(kit: Kit, tmp_path: Path) -> None:
    path = pdfs.marked(tmp_path / "marked.pdf")
    kit.open(path)
    found: list[Any] = []
    kit.source.marks(found.append, found.append)
    kit.qtbot.waitUntil(lambda: bool(found))
    assert found == [pdf.marks(str(path), "")]


def test_a_copy_is_finished_after_closing(kit: Kit, book: Path, tmp_path: Path) -> None:
    kit.open(book)
    kit.lanes.held = True
    ends: list[object] = []
    target = tmp_path / "copy.pdf"
    kit.source.write_copy((), target, lambda _: ends.append("done"), ends.append)
    kit.source.close()
    kit.lanes.do()
    kit.qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["done"]
    with pymupdf.open(target) as copy:
        assert copy.page_count == 30


def test_a_mistake_of_ours_is_not_hidden(kit: Kit, book: Path, qtbot: QtBot) -> None:
    kit.open(book)
    kit.lanes.errors["text", 0] = AttributeError("ours")
    with qtbot.captureExceptions() as raised:
        kit.source.text(0)
        kit.wait("text_ready", 0)
    assert [str(error) for _, error, _ in raised] == ["ours"]


# With real workers


def test_a_page_that_never_ends_gives_way_to_the_next_document(
    library: Library, qtbot: QtBot, shared: Path
) -> None:
    lanes, changes = Lanes(), Changes(library)
    source = Source(changes, Tasks(lanes))
    try:
        source.open(shared / "pdfs" / "render-never-returns.pdf", DIGEST)
        qtbot.waitUntil(lambda: source.facts is not None, timeout=20_000)
        source.want(Wants((Want(0, 1.0),), ()))
        qtbot.wait(round(requests.PATIENCE_S * 1000) + 50)
        source.open(shared / "pdfs" / "Tucker2007.pdf", OTHER)
        qtbot.waitUntil(lambda: source.facts is not None, timeout=20_000)
        source.want(Wants((Want(0, 1.0),), ()))
        qtbot.waitUntil(lambda: bool(source.pictures(0)), timeout=20_000)
        assert not source.is_stuck(0)
    finally:
        source.close()
        changes.close()
        lanes.close()
