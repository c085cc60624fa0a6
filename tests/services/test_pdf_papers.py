"""PDFs as papers: pages as different houses set them, files that cannot be read, real papers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_file
from rapidfuzz import fuzz

from desktop_app.core.papers import Draft, Problem
from desktop_app.engines import pdf_head
from desktop_app.engines.lanes import ProcessLane
from desktop_app.services import pdf_papers
from tests import more_title_pages, other_title_pages, pdfs, title_pages, typeset
from tests.conftest import SHARED
from tests.engines import work
from tests.typeset import Known

REAL = SHARED / "pdfs"
LIMIT = 30.0  # seconds
ALIKE = 95.0  # per cent of letters, of an abstract

real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data is absent")


@pytest.fixture(scope="module")
def lane() -> Iterator[ProcessLane]:
    lane = ProcessLane("pdf")
    yield lane
    lane.close()


def _known(draft: Draft) -> Known:
    authors = tuple(map(str, draft.authors))
    return Known(draft.title, authors, draft.year, draft.abstract, draft.doi, draft.arxiv)


@pytest.mark.parametrize(
    "page",
    [*title_pages.PAGES, *more_title_pages.MORE, *other_title_pages.OTHERS],
    ids=lambda page: page.__name__,
)
def test_a_first_page_tells_what_a_reader_sees(
    tmp_path: Path, lane: ProcessLane, page: Any
) -> None:
    seen: list[Known] = []
    file = tmp_path / f"{page.__name__}.pdf"
    typeset.make(file, lambda new: seen.append(page(new)), wide=page is title_pages.slides)
    draft, problem = pdf_papers.read(lane, file, file.name, LIMIT)
    assert problem is None
    assert _known(draft) == seen[0]


# What cannot be read


def test_a_locked_file_is_known_by_its_name(tmp_path: Path, lane: ProcessLane) -> None:
    file = pdfs.locked(tmp_path / "a.pdf")
    read = pdf_papers.read(lane, file, "Keller_2007 on filters.pdf", LIMIT)
    assert read == (Draft("Keller 2007 on filters"), Problem(None, pdf_papers.LOCKED, kept=True))


def test_a_broken_file_is_known_by_its_name(tmp_path: Path, lane: ProcessLane) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nno more")
    draft, problem = pdf_papers.read(lane, tmp_path / "a.pdf", "2301.01234v1.pdf", LIMIT)
    assert draft == Draft("arXiv 2301.01234", arxiv="2301.01234")
    assert problem is not None
    assert problem.kept
    assert problem.reason.startswith("this file does not open (")


def _hang(_path: str, _password: str, _name: str) -> None:
    work.hang()


def _die(_path: str, _password: str, _name: str) -> None:
    work.die()


@pytest.mark.parametrize(
    ("instead", "reason"),
    [
        (_hang, "reading this file took longer than 0.2 seconds; only its name is known"),
        (_die, pdf_papers.DIED),
    ],
)
def test_a_worker_that_hangs_or_dies_leaves_the_name(
    monkeypatch: pytest.MonkeyPatch, lane: ProcessLane, tmp_path: Path, instead: Any, reason: str
) -> None:
    file = pdfs.plain(tmp_path / "a.pdf")
    with monkeypatch.context() as patched:
        patched.setattr(pdf_head, "describe", instead)
        read = pdf_papers.read(lane, file, file.name, 0.2 if instead is _hang else LIMIT)
    assert read == (Draft("a"), Problem(None, reason, kept=True))
    assert pdf_papers.read(lane, file, file.name, LIMIT)[1] is None


# Real papers


def _expected() -> dict[str, Any]:
    library = parse_file(str(REAL / "expected.bib"))
    return {entry["file"]: entry.fields_dict for entry in library.entries}


def _read(lane: ProcessLane, name: str) -> Draft:
    draft, problem = pdf_papers.read(lane, REAL / name, name, LIMIT)
    assert problem is None
    return draft


@real
@pytest.mark.parametrize("name", ["Tucker2007.pdf", "Baldoni2002.pdf", "Kriha2018.pdf"])
def test_a_real_paper_is_read_as_a_person_did(lane: ProcessLane, name: str) -> None:
    draft, wanted = _read(lane, name), _expected()[name]
    assert draft.title == wanted["title"].value
    assert draft.year == int(wanted["year"].value)
    abstract = " ".join(wanted["abstract"].value.split())
    assert fuzz.ratio(draft.abstract or "", abstract) >= ALIKE
    authors = wanted["author"].value.split(" and ")
    if name == "Baldoni2002.pdf":
        # The file names Michel Raynal; the other name that a person wrote down is nowhere in it.
        authors[1] = "Michel Raynal"
    assert list(map(str, draft.authors)) == authors


@real
def test_many_authors_with_marks_are_all_read(lane: ProcessLane) -> None:
    draft = _read(lane, "pdfjs-tracemonkey.pdf")
    assert draft.title == "Trace-based Just-in-Time Type Specialization for Dynamic Languages"
    assert len(draft.authors) == 16
    assert {"Gal", "Haghighat", "Orendorff", "Franz"} <= {a.family for a in draft.authors}
    assert draft.year == 2009
    assert draft.abstract
    assert draft.abstract.startswith("Dynamic languages such as JavaScript are more difficult to")
    assert draft.abstract.endswith("for certain benchmark programs.")


@real
@pytest.mark.parametrize("file", sorted(REAL.glob("*.pdf")), ids=lambda file: file.stem)
def test_every_file_gives_a_draft_in_time(lane: ProcessLane, file: Path) -> None:
    began = time.monotonic()
    draft, problem = pdf_papers.read(lane, file, file.name, LIMIT)
    assert time.monotonic() - began < LIMIT
    assert draft.title
    assert problem is None or problem.kept


@real
def test_a_file_that_cannot_be_drawn_is_read_at_once(lane: ProcessLane) -> None:
    draft = _read(lane, "render-never-returns.pdf")
    assert draft.title == "render-never-returns"
