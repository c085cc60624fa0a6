"""Lines with tags, as records of RIS and of MEDLINE are made of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from rispy import RisParser  # type: ignore[import-untyped]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_WIDTHS = range(50, 101)  # in which programs wrap text
_FEWEST = 3  # lines; two may be two paragraphs
_BORDER = "\n"  # what no line holds
_MORE = "\n"


def lines(page: str) -> Iterator[str]:
    """Give the lines of a text, however they end."""
    return (found[1] for found in _LINE.finditer(page))


class Reader(RisParser):  # type: ignore[misc]
    """Reads the lines of one record, all values of each tag.

    `tag` parts a line into its tag and its value, or gives None for one that has no tag and so
    continues the value before it.
    """

    START_TAG = END_TAG = _BORDER

    def __init__(self, tag: Callable[[str], tuple[str, str] | None]) -> None:
        # rispy keeps every value of those tags only that it has no name for.
        known = {_BORDER: _BORDER, self.UNKNOWN_TAG: self.UNKNOWN_TAG}
        super().__init__(mapping=known, delimiter_tags_mapping={})
        self._tag = tag

    def parse_line(self, line: str) -> tuple[str | None, str]:
        """Part a line as rispy asks for it."""
        if line == _BORDER:
            return line, ""
        return self._tag(line) or (None, _MORE + line.strip())

    def read(self, record: Iterable[str]) -> dict[str, list[str]]:
        """Give the values of each tag; one that has more lines with newlines between them."""
        [found] = self.parse_lines(iter([_BORDER, *record, _BORDER]))
        said = found.get(self.UNKNOWN_TAG, {})
        return {
            tag: list(_whole(values)) if len(values) > 1 else values for tag, values in said.items()
        }


def _whole(values: list[str]) -> Iterator[str]:
    """Join what continues a value to it."""
    begun: list[str] = []
    for value in values:
        if begun and not value.startswith(_MORE):
            yield "".join(begun).strip()
            begun.clear()
        begun.append(value)
    yield "".join(begun).strip()


def unwrapped(value: str) -> str:
    """Join the lines of paragraphs that were broken to fit a width; other newlines stay."""
    if "\n" not in value:
        return value
    return "\n\n".join(
        " ".join(lines) if _are_wrapped(lines) else "\n".join(lines)
        for lines in (paragraph.split("\n") for paragraph in re.split(r"\n{2,}", value))
    )


def _are_wrapped(lines: list[str]) -> bool:
    """Tell whether the word that follows each line would have made it too long.

    The first line is shorter by its tag, and so may be all.
    """
    width = max(map(len, lines))
    return (
        len(lines) >= _FEWEST
        and width in _WIDTHS
        and all(
            len(line) + 1 + len(after.split(" ", 1)[0]) > width - len("AB  - ")
            for line, after in itertools.pairwise(lines)
        )
    )
