from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import text
from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import COLOURS, Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.papers import Author, PaperId, State
from desktop_app.formats import web_annotation, web_annotation_reading
from desktop_app.formats.web_annotation_reading import Found
from desktop_app.services import annotations
from desktop_app.services.annotations import Result
from desktop_app.store import abstracts, documents, highlights, identity, opening, papers
from desktop_app.store.library import Library
from tests import build

NAMES = ("Claim", "Method", "Result", "Question", "Idea")
HASH = "0123456789abcdef" * 4
DRAFTS = (
    build.draft("Slow gradients", arxiv="2405.20233", year=2024),
    build.draft("Quick lunches", doi="10.1000/lunch", authors=(Author("Ada"),)),
)


def library() -> Library:
    """Make a library with two papers, the first of which has a document."""
    made = build.library()
    first, _ = build.add(made, *DRAFTS)
    with made.change("attach"):
        documents.add(made, first, HASH, "slow.pdf", 99)
    return made


def without_highlights(source: Library) -> Library:
    """Copy a library as it would be had nobody highlighted anything."""
    made = build.library()
    source.db.conn.backup(made.db.conn)
    made.look()
    with made.batch():
        for paper in (PaperId(1), PaperId(2)):
            for mark in highlights.of(made, paper):
                highlights.remove(made, mark.id)
    return made


def exported(source: Library) -> bytes:
    marks = list(annotations.of(source, [PaperId(1), PaperId(2)]))
    return web_annotation.write(marks, NAMES).encode()


def bring(target: Library, data: bytes | object) -> Result:
    raw = data.decode() if isinstance(data, bytes) else json.dumps(data)
    found = web_annotation_reading.read(raw)
    assert isinstance(found, Found)
    job = annotations.bring_in(target, found, NAMES)
    for _ in job:
        pass
    return job.result


def stored(source: Library) -> list[tuple[Any, ...]]:
    """Give all there is to highlights but for their ids."""
    run = source.db.conn.execute
    names = [name for name in source.db.columns("highlight") if name != "id"]
    rows = run(f"SELECT id, {', '.join(names)} FROM highlight ORDER BY key").fetchall()
    return [
        (
            *row,
            run(
                "SELECT page, x0, y0, x1, y1 FROM highlight_box WHERE highlight_id = ? ORDER BY id",
                (ident,),
            ).fetchall(),
        )
        for ident, *row in rows
    ]


def marks(source: Library) -> Iterator[Highlight]:
    for paper in (PaperId(1), PaperId(2)):
        yield from highlights.of(source, paper)


def highlight(source: Library, quote: str, paper: int = 1, colour: int = 1) -> HighlightId:
    at = papers.get(source, PaperId(paper)).abstract.index(quote)
    with source.change("highlight"):
        return highlights.add(source, PaperId(paper), at, at + len(quote), colour)


def edit(source: Library, *turns: tuple[str, str], paper: int = 1) -> None:
    wording = papers.get(source, PaperId(paper)).abstract
    for before, after in turns:
        assert before in wording
        wording = wording.replace(before, after)
    with source.change("edit"):
        abstracts.add(source, PaperId(paper), wording, "person")


# There and back

clean = st.text().map(text.clean)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@st.composite
def arbitrary(draw: Any) -> tuple[Highlight, datetime]:
    """Make a highlight with anything in it that can be stored."""
    document = draw(st.sampled_from([None, DocumentId(1)]))
    style = draw(st.sampled_from(Style)) if document else Style.HIGHLIGHT
    exact = draw(clean if style is Style.AREA else clean.filter(str.strip))
    start = draw(
        st.integers(0, len(build.ABSTRACT) - 1).filter(lambda n: not build.ABSTRACT[n].isspace())
    )
    least = start if style is Style.AREA and document else start + 1
    box = st.tuples(st.integers(0, 9), *[st.integers(0, 90_000)] * 2, *[st.integers(1, 9000)] * 2)
    boxes = tuple(
        Box(page, x / 100, y / 100, (x + w) / 100, (y + h) / 100)
        for page, x, y, w, h in draw(st.lists(box, min_size=1, max_size=3))
    )
    made = Highlight(
        id=HighlightId(0),
        key="",
        paper=PaperId(1) if document else draw(st.sampled_from([PaperId(1), PaperId(2)])),
        colour=draw(st.sampled_from(COLOURS)),
        selector=Selector(
            exact.strip() if not exact.strip() else exact,
            draw(clean),
            draw(clean),
            start,
            draw(st.integers(least, len(build.ABSTRACT))),
        ),
        anchor=draw(st.sampled_from(Anchor)),
        comment=draw(clean),
        created_at=draw(moments),
        document=document,
        style=style,
        boxes=boxes if document else (),
        extraction=draw(st.sampled_from(["", "pymupdf 1.28"])) if document else "",
        taken_from=draw(st.sampled_from(["", "fitz-A0", "https://hypothes.is/a/x"])),
        kept=draw(st.booleans()),
    )
    return made, draw(moments)


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Library, Library]]:
    """Two libraries with the same papers and documents."""
    with closing(library()) as one, closing(without_highlights(one)) as other:
        yield one, other


@given(made=st.lists(arbitrary(), max_size=6))
def test_nothing_is_lost_between_two_libraries(
    two: tuple[Library, Library], made: list[tuple[Highlight, datetime]]
) -> None:
    first, second = two
    for each in two:
        with each.batch():
            for mark in marks(each):
                highlights.remove(each, mark.id)
    with first.batch():
        for mark, changed in made:
            revision = abstracts.current(first, mark.paper)
            assert revision
            abstract = None if mark.document else revision.id
            highlights.put(first, replace(mark, key=first.key()), changed, abstract)

    result = bring(second, exported(first))

    assert (len(result.added), result.present, result.problems) == (len(made), 0, ())
    assert stored(second) == stored(first)
    again = bring(second, exported(first))
    assert (again.added, again.present) == ((), len(made))
    assert stored(second) == stored(first)


@pytest.fixture
def first() -> Iterator[Library]:
    with closing(library()) as made:
        yield made


def test_highlights_that_followed_their_text_come_back_as_they_are(first: Library) -> None:
    accepted = highlight(first, "slow directions of the gradient")
    lost = highlight(first, "brings the moment forward fifty times")
    highlight(first, "memorised their training set", colour=3)
    edit(first, ("slow directions", "the slow directions"), ("brings the moment", "Nothing"))
    edit(first, ("memorised their training set", "learnt their training set by heart"))
    with first.change("settle"):
        highlights.accept(first, accepted)
        highlights.keep(first, lost)
    assert {m.anchor for m in marks(first)} > {Anchor.ANCHORED}

    with closing(without_highlights(first)) as second:
        bring(second, exported(first))
        assert stored(second) == stored(first)
        edit(first, ("Nothing", "brings the moment"))
        edit(second, ("Nothing", "brings the moment"))
        assert [m.selector for m in marks(second)] == [m.selector for m in marks(first)]


def test_bringing_in_is_one_step_of_undo(first: Library) -> None:
    highlight(first, "slow")
    for word in ("the ", "moment ", "fifty ") * 12:
        highlight(first, word)
    with closing(without_highlights(first)) as second:
        before = build.dump(second)
        result = bring(second, exported(first))
        assert len(result.added) == 37 > annotations.BATCH
        assert papers.get(second, PaperId(1)).state is State.READING
        after = build.dump(second)
        assert second.undo() == annotations.LABEL
        assert build.dump(second) == before
        assert second.redo() == annotations.LABEL
        assert build.dump(second) == after


def test_what_a_reader_changed_since_stays(first: Library) -> None:
    highlight(first, "slow")
    file = exported(first)
    with first.change("recolour"):
        [mark] = marks(first)
        highlights.recolour(first, mark.id, 4)
        highlights.comment(first, mark.id, "mine")
    assert bring(first, file).present == 1
    assert [(m.colour, m.comment) for m in marks(first)] == [(4, "mine")]


# Into a library that is not the same


def test_a_paper_that_is_not_there_is_named(first: Library) -> None:
    highlight(first, "slow")
    highlight(first, "fifty")
    highlight(first, "slow", paper=2)
    with closing(opening.in_memory(clock=build.Clock())) as second:
        build.add(second, DRAFTS[1])
        result = bring(second, exported(first))
        [problem] = result.problems
        assert problem.items == (1, 2)
        assert "“Slow gradients” is not in this library" in problem.reason
        assert [m.selector.exact for m in highlights.of(second, PaperId(1))] == ["slow"]


def test_a_paper_is_found_by_what_it_is(first: Library) -> None:
    highlight(first, "slow")
    highlight(first, "slow", paper=2)
    with closing(opening.in_memory(clock=build.Clock())) as second:
        build.add(second, DRAFTS[1], replace(DRAFTS[0], title="Slow gradients, revised"))
        assert bring(second, exported(first)).problems == ()
        assert [(m.paper, m.selector.exact) for m in marks(second)] == [(2, "slow"), (1, "slow")][
            ::-1
        ]


def test_a_paper_in_the_bin_is_named(first: Library) -> None:
    highlight(first, "slow")
    with closing(without_highlights(first)) as second:
        with second.change("bin"):
            papers.put_in_bin(second, [PaperId(1)])
        [problem] = bring(second, exported(first)).problems
        assert "in the bin" in problem.reason


def test_a_changed_text_is_marked_as_such(first: Library) -> None:
    for quote in ("slow directions of the gradient", "fifty times", "Networks sometimes"):
        highlight(first, quote)
    with closing(without_highlights(first)) as second:
        edit(
            second,
            ("slow directions of the gradient", "slow direction of the gradients"),
            ("fifty times", "after all"),
            ("Networks", "We show that networks"),
            ("sometimes generalise", "often generalise"),
        )
        result = bring(second, exported(first))
        assert len(result.added) == 3
        found = {m.selector.exact: m for m in marks(second)}
        moved = found["slow directions of the gradient"]
        wording = papers.get(second, PaperId(1)).abstract
        assert moved.anchor is Anchor.MOVED
        assert (
            wording[moved.selector.start : moved.selector.end] == "slow direction of the gradients"
        )
        assert found["fifty times"].anchor is not Anchor.ANCHORED
        assert result.moved + result.unplaced == len(highlights.unsettled(second, PaperId(1)))


def test_one_that_never_had_a_place_here_finds_it_when_its_words_come(first: Library) -> None:
    highlight(first, "We trace the delay to slow directions of the gradient.")
    with closing(without_highlights(first)) as second:
        edit(second, (build.ABSTRACT, "Something else altogether."))
        assert bring(second, exported(first)).unplaced == 1
        [lost] = marks(second)
        assert lost.anchor is Anchor.ORPHANED
        edit(second, ("altogether", "again"))
        [lost] = marks(second)
        assert lost.anchor is Anchor.ORPHANED
        edit(second, ("Something else again.", build.ABSTRACT))
        [found] = marks(second)
        assert found.anchor is Anchor.ANCHORED
        assert build.ABSTRACT[found.selector.start : found.selector.end] == found.selector.exact


def test_a_paper_without_an_abstract_is_named(first: Library) -> None:
    highlight(first, "slow")
    with closing(opening.in_memory(clock=build.Clock())) as second:
        build.add(second, replace(DRAFTS[0], abstract=None))
        [problem] = bring(second, exported(first)).problems
        assert "no abstract" in problem.reason


def mark_document(source: Library) -> None:
    with source.change("mark"):
        highlights.mark(
            source,
            DocumentId(1),
            [Box(2, 1, 2, 3, 4)],
            5,
            selector=Selector("a figure", "", "", 4, 12),
            words="look",
        )


def test_a_document_that_is_not_there_is_named(first: Library) -> None:
    mark_document(first)
    with closing(opening.in_memory(clock=build.Clock())) as second:
        [paper] = build.add(second, DRAFTS[0])
        [problem] = bring(second, exported(first)).problems
        assert "slow.pdf" in problem.reason
        assert "Slow gradients" in problem.reason
        with second.change("attach"):
            documents.add(second, paper, HASH, "other-name.pdf", 99)
        assert len(bring(second, exported(first)).added) == 1
        [mark] = marks(second)
        assert (mark.page, mark.comment, mark.boxes) == (2, "look", (Box(2, 1, 2, 3, 4),))


def test_a_document_is_found_by_its_hash_alone(first: Library) -> None:
    mark_document(first)
    with closing(opening.in_memory(clock=build.Clock())) as second:
        [paper] = build.add(second, build.draft("Named otherwise"))
        with second.change("attach"):
            documents.add(second, paper, HASH, "x.pdf", 99)
        assert bring(second, exported(first)).problems == ()
        assert [m.paper for m in highlights.of(second, paper)] == [paper]


def test_a_key_that_something_else_has_is_made_anew(first: Library) -> None:
    highlight(first, "slow")
    [mark] = marks(first)
    with closing(build.library()) as second:
        build.add(second, DRAFTS[0], build.draft("A"), build.draft("B"), build.draft("C"))
        assert identity.resolve(second, mark.key) is not None
        bring(second, exported(first))
        [brought] = highlights.of(second, PaperId(1))
        assert brought.key != mark.key
        assert bring(second, exported(first)).present == 1


# From other programs


def foreign(quote: str, source: str = "https://arxiv.org/abs/2405.20233v1", **more: Any) -> Any:
    before, _, after = build.ABSTRACT.partition(quote)
    selector = {
        "type": "TextQuoteSelector",
        "exact": quote,
        "prefix": before[-32:],
        "suffix": after[:32],
    }
    target = {"source": source, "selector": [selector]}
    return {"id": f"https://a.b/{quote}", "target": target} | more


def test_annotations_of_other_programs(first: Library) -> None:
    file = [
        foreign("slow directions", bodyValue="yes", tags=["question"], created="2020-01-01T00:00"),
        foreign("not in the abstract at all, but in the paper"),
        foreign("fifty", source="https://a.b", document={"title": "Quick lunches"}),
        foreign("x", source="https://a.b/unknown"),
    ]
    result = bring(first, file)
    assert (len(result.added), result.unplaced) == (3, 1)
    [problem] = result.problems
    assert problem.items == (4,)
    assert "https://a.b/unknown" in problem.reason
    found = {m.selector.exact: m for m in marks(first)}
    mark = found["slow directions"]
    assert (mark.colour, mark.comment, mark.anchor) == (4, "yes", Anchor.ANCHORED)
    assert mark.created_at == datetime(2020, 1, 1, tzinfo=UTC)
    assert build.ABSTRACT[mark.selector.start : mark.selector.end] == "slow directions"
    assert mark.taken_from == "https://a.b/slow directions"
    assert found["not in the abstract at all, but in the paper"].anchor is Anchor.ORPHANED
    assert found["fifty"].paper == PaperId(2)

    again = bring(first, file)
    assert (again.added, again.present) == ((), 3)


def test_annotations_without_ids_are_known_again(first: Library) -> None:
    file = [
        foreign("slow", bodyValue="a") | {"id": None},
        foreign("slow", bodyValue="b") | {"id": 1},
    ]
    assert len(bring(first, file).added) == 2
    assert bring(first, file).present == 2
