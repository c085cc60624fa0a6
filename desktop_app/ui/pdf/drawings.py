"""The drawn pages of one document, and the thumbnails of its pages."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from weakref import finalize

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.core.documents import Facts
from desktop_app.engines import pdf, pixels
from desktop_app.engines.lanes import WorkerDied
from desktop_app.ui.pdf import dark_drawing
from desktop_app.ui.pdf.cache import Cache
from desktop_app.ui.pdf.layout import Want
from desktop_app.ui.pdf.requests import EXPECTED, Request
from desktop_app.ui.pdf.wants import Wants

# Together at most 48 MB, but where a large screen alone needs more.
PICTURES = 40_000_000
THUMBNAILS = 8_000_000
WANTED = 54_000_000  # of what is in view and comes next
DRAWING_S = 5.0
_ASKED = 40  # thumbnails; those asked for longest ago are out of view by now
_WITHIN = 0.25  # of a pixel, more than what is lost in single precision
_GIVEN_UP = 2  # a worker that dies is given a second try, for it may die of something else


class Drawings(QObject):
    """Pictures by what was wanted; tells by signals, each with a page, what came of it.

    ``timed_out`` is told beside ``failed``, where trying it again would end the same way.
    """

    drawn = Signal(int)
    failed = Signal(int)
    timed_out = Signal(int)
    thumbnail_ready = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pixels = pixels.Pixels()
        finalize(self, self._pixels.close)
        self._pictures: Cache[Want, QImage] = Cache(PICTURES, QImage.sizeInBytes)
        self._thumbnails: Cache[Want, QImage] = Cache(THUMBNAILS, QImage.sizeInBytes)
        self._asked: dict[Want, None] = {}
        self._wants = Wants((), ())
        self._failures: dict[int, int] = {}
        self._slow: set[int] = set()
        self._busy = 0
        self._file = ("", "")
        self._facts = Facts(())

    def open(self, path: str, password: str, facts: Facts, stuck: Iterable[int]) -> None:
        """Draw the pages of a file from now on, but for those known to be stuck."""
        self.close()
        self._file, self._facts = (path, password), facts
        self._failures = dict.fromkeys(stuck, _GIVEN_UP)

    def close(self) -> None:
        """Let go of all pictures."""
        self._facts, self._wants = Facts(()), Wants((), ())
        self._pictures.clear()
        self._thumbnails.clear()
        self._asked.clear()
        self._failures.clear()
        self._slow.clear()
        self._release()

    def is_stuck(self, page: int) -> bool:
        """Tell whether a page cannot be drawn."""
        return self._failures.get(page, 0) >= _GIVEN_UP

    # Pictures

    def want(self, wants: Wants) -> None:
        """Have these drawn, and nothing that was wanted before."""
        self._wants = wants
        for want in (*wants.ahead, *wants.in_view):
            self._pictures.get(want)
        self._pictures.hold({*wants.in_view, *wants.ahead})

    def pictures(self, page: int) -> list[tuple[Want, QImage]]:
        """Give what there is of a page, at whatever scale."""
        found = ((want, self._pictures.get(want)) for want in self._pictures if want.page == page)
        return [(want, picture) for want, picture in found if picture is not None]

    def thumbnail(self, want: Want) -> QImage | None:
        """Give a thumbnail; None where it is asked for now or cannot be drawn."""
        found = self._thumbnails.get(want)
        if found is None and not self.is_stuck(want.page):
            self._asked.pop(want, None)
            self._asked[want] = None
            if len(self._asked) > _ASKED:
                del self._asked[next(iter(self._asked))]
        return found

    def pages_with_thumbnails(self) -> set[int]:
        """Give the pages of which a thumbnail was drawn, dark or light."""
        return {want.page for want in self._thumbnails}

    # What to ask for next

    def put_off(self, page: int) -> bool:
        """Draw a page from now on only while it is in view; False where it is in view."""
        if any(want.page == page for want in self._wants.in_view):
            return False
        self._slow.add(page)
        return True

    def is_awaited(self) -> bool:
        """Tell whether something in view is not drawn yet, and may be."""
        return any(
            want not in self._pictures and not self.is_stuck(want.page)
            for want in self._wants.in_view
        )

    def next_in_view(self, under_way: Container[object]) -> Request | None:
        """Give the request for what is in view and not drawn yet."""
        return self._next_picture(self._wants.in_view, under_way)

    def next_ahead(self, under_way: Container[object]) -> Request | None:
        """Give the request for what comes into view next, then for thumbnails, newest first."""
        ahead = [want for want in self._wants.ahead if want.page not in self._slow]
        found = self._next_picture(ahead, under_way)
        while not found and self._asked:
            want, _ = self._asked.popitem()
            out = self.is_stuck(want.page) or want.page in self._slow
            if not out and want not in self._thumbnails:
                found = self._request(("thumbnail", want), want, self._keep_thumbnail)
        return found

    def _next_picture(self, wants: Iterable[Want], under_way: Container[object]) -> Request | None:
        for want in wants:
            missing = want not in self._pictures and want not in under_way
            if missing and not self.is_stuck(want.page):
                return self._request(want, want, self._keep_picture)
        return None

    def _request(self, key: object, want: Want, keep: Callable[[Want, QImage], None]) -> Request:
        clip = _points(want)
        _, _, *extent = pixels.extent(self._facts.sizes[want.page], want.scale, clip)
        memory = self._pixels.room(extent[0] * extent[1] * pixels.CHANNELS)
        self._busy += 1
        return Request(
            key=key,
            work=dark_drawing.draw if want.dark else pdf.draw,
            args=(*self._file, want.page, want.scale, clip, memory),
            timeout=DRAWING_S,
            done=lambda size: keep(want, self._take(memory, size)),
            failed=lambda error: self._fail(want.page, error),
            ended=lambda: self._give_back(memory),
            draws=want.page,
        )

    # What came of it

    def _take(self, memory: str, size: tuple[int, int]) -> QImage:
        width, height = size
        stride = width * pixels.CHANNELS
        with self._pixels.take(memory, height * stride) as data:
            lent = QImage(data, width, height, stride, QImage.Format.Format_RGB888)
            return lent.convertToFormat(QImage.Format.Format_RGB32)  # as quick as a copy

    def _keep_picture(self, want: Want, picture: QImage) -> None:
        self._pictures.put(want, picture)
        wanted = {*self._wants.in_view, *self._wants.ahead}
        if all(w in self._pictures for w in self._wants.in_view if w.page == want.page):
            for other in self._pictures:
                alike = (other.page, other.dark) == (want.page, want.dark)
                if alike and other.scale != want.scale and other not in wanted:
                    self._pictures.drop(other)
        self.drawn.emit(want.page)

    def _keep_thumbnail(self, want: Want, picture: QImage) -> None:
        self._thumbnails.put(want, picture)
        self.thumbnail_ready.emit(want.page)

    def _fail(self, page: int, error: BaseException) -> None:
        known = self.is_stuck(page)
        again = isinstance(error, WorkerDied)
        self._failures[page] = self._failures.get(page, 0) + (1 if again else _GIVEN_UP)
        if isinstance(error, TimeoutError):
            self.timed_out.emit(page)
        if self.is_stuck(page) and not known:
            self.failed.emit(page)
        if not isinstance(error, EXPECTED):
            raise error

    def _give_back(self, memory: str) -> None:
        self._pixels.give_back(memory)
        self._busy -= 1
        self._release()

    def _release(self) -> None:
        """Give the shared memory back to the system once nothing is open."""
        if not self._busy and not self._facts.sizes:
            self._pixels.close()


def _points(want: Want) -> pixels.Clip | None:
    """Give the area of a picture in points, well within its first and last pixels."""
    if want.area is None:
        return None
    x0, y0, x1, y1 = want.area
    first, last = (x0 + _WITHIN, y0 + _WITHIN), (x1 - _WITHIN, y1 - _WITHIN)
    return first[0] / want.scale, first[1] / want.scale, last[0] / want.scale, last[1] / want.scale
