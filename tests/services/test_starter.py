from desktop_app.services import importing, starter
from desktop_app.store import papers, sources
from desktop_app.store.library import Library


def test_the_starter_library_is_imported_whole(library: Library) -> None:
    reading = starter.read()
    job = importing.run(library, reading)
    for _ in job:
        pass

    assert len(job.result.added) == len(reading.drafts) >= 30
    assert not job.result.problems
    [source] = sources.imports(library)
    assert (source.name, source.kind) == (starter.NAME, starter.KIND)


def test_each_paper_says_who_when_and_what(library: Library) -> None:
    for draft in starter.read().drafts:
        assert draft.authors
        assert draft.year
        assert draft.arxiv or draft.doi, draft.title
        assert draft.abstract
        assert 80 <= len(draft.abstract.split()) <= 150, draft.title


def test_again_nothing_is_added(library: Library) -> None:
    for _ in range(2):
        job = importing.run(library, starter.read())
        for _ in job:
            pass

    assert not job.result.added
    assert papers.count(library) == len(starter.read().drafts)
