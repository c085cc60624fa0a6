from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop_app.core import notes, text
from desktop_app.core.documents import Box, DocumentId
from desktop_app.core.highlights import Anchor, Highlight, HighlightId, Selector, Style
from desktop_app.core.notes import Note, NoteId
from desktop_app.core.papers import Author, Paper, PaperId, PaperKey, State
from desktop_app.formats import front_matter, paper_markdown
from desktop_app.formats.paper_markdown import Sheet

WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NAMES = ("Claim", "Method", "Result", "Question", "Idea")
PAPER = Paper(
    id=PaperId(1),
    key=PaperKey("k1"),
    title="Slow *gradients*: a “study”",
    abstract="",
    authors=(Author("Lee", "Ann"), Author("Ångström")),
    year=2024,
    venue=None,
    doi="10.1/x",
    arxiv=None,
    links=(),
    tags=("ml", "to read"),
    state=State.READING,
    starred=False,
    added_at=WHEN,
    source=None,
    binned=False,
)
PDF = DocumentId(7)

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What Markdown cares about, and some words.
signs = st.text("\\`*_{}[]()<>#+-.!|~=:$%&;\"' \n\taé文1290\u00a0\u202e", max_size=60)
anything = (signs | st.text()).map(text.clean).filter(str.strip)


def mark(exact: str = "", comment: str = "", colour: int = 1, **fields: object) -> Highlight:
    made = Highlight(
        id=HighlightId(1),
        key="h1",
        paper=PAPER.id,
        colour=colour,
        selector=Selector(exact, "", "", 0, len(exact)),
        anchor=Anchor.ANCHORED,
        comment=comment,
        created_at=WHEN,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def boxes(*pages: int) -> tuple[Box, ...]:
    return tuple(Box(page, 0, 0, 1, 1) for page in pages)


def nowhere(link: notes.Link) -> None:
    """Lead to no file."""


def body(sheet: Sheet) -> str:
    written = paper_markdown.write(sheet, NAMES, nowhere)
    return written.split("---\n", 2)[2].strip()


def shown(markdown: str, kind: str) -> list[str]:
    """Give the words that a reader of Markdown sees, of paragraphs directly in a `kind`."""
    parents: list[str] = []
    found: list[str] = []
    for token in MARKDOWN.parse(markdown):
        if token.nesting > 0:
            parents.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            parents.pop()
        elif token.type == "inline" and parents[:1] == [kind]:
            assert set(parents) <= {kind, "paragraph"}
            breaks = {"hardbreak": "\n", "softbreak": " soft "}
            assert {t.type for t in token.children or ()} <= {"text", *breaks}
            found.append("".join(breaks.get(t.type, t.content) for t in token.children or ()))
    return found


def lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.split("\n") if line.strip()]


@given(anything)
def test_a_quote_is_shown_as_it_is(quote: str) -> None:
    found = shown(body(Sheet(PAPER, [mark(quote)])), "blockquote")
    assert [line for paragraph in found for line in lines(paragraph)] == lines(quote)


@given(anything)
def test_a_comment_is_shown_as_it_is(comment: str) -> None:
    head, *found = shown(body(Sheet(PAPER, [mark(comment=comment)])).replace("**", ""), "paragraph")
    assert head == "Claim"
    assert [line for paragraph in found for line in lines(paragraph)] == lines(comment)


@given(anything)
def test_a_title_is_shown_as_it_is(title: str) -> None:
    title = text.clean_line(title)
    written = body(Sheet(replace(PAPER, title=title)))
    assert [" ".join(found.split()) for found in shown(written, "heading")] == [
        " ".join(title.split())
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("An x_i of 3.5 % in C#, R&D.", "An x_i of 3.5 % in C#, R&D."),
        ("1. one", "1\\. one"),
        ("_a_ [b](c) *d* <e>", "\\_a\\_ \\[b\\](c) \\*d\\* \\<e>"),
        ("$x$ ==y== %%z%%", "\\$x\\$ \\=\\=y\\=\\= \\%\\%z\\%\\%"),
        ("a #tag and &amp;", "a \\#tag and \\&amp;"),
    ],
)
def test_only_what_needs_it_is_escaped(line: str, written: str) -> None:
    assert paper_markdown.escape(line) == written


def test_front_matter() -> None:
    written = paper_markdown.write(Sheet(PAPER), NAMES, nowhere)
    assert written == (
        "---\n"
        'title: "Slow *gradients*: a “study”"\n'
        'authors:\n  - "Ann Lee"\n  - "Ångström"\n'
        "year: 2024\n"
        'doi: "10.1/x"\n'
        'id: "k1"\n'
        'tags:\n  - "ml"\n  - "to read"\n'
        'state: "reading"\n'
        "added: 2026-11-23T12:00:00+00:00\n"
        "---\n\n"
        "# Slow \\*gradients\\*: a “study”\n"
    )
    assert front_matter.ident(written) == "k1"


def test_highlights_of_the_abstract() -> None:
    sheet = Sheet(PAPER, [mark("first"), mark("second", "why?\nwho?", 4, anchor=Anchor.ORPHANED)])
    assert body(sheet).partition("\n\n")[2] == (
        "## Highlights\n\n**Claim**\n\n> first\n\n**Question** · orphaned\n\n> second\n\n"
        "why?\\\nwho?"
    )


def test_highlights_of_documents() -> None:
    sheet = Sheet(
        PAPER,
        [
            mark("in the abstract"),
            mark("over the page", document=PDF, boxes=boxes(2, 3)),
            mark("lined", document=PDF, boxes=boxes(4, 4), style=Style.UNDERLINE),
            mark("", "the figure", document=PDF, boxes=boxes(5), style=Style.AREA),
        ],
        {PDF: "thesis_2.pdf"},
        "A *note*.\n",
    )
    assert body(sheet).partition("\n\n")[2] == (
        "## Highlights\n\n### Abstract\n\n**Claim**\n\n> in the abstract\n\n### thesis_2.pdf\n\n"
        "**Claim** · pages 3–4\n\n> over the page\n\n**Claim** · underlined · page 5\n\n> lined\n\n"
        "**Claim** · Area on page 6\n\nthe figure\n\n## Note\n\nA *note*."
    )


def test_links_lead_to_the_files() -> None:
    note = "See [[k2#h9|Lee (2024)]], [[Dark matter]], [[k5|a *star*]], `[[k2|code]]`."
    paths = {"k2": "Lee 2024 (b).md", "Dark matter": "Notes/Ångström #1.md"}
    assert paper_markdown.link(note, lambda link: paths.get(link.key or link.title)) == (
        "See [Lee (2024)](Lee%202024%20%28b%29.md), [Dark matter](Notes/Ångström%20%231.md),"
        " a \\*star\\*, `[[k2|code]]`."
    )


@given(st.lists(signs | st.just("[[k2|there]]") | st.just("[[Elsewhere]]")))
def test_all_else_of_a_note_stays_as_it_is(parts: list[str]) -> None:
    note = text.clean("".join(parts))
    found = notes.links(note)
    written = paper_markdown.link(note, nowhere)
    words = [paper_markdown.escape(f.shown) for f in found]
    assert len(written) == len(note) + sum(
        len(word) - (f.end - f.start) for f, word in zip(found, words, strict=True)
    )
    assert written == note or found


def test_a_note_of_its_own() -> None:
    note = Note(NoteId(1), "k9", None, "Plan: “one”", "# Plan: “one”\n\n- do\n", WHEN, WHEN)
    assert paper_markdown.write_note(note, nowhere) == (
        '---\ntitle: "Plan: “one”"\nid: "k9"\nadded: 2026-11-23T12:00:00+00:00\n'
        "changed: 2026-11-23T12:00:00+00:00\n---\n\n# Plan: “one”\n\n- do\n"
    )
