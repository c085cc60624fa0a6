"""Titles, links and quotations in the Markdown of notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import notes, text
from desktop_app.core.papers import Author

LEE, KANG, KIM = Author("Lee", "Ann"), Author("Kang"), Author("Kim")


def read(markdown: str) -> list[tuple[str, str, str, str]]:
    return [(x.key, x.highlight, x.title, x.shown) for x in notes.links(markdown)]


@pytest.mark.parametrize(
    ("markdown", "link"),
    [
        ("[[abcd2345|A title]]", ("abcd2345", "", "", "A title")),
        ("[[abcd2345#hjkm6789|Lee 2024]]", ("abcd2345", "hjkm6789", "", "Lee 2024")),
        ("[[abcd2345|]]", ("abcd2345", "", "", "abcd2345")),
        ("[[Slow gradients]]", ("", "", "Slow gradients", "Slow gradients")),
        ("[[Slow gradients|so]]", ("", "", "Slow gradients", "so")),
        ("[[ Padded ]]", ("", "", "Padded", "Padded")),
        ("[[k1|On [x]]]", ("k1", "", "", "On [x]")),
        ("[[k1|a | b]]", ("k1", "", "", "a | b")),
        ("| [[k1\\|in a table]] |", ("k1", "", "", "in a table")),
        ("*[[k1|名前 🤗]]*", ("k1", "", "", "名前 🤗")),
    ],
)
def test_a_link_is_read(markdown: str, link: tuple[str, ...]) -> None:
    assert read(markdown) == [link]


@pytest.mark.parametrize(
    "markdown",
    [
        "[[]]",
        "[[ ]]",
        "[[|x]]",
        "[[two\nlines]]",
        "[one]",
        "\\[[k1|x]]",
        "`[[k1|x]]`",
        "``a ` [[k1|x]]``",
        "```\n[[k1|x]]\n```",
        "~~~~\n~~~\n[[k1|x]]\n~~~~",
        "> ```\n> [[k1|x]]\n> ```",
        "```\n[[k1|never closed]]",
    ],
)
def test_what_is_no_link(markdown: str) -> None:
    assert read(markdown) == []


def test_code_ends_where_it_ends() -> None:
    markdown = "`a` [[One]]\n\n```\n[[no]]\n```\n\n[[Two]] ` [[Three]]"
    assert [title for _, _, title, _ in read(markdown)] == ["One", "Two", "Three"]


def test_the_place_of_a_link_is_known() -> None:
    markdown = "🤗 see [[k1|x]]."
    [link] = notes.links(markdown)
    assert markdown[link.start : link.end] == "[[k1|x]]"


def test_what_is_stored_of_a_link() -> None:
    [by_key, by_title] = notes.links("[[k1#h2|x]] [[Naïve  TITLE!]]")
    assert by_key.targets == ("key:k1", "key:h2")
    assert by_title.targets == ("title:naive title",)


@given(st.text(alphabet="ab []|\\`*\n", max_size=30).filter(str.strip), st.booleans())
def test_a_link_that_is_written_is_read(words: str, in_table: bool) -> None:
    [link] = notes.links(notes.as_link("k1", words, in_table=in_table))
    shown = text.clean_line(words).replace("]]", "] ]")
    assert link.key == "k1"
    assert link.shown == (shown.replace("|", "¦") if in_table else shown).strip()


# Titles


@pytest.mark.parametrize(
    ("markdown", "title", "line"),
    [
        ("# Head *x*\n\nThen this.", "Head x", "Then this."),
        ("\n\n  Just words\nand more", "Just words", "and more"),
        ("Intro first\n\n# The title #", "The title", "Intro first"),
        ("## Second level", "Second level", ""),
        ("> **quoted** `code`", "quoted code", ""),
        ("- [ ] buy [[k1|The paper]]", "buy The paper", ""),
        ("```\n# no heading\n```\ntext", "no heading", "text"),
        ("[a](http://b.org/(c)) ![d](e)", "a d", ""),
        ("snake_case and _so_ 2 * 3", "snake_case and so 2 3", ""),
        ("---\n\n***\ntitle", "title", ""),
        ("| a | b |\n|---|---|", "a | b", ""),
        ("", "", ""),
        ("# ", "", ""),
    ],
)
def test_title_and_first_line(markdown: str, title: str, line: str) -> None:
    assert notes.title(markdown) == title
    assert notes.first_line(markdown) == line


def test_a_title_has_an_end() -> None:
    assert len(notes.title("x" * 10_000)) == notes.LONGEST_TITLE


@given(st.text(alphabet="#>*_`~[]()|-+.\\! a1\n", max_size=80))
def test_any_text_has_a_title_of_one_line(markdown: str) -> None:
    assert "\n" not in notes.title(markdown)
    assert notes.title(markdown) or not any(c.isalnum() for c in notes.plain(markdown))


# The sentence around a link


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("One. Two [[k1|x]] three. Four.", "Two x three."),
        ("[[k1|x]]", "x"),
        ("As [[k1|Lee et al. 2024]] says. More.", "As Lee et al. 2024 says."),
        ("Before.\n\nOne\nline *with* [[k1|x]]\n\nAfter.", "One line with x"),
        ("- one\n- two [[k1|x]]\n- three", "two x"),
        ("# About [[k1|x]]\nText", "About x"),
        ("> It grows. It falls.\n>\n> — [[k1|Lee 2024]]", "It falls. — Lee 2024"),
    ],
)
def test_the_sentence_around_a_link(markdown: str, sentence: str) -> None:
    [link] = notes.links(markdown)
    assert notes.around(markdown, link) == sentence


def test_a_long_sentence_is_cut_around_the_link() -> None:
    markdown = "word " * 200 + "[[k1|the link]]" + " word" * 200
    [link] = notes.links(markdown)
    found = notes.around(markdown, link)
    assert "the link" in found
    assert found[0] == found[-1] == "…"
    assert len(found) <= notes.AROUND + 2


# Quotations


@pytest.mark.parametrize(
    ("authors", "year", "cited"),
    [
        ((LEE,), 2024, "Lee 2024"),
        ((LEE, KANG), 2024, "Lee and Kang 2024"),
        ((LEE, KANG, KIM), 2024, "Lee et al. 2024"),
        ((LEE,), None, "Lee"),
        ((), 2024, "Slow gradients"),
    ],
)
def test_how_a_paper_is_cited(authors: tuple[Author, ...], year: int | None, cited: str) -> None:
    assert notes.cite(authors, year, "Slow gradients") == cited


def test_a_highlight_becomes_a_quotation() -> None:
    source = notes.as_link("k1#h2", "Lee 2024")
    assert notes.quotation("It falls.\nIt grows.", source, " Why? ") == (
        "> It falls.\n>\n> It grows.\n>\n> — [[k1#h2|Lee 2024]]\n\nWhy?"
    )
    assert notes.quotation("It falls.", source).endswith("— [[k1#h2|Lee 2024]]")
