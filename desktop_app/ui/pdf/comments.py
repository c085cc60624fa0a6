"""Comments beside the pages, level with their marks; typed below the pages where no room is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.ui import theme
from desktop_app.ui.pdf.comment_foot import CommentFoot
from desktop_app.ui.pdf.view import PageView
from desktop_app.ui.widgets.margin import WIDTH, Margin

LEAST_VIEW = 400  # of what the pages keep when comments stand beside them
_GAP, _AFTER, _NARROWEST = 12, 8, 120
_UP = 12  # from the middle of a mark's first line to the level of its note


class Comments(QObject):
    """Shows the comments on the highlights near the view, and lets them be typed.

    They stand over the view but not in it, for it takes Tab for its own. `foot` is where a comment
    is typed when there is no room beside the pages.
    """

    chosen = Signal(int)
    commented = Signal(int, str, str)
    recoloured = Signal(int, int)
    removed = Signal(int)
    reviewed = Signal(int)
    finished = Signal()

    def __init__(
        self,
        view: PageView,
        around: QWidget,
        names: Callable[[], Sequence[str]],
        *,
        writable: bool,
    ) -> None:
        """`around` is the widget that holds the view."""
        super().__init__(view)
        self._view, self._around, self._names = view, around, names
        self._found: Sequence[Highlight] = ()
        self._near: list[Highlight] = []
        self._wanted: HighlightId | None = None
        self._allowed = self._laying = False
        self.margin = Margin(around, writable=writable, linked=False)
        self.margin.installEventFilter(self)
        self.foot = CommentFoot(writable=writable)
        for margin in (self.margin, self.foot.margin):
            margin.chosen.connect(self.chosen)
            margin.commented.connect(self.commented)
            margin.recoloured.connect(self.recoloured)
            margin.removed.connect(self.removed)
            margin.reviewed.connect(self.reviewed)
            margin.finished.connect(self.finished)
        self.margin.laid_out.connect(self.lay_out)
        view.laid_out.connect(self.lay_out)
        self.margin.hide()

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Take the highlights of the document as the library has them now."""
        self._found, self._near = found, []
        self.foot.show_highlights(found, self._names())
        self.lay_out()

    def show_reviewed(self, reviewed: Collection[HighlightId]) -> None:
        """Sign the highlights that come back for review."""
        for margin in (self.margin, self.foot.margin):
            margin.show_reviewed(reviewed)

    def show_current(self, ident: int | None) -> None:
        """Mark one highlight as the current one."""
        self.margin.show_current(ident)

    def allow(self, on: bool) -> None:
        """Let comments stand beside the pages where the view has room for them, or never."""
        self._allowed = on
        self.lay_out()

    def edit(self, ident: int) -> None:
        """Let the reader type the comment on a highlight."""
        found = next((h for h in self._found if h.id == ident), None)
        if found is None:
            return
        self._wanted = found.id
        self.lay_out()
        if self.margin.isHidden():
            self.foot.edit(found, self._names())
            # The pages become lower, and the mark must not be lost below.
            QTimer.singleShot(0, self, lambda: self._view.keep_in_view(found.boxes[0]))
        else:
            self.margin.edit(found.id)
        self._wanted = None

    def flush(self) -> None:
        """Save what was typed and not saved yet."""
        self.margin.flush()
        self.foot.margin.flush()

    # Layout

    def lay_out(self) -> None:
        """Put the comments level with their marks as these lie now."""
        if self._laying:
            return
        self._laying = True
        self._lay_out()
        self._laying = False

    def _lay_out(self) -> None:
        open_ = (self.margin.editing(), self._wanted)
        shown = [h for h in self._found if h.comment or h.id in open_]
        room = self._view.width() - theme.scaled(WIDTH) >= theme.scaled(LEAST_VIEW)
        beside = self._allowed and room and bool(shown)
        self._view.set_aside(theme.scaled(WIDTH) if beside else 0)
        pages = self._view.in_view()
        left = self._right_of(pages) + theme.scaled(_GAP)
        width = self._view.viewport().width() - theme.scaled(_AFTER) - left
        if not beside or width < theme.scaled(_NARROWEST):
            self.margin.hide()
            return
        near = range(pages.start - 1, pages.stop + 1)
        self._show_near([h for h in shown if h.page in near or h.id in open_])
        width = min(width, theme.scaled(WIDTH))
        viewport = self._view.viewport()
        corner = viewport.mapTo(self._around, QPoint(left, 0))
        self.margin.setGeometry(QRect(corner, QSize(width, viewport.height())))
        levels = {
            h.id: place.center().y() - theme.scaled(_UP)
            for h in self._near
            if (place := self._view.rect_of(h))
        }
        self.margin.lay_out(levels, width, beside=True)
        self.margin.show()
        self.margin.raise_()

    def _right_of(self, pages: range) -> int:
        return max((self._view.page_rect(page).right() for page in pages), default=0)

    def _show_near(self, near: list[Highlight]) -> None:
        near.sort(key=lambda h: (h.page or 0, h.boxes[0].y0))
        if near != self._near:
            self._near = near
            self.margin.show_highlights(near, self._names(), self._view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel:
            return False
        return QCoreApplication.sendEvent(self._view.viewport(), event)
