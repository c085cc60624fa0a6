from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.papers import PaperId
from desktop_app.services import similar
from desktop_app.services.similar import NotIndexed, Similar
from desktop_app.store import opening, papers, versions
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
    return [s.paper for s in similarity.to(library, paper, limit)]


def test_the_nearest_come_first(library: Library) -> None:
    own, far, near, middle = _add(library, "Own 0", "Far 90", "Near 5", "Middle 45")
    found = Similar().to(library, own)
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
    first, last = Similar().to(library, own)
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
        similarity.to(library, own)
    assert raised.value.paper == own
    vectors.index(library)
    assert similarity.to(library, own) == []


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
    assert similarity.to(library, own) == []
    added = _add(library, "One 10", "Two 20")
    similarity.reload(library)
    assert _near(similarity, library, own) == added


def test_it_serves_a_reader_beside_the_writer(library: Library) -> None:
    own, other = _add(library, "Own 0", "Other 10")
    reader = opening.open_reader(library.path)
    assert _near(Similar(), reader, own) == [other]
    reader.close()


def test_five_bars() -> None:
    assert [similar.strength(s) for s in (-1, 0.4, 0.5, 0.6, 0.65, 0.7, 1)] == [
        1, 1, 1, 2, 4, 5, 5,
    ]  # fmt: skip


def test_versions_are_left_out(library: Library) -> None:
    own, version, other = _add(library, "Own 0", "Version 5", "Other 45")
    with library.change("Link"):
        versions.link(library, [own, version])
    assert _near(Similar(), library, own) == [other]
    assert _near(Similar(), library, other) == [version, own]
