from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core import citekeys, text
from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.papers import Author, Contributor, Draft, Field, Link, LinkKind, PaperId
from desktop_app.core.query import parse
from desktop_app.services import incoming, outgoing, plain_folder, plain_layout, rebuilding
from desktop_app.services.rebuilding import Problem, Result
from desktop_app.store import (
    abstracts,
    beside,
    documents,
    errors,
    files,
    highlights,
    notes,
    opening,
    papers,
    queue,
    search,
    sources,
)
from desktop_app.store.library import Library
from tests import build, filled, same, test_whole_library

COLOURS = ("Claim", "Method", "Result", "Question", "Idea")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled library in ``L``, and its plain files in ``out``."""
    folder = tmp_path_factory.mktemp("exported")
    with closing(filled.library(folder / "L")) as library:
        assert [type(p) for p in write(library, folder / "out")] == [outgoing.NoFile]
    return folder


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    """A copy of the plain files, to be changed."""
    shutil.copytree(exported / "out", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    made = opening.open_library(tmp_path / "N")
    yield made
    made.close()


def write(library: Library, folder: Path) -> list[Any]:
    job = plain_folder.run(library, folder, COLOURS)
    for _ in job:
        pass
    return job.result.problems


def build_again(library: Library, folder: Path) -> Result:
    job = rebuilding.run(library, folder)
    told = [progress.done for progress in job]
    assert told == sorted(told)
    return job.result


def check_same(library: Library, other: Library) -> None:
    """See that two libraries hold the same, and that the second is in order."""
    first, second = same.dump(library), same.dump(other)
    for table in first:
        assert second[table] == first[table], table
    run = other.db.conn.execute
    run("INSERT INTO search_fts(search_fts, rank) VALUES('integrity-check', 1)")
    assert run("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert run("PRAGMA foreign_key_check").fetchall() == []


def check_round_trip(library: Library, folder: Path) -> Result:
    write(library, folder / "out")
    with closing(opening.open_library(folder / "N")) as again:
        result = build_again(again, folder / "out")
        check_same(library, again)
    return result


# Nothing is lost


def test_every_column_of_every_table_is_filled_and_compared(exported: Path) -> None:
    """One that a later step adds fails here, until it is filled, written and read."""
    with closing(opening.open_library(exported / "L")) as library:
        dumped = same.dump(library)
        for table, columns in same.tables(library).items():
            for at, column in enumerate(columns):
                if same.COLUMNS.get(table, {}).get(column) == "0":
                    continue
                held = {row[at] for row in dumped[table]}
                assert held - {None, "", 0} or len(held) > 1, f"{table}.{column}"


def test_a_filled_library_comes_back(exported: Path, empty: Library) -> None:
    result = build_again(empty, exported / "out")
    with closing(opening.open_library(exported / "L")) as library:
        check_same(library, empty)
    assert result.problems == [
        Problem("papers.json", 2, "the file of its document lost.pdf is missing", kept=True)
    ]
    mark = plain_layout.mark_of(exported / "out")
    assert mark is not None
    assert result.counts == mark.counts
    assert search.papers(empty, parse("heading")) == [PaperId(1)]
    kept = documents.of(empty, PaperId(2))[0]
    assert files.path(empty.path, kept.hash).read_bytes() == filled.PDF


def test_it_can_be_worked_with_at_once(exported: Path, empty: Library) -> None:
    build_again(empty, exported / "out")
    place = int(empty.db.conn.execute("SELECT value FROM meta WHERE key = 'place'").fetchone()[0])
    with empty.change("Add"):
        new = papers.add(empty, build.draft("Anew"), sources.hand(empty))
        queue.add(empty, [new])
        highlights.add(empty, new, 0, 8, 1)
    [entry] = queue.entries(empty, 200, [new])
    assert entry.position == place + 1
    assert empty.undo() == "Add"


def test_a_library_written_again_gives_the_same_files(
    exported: Path, empty: Library, tmp_path: Path
) -> None:
    build_again(empty, exported / "out")
    write(empty, tmp_path / "again")
    for file in sorted((exported / "out").rglob("*")):
        if file.is_file() and file.name != plain_layout.MARK:
            again = tmp_path / "again" / file.relative_to(exported / "out")
            assert again.read_bytes() == file.read_bytes()


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAME = TEXT.filter(text.clean_line)
AUTHORS = st.builds(Author, NAME, TEXT, TEXT)
FIELD_NAMES = st.sampled_from(["volume", "page", "month", "note", "bibtex:x", "csl:y"]) | NAME
DRAFTS = st.builds(
    Draft,
    title=NAME,
    abstract=st.none() | TEXT,
    authors=st.lists(AUTHORS, max_size=3).map(tuple),
    year=st.none() | st.integers(-3000, 3000),
    venue=st.none() | TEXT,
    doi=st.none() | st.sampled_from(["10.1000/x", "10.48550/arxiv.2405.20233"]),
    arxiv=st.none() | st.just("2405.20233"),
    links=st.lists(st.builds(Link, NAME, st.sampled_from(LinkKind)), max_size=3).map(tuple),
    tags=st.lists(NAME, max_size=3).map(tuple),
    votes=st.none() | st.integers(0, 10**6),
    kind=st.sampled_from(["", "book", "article-journal", "odd"]),
    citekey=st.none() | NAME.filter(citekeys.safe),
    contributors=st.lists(
        st.builds(Contributor, st.sampled_from(["editor", "composer", "odd"]), AUTHORS), max_size=2
    ).map(tuple),
    fields=st.lists(st.builds(Field, FIELD_NAMES, TEXT), max_size=4).map(tuple),
)


@settings(max_examples=30)
@given(st.lists(DRAFTS, min_size=1, max_size=6), st.lists(TEXT, max_size=3))
def test_papers_of_any_words_come_back(drafts: list[Draft], markdown: list[str]) -> None:
    library = build.library()
    build.add(library, *drafts)
    with library.change("Write"):
        for words in markdown:
            notes.add(library, words)
        notes.put(library, PaperId(1), "".join(markdown))
    with TemporaryDirectory() as folder:
        assert check_round_trip(library, Path(folder)).problems == []


OFFSETS = st.tuples(st.integers(0, 300), st.integers(1, 99))
MOMENTS = st.integers(0, 10**9).map(lambda ms: build.NOON + timedelta(milliseconds=ms))
SPANS = st.floats(0.01, 500).map(lambda n: round(n, 2))


@st.composite
def marks(draw: st.DrawFn) -> Highlight:
    """A highlight in any state; where it is in a document, that is still to be found."""
    of_document = draw(st.booleans())
    style = draw(st.sampled_from(Style)) if of_document else Style.HIGHLIGHT
    start, length = draw(OFFSETS)
    quote = st.tuples(NAME, TEXT, TEXT).map(lambda q: tuple(map(text.clean, q)))
    exact, prefix, suffix = draw(quote)
    if style is Style.AREA:
        exact, prefix, suffix, length = "", "", "", 0
    box = st.builds(
        lambda page, x, y, w, h: Box(page, x, y, round(x + w, 2), round(y + h, 2)),
        st.integers(0, 3), SPANS, SPANS, SPANS, SPANS,
    )  # fmt: skip
    return Highlight(
        HighlightId(0),
        "",
        PaperId(draw(st.integers(1, 2))),
        draw(st.integers(1, 5)),
        Selector(exact, prefix, suffix, start, start + length),
        draw(st.sampled_from(Anchor)),
        draw(TEXT),
        draw(MOMENTS),
        DocumentId(1) if of_document else None,
        style,
        tuple(draw(st.lists(box, min_size=1, max_size=3))) if of_document else (),
        draw(st.sampled_from(["", "mupdf 1"])),
        draw(st.sampled_from(["", "name  of\ttwo", "ü"])),
        draw(st.booleans()),
    )


@settings(max_examples=30)
@given(st.lists(st.tuples(marks(), MOMENTS, st.integers(0, 3)), min_size=1, max_size=6))
def test_highlights_in_any_state_come_back(
    found: list[tuple[Highlight, datetime, int]],
) -> None:
    library = build.library()
    for paper in build.add(library, build.draft(), build.draft("Quick lunches")):
        with library.change("Fill"):
            documents.add(library, paper, "ab" * 32, "a.pdf", 1)
            for words in ("Anew", "Once more", "Anew"):
                abstracts.add(library, paper, words, "person")
            papers.reindex(library, paper)
    with library.change("Mark"):
        for mark, changed, wording in found:
            values = {name: getattr(mark, name) for name in mark.__slots__}
            values["key"] = library.key()
            place = None
            if mark.document:
                [values["document"]] = [d.id for d in documents.of(library, mark.paper)]
            else:
                place = sorted(r.id for r in abstracts.revisions(library, mark.paper))[wording]
            highlights.put_back(library, Highlight(**values), changed, place)
    with TemporaryDirectory() as folder:
        result = check_round_trip(library, Path(folder))
    assert {problem.reason for problem in result.problems} == {
        "the file of its document a.pdf is missing"
    }


class RoundTrips(test_whole_library.WholeLibrary):
    """A reader who does anything at any time, and then goes to another computer."""

    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        with TemporaryDirectory() as folder:
            result = check_round_trip(self.library, Path(folder))
        assert [problem for problem in result.problems if not problem.kept] == []
        self.library.close()


TestRoundTrips = RoundTrips.TestCase
TestRoundTrips.settings = settings(max_examples=15, stateful_step_count=30)


# Where it may be built


def test_only_an_empty_library_is_built(folder: Path, empty: Library) -> None:
    with empty.change("Write"):
        notes.add(empty, "Mine")
    with pytest.raises(errors.NotEmpty):
        build_again(empty, folder)
    assert notes.count(empty) == 1


def test_only_from_a_whole_folder(folder: Path, empty: Library, tmp_path: Path) -> None:
    for place, error in (
        (tmp_path / "none", incoming.NoPlainFolder),
        (tmp_path, incoming.NoPlainFolder),
        (folder / "papers.json", incoming.NoPlainFolder),
    ):
        with pytest.raises(error):
            build_again(empty, place)
    for layout, complete, expected in (
        (1, False, incoming.UnfinishedFolder),
        (2, True, incoming.NewerFolder),
    ):
        plain_layout.write_mark(folder, "0", "", plain_layout.Mark(layout, complete))
        with pytest.raises(expected):
            build_again(empty, folder)
    for nonsense in ("", "[]", "{}", '{"format": "carrel library"}', "[" * 100_000):
        (folder / plain_layout.MARK).write_text(nonsense)
        with pytest.raises(incoming.NoPlainFolder):
            build_again(empty, folder)
    assert beside.is_empty(empty)


@pytest.mark.parametrize("steps", [1, 4, 6])
def test_one_that_is_cancelled_leaves_nothing(folder: Path, empty: Library, steps: int) -> None:
    with closing(rebuilding.run(empty, folder)) as job:
        for _ in range(steps):
            next(job)
    assert beside.is_empty(empty)
    assert not (empty.path / beside.FOLDER).exists()
    assert build_again(empty, folder).counts["papers"] == 4


def test_one_that_is_killed_can_be_begun_again(exported: Path, tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path;"
        "from desktop_app.services import rebuilding; from desktop_app.store import opening;"
        "library = opening.open_library(Path(sys.argv[1]));"
        "job = rebuilding.run(library, Path(sys.argv[2]));"
        "[next(job) for _ in range(4)]; os._exit(9)"
    )
    target = tmp_path / "N"
    words = [sys.executable, "-c", script, str(target), str(exported / "out")]
    assert subprocess.run(words, check=False, env=os.environ, timeout=60).returncode == 9
    with closing(opening.open_library(target)) as library:
        assert beside.is_empty(library)
        assert (target / beside.FOLDER).exists()
        build_again(library, exported / "out")
        assert not (target / beside.FOLDER).exists()
        with closing(opening.open_library(exported / "L")) as first:
            check_same(first, library)


# What anyone may have changed


def change(file: Path, old: str, new: str) -> None:
    held = file.read_text("utf-8")
    assert held.count(old) >= 1
    file.write_text(held.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "reason"),
    [
        ("papers.json", '"id": "lunches"', '"id": ', 3, "this is no sound JSON"),
        ("papers.json", '"key": "k2"', '"key": "K 2"', 3, "its “key” should be a key"),
        ("papers.json", '"key": "k2"', '"key": "k1"', 3, "there is one like it already"),
        ("papers.json", '"state": "unread"', '"state": "asleep"', 4, "should be one of unread"),
        ("papers.json", '"title": "Quick lunches"', '"title": " "', 3, "it has no title"),
        ("papers.json", '"votes": 12', '"votes": -1', 2, "a value of it cannot be (votes >= 0)"),
        ("papers.json", '"votes": 12', f'"votes": {9**30}', 2, "a number of it is too large"),
        ("papers.json", '"sha256": "', '"sha256": "x', 2, "its “sha256” should be"),
        ("queue.json", '"priority": 1', '"priority": 2', 3, "a value of it cannot be (priority"),
        ("queue.json", '"priority": 1', '"priority": "1"', 3, "“priority” should be a whole"),
        ("queue.json", '"paper": "k1"', '"paper": "k9"', 3, "its paper k9 is not there"),
        ("queue.json", '"due": "2026-11-30"', '"due": "soon"', 4, "its “due” should be a day"),
        ("queue.json", '"origin": "', '"origin": "x', 3, "its “origin” should be empty or JSON"),
        ("library.json", '"colour": 9', '"colour": 10', 10, "a value of it cannot be (colour"),
        ("library.json", '"name": "late"', '"name": "ml"', 10, "there is one like it already"),
        ("library.json", '"parent": 1', '"parent": 77', 14, "what it belongs to is not there"),
        (
            "library.json",
            '"name": "Unread"',
            '"name": "LUNCHES"',
            23,
            "there is one like it already",
        ),
        ("library.json", '"name": "place"', '"name": "no"', 30, "should be one of place"),
        ("reviews.json", '"rating": 3', '"rating": 9', 11, "a value of it cannot be (rating"),
        ("reviews.json", '"scheduler": 1', '"scheduler": 8', 11, "what it belongs to is not"),
        ("reading.json", '"kind": "queued"', '"kind": 1', 22, "its “kind” should be a text"),
        ("reading.json", '"day": "2026-11-23"', '"day": 1', 6, "its “day” should be a day"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(
    folder: Path, empty: Library, name: str, old: str, new: str, line: int, reason: str
) -> None:
    change(folder / name, old, new)
    result = build_again(empty, folder)
    told = [p for p in result.problems if p.file == name and not p.kept]
    assert told[0].reason.find(reason) >= 0, told
    assert told[0].line == line
    assert sum(result.counts.values()) > 30
    assert empty.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert papers.count(empty) >= 2


def break_notes(folder: Path) -> None:
    change(folder / "notes" / "Quick lunches k14.md", 'paper: "k2"', 'paper: "k9"')
    (folder / "notes" / "mine.md").write_text("# Mine")
    (folder / "notes" / "odd.md").write_bytes(b"---\nkey: \xff\n---\n")


def break_highlights(folder: Path) -> None:
    change(folder / "highlights.jsonld", "urn:carrel:paper:k1", "urn:carrel:paper:k9")
    change(folder / "highlights.jsonld", '"type": "FragmentSelector"', '"type": "Other"')


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (
            break_notes,
            [
                ("notes/mine.md", "it has no front matter, which says which note it is"),
                ("notes/odd.md", "it cannot be read, or is not UTF-8"),
                ("notes/Quick lunches k14.md", "its paper k9 is not there"),
            ],
        ),
        (
            lambda folder: shutil.rmtree(folder / "notes"),
            [("carrel.json", "it counts 5 notes, of which 0 came in")],
        ),
        (
            lambda folder: (folder / "reading.json").unlink(),
            [
                ("reading.json", "it is not there"),
                ("carrel.json", "it counts 1 places, of which 0 came in"),
                ("carrel.json", "it counts 2 sessions, of which 0 came in"),
                ("carrel.json", "it counts 1 stuck pages, of which 0 came in"),
                ("carrel.json", "it counts 25 events, of which 0 came in"),
            ],
        ),
        (
            lambda folder: (folder / "library.json").write_bytes(b'{"tags": [\n{"name": "\xff"}]}'),
            [("library.json", "it is not UTF-8 from some place on, and was read up to there")],
        ),
        (break_highlights, [("highlights.jsonld", "its paper k9 is not there")]),
    ],
)
def test_files_that_cannot_be_used_are_told(
    folder: Path, empty: Library, break_it: Callable[[Path], None], told: list[tuple[str, str]]
) -> None:
    break_it(folder)
    result = build_again(empty, folder)
    problems = [(problem.file, problem.reason) for problem in result.problems if not problem.kept]
    assert problems[: len(told)] == told or problems[-len(told) :] == told
    assert papers.count(empty) == 3


def test_documents_are_checked(folder: Path, empty: Library) -> None:
    [file] = (folder / "documents").iterdir()
    file.write_bytes(b"%PDF another")
    result = build_again(empty, folder)
    assert {p.reason for p in result.problems if "changed since" in p.reason} == {
        f"the file documents/{file.name} was changed since, and is not the document {name}"
        for name in ("slow.pdf", "again.pdf")
    }
    assert list((empty.path / files.FOLDER).rglob("*.pdf")) == []
    assert len(documents.of(empty, PaperId(1))) == 2


def test_no_file_is_taken_from_elsewhere(folder: Path, empty: Library) -> None:
    change(folder / "papers.json", '"file": "documents/', '"file": "../../L/files/documents/')
    (folder / "papers.json").with_name("secret.pdf").write_bytes(filled.PDF)
    result = build_again(empty, folder)
    assert all("lost.pdf" in problem.reason for problem in result.problems)


def test_what_is_edited_comes_in_as_it_is_edited(folder: Path, empty: Library) -> None:
    records = json.loads((folder / "papers.json").read_text("utf-8"))
    records[1]["title"] = "Slow lunches"
    records[1]["custom"]["carrel"]["library"]["odd"] = 1
    records.append({"type": "book", "title": "By hand", "abstract": "Networks."})
    (folder / "papers.json").write_text(json.dumps(records, indent=2), "utf-8")
    result = build_again(empty, folder)
    assert [p.reason for p in result.problems if "lost" not in p.reason] == [
        "“odd” means nothing here"
    ]
    found = {papers.get(empty, p).title: p for p in search.papers(empty, parse(""))}
    by_hand = papers.get(empty, found["By hand"])
    assert (by_hand.kind, by_hand.abstract, by_hand.citekey) == ("book", "Networks.", "Hand")
    assert search.papers(empty, parse("slow lunches"), sort="rank")[0] == found["Slow lunches"]


def test_highlights_follow_an_abstract_that_was_edited(folder: Path, empty: Library) -> None:
    change(folder / "papers.json", '"abstract": "Networks sometimes', '"abstract": "Oh, networks')
    build_again(empty, folder)
    wording = papers.get(empty, PaperId(1)).abstract
    placed = {
        wording[mark.selector.start : mark.selector.end]
        for mark in highlights.of_abstract(empty, PaperId(1))
        if mark.anchor is Anchor.ANCHORED
    }
    assert wording.startswith("Oh, networks")
    assert placed


FILES = ("papers.json", "highlights.jsonld", "library.json", "queue.json", "reviews.json")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from((*FILES, "reading.json", "carrel.json", "notes/Gone k20.md")),
        st.floats(0, 1),
        st.integers(0, 40),
        st.sampled_from(
            (
                b"",
                b"{",
                b"}",
                b"]",
                b'"',
                b",\n",
                b"null",
                b"-1",
                b"1e400",
                b"[[",
                b"\xff",
                b'"\\ud800"',
            )
        )
        | st.binary(max_size=4),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(CHANGES)
def test_no_change_of_the_files_breaks_it(
    exported: Path, changes: list[tuple[str, float, int, bytes]]
) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "out"
        shutil.copytree(exported / "out", folder)
        for name, where, length, words in changes:
            held = (folder / name).read_bytes()
            at = int(where * len(held))
            (folder / name).write_bytes(held[:at] + words + held[at + length :])
        with closing(opening.open_library(Path(place) / "N")) as library:
            try:
                build_again(library, folder)
            except incoming.ImportFailed:
                assert beside.is_empty(library)
            run = library.db.conn.execute
            assert run("PRAGMA foreign_key_check").fetchall() == []
            assert (
                run(
                    "SELECT sum(main) FROM document GROUP BY paper_id HAVING sum(main) <> 1"
                ).fetchall()
                == []
            )
