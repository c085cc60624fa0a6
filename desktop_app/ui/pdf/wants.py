"""What to ask for so that a view is painted: the pages in view, then those that come next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from desktop_app.ui.pdf.layout import Area, Layout, Want

PIXEL = 4  # bytes; Qt converts any other kind each time it is painted
WHOLE = 6_000_000  # pixels; a page that has more is drawn in tiles
AHEAD = 2
_TILES = (1024, 512, 256)  # pixels along an edge; the smaller ones where the view is very large
_ROUGH = 500_000  # pixels of the picture that stands in for tiles on their way


class Wants(NamedTuple):
    """Pictures in the order in which they are needed."""

    in_view: tuple[Want, ...]
    ahead: tuple[Want, ...]


class _Frame(NamedTuple):
    """What is seen of a layout; pages of more than `most` pixels are in tiles of edge `tile`."""

    layout: Layout
    seen: Area
    most: int
    tile: int
    dark: bool


def find(layout: Layout, seen: Area, limit: int, *, down: bool = True, dark: bool = False) -> Wants:
    """Find what a view of `seen` needs, and what it will need when it is scrolled on.

    What is drawn ahead, and roughly while tiles are on their way, fits into `limit` bytes beside
    what is in view.
    """
    pages = layout.between(seen.y0, seen.y1)
    most = min(WHOLE, limit // PIXEL // max(2, len(pages)))
    frame = _Frame(layout, seen, most, _tile(seen, len(pages), limit), dark)
    in_view = [w for page in pages for w in _of_page(frame, page)]
    if _bytes(layout, in_view) > limit:  # a whole page beside tiles, or tiles far out of view
        frame = frame._replace(most=0, tile=_TILES[-1])
        in_view = [w for page in pages for w in _of_page(frame, page)]
    rough = [_rough(frame, p) for p in pages if layout.pixels(p) > max(frame.most, _ROUGH)]
    left = limit - _bytes(layout, in_view)
    ahead: list[Want] = []
    for want in chain(rough, islice(_next(frame, pages, down), AHEAD)):
        left -= size(layout, want)
        if left < 0:
            break
        ahead.append(want)
    return Wants(tuple(in_view), tuple(ahead))


def size(layout: Layout, want: Want) -> int:
    """Give the bytes of a picture."""
    if want.area is None:
        return round(layout.pixels(want.page) * (want.scale / layout.scale) ** 2) * PIXEL
    return (want.area.x1 - want.area.x0) * (want.area.y1 - want.area.y0) * PIXEL


def _bytes(layout: Layout, pictures: list[Want]) -> int:
    return sum(size(layout, want) for want in pictures)


def _tile(seen: Area, pages: int, limit: int) -> int:
    """Give the greatest edge of tiles with which those in view, and rough pictures, fit."""
    wide, high = seen.x1 - seen.x0, seen.y1 - seen.y0
    room = limit // PIXEL - pages * _ROUGH
    fitting = (edge for edge in _TILES if (wide + edge) * (high + pages * edge) <= room)
    return next(fitting, _TILES[-1])


def _of_page(frame: _Frame, page: int) -> Iterator[Want]:
    layout, seen, most, edge, dark = frame
    if layout.pixels(page) <= most:
        yield Want(page, layout.scale, dark=dark)
        return
    left, top, right, bottom = layout.rect(page)
    x0, y0 = max(seen.x0, left) - left, max(seen.y0, top) - top
    x1, y1 = min(seen.x1, right) - left, min(seen.y1, bottom) - top
    for y in range(y0 // edge * edge, y1, edge):
        for x in range(x0 // edge * edge, x1, edge):
            corner = min(x + edge, right - left), min(y + edge, bottom - top)
            yield Want(page, layout.scale, Area(x, y, *corner), dark)


def _next(frame: _Frame, pages: range, down: bool) -> Iterator[Want]:
    """Yield what follows in one direction: the tiles that come next into view, or whole pages."""
    layout, seen, most, edge, dark = frame
    by = edge if down else -edge
    beyond = frame._replace(seen=Area(seen.x0, seen.y0 + by, seen.x1, seen.y1 + by))
    for page in layout.between(beyond.seen.y0, beyond.seen.y1):
        for want in _of_page(beyond, page):
            if want.area and not want.area.moved(*layout.rect(page)[:2]).meets(seen):
                yield want
    for page in range(pages.stop, len(layout)) if down else range(pages.start - 1, -1, -1):
        if layout.pixels(page) > most:
            return
        yield Want(page, layout.scale, dark=dark)


def _rough(frame: _Frame, page: int) -> Want:
    factor = (_ROUGH / frame.layout.pixels(page)) ** 0.5
    return Want(page, frame.layout.scale * factor, dark=frame.dark)
