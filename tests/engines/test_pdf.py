from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from desktop_app.core.documents import Facts, Heading, PageText, SomePages, Spot
from desktop_app.engines import pdf, pdf_text, pixels
from desktop_app.engines.pixels import Clip, Pixels
from tests import pdfs

Draw = Callable[..., bytes]


@pytest.fixture(scope="module")
def blocks() -> Iterator[Pixels]:
    made = Pixels()
    yield made
    made.close()


@pytest.fixture
def draw(blocks: Pixels) -> Draw:
    """Draw a page of a file, or a part of it, and give its pixels."""

    def draw(file: Path, scale: float, clip: Clip | None = None, page: int = 0) -> bytes:
        size = pdf.facts(str(file), "").sizes[page]
        _, _, wide, high = pixels.extent(size, scale, clip)
        name = blocks.room(wide * high * pixels.CHANNELS)
        assert pdf.draw(str(file), "", page, scale, clip, name) == (wide, high)
        with blocks.take(name, wide * high * pixels.CHANNELS) as taken:
            drawn = bytes(taken)
        blocks.give_back(name)
        return drawn

    return draw


def _own(file: Path, scale: float, page: int = 0) -> pymupdf.Pixmap:
    """Draw a page as PyMuPDF does by itself."""
    with pymupdf.open(file) as document:
        return document[page].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)


def _part(picture: pymupdf.Pixmap, x0: int, y0: int, x1: int, y1: int) -> bytes:
    row = picture.stride
    rows = (picture.samples[y * row + 3 * x0 : y * row + 3 * x1] for y in range(y0, y1))
    return b"".join(rows)


# Facts


def test_importing_the_engine_does_not_load_the_library() -> None:
    told = "import sys, desktop_app.engines.pdf; print('pymupdf' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", told], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
    assert f"pymupdf {pymupdf.__version__}" == pdf.engine()


def test_facts_are_sizes_outline_and_title(tmp_path: Path) -> None:
    top = 36 / 792
    assert pdf.facts(str(pdfs.outlined(tmp_path / "a.pdf")), "") == Facts(
        sizes=((612, 792),) * 3,
        outline=(
            Heading(1, "First part", Spot(0, top)),
            Heading(2, "A section", Spot(1, 0.5)),
            Heading(1, "Second part", Spot(2, top)),
            Heading(2, "Another section", Spot(2, top)),
        ),
        title="Slow gradients",
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (100, 150, 420, 300)])
def test_sizes_are_those_of_the_page_as_shown(
    tmp_path: Path, rotation: int, crop: Clip | None
) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", rotation, crop)
    with pymupdf.open(file) as document:
        rect = document[0].rect
    assert pdf.facts(str(file), "").sizes == ((rect.width, rect.height),)


def test_an_outline_that_never_ends_is_cut(tmp_path: Path) -> None:
    file = pdfs.outlined(tmp_path / "a.pdf")
    with pymupdf.open(file) as document:
        first, *_, last = document.get_outline_xrefs()
        document.xref_set_key(last, "Next", f"{first} 0 R")
        document.save(tmp_path / "b.pdf")
    assert pdf.facts(str(tmp_path / "b.pdf"), "").sizes == ((612, 792),) * 3


# Links


@pytest.mark.parametrize("rotation", [0, 90])
def test_links_lead_inside_and_outside_but_to_no_file(tmp_path: Path, rotation: int) -> None:
    found = pdf.links(str(pdfs.linked(tmp_path / "a.pdf", rotation)), "", 0)
    assert [(link.spot, link.url) for link in found] == [
        (Spot(1, 0.25), ""),
        (Spot(1, 0.5), ""),
        (None, "https://example.org/a?b=c"),
    ]
    first = found[0].box
    edges = (100, 100, 200, 120) if rotation == 0 else (672, 100, 692, 200)
    assert (first.x0, first.y0, first.x1, first.y1) == pytest.approx(edges)


def test_a_page_without_links(tmp_path: Path) -> None:
    assert pdf.links(str(pdfs.linked(tmp_path / "a.pdf")), "", 1) == ()


# Pixels


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.37, 2.0])
@pytest.mark.parametrize("make", [pdfs.columns, pdfs.pictured, pdfs.marked])
def test_pixels_are_those_of_pymupdf(
    tmp_path: Path, draw: Draw, make: Callable[[Path], Path], scale: float
) -> None:
    file = make(tmp_path / "a.pdf")
    own = _own(file, scale)
    assert draw(file, scale) == own.samples
    x0, y0, x1, y1 = own.width // 5, own.height // 4, own.width // 2, own.height // 2
    clip = (x0 / scale, y0 / scale, x1 / scale, y1 / scale)
    assert draw(file, scale, clip) == _part(own, x0, y0, x1, y1)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_and_cropped_pages_are_drawn_as_shown(
    tmp_path: Path, draw: Draw, rotation: int
) -> None:
    file = pdfs.turned(tmp_path / "a.pdf", rotation, (100, 150, 420, 300))
    pdf.text(str(file), "", 0)
    assert draw(file, 1.5) == _own(file, 1.5).samples


def test_a_part_of_a_giant_picture_has_the_same_text(
    tmp_path: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engines.pdf_drawing._WHOLE_MOST", 1000)
    file = pdfs.columns(tmp_path / "a.pdf")
    own = _own(file, 2)
    assert draw(file, 2, (50, 100, 300, 200)) == _part(own, 100, 200, 600, 400)


def test_too_many_pixels_are_refused(tmp_path: Path, blocks: Pixels) -> None:
    document = pymupdf.open()
    document.new_page(width=14_400, height=14_400)
    file = str(pdfs.save(document, tmp_path / "a.pdf"))
    name = blocks.room(3)
    with pytest.raises(pdf.NotDrawn, match="too many") as refused:
        pdf.draw(file, "", 0, 4.0, None, name)
    assert refused.value.page == 0
    with pytest.raises(pdf.NotDrawn, match="do not fit"):
        pdf.draw(file, "", 0, 0.1, None, name)


@pytest.mark.parametrize(
    ("page", "scale", "clip", "memory"),
    [
        (0, float("nan"), None, None),
        (0, 0.0, None, None),
        (9, 1.0, None, None),
        (0, 1.0, (700.0, 0.0, 800.0, 10.0), None),
        (0, 1.0, None, "nowhere"),
    ],
)
def test_what_cannot_be_drawn_says_so(
    tmp_path: Path,
    blocks: Pixels,
    page: int,
    scale: float,
    clip: Clip | None,
    memory: str | None,
) -> None:
    file = str(pdfs.plain(tmp_path / "a.pdf"))
    with pytest.raises(pdf.NotDrawn):
        pdf.draw(file, "", page, scale, clip, memory or blocks.room(3_000_000))


# Files


def test_a_password_is_asked_for_and_a_wrong_one_said_so(tmp_path: Path) -> None:
    file = str(pdfs.locked(tmp_path / "a.pdf", "secret"))
    with pytest.raises(pdf.PasswordNeeded):
        pdf.facts(file, "")
    with pytest.raises(pdf.PasswordWrong):
        pdf.facts(file, "guess")
    assert len(pdf.facts(file, "secret").sizes) == 1
    assert pdf.text(file, "secret", 0).text.startswith("Networks")


@pytest.mark.parametrize("content", [b"", b"Not a PDF at all.\n" * 99, b"%PDF-1.7\n", bytes(5000)])
def test_what_is_no_pdf_cannot_be_opened(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    with pytest.raises((pdf.Unopenable, pdf.NoPages)) as refused:
        pdf.facts(str(file), "")
    assert refused.value.path == str(file)


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(pdf.Unopenable) as refused:
        pdf.facts(str(tmp_path / "a.pdf"), "")
    assert refused.value.detail == "No such file or directory"
    with pytest.raises(pdf.Unopenable):
        pdf.facts(str(tmp_path), "")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_opens_or_says_why_not(tmp_path: Path, share: float) -> None:
    whole = pdfs.many(tmp_path / "a.pdf", 9).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: int(len(whole) * share)])
    try:
        pages = len(pdf.facts(str(tmp_path / "b.pdf"), "").sizes)
    except (pdf.NoPages, pdf.Unopenable):
        pages = 0
    assert 0 <= pages <= 9


def test_a_file_that_was_replaced_is_opened_again(tmp_path: Path) -> None:
    file = pdfs.many(tmp_path / "a.pdf", 2)
    assert len(pdf.facts(str(file), "").sizes) == 2
    pdfs.many(file, 3)
    assert len(pdf.facts(str(file), "").sizes) == 3


def test_more_files_than_are_kept_open(tmp_path: Path) -> None:
    files = [str(pdfs.many(tmp_path / f"{n}.pdf", n)) for n in range(1, 8)]
    for _ in range(2):
        assert [len(pdf.facts(file, "").sizes) for file in files] == list(range(1, 8))


def test_words_of_some_pages_are_those_of_each(tmp_path: Path) -> None:
    path = str(pdfs.many(tmp_path / "many.pdf", 5))
    whole = tuple(pdf.text(path, "", page).text for page in range(5))
    assert pdf.texts(path, "", 0, 40, 60.0) == SomePages(0, whole, 5)
    assert pdf.texts(path, "", 1, 2, 60.0) == SomePages(1, whole[1:3], 5)
    assert pdf.texts(path, "", 3, 40, 0.0) == SomePages(3, whole[3:4], 5)
    assert pdf.texts(path, "", 5, 40, 60.0) == SomePages(5, (), 5)


def test_a_page_that_cannot_be_read_has_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(pdfs.many(tmp_path / "many.pdf", 3))
    read = pdf_text.read

    def fail_once(document: object, page: int) -> PageText:
        if page == 1:
            raise RuntimeError("broken")
        return read(document, page)

    monkeypatch.setattr(pdf_text, "read", fail_once)
    found = pdf.texts(path, "", 0, 40, 60.0)
    assert [bool(words) for words in found.texts] == [True, False, True]


def test_the_extraction_is_named_as_texts_name_it(tmp_path: Path) -> None:
    assert pdf.text(str(pdfs.plain(tmp_path / "a.pdf")), "", 0).extraction == pdf.extraction()


def test_errors_survive_the_way_from_the_worker() -> None:
    for error in (pdf.Unopenable("a", "b"), pdf.NotDrawn("a", "b", 3), pdf.PasswordWrong("a")):
        other = pickle.loads(pickle.dumps(error))
        assert type(other) is type(error)
        assert vars(other) == vars(error)


# Files from elsewhere


def test_a_cycle_in_the_tree_of_pages(shared: Path, blocks: Pixels) -> None:
    file = str(shared / "pdfs" / "pdfjs-Pages-tree-refs.pdf")
    assert pdf.facts(file, "").sizes == ((595, 842),) * 2
    name = blocks.room(3 * 595 * 842)
    assert pdf.draw(file, "", 0, 1.0, None, name) == (595, 842)
    with pytest.raises(pdf.NotDrawn, match="cycle in page tree"):
        pdf.draw(file, "", 1, 1.0, None, name)
    with pytest.raises(pdf.PdfError):
        pdf.text(file, "", 1)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("pdfjs-GHOSTSCRIPT-698804-1-fuzzed.pdf", pdf.NoPages),
        ("pdfjs-poppler-67295-0.pdf", pdf.Unopenable),
        ("pdfjs-issue15893_reduced.pdf", pdf.PasswordNeeded),
    ],
)
def test_broken_files_say_what_is_wrong(shared: Path, name: str, error: type[pdf.PdfError]) -> None:
    with pytest.raises(error):
        pdf.facts(str(shared / "pdfs" / name), "")


def test_a_locked_file_from_elsewhere(shared: Path) -> None:
    file = str(shared / "pdfs" / "pdfjs-issue15893_reduced.pdf")
    assert pdf.facts(file, "test").sizes == ((200, 50),)


def test_pages_of_real_papers_are_drawn_as_pymupdf_draws_them(shared: Path, draw: Draw) -> None:
    for name, page in (("pdfjs-tracemonkey.pdf", 1), ("Baldoni2002.pdf", 3)):
        file = shared / "pdfs" / name
        own = _own(file, 1.3, page)
        assert draw(file, 1.3, page=page) == own.samples
        clip = (200 / 1.3, 300 / 1.3, 700 / 1.3, 600 / 1.3)
        assert draw(file, 1.3, clip, page) == _part(own, 200, 300, 700, 600)
