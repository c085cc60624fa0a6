"""Pictures of pages, made by MuPDF in memory that is there already. Only for the PDF worker."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from desktop_app.engines import pdf_files, pixels

_LISTS = 4  # pages kept ready to be drawn again, at another scale or in part
_WHOLE_MOST = 50_000_000  # bytes of the one picture of a page that is kept to cut parts from
_MARGIN = 16  # pixels; an edge of the picture shows in what is drawn this near to it

_Area = tuple[int, int, int, int]  # pixels of the page: left, top, right, bottom


def draw(
    document: Any, page: int, size: tuple[float, float], scale: float, area: _Area, out: memoryview
) -> None:
    """Draw an area of a page of `size` points into `out`, on white.

    What PyMuPDF draws of a part of a page differs from the part of what it draws of the page: the
    pixels of pictures lie elsewhere. So parts are cut from the whole while that is no giant.
    """
    _, _, wide, high = pixels.extent(size, scale)
    if area == (0, 0, wide, high):
        _paint(document, page, scale, area, out)
    elif wide * high * pixels.CHANNELS <= _WHOLE_MOST:
        _cut(_whole(document, page, scale, wide, high), (0, 0, wide, high), area, out)
    else:
        left, top, right, bottom = area
        around = (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(wide, right + _MARGIN),
            min(high, bottom + _MARGIN),
        )
        picture = bytearray(_bytes(around))
        _paint(document, page, scale, around, memoryview(picture))
        _cut(picture, around, area, out)


@lru_cache(maxsize=1)
def _whole(document: Any, page: int, scale: float, wide: int, high: int) -> bytearray:
    area = (0, 0, wide, high)
    picture = bytearray(_bytes(area))
    _paint(document, page, scale, area, memoryview(picture))
    return picture


def _cut(picture: bytearray, held: _Area, wanted: _Area, out: memoryview) -> None:
    """Copy the rows of an area out of the picture of one that holds it."""
    source, size = memoryview(picture), pixels.CHANNELS
    stride, row = (held[2] - held[0]) * size, (wanted[2] - wanted[0]) * size
    start = (wanted[1] - held[1]) * stride + (wanted[0] - held[0]) * size
    for number in range(wanted[3] - wanted[1]):
        at = start + number * stride
        out[number * row : (number + 1) * row] = source[at : at + row]


def _bytes(area: _Area) -> int:
    return (area[2] - area[0]) * (area[3] - area[1]) * pixels.CHANNELS


def _paint(document: Any, page: int, scale: float, area: _Area, out: memoryview) -> None:
    """Do what PyMuPDF's `get_pixmap` does, without a picture of its own to copy from."""
    mupdf = pdf_files.library().mupdf
    box, rgb = mupdf.FzIrect(*area), mupdf.FzColorspace(mupdf.FzColorspace.Fixed_RGB)
    picture = mupdf.fz_new_pixmap_with_bbox_and_data(
        rgb, box, mupdf.FzSeparations(), 0, mupdf.python_mutable_buffer_data(out)
    )
    mupdf.fz_clear_pixmap_with_value(picture, 0xFF)
    zoom = mupdf.FzMatrix(scale, 0, 0, scale, 0, 0)
    device = mupdf.fz_new_draw_device_with_bbox(zoom, picture, box)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    shown = _list(document, page)
    mupdf.fz_run_display_list(shown.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
    mupdf.fz_close_device(device)


@lru_cache(maxsize=_LISTS)
def _list(document: Any, page: int) -> Any:
    """Give what is to be painted for a page, marks of the file included."""
    return document.load_page(page).get_displaylist()
