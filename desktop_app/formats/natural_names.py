"""Names as they are spoken, which a list of authors has: `Ludwig van Beethoven`, `ATLAS Team`."""

from __future__ import annotations

from desktop_app.core import papers
from desktop_app.core.papers import Author
from desktop_app.core.particles import PARTICLES

# The last word of the name of a body; nobody has it as a family name.
BODIES = frozenset(
    (
        *("collaboration", "collaborations", "collaborators", "consortium", "initiative"),
        *("investigators", "organisation", "organization", "committee", "network", "group"),
        *("team", "community"),
    )
)


def read(written: str) -> tuple[Author, ...]:
    """Read the names of a line: a body is kept whole, particles go with the family."""
    return tuple(map(_settled, papers.parse_authors(written)))


def is_body(name: str) -> bool:
    """Tell whether a name without a comma is that of a body by its last word."""
    words = name.split()
    return len(words) > 1 and words[-1].casefold() in BODIES


def _settled(author: Author) -> Author:
    """Mend a name that was parted before its last word."""
    if not author.suffix and is_body(whole := str(author)):
        return Author(whole)
    given = author.given.split()
    family = [author.family]
    while len(given) > 1 and given[-1] in PARTICLES:
        family.insert(0, given.pop())
    return Author(" ".join(family), " ".join(given), author.suffix)
