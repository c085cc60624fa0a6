"""The text of a saved papers page: a title line, then an abstract line, over and over.

The page opens with a banner, whose last word ``Subscribe`` is glued to the first title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.core import text
from desktop_app.core.papers import Draft, Problem
from desktop_app.formats import links

# No title is as long, and hardly an abstract as short.
LONG = 250
_BANNER = re.compile(r"Get trending papers in your email inbox\b.*", re.IGNORECASE)
_GLUE = "Subscribe"
_SHORT = 20  # no abstract is shorter
_FEW = 3
# Question and exclamation marks end sentences, too, but stand in many a title.
_SENTENCE_END = re.compile(r"(?<!\bvs)(?<!\bal)\.[)\"'\u201d\u2019]*(?=\s|$)")

NO_ABSTRACT = "this title is not followed by an abstract"
NO_TITLE = "this text has no title before it"


class _Line(NamedTuple):
    number: int
    words: str


def parse(page: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Read the papers of a page; what is no pair of title and abstract becomes a problem."""
    lines = _lines(page)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if _is_long(line.words):
            problems.append(Problem(line.number, NO_TITLE))
        elif at < len(lines) and _is_abstract(lines, at):
            drafts.append(_draft(line, lines[at].words))
            at += 1
        else:
            problems.append(Problem(line.number, NO_ABSTRACT))
    return tuple(drafts), tuple(problems)


def plausible(drafts: Sequence[Draft], problems: Sequence[Problem]) -> bool:
    """Tell whether what was read looks like a page of papers and not like any other text.

    A few odd records are no sign, and neither are many among more that look right.
    """
    right = sum(map(_looks_right, drafts))
    odd = len(drafts) - right + len(problems)
    return odd <= max(_FEW, right)


def _looks_right(draft: Draft) -> bool:
    abstract = (draft.abstract or "").strip()
    first = next(filter(str.isalpha, draft.title), "")
    if not first or draft.title[0] in "#*->|" or draft.title[-1] in ",;{":
        return False
    return _is_long(abstract) or (len(abstract) >= _SHORT and not (first + abstract[0]).islower())


def _lines(page: str) -> list[_Line]:
    """List the lines that say something, without the banner."""
    kept: list[_Line] = []
    after_banner = False
    for number, raw in enumerate(text.clean(page.removeprefix("\ufeff")).split("\n"), 1):
        words = raw.strip()
        if not words or words == _GLUE:
            after_banner = after_banner and not words
        elif _BANNER.fullmatch(words):
            after_banner = True
        else:
            kept.append(_Line(number, _unglued(words, after_banner, first=not kept)))
            after_banner = False
    return kept


def _unglued(title: str, after_banner: bool, first: bool) -> str:
    rest = title.removeprefix(_GLUE)
    glued = rest != title and rest[:1].strip() != ""
    plain = rest[:1].isupper() or rest[:1].isdigit()
    return rest if glued and (after_banner or (first and plain)) else title


def _is_long(words: str) -> bool:
    return len(words) >= LONG


def _is_abstract(lines: list[_Line], at: int) -> bool:
    """Tell whether the line at `at`, which follows a title, is its abstract and no title itself.

    A long line is. A short one is if it has the end of a sentence or an address in it, unless a
    long line follows, for then it is the title of that.
    """
    words = lines[at].words
    if _is_long(words):
        return True
    if at + 1 < len(lines) and _is_long(lines[at + 1].words):
        return False
    return bool(_SENTENCE_END.search(words)) or "://" in words


def _draft(title: _Line, abstract: str) -> Draft:
    return Draft(
        title=text.clean_line(title.words),
        abstract=abstract,
        links=links.find(abstract),
        line=title.number,
    )
