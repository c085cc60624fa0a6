"""The authors of a paper: the names between its title and its abstract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.core import text
from desktop_app.core.papers import Author
from desktop_app.core.particles import PARTICLES
from desktop_app.core.pdf_heads import Span
from desktop_app.core.title_page import abstract, lines, names
from desktop_app.core.title_page.lines import Row

_MOST = 0.5  # of the parts of a row, that names are more than
_PROSE = 8  # words of a line of running text
_PROSE_ROWS = 2
_REACH = 0.75  # of a page's height
_SMALL = 0.8  # of the size of a row, what marks are smaller than
_AGREE = 0.6  # of the family names, where two lists are of the same authors
_BY = re.compile(r"^(?:by|von|par|authors?:?|作者[::]?|presented by|姓\s*名[::]?)\s*(?=\S)", re.I)
_OTHERS = re.compile(
    r"\b(?:edit(?:ed|ors?)|communicated|supervis\w+|advis[eo]rs?|review(?:ed|ers?)|committee|"
    r"handling|correspond\w*|e-?mail|received|accepted|thesis|dissertation|chair|examiners?|"
    r"submitted|keywords|doi|issn|copyright|©|dedicated|betreuer|gutachter)\b|导师|指导",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"[,;&、，]$|\band$", re.IGNORECASE)
_PLACE_AFTER = re.compile(r"\s[•·∙]\s|\s[(–—]|,")
_ADDRESS = re.compile(r"\b\d{4,6}\b|@|https?:|www\.")
_MARK = re.compile(r"^(?:[^\w\s]|[\d\s]|(?<![a-z])[a-z](?![a-z]))+$")


def find(rows: Sequence[Row], below: float, height: float) -> tuple[Author, ...]:
    """Find the authors in the rows of a page, from `below`, where the title ends, downwards."""
    region = list(_region(rows, below, height))
    often = Counter(row.text.casefold() for row in region)
    again = {said for said, times in often.items() if times > 1}
    named = [row for row in region if row.text.casefold() not in again]
    kept = list(_names(named, _levelled(region, again)))
    found = dict.fromkeys(part for part in _joined(kept) if names.is_name(part))
    return tuple(map(names.author, found))


def is_row_of_names(row: Row) -> bool:
    """Tell whether a row holds names of persons, and little else."""
    said = row.text
    if _is_of_others(row) or len(said) > 300:
        return False
    parts = _parts(row)
    are_names = [names.is_name(part) for part in parts]
    if not any(are_names):
        return False
    # A place may follow one name: "Ada Lovelace, University of London".
    placed = are_names[0] and any(map(names.is_place, parts[1:])) and _PLACE_AFTER.search(said)
    return sum(are_names) > _MOST * len(parts) or bool(placed)


def agreed(found: tuple[Author, ...], said: tuple[Author, ...]) -> tuple[Author, ...]:
    """Give the authors of the page, or those of the metadata that agree or are all there are."""
    if not found:
        return said
    here, there = ({text.fold(a.family) for a in authors} for authors in (found, said))
    shared = len(here & there)
    if len(said) > 1 and shared >= _AGREE * len(here) and shared >= _AGREE * len(there):
        return said
    return found


def _region(rows: Sequence[Row], below: float, height: float) -> Iterator[Row]:
    """Give the rows between the title and the abstract or the text."""
    prose = 0
    for row in rows:
        if row.box.y0 + row.box.y1 <= 2 * below:
            continue
        if row.box.y0 > _REACH * height or abstract.is_heading(row) or _opens(row):
            return
        is_prose = _is_prose(row)
        prose = prose + 1 if is_prose else 0
        if prose >= _PROSE_ROWS:
            return
        if not is_prose:
            yield row


def _opens(row: Row) -> bool:
    return bool(abstract.INTRODUCTION.match(row.text))


def _is_prose(row: Row) -> bool:
    words = row.text.split()
    small = sum(word[:1].islower() and word not in PARTICLES for word in words)
    return len(words) >= _PROSE and 2 * small >= len(words)


def _levelled(region: Sequence[Row], again: set[str]) -> set[int]:
    """Give the rows that stand level with others of which one is a place of work."""
    found: set[int] = set()
    for level in lines.levels(region):
        cells = [row for row in level if row.text.casefold() not in again]
        beside = len(level) > 1 and len(cells) < len(level)
        if beside or sum(_is_place(row) for row in level) > len(level) / 2:
            found.update(map(id, cells))
    return found


def _is_place(row: Row) -> bool:
    return names.is_place(row.text) and not is_row_of_names(row)


def _names(region: Sequence[Row], at_places: set[int]) -> Iterator[Row]:
    """Give the rows of names, all in the style of the first."""
    first: Row | None = None
    last: Row | None = None
    for row in region:
        if id(row) in at_places or _starts_with_mark(row):
            continue
        if not is_row_of_names(row) and not (last and _goes_on(last, row)):
            continue
        first = first or row
        if lines.is_same(first.size, row.size) and (not first.bold or row.bold):
            last = row
            yield row


def _goes_on(above: Row, row: Row) -> bool:
    """Tell whether a name begins at the end of one row and ends in the other."""
    before, parts = _parts(above), _parts(row)
    parted = len(before) > 1 and _is_part(before[-1]) and not _SEPARATED.search(_said(above))
    return bool(parted and parts and _is_part(parts[0]) and all(map(names.is_name, parts[1:])))


def _starts_with_mark(row: Row) -> bool:
    """Tell whether a row begins with a mark, as what is said of those who bear it does."""
    span = next((span for span in row.spans if span.text.strip()), None)
    return bool(span and _is_mark(span, row))


def _is_of_others(row: Row) -> bool:
    return bool(_OTHERS.search(row.text) or _ADDRESS.search(row.text))


def _parts(row: Row) -> list[str]:
    return names.parted(_BY.sub("", _said(row)))


def _said(row: Row) -> str:
    """Give a row with a bar in place of marks."""
    return lines.single_spaced(
        "".join("|" if _is_mark(span, row) else span.text for span in row.spans)
    )


def _is_mark(span: Span, row: Row) -> bool:
    """Tell whether a part of a row is a mark: raised, or at least smaller than the rest."""
    small = span.raised or span.size < _SMALL * row.size
    return small and bool(_MARK.match(span.text.strip()))


def _joined(kept: Sequence[Row]) -> Iterable[str]:
    """Give the parts of all rows; a name may begin in one and end in the next."""
    parts: list[str] = []
    open_ = False
    for row in kept:
        these = _parts(row)
        ended = bool(_SEPARATED.search(_said(row)))
        if these and parts and open_ and (_is_part(parts[-1]) or _is_part(these[0])):
            parts[-1] += f" {these.pop(0)}"
        parts += these
        open_ = not ended and len(these) > 1
    return parts


def _is_part(part: str) -> bool:
    """Tell whether a part is one word that may belong to a name."""
    return " " not in part and part[:1].isupper() and not names.is_place(part)
