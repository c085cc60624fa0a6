"""What the pictures are taken of: the starter library, worked on a little, and a made-up paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desktop_app.core import fields, page_text
from desktop_app.core.notes import NoteId
from desktop_app.core.papers import Author, Contributor, Draft, Field, PaperId, as_draft
from desktop_app.core.query import parse
from desktop_app.core.queue import Priority
from desktop_app.services import attaching
from desktop_app.store import documents, highlights, notes, organise, papers, queue, search, sources
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import TODAY, Place
from tests.shots import paper as made
from tests.shots.waiting import until, wait_for

INDEXED_MS = 180_000
LONG = (
    "This is the sentence I would quote in the introduction, if the numbers in the appendix bear"
    " it out; they are for two seeds only."
)


def fill(window: MainWindow) -> None:
    """Bring in the starter library, work a little on it and wait until it is indexed."""
    wait_for(window.imports.idle, window.imports.bring_in_starter)
    library = window.library
    paper = find(window, "grokking")
    with library.change("Mark"):
        text = papers.get(library, paper).abstract
        for number, (colour, comment) in enumerate(
            ((4, "On which tasks, besides modular addition?"), (2, ""), (1, "Compare with fig. 2."))
        ):
            sentence = text.split(". ")[number + 1]
            start = text.index(sentence)
            mark = highlights.add(library, paper, start, start + len(sentence), colour)
            highlights.comment(library, mark, comment)
        notes.put(
            library, paper, "# Grokking\n\nAsk at journal club whether it needs weight decay."
        )
        thesis = organise.add_collection(library, "Thesis")
        background = organise.add_collection(library, "2 Background", thesis)
        organise.add_collection(library, "Journal club")
        organise.collect(library, search.papers(library, parse("tag:theory")), background)
    _queue(window)
    window.indexer.wake()
    loop = QEventLoop()
    window.indexer.progressed.connect(lambda done, total: done == total and loop.quit())
    QTimer.singleShot(INDEXED_MS, loop.quit)
    loop.exec()


def _queue(window: MainWindow) -> None:
    library = window.library
    queued = search.papers(library, parse("tag:language"), limit=8)
    queued = queued or search.papers(library, parse(""), limit=8)
    with library.change("Queue"):
        queue.add(library, queued[:5])
        queue.add(library, queued[5:6], Priority.HIGH)
        queue.set_due(library, [queued[1]], library.today() + timedelta(days=2), "journal club")
    window.go(Place(TODAY))
    with library.change("Done"):
        queue.done(library, queued[:1])


def find(window: MainWindow, words: str) -> PaperId:
    """Find a paper by words."""
    return search.papers(window.library, parse(words), sort="rank")[0]


def add_document(window: MainWindow, home: Path) -> PaperId:
    """Add the made-up paper with its document, and mark both."""
    library = window.library
    taken = attaching.take(library.path, made.make(home / "marks-in-the-margin.pdf"))
    authors = (Author("Made-Up", "Ada"), Author("Example", "Eve"))
    draft = Draft(made.TITLE, made.ABSTRACT, authors, 2025, "Journal of Examples")
    with library.change("Add"):
        paper = papers.add(library, draft, sources.hand(library))
        attaching.attach(library, paper, taken)
    window.open_paper(paper)
    window.actions_table["open-document"].trigger()
    document = documents.of(library, paper)[0].id
    source = window.document.source
    until(lambda: source.facts)
    for page, words, colour, comment in made.MARKS:
        until(lambda page=page: source.text(page))
        text = source.text(page)
        assert text is not None
        start, end = page_text.find(text, words)[0]
        with library.change("Mark"):
            highlights.mark(
                library,
                document,
                page_text.boxes(text, start, end),
                colour,
                selector=page_text.select(text, start, end),
                words=comment,
                extraction=text.extraction,
            )
    window.reader.focus_text()
    return paper


def add_record(window: MainWindow) -> PaperId:
    """Add a paper of which a record says all there is, twice as much as one reads of any other."""
    editors = (Author("Second", "Sam"), Author("Third", "Thea", "Jr."))
    said = (
        (fields.VOLUME, "34"),
        (fields.PAGE, "1–13"),
        (fields.MONTH, "12"),
        (fields.PUBLISHER, "Made-Up Press"),
        (fields.PLACE, "Nowhere"),
        (fields.ISBN, "978-0-00-000000-0"),
        (fields.NOTE, "Said in the preface of the second printing, and meant. " * 4),
        *((f"bibtex:field-{number}-of-another-program", "as it was") for number in range(30)),
    )
    draft = Draft(
        "A Record of Everything One Can Say of a Work",
        "Of some works more is said than of others.",
        (Author("Made-Up", "Ada"), Author("Example", "Eve")),
        2021,
        "Examples",
        doi="10.1000/everything",
        kind="paper-conference",
        citekey="madeup2021",
        contributors=(
            *(Contributor("editor", name) for name in editors),
            Contributor("chair", Author("Fourth", "Flo")),
        ),
        fields=tuple(Field(*item) for item in said),
    )
    library = window.library
    with library.change("Add"):
        return papers.add(library, draft, sources.hand(library))


def add_notes(window: MainWindow) -> NoteId:
    """Write notes of their own; give the one to look at."""
    library = window.library
    with library.change("Notes"):
        notes.add(library, "# Questions for the journal club\n\n- What counts as a mark?")
        notes.add(library, "Call the library about the missing volume.")
        return notes.add(
            library,
            "# What a mark is for\n\nA stroke says *that*, a comment says **why**. The argument"
            f" is made in [[{made.TITLE}]]; see also [[Questions for the journal club]].\n\n"
            "> A mark that is moved silently is worse than one that is lost.\n\n"
            "## To do\n\n1. Read section 3 again\n2. Count my own marks\n\n"
            "| Colour | I use it for |\n|---|---|\n| 1 | what they claim |\n| 4 | doubts |\n\n"
            "The rule in `anchors`:\n\n```\nmoved unless words and surroundings agree\n```\n",
        )


def mark_much(window: MainWindow, paper: PaperId) -> None:
    """Put thirty highlights on an abstract, every other one with a comment, some of them long."""
    library = window.library
    text = papers.get(library, paper).abstract
    step = len(text) // 30
    with library.change("Mark"):
        for number in range(30):
            start = number * step
            mark = highlights.add(library, paper, start, start + step * 2 // 3, number % 5 + 1)
            if number % 2 == 0:
                highlights.comment(library, mark, LONG if number % 6 == 0 else "Why?")


def change_text(window: MainWindow, paper: PaperId) -> None:
    """Mark an abstract, then change its wording so that the marks need a look."""
    library = window.library
    text = papers.get(library, paper).abstract
    sentences = [s for s in text.split(". ") if len(s) > 40][:4]
    with library.change("Mark"):
        for number, sentence in enumerate(sentences):
            start = text.index(sentence)
            mark = highlights.add(library, paper, start, start + len(sentence), number + 1)
            highlights.comment(library, mark, "Check this against the new version." * (number == 1))
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        if number == 0:
            text = text.replace(sentence + ". ", "")
        else:
            words[number + 1 : number + 4] = ["does", "not", "always"][:number]
            text = text.replace(sentence, " ".join(words))
    draft = as_draft(papers.get(library, paper))
    with library.change("Edit"):
        papers.edit(library, paper, replace(draft, abstract=text))
