"""`carrel index`: documents are read beside the embedding, in the same lane without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli
from desktop_app.core.query import parse
from desktop_app.engines import embedding
from desktop_app.services import attaching
from desktop_app.store import embeddings, opening, page_search
from tests import build, pdfs
from tests.test_cli import answer


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two papers, one with a document to read, one with a locked one."""
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    library = opening.open_library(tmp_path / "L")
    added = build.add(library, build.draft("Read"), build.draft("Locked"))
    made = (pdfs.many(tmp_path / "many.pdf", 30), pdfs.locked(tmp_path / "locked.pdf"))
    for paper, path in zip(added, made, strict=True):
        taken = attaching.take(library.path, path)
        with library.change("Attach"):
            attaching.attach(library, paper, taken)
    library.close()
    return tmp_path / "L"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), *words])


def test_documents_are_read_even_where_nothing_can_be_embedded(folder: Path) -> None:
    told = answer(run(folder, "index", "--json"), code=1)
    assert told == {"indexed": 0, "total": 2, "documents": 2, "pages": 30, "unread": 1}
    library, index = opening.open_library(folder), embeddings.open_index(folder)
    hits = page_search.search(library, index, parse('"page 17"'))
    index.close()
    library.close()
    assert [hit.page for hit in hits] == [16]


def test_it_says_what_was_read_once(folder: Path) -> None:
    first, second = run(folder, "index"), run(folder, "index")
    assert first.stdout == "30 pages of 2 documents read; 1 document could not be read\n"
    assert "torch" in first.stderr
    assert second.stdout == ""
