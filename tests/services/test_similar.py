from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.services import similar
from desktop_app.services.similar import NotIndexed, Question, Similar
from desktop_app.store import (
    deeds,
    embeddings,
    opening,
    pairs,
    papers,
    term_lists,
    versions,
)
from desktop_app.store.library import Library
from tests import build, vectors


@pytest.fixture
def library(tmp_path: Path, clock: build.Clock) -> Iterator[Library]:
    """An empty library on disk: vectors are read from beside it."""
    made = opening.open_library(tmp_path / "library", clock=clock, keys=build.keys())
    yield made
    made.close()


def _add(library: Library, *titles: str) -> list[PaperId]:
    added = build.add(library, *map(build.draft, titles))
    vectors.index(library)
    return added


def _near(similarity: Similar, library: Library, paper: PaperId, limit: int = 10) -> list[PaperId]:
    return [s.paper for s in similarity.to(library, Question((paper,)), limit)]


def test_the_nearest_come_first(library: Library) -> None:
    own, far, near, middle = _add(library, "Own 0", "Far 90", "Near 5", "Middle 45")
    found = Similar().to(library, Question((own,)))
    assert [s.paper for s in found] == [near, middle, far]
    assert 1 >= found[0].score > found[1].score > found[2].score


def test_shared_terms_bring_a_paper_forward(library: Library) -> None:
    own, stranger, other = build.add(
        library,
        build.draft("Grokking 0", abstract="On grokking."),
        build.draft("Stranger 30", abstract="Leeks simmer for an hour."),
        build.draft("Grokking 32", abstract="Grokking comes late."),
    )
    vectors.index(library)
    assert _near(Similar(), library, own) == [other, stranger]


def test_only_as_many_as_asked(library: Library) -> None:
    own, *others = _add(library, *(f"Paper {n}" for n in range(30)))
    assert _near(Similar(), library, own, 3) == others[:3]


def test_equals_come_by_id(library: Library) -> None:
    own, *others = _add(library, "Own 0", *(f"Other {n} 20" for n in range(12)))
    assert _near(Similar(), library, own, 5) == others[:5]


def test_shared_terms_are_the_reason(library: Library) -> None:
    own, other, stranger = build.add(
        library,
        build.draft("Own 0", abstract="Weight decay explains delayed generalization."),
        build.draft("Other 10", abstract="On delayed generalization and weight decay."),
        build.draft("Stranger 20", abstract="Leeks simmer for an hour."),
    )
    vectors.index(library)
    first, last = Similar().to(library, Question((own,)))
    assert (first.paper, set(first.why)) == (other, {"weight decay", "delayed generalization"})
    assert (last.paper, last.why) == (stranger, ())


def test_the_bin_is_left_out_even_unannounced(library: Library) -> None:
    own, *others = _add(library, "Own 0", *(f"Other {n}" for n in range(1, 61)))
    similarity = Similar()
    _near(similarity, library, own)
    with library.change("Delete"):
        papers.put_in_bin(library, others[:50])
    assert _near(similarity, library, own, 3) == others[50:53]


def test_the_same_text_is_left_out(library: Library) -> None:
    own, *_, other = _add(library, *["Own 0"] * 30, "Other 9")
    assert _near(Similar(), library, own, 3) == [other]


def test_a_paper_without_vector_says_so(library: Library) -> None:
    (own,) = build.add(library, build.draft("Own 0"))
    similarity = Similar()
    with pytest.raises(NotIndexed) as raised:
        similarity.to(library, Question((own,)))
    assert raised.value.paper == own
    vectors.index(library)
    assert similarity.to(library, Question((own,))) == []


def test_what_is_embedded_later_is_found_when_announced(library: Library) -> None:
    own, far = _add(library, "Own 0", "Far 90")
    similarity = Similar()
    assert _near(similarity, library, own) == [far]
    (near,) = _add(library, "Near 3")
    similarity.refresh(library, [near])
    assert _near(similarity, library, own) == [near, far]


def test_an_edited_paper_moves_when_announced(library: Library) -> None:
    own, first, second = _add(library, "Own 0", "First 10", "Second 20")
    similarity = Similar()
    assert _near(similarity, library, own) == [first, second]
    with library.change("Edit"):
        papers.edit(library, first, build.draft("First 80"))
    vectors.index(library)
    similarity.refresh(library, [first])
    assert _near(similarity, library, own) == [second, first]


def test_all_is_read_again_when_asked(library: Library) -> None:
    (own,) = _add(library, "Own 0")
    similarity = Similar()
    assert similarity.to(library, Question((own,))) == []
    added = _add(library, "One 10", "Two 20")
    similarity.catch_up(library)
    assert _near(similarity, library, own) == added


def test_it_serves_a_reader_beside_the_writer(library: Library) -> None:
    own, other = _add(library, "Own 0", "Other 10")
    reader = opening.open_reader(library.path)
    assert _near(Similar(), reader, own) == [other]
    reader.close()


def test_five_bars() -> None:
    bars = [similar.strength(score / 100) for score in range(-100, 101)]
    assert bars == sorted(bars)
    assert set(bars) == {1, 2, 3, 4, 5}
    assert similar.strength(0) == 1


def test_versions_are_left_out(library: Library) -> None:
    own, version, other = _add(library, "Own 0", "Version 5", "Other 45")
    with library.change("Link"):
        versions.link(library, [own, version])
    assert _near(Similar(), library, own) == [other]
    assert _near(Similar(), library, other) == [version, own]


def _ask(library: Library, question: Question, limit: int = 10) -> list[PaperId]:
    return [s.paper for s in Similar().to(library, question, limit)]


def test_unwanted_papers_are_left_out(library: Library) -> None:
    own, unwanted, other = _add(library, "Own 0", "Unwanted 5", "Other 45")
    with library.change("Less like this"):
        deeds.set_less_like(library, [own, unwanted])
    assert _ask(library, Question((own,))) == [other]
    with library.change("More like this"):
        deeds.set_less_like(library, [unwanted], less=False)
    assert _ask(library, Question((own,))) == [unwanted, other]


def test_the_same_work_is_left_out_unless_said_to_be_another(library: Library) -> None:
    own, same, other = build.add(
        library,
        build.draft("Own 0", doi="10.1000/a"),
        build.draft("Own, printed 5", doi="10.1000/a"),
        build.draft("Other 45", doi="10.1000/b"),
    )
    vectors.index(library)
    assert _ask(library, Question((own,))) == [other]
    with library.change("Different"):
        pairs.say_different(library, own, same)
    assert _ask(library, Question((own,))) == [same, other]


def test_the_same_text_is_shown_where_it_is_said_to_be_another_work(library: Library) -> None:
    own, twin = _add(library, "Own 0", "Own 0")
    assert _ask(library, Question((own,))) == []
    with library.change("Different"):
        pairs.say_different(library, own, twin)
    assert _ask(library, Question((own,))) == [twin]


def test_a_version_under_a_slightly_other_title_is_left_out(library: Library) -> None:
    words = "The slow gradients of large networks 0"
    own, printed, sequel = build.add(
        library,
        build.draft(words, arxiv="2101.00001", year=2021),
        build.draft(words.replace("The slow", "Slow"), venue="JMLR", doi="10.1/b", year=2021),
        build.draft("Fast gradients 9"),
    )
    vectors.index(library)
    assert _ask(library, Question((own,))) == [sequel]
    assert printed in _ask(library, Question((sequel,)))


def test_several_papers_are_asked_about_together(library: Library) -> None:
    left, right, between, beyond = _add(library, "Left 0", "Right 60", "Between 30", "Beyond 75")
    assert _ask(library, Question((left, right))) == [between, beyond]
    assert _ask(library, Question((right, left))) == [between, beyond]


def test_those_asked_about_without_a_vector_are_passed_over(library: Library) -> None:
    own, other = _add(library, "Own 0", "Other 10")
    (bare,) = build.add(library, build.draft("Bare 20"))
    assert _ask(library, Question((own, bare))) == [other]
    with pytest.raises(NotIndexed):
        _ask(library, Question((bare,)))


def test_a_text_is_asked_about_by_its_vector_and_its_terms(library: Library) -> None:
    home, plain, telling = build.add(
        library,
        build.draft("Home 1", abstract="Leeks."),
        build.draft("Plain 30", abstract="Leeks."),
        build.draft("Telling 31", abstract="Curvature, and curvature again."),
    )
    vectors.index(library)
    marked = Question((home,), "a passage on curvature", vectors.turned(0))
    assert _ask(library, marked) == [telling, plain]
    first = Similar().to(library, marked, 1)[0]
    assert (first.why, round(first.cosine, 3)) == (("curvature",), 0.857)
    free = Question(text="leeks", vector=vectors.turned(0))
    assert _ask(library, free) == [home, plain, telling]


def test_a_question_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="vector"):
        Question(text="words alone")


@pytest.fixture
def many(library: Library) -> list[PaperId]:
    """More papers than have their terms compared, the first the one asked about."""
    words = ("grokking", "leeks", "slow gradients", "curvature")
    drafts = [
        build.draft(f"{words[n % 4]} {n % 90}", abstract=f"On {words[n % 3]} and {words[n % 4]}.")
        for n in range(similar.CANDIDATES + 60)
    ]
    added = build.add(library, *drafts)
    vectors.index(library)
    return added


def test_fewer_are_the_first_of_more(library: Library, many: list[PaperId]) -> None:
    similarity = Similar()
    whole = similarity.to(library, Question((many[0],)), 10_000)
    assert len({s.paper for s in whole}) == len(whole) > similar.CANDIDATES
    assert [s.score for s in whole] == sorted((s.score for s in whole), reverse=True)
    for limit in (1, 7, 199, 200, 201, len(whole)):
        assert similarity.to(library, Question((many[0],)), limit) == whole[:limit]


def test_terms_in_the_index_change_nothing_but_the_time(
    library: Library, many: list[PaperId]
) -> None:
    kept = Similar().to(library, Question((many[3],)), 50)
    index = embeddings.open_index(library.path)
    assert term_lists.known(index)
    with index.connection() as conn:
        conn.execute(f"DELETE FROM {term_lists.TABLE} WHERE id % 3 > 0")
    index.close()
    assert Similar().to(library, Question((many[3],)), 50) == kept


def test_of_what_another_program_wrote_only_the_differences_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, edited, binned, kept = _add(library, "Own 0", "Edited 10", "Binned 20", "Kept 30")
    reader = opening.open_reader(library.path)
    similarity = Similar()
    assert _near(similarity, reader, own) == [edited, binned, kept]
    with library.change("Edit"):
        papers.edit(library, edited, build.draft("Edited 80"))
        papers.put_in_bin(library, [binned])
    (new,) = _add(library, "New 5")
    read: list[str] = []
    some = embeddings.Index.some

    def noted(index: embeddings.Index, model: str, keys: Collection[str]) -> Iterator[Any]:
        read.extend(keys)
        return some(index, model, keys)

    monkeypatch.setattr(embeddings.Index, "some", noted)
    similarity.catch_up(reader)
    assert len(read) == 2
    assert _near(similarity, reader, own) == [new, kept, edited]
    similarity.catch_up(reader)
    assert len(read) == 2
    reader.close()


def test_a_changed_text_without_a_vector_is_not_found_by_its_old_one(library: Library) -> None:
    own, edited = _add(library, "Own 0", "Edited 10")
    similarity = Similar()
    assert _near(similarity, library, own) == [edited]
    with library.change("Edit"):
        papers.edit(library, edited, build.draft("Edited 80"))
    similarity.catch_up(library)
    assert _near(similarity, library, own) == []
    library.undo()
    similarity.catch_up(library)
    assert _near(similarity, library, own) == [edited]


def test_reasons_of_two_papers(library: Library) -> None:
    one, other, stranger = build.add(
        library,
        build.draft("One 0", abstract="Weight decay explains it."),
        build.draft("Other 10", abstract="Weight decay again."),
        build.draft("Stranger 20", abstract="Leeks."),
    )
    vectors.index(library)
    told = Similar().reasons(library, [(one, other), (one, stranger)])
    assert [[term.lower() for term in why] for why in told] == [["weight decay"], []]


def test_it_is_read_in_steps_that_take_up_what_changes_meanwhile(library: Library) -> None:
    own, gone, near = _add(library, "Own 0", "Gone 3", "Near 5")
    similarity = Similar()
    steps = similarity.steps(library, Question((own,)))
    for _ in range(2):
        assert next(steps) is None
    with library.change("Delete"):
        papers.put_in_bin(library, [gone])
    (late,) = _add(library, "Late 4")
    similarity.refresh(library, [gone, late])
    assert similarity.count == 0
    answers = [answer for answer in steps if answer is not None]
    assert answers == []
    assert similarity.count == 3
    assert _near(similarity, library, own) == [late, near]


def test_reading_begins_anew_where_it_failed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, near = _add(library, "Own 0", "Near 5")
    similarity = Similar()
    with monkeypatch.context() as broken:
        broken.setattr(embeddings, "open_index", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _near(similarity, library, own)
    assert _near(similarity, library, own) == [near]


def test_what_lacks_terms_is_told_by_meaning_first(library: Library) -> None:
    own, *others = _add(library, *(f"Grokking {n}" for n in range(30)))
    index = embeddings.open_index(library.path)
    with index.connection() as conn:
        conn.execute(f"DELETE FROM {term_lists.TABLE}")
    index.close()
    similarity = Similar()
    early = [found for found in similarity.steps(library, Question((own,)), 5) if found]
    assert [[s.paper for s in found] for found in early] == [others[:5]]
    assert not any(s.why for s in early[0])
    assert similarity.to(library, Question((own,)), 5) == Similar().to(library, Question((own,)), 5)
    assert not [found for found in similarity.steps(library, Question((own,)), 5) if found]
