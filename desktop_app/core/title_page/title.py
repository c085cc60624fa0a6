"""The title of a paper, found on its first page by size and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log2

from rapidfuzz import fuzz

from desktop_app.core import text
from desktop_app.core.pdf_heads import Page, Span
from desktop_app.core.reading_order import Box
from desktop_app.core.title_page import abstract, authors, lines, metadata, names
from desktop_app.core.title_page.lines import Row

_LARGE = 1.12  # of the size of running text, what no running text has
_PITCH = 1.1  # the widest gap between the lines of a title, in their size
_NEXT = 4  # rows below a title among which its authors begin
_ABOVE = 0.5  # of a page: what is not larger than the text can be a title only above
_LONGEST = 300  # characters
_ALIKE = 90.0  # per cent of letters, where a title of the metadata is that of the page
_SURE, _AUTHORS, _SHORT, _OTHER, _LOW = 2.0, 1.0, 1.0, 1.5, 0.7  # what counts for or against
_LOWER_PART = 0.55  # of a page
_NO_TITLE = re.compile(
    r"^(?:abstract|contents|table of contents|introduction|(?:\d+|[ivx]+)\.?\s+introduction|"
    r"references|summary|keywords|index terms|acknowledge?ments|(?:original |research |review )?"
    r"(?:article|paper|report|letter|letters|review|communication|articles)|open access|preprint|"
    r"a r t i c l e.*|research|(?:full |short )?(?:length )?article|invited paper|"
    r"摘\s*要|目\s*录|page \d+|\W*\d*\W*|chapter \d+|perspective|editorial|supplement\w*( \w+)?)$"
    r"|^arxiv:|^https?:|^www\.|^doi:|@|^(?:19|20)\d\d$|journal homepage|^contents lists",
    re.IGNORECASE,
)
_OTHER_THINGS = re.compile(
    r"^(?:the )?(?:\w+ )?(?:journal of|annals of|proceedings of|transactions|university|"
    r"universit[yéàä]\w*|institut|department|faculty|school of|lecture notes)|"
    r"\b(?:journal|proceedings|transactions|universit(?:y|ät)|conference on|vol\.|issn|"
    r"review letters|thesis|dissertation|technical report|working paper)\b|大学|學院|学报",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[*†‡§¶∗⋆✉♯]+(?=\s|$)")
_ENDS = re.compile(r"[:.?!–—-]$")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")


@dataclass(frozen=True)
class Found:
    """A title, and where it stands on the page; without a place it is from elsewhere."""

    title: str
    box: Box | None = None


@dataclass(frozen=True)
class _Group:
    """Rows below each other in one style; `first` is the place of the first among all rows."""

    rows: tuple[Row, ...]
    first: int

    @cached_property
    def text(self) -> str:
        return lines.mended(map(_unmarked, self.rows))

    @property
    def size(self) -> float:
        return self.rows[0].size

    @property
    def words(self) -> float:
        """How many words there are; two characters of a script without spaces are one."""
        han = len(_HAN.findall(self.text))
        return han / 2 if han > len(self.text) / 3 else len(text.words(self.text))

    @property
    def box(self) -> Box:
        return lines.around([row.box for row in self.rows])


def find(page: Page, body: float, said: metadata.Metadata, around: str) -> Found | None:
    """Find the title of a paper on its first page, or in the metadata; `body` is the text's size.

    None where nothing looks like one.
    """
    rows = lines.rows(page)
    claimed = metadata.titles(said)
    groups = [g for g in _groups(rows) if _may_be(g, page, body, rows)]
    scored = [(_score(g, page, body, rows, claimed), -g.first, g) for g in groups]
    if scored:
        return _whole(max(scored)[2], rows, body, claimed, around)
    return next((Found(title) for title in claimed if metadata.is_sound(title)), None)


def _groups(rows: Sequence[Row]) -> list[_Group]:
    """Gather rows to groups of one style, from the top."""
    found: list[_Group] = []
    for number, row in enumerate(rows):
        near = [g for g in found[-4:] if _goes_on(g.rows[-1], row)]
        if near:
            found[found.index(near[-1])] = _Group((*near[-1].rows, row), near[-1].first)
        else:
            found.append(_Group((row,), number))
    return found


def _goes_on(row: Row, below: Row) -> bool:
    """Tell whether a row goes on in the one below it."""
    alike = lines.is_same(row.size, below.size) and row.bold == below.bold
    beside = min(row.box.x1, below.box.x1) > max(row.box.x0, below.box.x0)
    gap = below.box.y0 - row.box.y1
    return alike and beside and -0.6 * row.size < gap < _PITCH * row.size


def _may_be(group: _Group, page: Page, body: float, rows: Sequence[Row]) -> bool:
    """Tell whether a group can be a title at all."""
    said = group.text
    if len(said) > _LONGEST or sum(map(str.isalpha, said)) < 2 or _NO_TITLE.search(said):
        return False
    if len(group.rows) == 1 and len(said) <= 2 and not _HAN.match(said):
        return False
    if abstract.is_heading(group.rows[0]):
        return False
    if group.size >= _LARGE * body:
        return True
    above = group.box.y0 < _ABOVE * page.height
    first = group.first <= 1 and len(group.rows) <= 3
    stands_out = group.rows[0].bold or first
    return above and group.words >= 3 and stands_out and _has_authors(group, rows, body)


def _score(
    group: _Group, page: Page, body: float, rows: Sequence[Row], claimed: Sequence[str]
) -> float:
    """Tell how much a group looks like a title."""
    points = log2(min(max(group.size / body, 1.0), 4.0)) + 0.1 * group.rows[0].bold
    points += _AUTHORS * _has_authors(group, rows, body)
    points -= _SHORT * (group.words <= 2)
    points -= _OTHER * bool(_OTHER_THINGS.search(group.text))
    points -= _LOW * (group.box.y0 > _LOWER_PART * page.height)
    points -= _LOW * bool(re.match(r"(?:\d+(?:\.\d+)*|[IVX]+)\.?\s+[A-Z]", group.text))
    points += _SURE * any(_likeness(group.text, title) >= _ALIKE for title in claimed)
    return points


def _has_authors(group: _Group, rows: Sequence[Row], body: float) -> bool:
    """Tell whether names stand right below a group, or below its subtitle."""
    below = (row for row in rows[group.first + 1 :] if row not in group.rows)
    above = group.rows[-1]
    for row in islice(below, _NEXT):
        if authors.is_row_of_names(row):
            return True
        # What is large and stands apart is a title itself, or the name of another thing.
        apart = row.box.y0 - above.box.y1 > _PITCH * row.size
        if row.size > group.size or abstract.is_heading(row):
            return False
        if apart and row.size >= _LARGE * body and len(text.words(row.text)) > 2:
            return False
        above = row
    return False


def _whole(
    best: _Group, rows: Sequence[Row], body: float, claimed: Sequence[str], around: str
) -> Found:
    """Give the title with its subtitle, as the metadata has it where the page shouts it."""
    taken, said = list(best.rows), lines.mended(map(_unmarked, best.rows), around)
    if below := _subtitle(best, rows, body):
        taken += below
        said = f"{said}{'' if _ENDS.search(said) else ':'} {lines.mended(map(_unmarked, below))}"
    box = lines.around([row.box for row in taken])
    for title in claimed:
        if _likeness(said, title) >= _ALIKE and (said.isupper() and not title.isupper()):
            return Found(title, box)
        if _continues(said, title, around):
            return Found(title, box)
    return Found(said, box)


def _subtitle(best: _Group, rows: Sequence[Row], body: float) -> list[Row]:
    """Give the rows right below a title that are smaller, yet larger than text, and no names."""
    found: list[Row] = []
    last = best.rows[-1]
    for row in rows[best.first :]:
        if row in best.rows or row.box.y0 < last.box.y0:
            continue
        gap = row.box.y0 - last.box.y1
        alike = not found or lines.is_same(row.size, found[0].size)
        if not (alike and gap < _PITCH * row.size and _is_of_title(row, best, body)):
            break
        found.append(row)
        last = row
    return found


def _is_of_title(row: Row, best: _Group, body: float) -> bool:
    said = row.text
    large = _LARGE * body < row.size < best.size
    of_names = authors.is_row_of_names(row) or any(map(names.is_place, names.parted(said)))
    other = _NO_TITLE.search(said) or _OTHER_THINGS.search(said) or abstract.is_heading(row)
    dated = re.search(r"\b(?:19|20)\d\d\b", said)
    return large and not of_names and not other and not dated and len(text.words(said)) >= 2


def _unmarked(row: Row) -> str:
    """Give a row without the marks of footnotes."""
    spans = list(row.spans)
    while spans and (not spans[-1].text.strip() or _is_mark(spans, len(spans) - 1)):
        spans.pop()
    said = "".join(span.text for span in spans)
    return _SIGNS.sub("", lines.single_spaced(said)).strip()


def _is_mark(spans: Sequence[Span], number: int) -> bool:
    """Tell whether a span is a raised mark of a footnote, and no part of a formula."""
    span = spans[number]
    said = span.text.strip()
    if not span.raised or len(said) > 3:
        return False
    before = "".join(s.text for s in spans[:number]).split()
    word = before[-1] if before else ""
    return not said.isalnum() or (len(word) > 3 and word.isalpha() and word[1:].islower())


def _likeness(a: str, b: str) -> float:
    return fuzz.ratio(text.title_key(a), text.title_key(b))


def _continues(said: str, title: str, around: str) -> bool:
    """Tell whether a title of the metadata begins as that of the page does, and stands there."""
    short, long = text.title_key(said), text.title_key(title)
    return long.startswith(f"{short} ") and long in text.title_key(around)
