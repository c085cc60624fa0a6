"""`carrel search`: by words, by meaning, or both, with scores and reasons."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop_app import cli
from desktop_app.cli import search
from desktop_app.core.papers import PaperId
from desktop_app.engines import embedding, pdf
from desktop_app.services import attaching
from desktop_app.services.page_indexing import PageIndexing
from desktop_app.services.page_indexing import run as read_pages
from desktop_app.store import embeddings, highlights, notes, opening, papers
from desktop_app.store.library import Library
from tests import build, pdfs, vectors
from tests.test_cli import answer, check_failure

Encode = Callable[[Sequence[str]], list[bytes]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of leeks, near in meaning by the number at the end of each title."""
    monkeypatch.setattr(embedding, "missing", lambda: None)
    library = opening.open_library(tmp_path / "L", keys=build.keys())
    build.add(
        library,
        build.draft("Leek 40", abstract="All about leeks and leek soup"),
        build.draft("Onion 5", abstract="Rather like a leek in many ways"),
        build.draft("Leek 80", year=2020),
        build.draft("Carrot 20"),
    )
    library.close()
    return tmp_path / "L"


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Library]:
    library = opening.open_library(folder)
    yield library
    library.close()


@pytest.fixture
def meant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Vectors for all papers, in place of a model; what was asked of it."""
    asked: list[str] = []

    @contextlib.contextmanager
    def encoder() -> Iterator[Encode]:
        def encode(texts: Sequence[str]) -> list[bytes]:
            asked.extend(texts)
            return [vectors.turned(7 if "soup" in text else 60) for text in texts]

        yield encode

    monkeypatch.setattr(search, "encoder", encoder)
    with opened(folder) as library:
        vectors.index(library)
    return asked


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(cli.carrel, ["--library", str(folder), "search", *map(str, words)])


def titles(result: Result) -> list[str]:
    return [record["title"] for record in answer(result)]


def test_papers_come_best_first_with_scores_and_where_they_were_found(folder: Path) -> None:
    found = answer(run(folder, "leek", "--json"))
    assert [record["title"] for record in found] == ["Leek 40", "Leek 80", "Onion 5"]
    assert [record["found_in"] for record in found] == [
        ["title", "abstract"],
        ["title"],
        ["abstract"],
    ]
    scores = [record["score"] for record in found]
    assert scores == sorted(scores, reverse=True)
    assert all(record["cosine"] is None for record in found)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 10**6])
def test_any_number_is_given(folder: Path, limit: int) -> None:
    assert len(titles(run(folder, "leek", "--limit", limit, "--json"))) == min(limit, 3)


def test_places_are_told_of_what_a_reader_wrote_and_of_names(folder: Path) -> None:
    with opened(folder) as library, library.change("Write"):
        [onion, carrot, leek] = [PaperId(p) for p in (2, 4, 3)]
        notes.put(library, carrot, "Goes with leek")
        highlights.add(library, onion, 14, 18, 1)
        papers.edit(library, leek, build.draft("Leek 80", venue="Leek Letters"))
    found = {r["title"]: r["found_in"] for r in answer(run(folder, "leek", "--json"))}
    assert found["Carrot 20"] == ["note"]
    assert found["Onion 5"] == ["abstract", "highlight"]
    assert found["Leek 80"] == ["title", "names"]
    for words, places in (("title:leek -soup", ["title"]), ("venue:leek", ["names"])):
        assert [r["found_in"] for r in answer(run(folder, words, "--json"))] == [places]


def test_a_line_tells_all(folder: Path) -> None:
    line = run(folder, "onion").stdout.strip()
    assert "Onion 5" in line
    assert line.endswith("[found in title]")
    assert run(folder, "zzz").stdout == ""


def test_conditions_without_words_have_no_score(folder: Path) -> None:
    [only] = answer(run(folder, "year:2020", "--json"))
    assert only["title"] == "Leek 80"
    assert only["score"] is None
    assert only["found_in"] == []


def test_pages_of_documents_come_after_the_papers(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as library:
        taken = attaching.take(library.path, pdfs.many(tmp_path / "many.pdf", 30))
        with library.change("Attach"):
            attaching.attach(library, PaperId(2), taken)
        index = embeddings.open_index(library.path)
        read_pages(PageIndexing(library, index, pdf.extraction()), lambda s: pdf.texts(*s.args))
        index.close()
    [page] = answer(run(folder, '"page 17"', "--json"))
    assert (page["kind"], page["page"], page["title"]) == ("page", 17, "Onion 5")
    assert "page 17 of many.pdf" in run(folder, '"page 17"').stdout


def test_by_meaning_a_paper_counts_as_its_nearest_sentence(folder: Path, meant: list[str]) -> None:
    found = answer(run(folder, "--mode", "meaning", "leek", "soup", "--json"))
    assert meant[0] == "leek soup"
    assert [r["title"] for r in found] == ["Leek 40", "Onion 5", "Carrot 20", "Leek 80"]
    assert found[0]["cosine"] == found[0]["score"] == 1
    assert "soup" in found[0]["sentence"]
    assert found[1]["sentence"] == ""
    narrowed = run(folder, "--mode", "meaning", "soup", "year:2020", "--json")
    assert titles(narrowed) == ["Leek 80"]
    assert "near in meaning 1.00" in run(folder, "--mode", "meaning", "soup").stdout


def test_both_ways_papers_that_are_found_both_ways_come_first(
    folder: Path, meant: list[str]
) -> None:
    found = answer(run(folder, "--mode", "both", "onion", "--json"))
    assert found[0]["title"] == "Onion 5"
    assert found[0]["found_in"] == ["title"]
    assert len(found) == 4
    assert all(record["cosine"] is not None for record in found)


def test_what_meaning_lacks_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_failure(run(folder, "--mode", "meaning", "year:2020"), "words")
    check_failure(run(folder, "--mode", "meaning", "leek"), "carrel index")
    with opened(folder) as library:
        vectors.index(library)
    monkeypatch.setattr(embedding, "missing", lambda: "torch")
    check_failure(run(folder, "--mode", "both", "leek"), "torch", "not installed")
