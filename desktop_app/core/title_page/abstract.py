"""The abstract of a paper, between its heading and what follows it, over columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from desktop_app.core.pdf_heads import Head
from desktop_app.core.title_page import lines
from desktop_app.core.title_page.lines import Row

_HEADING = re.compile(
    r"^(?:\d\.?\s*)?(?:a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|s\s?u\s?m\s?m\s?a\s?r\s?y|zusammenfassung|"
    r"kurzfassung|r[ée]sum[ée]|resumen|摘\s*要|内容提要)"
    r"\s*(?:[.:：—–]+\s*|-+(?=\s|[A-Z])\s*|(?=$)|(?<=要)\s*)",
    re.IGNORECASE,
)
_IN_OTHER_STYLE = re.compile(r"\s*(?:abstract|summary)\s*", re.IGNORECASE)
INTRODUCTION = re.compile(
    r"^(?:(?:\d+|[IVX]+)\s*[.:]?\s*)?(?:i\s?n\s?t\s?r\s?o\s?d\s?u\s?c\s?t\s?i\s?o\s?n|einleitung|"
    r"introducci[óo]n|引\s*言|前\s*言|绪\s*论)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:key\s?-?\s?words|index terms|general terms|ccs concepts|categories and subject|"
    r"categories(?: &|:)|additional key ?words|acm (?:reference|classification)|"
    r"subject classif|jel\b|msc\b|ams subject|mathematics subject|pacs\b|contents$|"
    r"table of contents|author summary|significance$|nomenclature$|article info|"
    r"关\s*键\s*[词字]|中图分类号|abstract\b|acknowledge?ments|schlagw|mots[- ]cl|palabras clave|"
    r"code availab|availability:)",
    re.IGNORECASE,
)
# What ends it too, unless it is a footnote, smaller than the abstract.
_NOTE = re.compile(
    r"^(?:permission to|copyright\b|©|\(c\) (?:19|20)|arxiv:|doi:|https?://|received\b|accepted \d|"
    r"published\b|\*? ?corresponding author|this work is licensed|preprint\b|under review)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:1|I)\s*\.?\s+[A-Z][\w -]{2,40}$|^(?:1|I)\.?$")
_NO_WORDS = re.compile(r"\W*\d{0,4}\W*")
_HAN = re.compile(r"[\u3400-\u9fff]")

_FOOT = 0.92  # of the abstract's size: what is smaller beside it is a footnote
_LARGER = 1.12  # of a size, what is taken for larger
_TRIES = 4  # headings looked at
_NEAR = 5.0  # sizes of a heading, within which the text below it begins
_GAP = 0.3  # above a heading, in its size
_PITCH = 0.6  # the widest gap between lines of a paragraph, in their size
_FOOT_OF_PAGE = 0.75  # of a page, where footnotes begin
_UPPER = 0.5  # of a page, where an opening paragraph begins
_SMALL = 0.6  # of the words of a sentence, those that begin with a small letter
_SHORTEST, _SHORTEST_HAN, _LEAD, _LONGEST = 40, 20, 200, 6000  # characters
_HEADING_LENGTH, _LINE_LENGTH = 50, 30  # characters, at most and at least


def is_heading(row: Row) -> bool:
    """Tell whether a row is the heading of an abstract, or begins with it."""
    return _heading(row) is not None


def find(head: Head, around: str) -> str | None:
    """Find the abstract under its heading; None where there is none or it has no end.

    `around` is text that shows which words are written with a hyphen.
    """
    pages = [
        [Row(line.spans, line.box) for line in lines.in_reading_order(page)] for page in head.pages
    ]
    for number, place in islice(_headings(pages), _TRIES):
        page = pages[number]
        rest = page[place].text[_heading(page[place]) :].strip()
        first = place + 1 if rest else _first_below(page, place)
        later = [row for following in pages[number + 1 :] for row in following]
        foot = _FOOT_OF_PAGE * head.pages[number].height
        found = lines.mended(_parts(rest, [*page[first:], *later], foot), around)
        shortest = _SHORTEST_HAN if _HAN.search(found) else _SHORTEST
        if shortest <= len(found) <= _LONGEST:
            return found
    return None


def _headings(pages: Sequence[Sequence[Row]]) -> Iterator[tuple[int, int]]:
    """Give the pages and the places of what may be the heading of an abstract."""
    for number, page in enumerate(pages):
        yield from ((number, place) for place, row in enumerate(page) if is_heading(row))


def lead(head: Head, below: float, body: float, around: str) -> str | None:
    """Find an opening paragraph that is set in another style than the text; it has no heading.

    `below` is where the title ends, `body` the size of the text.
    """
    page = head.pages[0]
    read = [row for row in lines.rows(page) if row.box.y0 >= below]
    for number, row in enumerate(read):
        if row.box.y0 > _UPPER * page.height:
            return None
        if row.bold or not _FOOT * body < row.size < _LARGER * body:
            found = lines.mended([row.text, *_going_on(read[number:])], around)
            if len(found) >= _LEAD and _is_prose(found):
                return found
    return None


def _heading(row: Row) -> int | None:
    """Tell where in a row the heading of an abstract ends; None where there is none.

    The word alone is one only where what follows it is in another style.
    """
    if found := _HEADING.match(row.text):
        return found.end()
    first = row.spans[0]
    if len(row.spans) > 1 and _IN_OTHER_STYLE.fullmatch(first.text):
        return len(first.text.strip())
    return None


def _first_below(read: Sequence[Row], place: int) -> int:
    """Give the place of the row right below a heading; others may be read before it."""
    box = read[place].box
    below = [
        (row.box.y0, number)
        for number, row in enumerate(read[place + 1 :], place + 1)
        if 0 <= row.box.y0 - box.y0 - 0.5 * (box.y1 - box.y0) < _NEAR * read[place].size
        and min(row.box.x1, box.x1) > max(row.box.x0, box.x0)
    ]
    return min(below, default=(0.0, place + 1))[1]


def _is_prose(said: str) -> bool:
    """Tell whether a text is made of sentences, and is no list of places of work."""
    words = said.split()
    small = sum(word[:1].islower() for word in words)
    return small >= _SMALL * len(words) and said[-1:] in ".!?"


def _going_on(read: Sequence[Row]) -> Iterator[str]:
    """Give the rows that go on below the first in its style."""
    for row, below in pairwise(read):
        alike = lines.is_same(row.size, below.size) and row.bold == below.bold
        alike = alike and row.italic == below.italic
        apart = below.box.y0 - row.box.y1 > _PITCH * row.size
        if not alike or apart or _ends(below) or _NOTE.match(below.text):
            return
        yield below.text


def _parts(rest: str, following: Sequence[Row], foot: float) -> Iterable[str]:
    """Give the lines of an abstract up to what ends it; footnotes among them are left out.

    `rest` is what stands beside its heading; notes below `foot` are footnotes.
    """
    if rest:
        yield rest
    first: Row | None = None
    before: Row | None = None
    for row in following:
        if _ends(row) or (first and before and _is_other(row, first, before)):
            return
        first = first or row
        is_note = _NOTE.match(row.text)
        if is_note and row.box.y0 < foot:
            return
        if is_note or row.size < _FOOT * first.size or _NO_WORDS.fullmatch(row.text):
            continue
        before = row
        yield row.text


def _ends(row: Row) -> bool:
    said = row.text
    introduced = INTRODUCTION.match(said) and len(said) < _HEADING_LENGTH
    return bool(introduced or _END.match(said) or _NUMBERED.match(said))


def _is_other(row: Row, first: Row, before: Row) -> bool:
    """Tell whether a row is in another style than the abstract, as a heading or the text is."""
    if row.size > _LARGER * first.size and len(row.text) > 1:
        return True
    if first.bold:
        return not row.bold and len(row.text) > _LINE_LENGTH
    apart = row.box.y0 - before.box.y1 > _GAP * row.size
    return row.bold and apart and len(row.text) < _HEADING_LENGTH
