from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Selector
from desktop_app.core.papers import PaperId
from desktop_app.engines import lanes, pdf
from desktop_app.services import attaching, copying, outgoing
from desktop_app.services.outgoing import (
    FileInPlace,
    NotCopied,
    NotOurs,
    NotWritten,
    Protected,
    TooSlow,
)
from desktop_app.store import highlights, opening
from desktop_app.store.library import Library
from tests import build, pdfs

FULL = os.strerror(errno.ENOSPC)
WORDS = Selector("Some words", "", "", 0, 10)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = opening.open_library(tmp_path / "library", clock=build.Clock(), keys=build.keys())
    yield made
    made.close()


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft("Slow gradients", year=2024))[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def attach(library: Library, paper: PaperId, file: Path) -> DocumentId:
    taken = attaching.take(library.path, file)
    with library.change("attach"):
        return attaching.attach(library, paper, taken)


def mark(library: Library, document: DocumentId, colour: int = 2, words: str = "") -> None:
    with library.change("mark"):
        boxes = [Box(0, 72, 60, 200, 80)]
        highlights.mark(library, document, boxes, colour, selector=WORDS, words=words)


@pytest.fixture
def document(library: Library, paper: PaperId, tmp_path: Path) -> DocumentId:
    made = attach(library, paper, pdfs.plain(tmp_path / "slow.pdf", ["Some words"]))
    mark(library, made, words="why?")
    return made


def make(copy: copying.Copy) -> None:
    making = outgoing.unfinished(copy.target)
    pdf.write_copy(str(copy.source), "", copy.marks, str(making))
    copying.keep(copy, making)


def found(file: Path) -> list[tuple[str, str]]:
    return [(m.kind, m.comment) for m in pdf.marks(str(file), "")]


def test_only_documents_with_highlights_are_copied(
    library: Library, paper: PaperId, document: DocumentId, folder: Path, tmp_path: Path
) -> None:
    attach(library, paper, pdfs.plain(tmp_path / "unmarked.pdf", ["Other words"]))
    plan = copying.plan(library, [paper], folder)
    [copy] = plan.copies
    assert (copy.target, plan.problems) == (folder / "Lee 2024 Slow gradients.pdf", ())
    assert [m.comment for m in copy.marks] == ["why?"]


def test_nothing_is_made_for_nothing(library: Library, paper: PaperId, folder: Path) -> None:
    assert copying.plan(library, [paper], folder) == copying.Plan()
    assert not folder.exists()


def test_a_copy_holds_the_highlights(
    library: Library, paper: PaperId, document: DocumentId, folder: Path
) -> None:
    plan = copying.plan(library, [paper], folder)
    make(plan.copies[0])
    [file] = folder.iterdir()
    assert found(file) == [("highlight", "why?")]
    assert found(plan.copies[0].source) == []
    result = copying.result(folder, plan.copies, plan.problems)
    assert (result.papers, result.highlights, result.files) == (1, 1, [file])


def test_documents_of_one_paper_have_names_of_their_own(
    library: Library, paper: PaperId, document: DocumentId, folder: Path, tmp_path: Path
) -> None:
    mark(library, attach(library, paper, pdfs.plain(tmp_path / "appendix.pdf", ["A"])))
    names = [copy.target.name for copy in copying.plan(library, [paper], folder).copies]
    assert names == ["Lee 2024 Slow gradients.pdf", "Lee 2024 Slow gradients appendix.pdf"]


def test_a_copy_is_written_anew_but_not_over_what_others_wrote(
    library: Library, paper: PaperId, document: DocumentId, folder: Path
) -> None:
    [copy] = copying.plan(library, [paper], folder).copies
    make(copy)
    assert copying.made_of(copy.target) == copy.ident
    mark(library, document)
    [again] = copying.plan(library, [paper], folder).copies
    make(again)
    assert len(found(copy.target)) == 2

    with copy.target.open("ab") as file:  # as programs do that add to a PDF
        file.write(b"\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n")
    plan = copying.plan(library, [paper], folder)
    assert [type(e) for e in plan.problems] == [NotOurs]
    assert plan.copies == ()
    assert len(copying.plan(library, [paper], folder, force=True).copies) == 1


def test_the_document_itself_is_no_copy(
    library: Library, paper: PaperId, document: DocumentId, folder: Path
) -> None:
    [copy] = copying.plan(library, [paper], folder).copies
    copy.target.write_bytes(copy.source.read_bytes())
    assert copying.made_of(copy.target) is None
    assert copying.made_of(folder) is None
    assert copying.plan(library, [paper], folder).copies == ()


def test_a_file_in_the_place_of_the_folder(
    library: Library, paper: PaperId, document: DocumentId, folder: Path
) -> None:
    folder.touch()
    plan = copying.plan(library, [paper], folder)
    assert ([type(e) for e in plan.problems], plan.copies) == ([FileInPlace], ())


@pytest.mark.parametrize(
    ("error", "kind", "detail"),
    [
        (pdf.PasswordNeeded("x.pdf"), Protected, ""),
        (TimeoutError(), TooSlow, ""),
        (pdf.NotSaved("x.pdf", f"cannot fwrite: {FULL}"), NotWritten, f"cannot fwrite: {FULL}"),
        (pdf.NotSaved("x.pdf", "cycle in pages"), NotCopied, "cycle in pages"),
        (pdf.Unopenable("x.pdf", "no objects found"), NotCopied, "no objects found"),
        (pdf.NoPages("x.pdf"), NotCopied, "it has no pages"),
        (lanes.WorkerDied(-11), NotCopied, "the program that reads it ended unexpectedly"),
    ],
)
def test_why_a_copy_was_not_made(
    tmp_path: Path, error: Exception, kind: type[Any], detail: str
) -> None:
    copy = copying.Copy(PaperId(1), tmp_path / "a.pdf", tmp_path / "b.pdf", "k1 ab", ())
    failure = copying.failure(copy, error)
    assert (type(failure), failure.path, failure.detail) == (kind, copy.target, detail)


def test_a_copy_that_is_gone_is_said(tmp_path: Path) -> None:
    copy = copying.Copy(PaperId(1), tmp_path / "a.pdf", tmp_path / "b.pdf", "k1 ab", ())
    with pytest.raises(NotWritten):
        copying.keep(copy, tmp_path / "gone")
