"""One open document: what is asked of the engine about it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop_app.core.documents import Facts, FoundMark, PageLink, PageText
from desktop_app.engines import pdf
from desktop_app.engines.lanes import Lane
from desktop_app.store import documents, embeddings, errors, page_texts
from desktop_app.store.library import Library
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf.drawings import Drawings
from desktop_app.ui.pdf.layout import Want
from desktop_app.ui.pdf.readings import Readings
from desktop_app.ui.pdf.requests import Request, Requests
from desktop_app.ui.pdf.wants import Wants
from desktop_app.ui.tasks import Tasks

_OPENING_S = 10.0
_MARKS_S = 20.0
_COPY_S = 120.0
_UNDER_WAY = 2  # so that the worker need not wait for the window
_LONG_S = 1.0  # a drawing that takes longer makes room for what is in view, if it is not


class Source(QObject):
    """A document that is open, or none; may be opened and closed many times.

    ``opened`` follows `open` once `facts` are there, ``refused`` carries the error instead.
    ``changed`` comes before it, and when the document is let go.
    ``drawn`` tells that a page can be painted better now, ``stuck`` that it never will be.
    """

    changed = Signal()
    opened = Signal()
    refused = Signal(object)
    drawn = Signal(int)
    stuck = Signal(int)
    thumbnail_ready = Signal(int)
    text_ready = Signal(int)

    def __init__(self, changes: Changes, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts: Facts | None = None
        self.digest = ""
        self._changes, self._tasks = changes, tasks
        self._file = ("", "")
        self._requests = Requests(tasks)
        self._drawings = Drawings(self)
        self._drawings.drawn.connect(self.drawn)
        self._drawings.failed.connect(self._give_up)
        self._drawings.timed_out.connect(self._keep_stuck)
        self._drawings.thumbnail_ready.connect(self.thumbnail_ready)
        self._readings = Readings(self)
        self._readings.text_ready.connect(self.text_ready)
        self._first: Request | None = None
        self._later: list[Request] = []
        self._dark = False
        self._hurry = QTimer(self, interval=round(_LONG_S * 250))
        self._hurry.timeout.connect(self._make_room)

    def open(self, path: Path, digest: str, password: str = "") -> None:
        """Open a file whose SHA-256 is `digest`; what was open is closed."""
        self.close()
        self.digest, self._file = digest, (str(path), password)
        self._first = Request(
            "facts", pdf.facts, self._file, _OPENING_S, self._open, self.refused.emit
        )
        self._go_on()

    def close(self) -> None:
        """Let go of the document; what was asked about it is not answered any more.

        Only a copy that is being written is finished, and tells so.
        """
        was_open = self.facts is not None
        self.facts, self.digest, self._file = None, "", ("", "")
        self._first = None
        self._later.clear()
        self._drawings.close()
        self._readings.close()
        self._requests.leave()
        if was_open:
            self.changed.emit()

    def _open(self, facts: Facts) -> None:
        self.facts = facts
        stuck = documents.stuck(self._changes.library, self.digest, pdf.engine())
        self._drawings.open(*self._file, facts, stuck)
        self._readings.open(*self._file)
        self.changed.emit()
        self.opened.emit()

    @property
    def busy(self) -> bool:
        """Whether the worker has something to do about the document, or soon will."""
        return bool(self._requests) or self._first is not None or self._drawings.is_awaited()

    # Pictures

    def want(self, wants: Wants) -> None:
        """Have these pictures drawn, and no others; ``drawn`` follows."""
        if self.facts is None:
            return
        self._drawings.want(wants)
        self._readings.show({want.page for want in wants.in_view})
        self._go_on()
        if self._drawings.is_awaited() and not self._hurry.isActive():
            self._hurry.start()

    def pictures(self, page: int) -> list[tuple[Want, QImage]]:
        """Give what is drawn of a page, at whatever scale."""
        return self._drawings.pictures(page)

    def thumbnail(self, page: int, width_px: int) -> QImage | None:
        """Give a page `width_px` pixels wide; None where it is asked for now or cannot be drawn.

        ``thumbnail_ready`` follows.
        """
        if self.facts is None:
            return None
        want = Want(page, width_px / self.facts.sizes[page][0], dark=self._dark)
        found = self._drawings.thumbnail(want)
        self._go_on()
        return found

    def is_stuck(self, page: int) -> bool:
        """Tell whether a page cannot be drawn."""
        return self._drawings.is_stuck(page)

    def set_dark(self, dark: bool) -> None:
        """Give thumbnails light on dark, or as the pages are; ``thumbnail_ready`` asks for them."""
        self._dark = dark
        for page in self._drawings.pages_with_thumbnails():
            self.thumbnail_ready.emit(page)

    def _make_room(self) -> None:
        """Cancel a long drawing of what is out of view, where something in view waits for it."""
        if not self._drawings.is_awaited():
            self._hurry.stop()
        elif (under_way := self._requests.drawing()) and under_way[1] > _LONG_S:
            page = under_way[0]
            if self._drawings.put_off(page):
                self._requests.drop(page)

    def _give_up(self, page: int) -> None:
        self._requests.drop(page)
        self.stuck.emit(page)

    def _keep_stuck(self, page: int) -> None:
        library, digest = self._changes.library, self.digest
        self._changes.record(lambda: documents.keep_stuck(library, digest, page, pdf.engine()))

    # Texts and links

    def text(self, page: int) -> PageText | None:
        """Give the text of a page; None where it is asked for now and ``text_ready`` follows.

        One that cannot be read is empty. Texts are kept within a limit: what was given once may
        have to be asked for again.
        """
        found = self._readings.text(page) if self.facts else None
        self._go_on()
        return found

    def indexed(self, done: Callable[[dict[int, str]], object]) -> None:
        """Ask for the words of the pages that the index has; nobody is called after `close`."""
        digest = self.digest

        def tell(found: dict[int, str]) -> None:
            if self.digest == digest and self.facts is not None:
                done(found)

        def fail(error: BaseException) -> None:
            tell({})
            if not isinstance(error, errors.LibraryError):
                raise error

        self._tasks.start(Lane.SEARCH, _indexed, digest, done=tell, failed=fail)

    def links(self, page: int) -> tuple[PageLink, ...]:
        """Give the links of a page; none where they are asked for now."""
        found = self._readings.links(page) if self.facts else ()
        self._go_on()
        return found

    # The file as a whole

    def marks(
        self,
        done: Callable[[tuple[FoundMark, ...]], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Ask for the annotations in the file that is open; nobody is called after `close`."""
        if self.facts is not None:
            self._later.append(Request(done, pdf.marks, self._file, _MARKS_S, done, failed))
            self._go_on()

    def write_copy(
        self,
        marks: Sequence[pdf.CopyMark],
        target: Path,
        done: Callable[[None], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Write a copy of the file with `marks` in it; also finished after `close`."""
        self._tasks.start(
            Lane.PDF,
            pdf.write_copy,
            *self._file,
            tuple(marks),
            str(target),
            done=done,
            failed=failed,
            timeout=_COPY_S,
        )

    # Requests

    def _go_on(self) -> None:
        """Send what is needed most, unless enough is under way."""
        while request := self._next():
            self._requests.send(replace(request, ended=partial(self._end, request)))

    def _end(self, request: Request) -> None:
        request.ended()
        self._go_on()

    def _next(self) -> Request | None:
        drawings, readings, under_way = self._drawings, self._readings, self._requests
        if len(under_way) >= _UNDER_WAY:
            return None
        if self._first:
            first, self._first = self._first, None
            return first
        urgent = drawings.next_in_view(under_way) or readings.next_in_view(under_way)
        if urgent or under_way:
            return urgent
        # The worker ends what it has begun: what may not be needed goes to an idle one, alone.
        if ahead := drawings.next_ahead(under_way):
            return ahead
        return self._later.pop(0) if self._later else readings.next(under_way)


def _indexed(reader: Library, digest: str) -> dict[int, str]:
    index = embeddings.open_index(reader.path, writable=False)
    try:
        return page_texts.of_document(index, digest, pdf.extraction())
    finally:
        index.close()
