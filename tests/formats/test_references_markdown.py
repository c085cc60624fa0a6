"""References as a list in Markdown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from desktop_app.core import citation
from desktop_app.core.papers import Author, Link, Paper, PaperId, PaperKey, State
from desktop_app.formats import markdown, references_markdown


def _paper(**said: Any) -> Paper:
    values: dict[str, Any] = {
        "id": PaperId(1),
        "key": PaperKey("p7f3a"),
        "title": "On *leeks* [1]",
        "abstract": "",
        "authors": (Author("Lee", "Ann"),),
        "year": 2020,
        "venue": None,
        "doi": None,
        "arxiv": None,
        "links": (),
        "tags": (),
        "state": State.UNREAD,
        "starred": False,
        "added_at": datetime(2026, 1, 2, tzinfo=UTC),
        "source": None,
        "binned": False,
    }
    return Paper(**{**values, **said})


def test_a_reference_is_a_line_with_a_link() -> None:
    text = "".join(
        references_markdown.write([_paper(arxiv="2401.12345"), _paper(doi="10.1000/a(<b>)")])
    )
    assert text.splitlines() == [
        "- Ann Lee (2020). On \\*leeks\\* \\[1\\]."
        " [arXiv:2401.12345](<https://arxiv.org/abs/2401.12345>).",
        "- Ann Lee (2020). On \\*leeks\\* \\[1\\]."
        " [doi:10.1000/a(\\<b>)](<https://doi.org/10.1000/a(%3Cb%3E)>).",
    ]


def test_a_paper_without_identifier_is_followed_by_its_address() -> None:
    text = "".join(references_markdown.write([_paper(links=(Link("https://a.org/x"),))]))
    assert text == "- Ann Lee (2020). On \\*leeks\\* \\[1\\]. <https://a.org/x>\n"
    assert "".join(references_markdown.write([_paper()])).endswith("\\[1\\].\n")
    assert "".join(references_markdown.write([])) == ""


def test_what_is_shown_is_the_citation() -> None:
    paper = _paper(arxiv="2401.12345", title="_A_ <b>B</b> # 1. C", venue="J. of X")
    html = markdown.to_html("".join(references_markdown.write([paper])))
    shown = html.replace("&lt;", "<").replace("&gt;", ">")
    assert citation.whole(paper).split(". arXiv")[0] in shown
