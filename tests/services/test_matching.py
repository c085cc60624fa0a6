"""What an import would do is foretold, and then done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.papers import Author, Draft
from desktop_app.services import importing, matching
from desktop_app.services.gathering import Reading
from desktop_app.services.matching import Match, Relation
from desktop_app.store import pairs, papers, versions
from desktop_app.store.library import Library
from tests import build

LEE, KIM = (Author("Lee", "Ann"),), (Author("Kim", "Bo"),)
TITLE = "Slow gradients delay the generalisation of networks"
OTHER = "A survey of pruning methods for graph transformers on small devices in the field."


def test_records_are_new_present_versions_or_asked_about(library: Library) -> None:
    preprint, other = build.add(
        library,
        build.draft(TITLE, year=2024, arxiv="2405.20233"),
        build.draft("Other things of importance here", year=2024),
    )
    found = matching.of(
        library,
        [
            build.draft("Something else"),
            build.draft("Whatever", arxiv="2405.20233"),
            build.draft(TITLE, year=2025, venue="Journal of Nets", doi="10.1000/a"),
            build.draft("Other thing of importance here", year=2024),
            build.draft("  "),
        ],
    )
    assert found == [
        Match(Relation.NEW),
        Match(Relation.PRESENT, preprint),
        Match(Relation.VERSION, preprint),
        Match(Relation.MAYBE, other),
        Match(Relation.UNTITLED),
    ]
    assert matching.counts(found) == matching.Counts(1, 1, 1, 1)


def test_records_match_those_before_them(library: Library) -> None:
    found = matching.of(
        library,
        [
            build.draft(TITLE, year=2024, arxiv="2405.20233"),
            build.draft(TITLE, year=2024),
            build.draft(TITLE, year=2024, venue="Journal of Nets"),
            build.draft("Slow gradient delays the generalization of networks", year=2024),
        ],
    )
    assert found == [
        Match(Relation.NEW),
        Match(Relation.PRESENT, record=0),
        Match(Relation.VERSION, record=0),
        Match(Relation.MAYBE, record=0),
    ]


def test_a_record_completes_what_it_is_about_for_those_after_it(library: Library) -> None:
    [paper] = build.add(library, build.draft(TITLE, authors=()))
    found = matching.of(
        library, [build.draft(TITLE, doi="10.1000/a"), build.draft("Else", doi="10.1000/a")]
    )
    assert found == [Match(Relation.PRESENT, paper)] * 2


def test_a_paper_in_the_bin_comes_back(library: Library) -> None:
    [paper] = build.add(library, build.draft(TITLE))
    with library.change("Bin"):
        papers.put_in_bin(library, [paper])
    found = matching.of(library, [build.draft(TITLE), build.draft(TITLE)])
    assert found == [
        Match(Relation.PRESENT, paper, binned=True),
        Match(Relation.PRESENT, paper),
    ]


def test_a_remembered_record_is_present(library: Library) -> None:
    [paper] = build.add(library, build.draft(TITLE))
    record = build.draft("What some call it", year=2024)
    with library.change("Say"):
        pairs.remember(library, record, paper)
    assert matching.of(library, [record]) == [Match(Relation.PRESENT, paper)]


def test_what_is_asked_about_first_has_the_equal_title(library: Library) -> None:
    near, equal = build.add(
        library,
        build.draft("Slow gradient delays the generalization of networks", year=2024),
        build.draft(TITLE, authors=(), abstract=OTHER),
    )
    assert matching.of(library, [build.draft(TITLE, year=2024)]) == [Match(Relation.MAYBE, equal)]
    assert near < equal


_DRAFTS = st.builds(
    build.draft,
    st.sampled_from([TITLE, "Slow gradients", "Slow gradient", "Other things", "Editorial"]),
    abstract=st.sampled_from([None, build.ABSTRACT, OTHER, build.ABSTRACT[:60]]),
    authors=st.sampled_from([(), LEE, KIM, LEE + KIM]),
    year=st.sampled_from([None, 2024, 2025, 2029]),
    doi=st.sampled_from([None, None, "10.1000/a", "10.1000/b", "10.48550/arXiv.2405.20233"]),
    arxiv=st.sampled_from([None, None, "2405.20233", "2405.20234"]),
    venue=st.sampled_from([None, "Nets", "arXiv"]),
)


@settings(max_examples=150)
@given(st.lists(_DRAFTS, max_size=4), st.lists(_DRAFTS, max_size=6), st.sets(st.integers(0, 3)))
def test_the_import_does_what_was_foretold(
    held: list[Draft], drafts: list[Draft], binned: set[int]
) -> None:
    library = build.library()
    added = build.add(library, *held)
    with library.change("Bin"):
        papers.put_in_bin(library, [p for n, p in enumerate(added) if n in binned])
    matches = matching.of(library, drafts)
    assert matches == matching.of(library, drafts)

    stored: dict[int, int] = {}  # what became of a record
    for place, (draft, match) in enumerate(zip(drafts, matches, strict=True)):
        job = importing.run(library, Reading("a", (draft,)))
        list(job)
        meant = match.paper if match.record is None else stored[match.record]
        if match.relation is Relation.PRESENT:
            assert meant is not None
            stored[place] = meant
            assert job.result.added == ((meant,) if match.binned else ())
            continue
        [paper] = job.result.added
        stored[place] = paper
        linked = versions.of(library, paper)
        assert (meant in linked) is (match.relation is Relation.VERSION)
    library.close()


@pytest.mark.parametrize("change", [{"citekey": "lee24"}, {"tags": ("ml",)}])
def test_the_same_file_again_is_all_present(library: Library, change: dict[str, object]) -> None:
    drafts = [replace(build.draft(f"Paper {n}", year=2000 + n), **change) for n in range(5)]
    build.add(library, *drafts)
    assert {m.relation for m in matching.of(library, drafts)} == {Relation.PRESENT}
