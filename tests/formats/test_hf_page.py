"""Hugging Face's page of papers as HTML, and the records of its API."""

from __future__ import annotations

import html
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author, Draft, Field, Link, LinkKind
from desktop_app.formats import hf_page

PAPER: dict[str, Any] = {
    "id": "2607.01234",
    "title": "Slow <Gradients>\n& Fast Ones",
    "summary": "Networks are slow.\nSee https://b.org/c.",
    "publishedAt": "2026-07-30T01:02:03.000Z",
    "authors": [{"_id": "1", "name": "Ann Lee"}, {"name": "Bo Chen", "hidden": False}, {}],
    "upvotes": 52,
    "githubRepo": "https://github.com/a/b",
    "projectPage": "https://a.org/work/1",
    "ai_keywords": ["x", "y"],
}
DRAFT = Draft(
    title="Slow <Gradients> & Fast Ones",
    abstract="Networks are slow. See https://b.org/c.",
    authors=(Author("Lee", "Ann"), Author("Chen", "Bo")),
    year=2026,
    arxiv="2607.01234",
    links=(
        Link("https://github.com/a/b", LinkKind.CODE),
        Link("https://a.org/work/1", LinkKind.PROJECT),
        Link("https://b.org/c", LinkKind.OTHER),
    ),
    votes=52,
    line=1,
    kind="article",
    fields=(Field("month", "7"), Field("day", "30"), Field("hf:ai_keywords", "x, y")),
)


def _page(props: Any, attributes: str = 'data-target="DailyPapers" data-props="{}"') -> str:
    inner = attributes.replace("{}", html.escape(json.dumps(props)))
    return (
        '<!DOCTYPE html>\n<html><head><script>"DailyPapers"</script></head>\n<body>'
        f'<div class="a" data-target="MainHeader" data-props="{{}}"></div>\n<div {inner}>x</div>'
    )


@pytest.mark.parametrize(
    "attributes",
    [
        'class="contents" data-target="DailyPapers" data-props="{}"',
        'data-props="{}" data-target="DailyPapers"',
        "data-target='DailyPapers' id=x data-props=\"{}\"",
    ],
)
def test_a_saved_page(attributes: str) -> None:
    props = {"date": "x", "dailyPapers": [{"paper": PAPER, "numComments": 3}], "n": [1]}
    drafts, problems = hf_page.parse(_page(props, attributes))
    assert [d.title for d in drafts] == [DRAFT.title]
    assert (drafts[0].line, drafts[0].votes, problems) == (4, 52, ())


def test_records_of_the_api() -> None:
    for value in ([{"paper": PAPER}], {"dailyPapers": [{"paper": PAPER}]}, [PAPER]):
        assert hf_page.parse(json.dumps(value)) == ((DRAFT,), ())


def test_a_page_without_papers_says_what_to_save() -> None:
    drafts, [problem] = hf_page.parse("<html><body data-target='Other'>DailyPapers</body></html>")
    assert drafts == ()
    assert "huggingface.co/papers" in problem.reason
    assert hf_page.parse(_page({"dailyPapers": []})) == ((), (problem,))


def test_records_without_what_they_should_have() -> None:
    odd = {"title": "A", "authors": "Ann", "upvotes": "many", "publishedAt": 7, "id": "x"}
    drafts, problems = hf_page.parse(json.dumps([{"paper": odd}, {"paper": 1}, {"paper": {}}]))
    assert [(d.title, d.votes, d.arxiv, d.fields) for d in drafts] == [
        ("A", None, None, (Field("hf:id", "x"),))
    ]
    assert [p.reason for p in problems] == [hf_page.NO_TITLE] * 2


def test_a_huge_page_is_read_at_once() -> None:
    many = [{"paper": {**PAPER, "summary": "word " * 200}} for _ in range(3000)]
    page = _page({"dailyPapers": many}) + "<p>x</p>" * 100_000
    began = time.perf_counter()
    drafts, _ = hf_page.parse(page)
    assert len(drafts) == 3000
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "sign", ["<", '<div data-target="DailyPapers" ', 'data-target="DailyPapers" ']
)
def test_no_page_takes_long(sign: str) -> None:
    began = time.perf_counter()
    assert hf_page.parse("<" + sign * (100_000 // len(sign)))[0] == ()
    assert time.perf_counter() - began < 5


@given(st.text())
def test_any_page_can_be_read(page: str) -> None:
    for text in (page, f'<div data-target="DailyPapers" data-props="{page}">', f"[{page}"):
        assert any(hf_page.parse(text))
