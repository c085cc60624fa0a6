"""PDF files by PyMuPDF: their facts, pages, text, links and marks.

The functions belong in the PDF worker (`Lane.PDF`, each with a time limit): the library is not
thread-safe, and a bad file can make it hang or die. Importing this module does not load it.
All raise PdfError.
"""

from __future__ import annotations

from time import monotonic

from desktop_app.core import text as clean_texts
from desktop_app.core.documents import Facts, FoundMark, PageLink, PageText, SomePages
from desktop_app.engines import pdf_drawing, pdf_files, pdf_marks, pdf_places, pdf_text, pixels
from desktop_app.engines.pdf_copy import CopyMark, write_copy
from desktop_app.engines.pdf_files import (
    NoPages,
    NotDrawn,
    NotSaved,
    PasswordNeeded,
    PasswordWrong,
    PdfError,
    Unopenable,
    engine,
)
from desktop_app.engines.pdf_text import extraction

__all__ = [
    "CopyMark",
    "NoPages",
    "NotDrawn",
    "NotSaved",
    "PasswordNeeded",
    "PasswordWrong",
    "PdfError",
    "Unopenable",
    "draw",
    "engine",
    "extraction",
    "facts",
    "links",
    "marks",
    "text",
    "texts",
    "write_copy",
]

MOST_BYTES = 200_000_000  # of the pixels of one drawing


def facts(path: str, password: str) -> Facts:
    """Give the sizes of the pages, the outline and the title of a file."""
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: Unopenable(path, detail)):
        title = clean_texts.clean_line((document.metadata or {}).get("title") or "")
        return Facts(pdf_places.sizes(document), tuple(pdf_places.outline(document)), title)


def draw(
    path: str, password: str, page: int, scale: float, clip: pixels.Clip | None, memory: str
) -> tuple[int, int]:
    """Draw a page at `scale` pixels a point, or what of it lies in `clip`, which is in points.

    The pixels, those of `pixels.extent`, go to the start of a block of shared memory: red, green
    and blue, rows without gaps. Gives how many are in a row and how many rows there are.
    """
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: NotDrawn(path, detail, page)):
        size = pdf_places.sizes(document)[page]
        x, y, wide, high = pixels.extent(size, scale, clip)
        needed = wide * high * pixels.CHANNELS
        if needed > MOST_BYTES:
            raise ValueError(f"{wide} x {high} pixels are too many")
        with pixels.lent(memory) as block:
            if needed > len(block):
                raise ValueError(f"{needed} bytes do not fit into {len(block)}")
            pdf_drawing.draw(document, page, size, scale, (x, y, x + wide, y + high), block)
    return wide, high


def text(path: str, password: str, page: int) -> PageText:
    """Read the text of a page."""
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: PdfError(path, detail)):
        return pdf_text.read(document, page)


def texts(path: str, password: str, first: int, most: int, seconds: float) -> SomePages:
    """Read the words of `most` pages from `first` on, of fewer once `seconds` have passed.

    A page that cannot be read has none.
    """
    document = pdf_files.kept(path, password)
    end, read = monotonic() + seconds, list[str]()
    with pdf_files.errors_as(lambda detail: Unopenable(path, detail)):
        total = len(document)
    for page in range(first, min(first + most, total)):
        try:
            read.append(text(path, password, page).text)
        except PdfError:
            read.append("")
        if monotonic() >= end:
            break
    return SomePages(first, tuple(read), total)


def links(path: str, password: str, page: int) -> tuple[PageLink, ...]:
    """List the links of a page: to spots inside, and to addresses outside."""
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: PdfError(path, detail)):
        return tuple(pdf_places.links(document, page))


def marks(path: str, password: str) -> tuple[FoundMark, ...]:
    """List the annotations that stand in the file, page by page."""
    document = pdf_files.kept(path, password)
    with pdf_files.errors_as(lambda detail: PdfError(path, detail)):
        return tuple(pdf_marks.read(document))
