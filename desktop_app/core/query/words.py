"""The words of a query as the index holds them."""

from __future__ import annotations

import re

from desktop_app.core import papers, text

_WORDS = re.compile(r"[^\W_]+")
_IDENTIFIER = re.compile(r"(?:https?://|doi:|arxiv:|10\.\d|\d{4}\.\d{4,5}(?:v\d+)?$).*", re.I)


def tokens(words: str) -> list[str]:
    """List words as the index holds them: letters and digits alone, so they are no syntax."""
    return _WORDS.findall(text.search_form(words))


def phrases(value: str) -> list[list[str]]:
    """Give the phrases, as tokens, that a value may stand for in a text.

    An address of a DOI or of a paper on arXiv stands for the identifier, a DOI of arXiv also for
    arXiv's own.
    """
    found = [tokens(value)]
    if _IDENTIFIER.match(value):
        doi = papers.normal_doi(value)
        arxiv = papers.arxiv_of_doi(doi) if doi else papers.normal_arxiv(value)
        found += [tokens(known) for known in (doi, arxiv) if known]
    return [list(one) for one in dict.fromkeys(map(tuple, found)) if one]
