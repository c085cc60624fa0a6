"""What a query finds, and the state of the index behind it."""

import random
from datetime import timedelta

import pytest
from hypothesis import example, given

from desktop_app.core.papers import Author, Link, LinkKind, PaperId, State
from desktop_app.core.query import parse
from desktop_app.core.queue import Outcome, Planned, Reason
from desktop_app.store import highlights, notes, organise, papers, plan, queue, search, sources
from desktop_app.store.library import Library
from tests import build
from tests.core.test_query import ANY, PIECES


@pytest.fixture
def few(library: Library) -> dict[str, PaperId]:
    """Papers by a short name."""
    drafts = {
        "slow": build.draft(
            "Slow gradients",
            year=2022,
            arxiv="2405.20233",
            links=(Link("https://c.org", LinkKind.CODE),),
        ),
        "fast": build.draft(
            "Fast transformers",
            year=2024,
            authors=(Author("Müller", "Jo"),),
            doi="10.1000/x-1(2)",
            venue="Proceedings of Depth",
        ),
        "cjk": build.draft("深度学习模型综述", abstract="관련 연구", authors=(Author("王小明"),)),
        "bare": build.draft("An essay", abstract=None, authors=(), year=None),
    }
    return dict(zip(drafts, build.add(library, *drafts.values()), strict=True))


def find(library: Library, typed: str, **options: object) -> list[PaperId]:
    return search.papers(library, parse(typed), **options)  # type: ignore[arg-type]


def check(library: Library) -> None:
    """Let FTS5 compare its index with the texts, and SQLite the rest."""
    run = library.db.conn.execute
    run("INSERT INTO search_fts(search_fts, rank) VALUES('integrity-check', 1)")
    assert run("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert run("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {"slow", "fast", "cjk", "bare"}),
        ("slo", {"slow", "fast"}),
        ("slow gradi", {"slow", "fast"}),
        ('"slow gradients"', {"slow"}),
        ("GRADIENT ", {"slow", "fast"}),
        ("-transformers", {"slow", "cjk", "bare"}),
        ("slow -transformers", {"slow"}),
        ("muller", {"fast"}),
        ("author:müller", {"fast"}),
        ('author:"jo müller"', {"fast"}),
        ("author:slow", set()),
        ("author:王小明", {"cjk"}),
        ("学习", {"cjk"}),
        ("学习模", {"cjk"}),
        ("习学", set()),
        ("연구", {"cjk"}),
        ("year:2022", {"slow"}),
        ("year:2022..2024", {"slow", "fast"}),
        ("after:2022", {"fast"}),
        ("before:2024", {"slow"}),
        ("-year:2022 slow", {"fast"}),
        ("source:test.txt essay", {"bare"}),
        ("source:other", set()),
        ("_", {"slow", "fast", "cjk", "bare"}),
        ("slow _ gradients ", {"slow", "fast"}),
        ("...", {"slow", "fast", "cjk", "bare"}),
        ("nothing", set()),
        ("gradient OR essay ", {"slow", "fast", "bare"}),
        ("transf* (slow OR fast) ", {"fast"}),
        ("-(slow OR essay) ", {"cjk"}),
        ("-(slow transformers)", {"slow", "cjk", "bare"}),
        ("title:slow", {"slow"}),
        ("abstract:slow", {"slow", "fast"}),
        ("author:mül*", {"fast"}),
        ("author:jo author:ann", set()),
        ("-after:2022", {"slow", "cjk", "bare"}),
        ("year:2023..", {"fast"}),
        ("year:..2023", {"slow"}),
        ("venue:proceedings", {"fast"}),
        ('venue:"of dep"*', {"fast"}),
        ("venue:müller", set()),
        ("10.48550/arXiv.2405.20233", {"slow"}),
        ("https://arxiv.org/abs/2405.20233v2", {"slow"}),
        ("arXiv:2405.20233", {"slow"}),
        ("doi:10.1000/X-1(2)", {"fast"}),
        ("10.1000/X-1(2)", {"fast"}),
        ("https://doi.org/10.1000/x-1(2)", {"fast"}),
        ("id:k1", {"slow"}),
        ("has:doi OR has:arxiv ", {"slow", "fast"}),
        ("has:code", {"slow"}),
        ("-has:abstract", {"bare"}),
        ("colour:slow OR note: ", set()),
        ("深", {"cjk"}),
    ],
)
def test_a_query_finds(
    library: Library, few: dict[str, PaperId], typed: str, found: set[str]
) -> None:
    assert {n for n, p in few.items() if p in find(library, typed)} == found


def test_states_and_marks_are_found(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Work"):
        queue.add(library, [few["slow"]])
        papers.set_state(library, [few["fast"]], State.READ)
        papers.set_state(library, [few["cjk"]], State.DROPPED)
        papers.star(library, [few["bare"]], True)
        highlights.add(library, few["slow"], 0, 8, 1)
        notes.put(library, few["fast"], "zebra")
    assert find(library, "is:unread") == [few["bare"], few["slow"]]
    assert find(library, "is:queued") == find(library, "is:highlighted") == [few["slow"]]
    assert find(library, "is:read") == find(library, "is:noted") == [few["fast"]]
    assert find(library, "is:dropped") == [few["cjk"]]
    assert find(library, "is:starred") == [few["bare"]]
    assert find(library, "-is:read -is:dropped slow") == [few["slow"]]


def test_tags_and_collections_are_found(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Organise"):
        organise.tag(library, [few["slow"]], "Late learning")
        outer = organise.add_collection(library, "Outer")
        inner = organise.add_collection(library, "Inner", outer)
        organise.collect(library, [few["fast"]], inner)
    assert find(library, 'tag:"late LEARNING"') == [few["slow"]]
    assert find(library, "in:outer") == find(library, "in:inner") == [few["fast"]]
    assert few["slow"] not in find(library, '-tag:"late learning"')


def test_what_is_queued_is_found_by_its_day(library: Library, few: dict[str, PaperId]) -> None:
    slow, fast, cjk, bare = few.values()
    with library.change("Queue"):
        queue.add(library, [slow, fast, cjk, bare])
        queue.set_due(library, [fast], library.today())
        queue.snooze(library, [cjk], library.today() + timedelta(days=3))
        plan.put(
            library,
            library.today(),
            [Planned(slow, Reason.PRIORITY), Planned(bare, Reason.PRIORITY)],
        )
        plan.settle(library, bare, Outcome.OFF)
    assert find(library, "queue:today") == [slow]
    assert find(library, "queue:due") == [fast]
    assert find(library, "queue:snoozed") == [cjk]
    assert set(find(library, "queue:later")) == {fast, cjk, bare}


def test_a_word_left_out_may_stand_in_any_text(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Note"):
        notes.put(library, few["slow"], "zebra")
    assert few["slow"] not in find(library, "gradients -zebra")
    assert find(library, "note:zebra slow") == [few["slow"]]
    assert find(library, "highlight:zebra") == []


def test_a_tag_is_found_without_its_accents(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Tag"):
        organise.tag(library, [few["slow"]], 'Späte "Ä"')
    assert find(library, 'tag:"spate ""a""" ') == find(library, "tag:SPAT*") == [few["slow"]]


def test_texts_are_found_by_kind(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Work"):
        own = notes.add(library, "# Slow days\nzebra")
        notes.put(library, few["fast"], "slow zebra")
        mark = highlights.add(library, few["slow"], 0, 200, 1)
    hits = search.hits(library, parse("slow "), limit=5)
    assert {(h.kind, h.item) for h in hits} == {
        *(("paper", p) for p in (few["slow"], few["fast"])),
        *(("note", n) for n in (own, 2)),
        ("highlight", mark),
    }
    assert [h.item for h in hits if h.kind == "paper"] == [few["slow"], few["fast"]]
    assert (
        next(h for h in hits if h.kind == "note" and h.paper is None).text == "# Slow days\nzebra"
    )
    assert len(search.hits(library, parse("slow "), limit=1)) == 3
    assert {h.kind for h in search.hits(library, parse("zebra "), limit=5)} == {"note"}
    assert {h.item for h in search.hits(library, parse("zebra -slow "), limit=5)} == set()
    assert [h.paper for h in search.hits(library, parse("zebra year:2024 "), limit=5)] == [
        few["fast"]
    ]
    assert search.hits(library, parse("year:2024"), limit=5) == []


def test_too_many_texts_are_given_newest_first(
    library: Library, few: dict[str, PaperId], monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.change("Work"):
        own = notes.add(library, "slow")
        mark = highlights.add(library, few["slow"], 0, 200, 1)
    monkeypatch.setattr(search, "MOST_RANKED", 1)
    found = search.find(library, parse("s"), sort="rank")
    assert (found.broad, found.sort) == (True, "added")
    assert found.papers == search.papers(library, parse("s"), sort="added")
    hits = search.hits(library, parse("slow"), limit=2)
    assert [(h.kind, h.item) for h in hits] == [
        *(("paper", p) for p in found.papers[:2]),
        ("highlight", mark),
        ("note", own),
    ]


def test_a_paper_is_found_once_however_many_of_its_texts_match(
    library: Library, few: dict[str, PaperId]
) -> None:
    with library.change("Work"):
        notes.put(library, few["slow"], "slow slow")
        highlights.add(library, few["slow"], 0, 200, 1)
    assert find(library, "slow", sort="rank").count(few["slow"]) == 1


def test_a_title_ranks_before_a_body(library: Library, few: dict[str, PaperId]) -> None:
    assert find(library, "slow", sort="rank") == [few["slow"], few["fast"]]


@pytest.mark.parametrize("sort", ["added", "title", "year", "author", "rank"])
def test_every_sort_gives_all_in_one_order(
    library: Library, few: dict[str, PaperId], sort: str
) -> None:
    found = find(library, "", sort=sort)
    assert sorted(found) == sorted(few.values())
    assert find(library, "", sort=sort, limit=2) == found[:2]


def test_the_bin_is_searched_apart(library: Library, few: dict[str, PaperId]) -> None:
    with library.change("Bin"):
        papers.put_in_bin(library, [few["slow"]])
    assert find(library, "slow") == [few["fast"]]
    assert find(library, "slow", binned=True) == [few["slow"]]


@given(ANY | PIECES)
@example('"' * 10_000)
@example("a " * 5_000)
@example("-b " * 3_300)
@example("w" * 10_000)
@example("tag:a " * 1_600)
@example("author:a " * 1_100)
@example("名" * 10_000)
@example('NEAR("a b", 3) AND OR NOT ^ a* {title names}: + -- /* ')
@example("author:!!! author:'\" ")
@example("(a OR (b " * 3_000)
@example("-(a OR -(b AND tag:x " * 1_000)
@example("-(a tag:x OR -(b tag:y OR " * 1_000)
@example("a OR " * 3_000)
@example('"' + "a " * 5_000)
def test_no_text_is_too_odd_to_search_for(typed: str) -> None:
    found = search.papers(ODD, parse(typed))
    assert sorted(found) == sorted(search.papers(ODD, parse(typed), sort="rank", limit=5))


ODD = build.library()
build.add(ODD, build.draft("NEAR the 名前 _ 🤗"), build.draft("Other"))


@pytest.mark.parametrize("seed", range(3))
def test_the_index_holds_after_any_work(library: Library, seed: int) -> None:
    rng = random.Random(seed)
    known = build.add(library, *(build.draft(f"Paper {i}") for i in range(4)))
    words = ["slow", "fast", "名前", "naïve", "🤗", "it's", "x" * 40]

    def some() -> str:
        return " ".join(rng.choices(words, k=rng.randint(1, 9)))

    acts = (
        lambda p: papers.edit(library, p, build.draft(some(), abstract=some())),
        lambda p: notes.put(library, p, rng.choice(["", some()])),
        lambda p: highlights.add(library, p, 0, rng.randint(1, 20), 1),
        lambda p: [highlights.comment(library, h.id, some()) for h in highlights.of(library, p)],
        lambda p: [highlights.remove(library, h.id) for h in highlights.of(library, p)[:1]],
        lambda p: papers.put_in_bin(library, [p]),
        lambda p: papers.take_from_bin(library, [p]),
        lambda p: queue.snooze(library, [p], library.today() + timedelta(days=1)),
        lambda p: known.append(papers.add(library, build.draft(some()), sources.hand(library))),
    )
    for _ in range(60):
        with library.change("Act"):
            rng.choice(acts)(rng.choice(known[:4]))
        if rng.random() < 0.3:
            library.undo()
        if rng.random() < 0.2:
            library.redo()
    check(library)
    with library.batch():
        papers.delete_for_good(library, papers.binned(library))
    check(library)
