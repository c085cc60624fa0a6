import os
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop_app.core import query as queries
from desktop_app.core.papers import Author, Draft, Field, Link, Problem, State, as_draft
from desktop_app.services import binning, gathering, importing, incoming
from desktop_app.services.gathering import Reading
from desktop_app.services.importing import Act, Answer, Pace, Result
from desktop_app.store import (
    abstracts,
    errors,
    highlights,
    identity,
    listing,
    notes,
    opening,
    organise,
    pairs,
    papers,
    queue,
    search,
    sources,
    versions,
)
from desktop_app.store.library import Library
from tests import build

ABSTRACT = "We study a thing that was not studied before and find that it can be studied. " * 4


def drafts(count: int) -> tuple[Draft, ...]:
    return tuple(
        Draft(f"Paper number {i}", f"{ABSTRACT} It is number {i}.", line=2 * i + 1)
        for i in range(count)
    )


def bring_in(library: Library, *wanted: Draft, name: str = "page.txt") -> Result:
    job = importing.run(library, Reading(name, wanted))
    for _ in job:
        pass
    return job.result


def take_back(library: Library, result: Result) -> None:
    assert result.source is not None
    for _ in binning.Undo(library, result.source):
        pass


def test_the_real_page(library: Library, shared: Path, tmp_path: Path) -> None:
    reading = gathering.read(shared / "papers-page.txt")

    first = bring_in(library, *reading.drafts)
    before = build.dump(library)
    again = bring_in(library, *reading.drafts)

    assert (len(first.added), first.present) == (221, 0)
    assert (len(again.added), again.present, again.source) == (0, 221, None)
    assert build.dump(library) == before
    assert reading.name == "papers-page.txt"


def test_it_goes_in_steps(library: Library) -> None:
    patient = Pace(25, float("inf"))  # steps shrink on a busy computer
    job = importing.run(library, Reading("page.txt", drafts(60)), pace=patient)

    steps = list(job)

    assert [(s.done, s.total, s.added) for s in steps] == [(25, 60, 25), (50, 60, 50), (60, 60, 60)]
    assert len(job.result.added) == 60


def test_an_import_is_no_undo_step(library: Library) -> None:
    bring_in(library, *drafts(3))

    assert library.undo_label is None


def test_imported_papers_are_found_by_their_words(library: Library) -> None:
    from desktop_app.core import query

    [paper] = bring_in(library, Draft("Zymurgy", ABSTRACT, authors=(Author("Quine"),))).added

    assert search.papers(library, query.parse("zymurgy")) == [paper]
    assert search.papers(library, query.parse("quine studied")) == [paper]


def test_the_same_work_twice_in_one_file(library: Library) -> None:
    result = bring_in(library, *drafts(2), *drafts(2))

    assert (len(result.added), result.present) == (2, 2)


def test_a_record_without_a_title_is_left_out(library: Library) -> None:
    result = bring_in(library, Draft(" \x00 ", "Text.", line=7), *drafts(1))

    assert len(result.added) == 1
    assert result.problems == (Problem(7, "this record has no title"),)


def test_another_wording_becomes_a_revision(library: Library) -> None:
    [draft] = drafts(1)
    assert draft.abstract
    start = draft.abstract.index("It is number 0")
    [paper] = bring_in(library, draft).added
    with library.change("mark"):
        highlights.add(library, paper, start, start + 14, 1)

    bring_in(library, replace(draft, abstract=f"In short: {draft.abstract}"))

    assert papers.get(library, paper).abstract.startswith("In short: We study")
    [mark] = highlights.of(library, paper)
    assert mark.selector.start == start + len("In short: ")


def test_a_person_s_wording_stays(library: Library) -> None:
    [draft] = drafts(1)
    [paper] = bring_in(library, draft).added
    with library.change("edit"):
        abstracts.add(library, paper, f"Mine: {draft.abstract}", "person")

    bring_in(library, replace(draft, abstract=f"In short: {draft.abstract}"))

    assert papers.get(library, paper).abstract.startswith("Mine:")


def test_a_cut_abstract_is_completed_and_never_cut_again(library: Library) -> None:
    [whole] = drafts(1)
    assert whole.abstract
    cut = replace(whole, abstract=whole.abstract[:50])

    [paper] = bring_in(library, cut).added
    assert bring_in(library, whole).present == 1
    assert papers.get(library, paper).abstract == whole.abstract
    assert bring_in(library, cut).present == 1
    assert papers.get(library, paper).abstract == whole.abstract


def test_missing_fields_are_filled_in_and_others_stay(library: Library) -> None:
    [draft] = drafts(1)
    [paper] = bring_in(library, replace(draft, year=2020)).added
    link = Link("https://a.org/x")

    bring_in(library, replace(draft, year=2021, authors=(Author("Lee"),), links=(link,)))

    found = papers.get(library, paper)
    assert (found.year, found.authors, found.links) == (2020, (Author("Lee"),), (link,))


def test_undo_bins_what_came_and_marks_the_source(library: Library) -> None:
    kept = bring_in(library, *drafts(1), name="first.txt")
    result = bring_in(library, *drafts(4), name="second.txt")

    take_back(library, result)

    assert papers.count(library) == 1
    assert [s.id for s in sources.imports(library)] == [kept.source]


def test_undo_in_chunks_after_a_restart(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path)
    result = bring_in(library, *drafts(binning.UNDO_BATCH + 1))
    assert result.source is not None
    next(binning.Undo(library, result.source))
    library.close()

    library = opening.open_library(tmp_path)
    assert papers.count(library) == 1
    [source] = sources.imports(library)
    steps = list(binning.Undo(library, source.id))
    assert (len(steps), papers.count(library)) == (1, 0)
    assert sources.imports(library) == []
    library.close()


def test_what_was_worked_with_goes_and_comes_back_whole(library: Library) -> None:
    result = bring_in(library, *drafts(3))
    paper = result.added[0]
    with library.change("work"):
        highlights.add(library, paper, 0, 8, 2)
        notes.put(library, paper, "Mine")
        organise.tag(library, [paper], "good")
        queue.add(library, [paper])
    take_back(library, result)
    assert queue.entries(library, 230) == []

    again = bring_in(library, *drafts(3))

    assert again.added == result.added
    assert notes.get(library, paper) == "Mine"
    assert len(highlights.of(library, paper)) == 1
    assert papers.get(library, paper).state is State.QUEUED
    take_back(library, again)
    assert papers.count(library) == 0


def test_undo_of_an_import_that_brought_papers_back_from_the_bin(library: Library) -> None:
    [paper] = bring_in(library, *drafts(1), name="first.txt").added
    with library.change("bin"):
        papers.put_in_bin(library, [paper])

    again = bring_in(library, *drafts(2), name="second.txt")
    assert len(again.added) == 2
    take_back(library, again)

    assert papers.get(library, paper).binned


def test_a_step_that_meets_a_lock_can_be_tried_again(tmp_path: Path) -> None:
    library = opening.open_library(tmp_path, wait=0)
    other = opening.open_library(tmp_path)
    job = importing.run(library, Reading("page.txt", drafts(30)))
    next(job)

    with other.record(), pytest.raises(errors.Locked):
        next(job)
    assert next(job).added == 30

    library.close()
    other.close()


def test_a_read_only_library_is_refused(tmp_path: Path) -> None:
    opening.open_library(tmp_path).close()
    library = opening.open_reader(tmp_path)

    with pytest.raises(errors.ReadOnly):
        next(importing.run(library, Reading("page.txt", drafts(1))))
    library.close()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", incoming.EmptyFile),
        (b"\n \n", incoming.EmptyFile),
        (b"\x00\x01", incoming.BinaryFile),
        (b"<html>", incoming.WebPage),
        (b"%0 Book", incoming.OtherFormat),
        (b"<modsCollection>", incoming.OtherFormat),
        (b"<rss><channel></channel></rss>", incoming.NoEntries),
        (b"So it goes\nand goes\n" * 9, incoming.NoPage),
    ],
)
def test_files_that_hold_no_text(
    tmp_path: Path, data: bytes, error: type[incoming.ImportFailed]
) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(data)

    with pytest.raises(error) as caught:
        gathering.read(file)
    assert caught.value.path == file


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(incoming.MissingFile):
        gathering.read(tmp_path / "none")
    with pytest.raises(incoming.FolderGiven):
        gathering.read(tmp_path)

    def refuse(_: Path, mode: str) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked").touch()
    # The file's mode would not keep root out.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(incoming.UnreadableFile) as caught:
        gathering.read(tmp_path / "locked")
    assert caught.value.detail == "Permission denied"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(incoming.NoRegularFile):
        gathering.read(tmp_path / "pipe")


def test_a_feed_and_a_later_one_with_other_votes(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    for votes in ("<votes>7</votes>", "<votes>5</votes>", "", "<votes>9</votes>"):
        file.write_text(
            "<rss><item><title>Leeks simmer</title><description>A long while.</description>"
            f"<link>https://arxiv.org/abs/2501.00001</link>{votes}</item></rss>"
        )
        reading = gathering.read(file)
        assert isinstance(reading, Reading)
        assert reading.kind == "feed"
        bring_in(library, *reading.drafts, name=reading.name)
        [paper] = search.papers(library, queries.parse("leeks"))
        expected = votes[7:8] or "5"
        assert papers.get(library, paper).votes == int(expected)
        assert listing.rows(library, [paper])[0].votes == int(expected)


def test_an_edit_leaves_the_votes(library: Library) -> None:
    [paper] = bring_in(library, Draft("Leeks", ABSTRACT, votes=3)).added
    with library.change("Edit"):
        draft = as_draft(papers.get(library, paper))
        papers.edit(library, paper, replace(draft, title="Leeks, simmered"))
    assert papers.get(library, paper).votes == 3


def test_the_real_feed(library: Library, shared: Path, tmp_path: Path) -> None:
    reading = gathering.read(shared / "hf" / "feed.xml")
    assert isinstance(reading, Reading)
    first = bring_in(library, *reading.drafts)
    again = bring_in(library, *reading.drafts)
    assert (len(first.added), again.present, first.problems) == (30, 30, ())


def test_a_record_brings_its_collections_notes_and_tags(library: Library) -> None:
    [draft] = drafts(1)
    full = replace(
        draft,
        collections=(("Thesis", "Soup"), ("Thesis",)),
        notes=("# Mine\nSimmer.", " "),
        tags=("leeks",),
    )
    [paper] = bring_in(library, draft).added

    assert bring_in(library, full).present == 1
    before = build.dump(library)
    assert bring_in(library, full).present == 1

    assert build.dump(library) == before
    found = organise.collections(library)
    assert [(c.name, c.papers) for c in found] == [("Thesis", 1), ("Soup", 1)]
    assert found[1].parent == found[0].id
    assert notes.get(library, paper) == "# Mine\nSimmer."
    assert papers.get(library, paper).tags == ("leeks",)


def test_notes_go_below_the_one_that_is_there(library: Library) -> None:
    [draft] = drafts(1)
    [paper] = bring_in(library, draft).added
    with library.change("note"):
        notes.put(library, paper, "Mine\n")

    bring_in(library, replace(draft, notes=("Theirs",)))

    assert notes.get(library, paper) == "Mine\n\nTheirs"


def test_the_key_of_a_record_leads_to_the_paper_that_was_there(library: Library) -> None:
    [draft] = drafts(1)
    [paper] = bring_in(library, draft).added
    had = papers.get(library, paper).citekey

    bring_in(library, replace(draft, citekey="theirs"))

    assert papers.get(library, paper).citekey == had
    assert identity.resolve(library, "theirs") == paper


def test_fields_are_added_and_none_is_changed(library: Library) -> None:
    [draft] = drafts(1)
    [paper] = bring_in(library, replace(draft, fields=(Field("volume", "3"),))).added

    bring_in(library, replace(draft, fields=(Field("volume", "4"), Field("issue", "1"))))

    assert papers.get(library, paper).fields == (Field("volume", "3"), Field("issue", "1"))


PREPRINT = build.draft("Slow leeks", arxiv="2401.00001", year=2024)
PUBLISHED = build.draft("Slow leeks", doi="10.9999/leeks", year=2024, venue="Soup")


def test_a_published_form_becomes_a_version_of_the_preprint(library: Library) -> None:
    [paper] = bring_in(library, PREPRINT).added
    result = bring_in(library, PUBLISHED)

    assert (len(result.added), result.versions, result.present) == (1, 1, 0)
    assert versions.of(library, paper) == list(result.added)
    assert bring_in(library, PUBLISHED, PREPRINT).present == 2


def answered(library: Library, answer: Answer, *wanted: Draft) -> Result:
    job = importing.run(library, Reading("a.bib", wanted), {0: answer})
    for _ in job:
        pass
    return job.result


def test_a_person_has_the_last_word(library: Library) -> None:
    [paper] = bring_in(library, PREPRINT).added

    assert answered(library, Answer(Act.LEAVE), build.draft("Peas")).added == ()
    same = answered(library, Answer(Act.COMPLETE, paper), build.draft("Slowly simmered leeks"))
    assert same.present == 1
    # It is remembered, so that nobody is asked again.
    assert bring_in(library, build.draft("Slowly simmered leeks")).present == 1

    [other] = answered(library, Answer(Act.ADD, paper), PUBLISHED).added
    assert versions.of(library, paper) == []
    assert pairs.are_different(library, paper, other)
    [third] = answered(library, Answer(Act.VERSION, paper), build.draft("Leeks, slow")).added
    assert versions.of(library, paper) == [third]


def test_an_answer_about_a_paper_that_is_gone_falls_back_on_the_rules(library: Library) -> None:
    [paper] = bring_in(library, PREPRINT).added
    with library.batch():
        papers.put_in_bin(library, [paper])
        papers.delete_for_good(library, [paper])

    assert len(answered(library, Answer(Act.COMPLETE, paper), PREPRINT).added) == 1
