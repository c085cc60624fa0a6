"""Papers as a list of references in Markdown, one in a line, each with a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.core import citation
from desktop_app.core.papers import Paper
from desktop_app.formats import paper_markdown


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """Write the lines one by one."""
    return (f"- {_reference(paper)}\n" for paper in papers)


def _reference(paper: Paper) -> str:
    """Write a reference, its identifier with a link; without one, its first address follows."""
    words = citation.whole(paper)
    if address := citation.web_address(paper):
        name = f"arXiv:{paper.arxiv}" if paper.arxiv else f"doi:{paper.doi}"
        head, _, tail = words.rpartition(name)
        linked = f"[{paper_markdown.escape(name)}](<{_encoded(address)}>)"
        return f"{paper_markdown.escape(head)}{linked}{tail}"
    written = paper_markdown.escape(words)
    return f"{written} <{_encoded(paper.links[0].url)}>" if paper.links else written


def _encoded(address: str) -> str:
    return address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
