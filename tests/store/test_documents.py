import pytest

from desktop_app.core.documents import Box, DocumentId, Spot
from desktop_app.core.highlights import Selector, Style
from desktop_app.core.papers import PaperId, State
from desktop_app.core.query import parse
from desktop_app.store import documents, highlights, listing, papers, search
from desktop_app.store.library import Library
from tests import build

ONE, TWO = "1" * 64, "2" * 64
BOX = Box(2, 72.0, 100.123456, 300.0, 112.5)


def attach(library: Library, paper: PaperId, digest: str = ONE, name: str = "a.pdf") -> DocumentId:
    with library.change("Attach"):
        return documents.add(library, paper, digest, name, 7)


@pytest.fixture
def paper(library: Library) -> PaperId:
    return build.add(library, build.draft())[0]


def test_a_row_counts_documents(library: Library, paper: PaperId) -> None:
    attach(library, paper)
    attach(library, paper, TWO)
    assert [row.documents for row in listing.rows(library, [paper])] == [2]


def test_another_is_made_the_main_one_and_back(library: Library, paper: PaperId) -> None:
    first, second = attach(library, paper), attach(library, paper, TWO)
    with library.change("Main"):
        documents.make_main(library, second)
    assert [d.id for d in documents.of(library, paper)] == [second, first]
    library.undo()
    assert [d.id for d in documents.of(library, paper)] == [first, second]


def test_when_the_main_one_goes_the_other_takes_its_place(library: Library, paper: PaperId) -> None:
    first, second = attach(library, paper), attach(library, paper, TWO)
    before = build.dump(library)
    with library.change("Remove"):
        documents.remove(library, first)
    assert [(d.id, d.main) for d in documents.of(library, paper)] == [(second, True)]
    library.undo()
    assert build.dump(library) == before


def test_a_mark_keeps_boxes_quote_and_style(library: Library, paper: PaperId) -> None:
    document = attach(library, paper)
    at = Selector("spectral", "we can do a ", " decomposition", 40, 48)
    with library.change("Highlight"):
        made = highlights.mark(
            library,
            document,
            [BOX, Box(3, 72, 80, 90, 92)],
            2,
            selector=at,
            style=Style.UNDERLINE,
            words="why?",
            extraction="x 1",
        )
    [found] = highlights.of_document(library, document)
    assert (found.id, found.style, found.selector, found.comment) == (
        made,
        Style.UNDERLINE,
        at,
        "why?",
    )
    assert found.boxes == (Box(2, 72.0, 100.12, 300.0, 112.5), Box(3, 72.0, 80.0, 90.0, 92.0))
    assert (found.page, found.extraction) == (2, "x 1")
    assert papers.get(library, paper).state is State.READING
    assert search.papers(library, parse("spectral")) == [paper]


def test_marks_come_in_the_order_of_pages_after_the_abstract_s(
    library: Library, paper: PaperId
) -> None:
    document = attach(library, paper)
    with library.change("Highlight"):
        late = highlights.mark(library, document, [BOX], 1, style=Style.AREA)
        early = highlights.mark(library, document, [Box(0, 1, 1, 2, 2)], 1, style=Style.AREA)
        first = highlights.add(library, paper, 0, 8, 1)
    assert [h.id for h in highlights.of(library, paper)] == [first, early, late]
    assert [h.id for h in highlights.of_abstract(library, paper)] == [first]
    assert [h.id for h in highlights.of_document(library, document)] == [early, late]


def test_what_marks_nothing_is_refused(library: Library, paper: PaperId) -> None:
    document = attach(library, paper)
    with library.change("Highlight"):
        with pytest.raises(ValueError, match="nothing on the page"):
            highlights.mark(library, document, [], 1)
        with pytest.raises(ValueError, match="no text"):
            highlights.mark(library, document, [BOX], 1)
        with pytest.raises(KeyError):
            highlights.mark(library, DocumentId(99), [BOX], 1, style=Style.AREA)


def test_removing_a_document_takes_its_marks_along_and_undo_brings_all_back(
    library: Library, paper: PaperId
) -> None:
    document = attach(library, paper)
    with library.change("Highlight"):
        highlights.mark(library, document, [BOX], 3, selector=Selector("zebra", "", "", 0, 5))
    before = build.dump(library)
    with library.change("Remove"):
        documents.remove(library, document)
    assert highlights.of(library, paper) == []
    assert search.papers(library, parse("zebra")) == []
    library.undo()
    assert build.dump(library) == before
    assert search.papers(library, parse("zebra")) == [paper]


def test_an_edited_abstract_leaves_marks_of_documents_alone(
    library: Library, paper: PaperId
) -> None:
    document = attach(library, paper)
    with library.change("Highlight"):
        highlights.mark(library, document, [BOX], 3, style=Style.AREA)
    before = highlights.of_document(library, document)
    with library.change("Edit"):
        papers.edit(library, paper, build.draft(abstract="Something else."))
    assert highlights.of_document(library, document) == before


def test_the_place_is_kept_outside_undo(library: Library, paper: PaperId) -> None:
    document = attach(library, paper)
    assert documents.place(library, document) == (Spot(0), None)
    with library.record():
        documents.keep_place(library, document, Spot(4, 0.25), 1.5)
    assert documents.place(library, document) == (Spot(4, 0.25), 1.5)
    assert library.undo_label == "Attach"


def test_stuck_pages_are_remembered_by_file_and_engine(library: Library) -> None:
    with library.record():
        documents.keep_stuck(library, ONE, 3, "engine 1")
        documents.keep_stuck(library, ONE, 3, "engine 1")
    assert documents.stuck(library, ONE, "engine 1") == {3}
    assert documents.stuck(library, ONE, "engine 2") == frozenset()
    assert documents.stuck(library, TWO, "engine 1") == frozenset()


def test_a_document_can_be_renamed_but_not_to_nothing(library: Library, paper: PaperId) -> None:
    document = attach(library, paper)
    with library.change("Rename"):
        documents.rename(library, document, " The  proof ")
        with pytest.raises(ValueError, match="name"):
            documents.rename(library, document, " ")
    assert documents.get(library, document).name == "The proof"
