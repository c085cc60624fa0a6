"""Citations and quotations."""

import re
from dataclasses import replace
from html import unescape

import pytest

from desktop_app.core import citation
from desktop_app.core.fields import ARTICLE, ISSUE, PAGE, VOLUME
from desktop_app.core.papers import Author, Field, Paper, PaperId
from desktop_app.store import papers
from desktop_app.store.library import Library
from tests import build

QUOTE = "the delay <is>\nnot *noise*"


@pytest.fixture
def paper(library: Library) -> Paper:
    names = (Author("Lee", "Jaerin"), Author("Kang", "Bong Gyun"), Author("Kim", "Kihoon"))
    draft = build.draft("Grokfast & more", authors=names, year=2024, arxiv="2405.20233")
    [added] = build.add(library, draft)
    return papers.get(library, PaperId(added))


def test_a_citation_names_everyone_and_all(paper: Paper) -> None:
    whole = (
        "Jaerin Lee, Bong Gyun Kang, Kihoon Kim (2024). Grokfast & more. ICML. arXiv:2405.20233."
    )
    assert citation.whole(replace(paper, venue="ICML")) == whole


@pytest.mark.parametrize(
    ("venue", "said", "place"),
    [
        ("NeurIPS", {VOLUME: "34", PAGE: "1–13"}, "NeurIPS 34, 1–13"),
        ("Nature", {VOLUME: "5", ISSUE: "2", PAGE: "7"}, "Nature 5(2), 7"),
        ("Nature", {ISSUE: "2"}, "Nature, no. 2"),
        ("Nature", {ARTICLE: "e12"}, "Nature, e12"),
        ("Advances 34", {VOLUME: "34", PAGE: "1–13"}, "Advances 34, 1–13"),
        ("ICML", {}, "ICML"),
        (None, {VOLUME: "34", PAGE: "1–13"}, ""),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(
    paper: Paper, venue: str | None, said: dict[str, str], place: str
) -> None:
    known = replace(paper, venue=venue, fields=tuple(Field(*item) for item in said.items()))
    assert citation.place(known) == place
    assert place in citation.whole(known)


def test_a_citation_in_html_is_safe_and_says_the_same(paper: Paper) -> None:
    known = replace(paper, venue="A <b> venue", fields=(Field(PAGE, "1–13"),))
    html = citation.whole_in_html(known)
    assert "<i>A &lt;b&gt; venue</i>, 1–13. <a href=" in html
    assert unescape(re.sub("<[^>]*>", "", html)) == citation.whole(known)


@pytest.mark.parametrize(
    ("fields", "brief"),
    [
        ({}, "Lee, Kang et al. 2024, Grokfast & more, arXiv:2405.20233"),
        ({"arxiv": None, "doi": "10.1/x"}, "Lee, Kang et al. 2024, Grokfast & more, doi:10.1/x"),
        ({"arxiv": None, "year": None}, "Lee, Kang et al., Grokfast & more"),
        ({"authors": (Author("Lee"), Author("Kang"))}, "Lee, Kang 2024, Grokfast & more"),
        ({"authors": ()}, "2024, Grokfast & more"),
        ({"authors": (), "year": None}, "Grokfast & more"),
    ],
)
def test_what_is_unknown_is_left_out(paper: Paper, fields: dict[str, object], brief: str) -> None:
    known = replace(paper, **fields)  # type: ignore[arg-type]
    assert citation.brief(known).startswith(brief)
    assert citation.whole(known).endswith(".")


def test_a_quotation_is_one_line_with_its_source(paper: Paper) -> None:
    assert citation.quotation(QUOTE, paper) == (
        "“the delay <is> not *noise*” — Lee, Kang et al. 2024, Grokfast & more, arXiv:2405.20233"
    )


def test_a_quotation_in_html_is_safe_and_links_to_its_source(paper: Paper) -> None:
    html = citation.quotation_in_html(QUOTE, paper)
    assert "“the delay &lt;is&gt;<br>not *noise*”" in html
    assert "<i>Grokfast &amp; more</i>" in html
    assert '<a href="https://arxiv.org/abs/2405.20233">arXiv:2405.20233</a>' in html
    assert "href" not in citation.quotation_in_html(QUOTE, replace(paper, arxiv=None, doi=None))


def test_a_quotation_in_markdown_says_the_words_as_they_are(paper: Paper) -> None:
    assert citation.quotation_in_markdown("not *noise*", paper) == (
        "> not \\*noise\\*\n>\n> — Lee, Kang et al. 2024, Grokfast & more,"
        " [arXiv:2405.20233](<https://arxiv.org/abs/2405.20233>)"
    )


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Grokfast: Accelerated Grokking by Amplifying Slow Gradients", "Grokfast"),
        ("Grokfast -- Accelerated Grokking", "Grokfast"),
        ("Grokfast — Accelerated Grokking: A Study", "Grokfast"),
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("Ratios of 3:1 and well-known others", "Ratios of 3:1 and well-known others"),
        (
            "Deep Residual Learning for Image Recognition in the Wild",
            "Deep Residual Learning for Image…",
        ),
        ("x" * 50, "x" * 40 + "…"),
        (": a title without a name", ": a title without a name"),
    ],
)
def test_what_one_calls_a_paper(title: str, short: str) -> None:
    assert citation.short(title) == short
