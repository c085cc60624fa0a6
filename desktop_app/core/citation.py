"""How a paper is named in other texts: citations, and quotations with their source."""

from __future__ import annotations

import re
from html import escape

from desktop_app.core import fields, notes, text
from desktop_app.core.fields import ARTICLE, ISSUE, PAGE, VOLUME
from desktop_app.core.papers import Paper

MOST_NAMES = 2
LONGEST_NAME = 40  # code points of a title that is told in a sentence
_SUBTITLE = re.compile(r": | -- | — ")


def whole(paper: Paper) -> str:
    """Write authors, year, title, where it stands and identifier of a paper in one line."""
    parts = (_opening(paper), paper.title, place(paper), _identifier(paper))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def whole_in_html(paper: Paper) -> str:
    """Write the same in HTML, the venue in italics and the identifier with a link."""
    venue, where = escape(paper.venue or ""), escape(_within(paper))
    name, address = escape(_identifier(paper)), escape(web_address(paper))
    parts = (
        escape(_opening(paper)),
        escape(paper.title),
        f"<i>{venue}</i>{where}" if venue else "",
        f'<a href="{address}">{name}</a>' if address else name,
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def place(paper: Paper) -> str:
    """Write where a paper stands: its venue, and where in that; empty without a venue."""
    return f"{paper.venue}{_within(paper)}" if paper.venue else ""


def _within(paper: Paper) -> str:
    """Write volume, issue and pages as they follow a venue, such as `` 34(2), 1–13``."""
    volume, issue = fields.get(paper.fields, VOLUME), fields.get(paper.fields, ISSUE)
    pages = fields.get(paper.fields, PAGE) or fields.get(paper.fields, ARTICLE)
    if (paper.venue or "").split()[-1:] == [volume]:  # as in "Advances in X 34"
        number = f"({issue})" if issue else ""
    elif volume:
        number = f" {volume}({issue})" if issue else f" {volume}"
    else:
        number = f", no. {issue}" if issue else ""
    return f"{number}, {pages}" if pages else number


def _opening(paper: Paper) -> str:
    authors = ", ".join(map(str, paper.authors))
    if authors and paper.year:
        return f"{authors} ({paper.year})"
    return authors or str(paper.year or "")


def brief(paper: Paper) -> str:
    """Write the first family names, year, title and identifier of a paper in one line."""
    return ", ".join(part for part in (_head(paper), paper.title, _identifier(paper)) if part)


def short(title: str) -> str:
    """Shorten a title to what one calls the paper: what its subtitle follows, else its start."""
    head = _SUBTITLE.split(title, maxsplit=1)[0] or title
    if len(head) <= LONGEST_NAME:
        return head
    cut = head[:LONGEST_NAME].rpartition(" ")[0] or head[:LONGEST_NAME]
    return f"{cut}…"


def quotation(quote: str, paper: Paper) -> str:
    """Write a passage in quotation marks, and where it is from, in one line."""
    return f"“{text.clean_line(quote)}” — {brief(paper)}"


def quotation_in_html(quote: str, paper: Paper) -> str:
    """Write a passage as a quotation in HTML, its source below with a link."""
    lines = "<br>".join(escape(line) for line in quote.strip().splitlines())
    title = f"<i>{escape(paper.title)}</i>"
    name, address = escape(_identifier(paper)), escape(web_address(paper))
    link = f'<a href="{address}">{name}</a>' if address else ""
    source = ", ".join(part for part in (escape(_head(paper)), title, link) if part)
    return f'<blockquote dir="auto"><p>“{lines}”</p><p>— {source}</p></blockquote>'


def quotation_in_markdown(quote: str, paper: Paper) -> str:
    """Write a passage as a quotation in Markdown, its source below with a link."""
    name, address = _identifier(paper), web_address(paper)
    link = f"[{name}](<{address}>)" if address else ""
    words = (_head(paper), paper.title)
    source = ", ".join(part for part in (*map(notes.escape, filter(None, words)), link) if part)
    return notes.quotation(quote, source)


def _head(paper: Paper) -> str:
    names = [author.family for author in paper.authors]
    named = ", ".join(names[:MOST_NAMES]) + (" et al." if len(names) > MOST_NAMES else "")
    return " ".join(part for part in (named, str(paper.year or "")) if part)


def _identifier(paper: Paper) -> str:
    return f"arXiv:{paper.arxiv}" if paper.arxiv else f"doi:{paper.doi}" if paper.doi else ""


def web_address(paper: Paper) -> str:
    """Give where a paper is found on the web by its identifier; empty where it has none."""
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    return f"https://doi.org/{paper.doi}" if paper.doi else ""
