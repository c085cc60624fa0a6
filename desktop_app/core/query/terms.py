"""A query as a value: terms, groups of them, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

FIELDS = (
    *("tag", "in", "is", "has", "author", "title", "abstract", "note", "highlight", "venue"),
    *("year", "after", "before", "queue", "source", "id"),
)
IS_VALUES = (
    *("unread", "queued", "reading", "read", "dropped"),
    *("starred", "highlighted", "noted", "incomplete"),
)
HAS_VALUES = ("pdf", "code", "note", "highlight", "doi", "arxiv", "tag", "abstract")
QUEUE_VALUES = ("today", "due", "later", "snoozed")
VALUES = {"is": IS_VALUES, "has": HAS_VALUES, "queue": QUEUE_VALUES}  # of fields that have few
OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Term:
    """A condition: words that stand together, or a field's value.

    A `prefix` ends within a word. What could be mistaken for something else is `quoted`.
    """

    value: str
    field: str | None = None
    quoted: bool = False
    negated: bool = False
    prefix: bool = False

    def __str__(self) -> str:
        doubled = self.value.replace('"', '""')
        value = f'"{doubled}"' if self.quoted or not is_plain(self.value) else self.value
        field = f"{self.field}:" if self.field else ""
        return f"{'-' if self.negated else ''}{field}{value}{'*' if self.prefix else ''}"


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which one must hold, `either`, or all."""

    parts: tuple[Node, ...]
    either: bool
    negated: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}({self.inside()})"

    def inside(self) -> str:
        """Write the group without its parentheses."""
        return (" OR " if self.either else " ").join(map(str, self.parts))


Node = Term | Group


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all must hold."""

    parts: tuple[Node, ...] = ()

    def __str__(self) -> str:
        """Write a query that reads as itself: a bare word at its end is whole before a space."""
        lone = self.parts[0] if len(self.parts) == 1 else None
        if isinstance(lone, Group) and not lone.negated:
            written = lone.inside()
            last = lone.parts[-1]
        else:
            written = " ".join(map(str, self.parts))
            last = self.parts[-1] if self.parts else Term("", quoted=True)
        if not isinstance(last, Term) or last.field or last.negated or last.quoted:
            return written
        return written[:-1] if last.prefix else f"{written} "

    @property
    def fields(self) -> tuple[Term, ...]:
        """The conditions on fields that hold by themselves."""
        return tuple(p for p in self.parts if isinstance(p, Term) and p.field)

    @property
    def words(self) -> tuple[Node, ...]:
        """The words to be found, and the groups."""
        return tuple(p for p in self.parts if not (isinstance(p, Term) and p.field))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, wherever they stand."""
        return tuple(leaves(self.parts))


def leaves(parts: tuple[Node, ...]) -> Iterator[Term]:
    """Give the terms of conditions in order."""
    for part in parts:
        if isinstance(part, Term):
            yield part
        else:
            yield from leaves(part.parts)


def negate(node: Node) -> Node:
    """Give the contrary of a condition."""
    return replace(node, negated=not node.negated)


def join(nodes: list[Node], *, either: bool) -> Node | None:
    """Make one condition of several; groups of the same kind dissolve in it."""
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, Group) and node.either is either and not node.negated:
            flat.extend(node.parts)
        else:
            flat.append(node)
    flat = list(dict.fromkeys(flat))
    if len(flat) > 1:
        return Group(tuple(flat), either)
    return flat[0] if flat else None


def is_plain(value: str) -> bool:
    """Tell whether a value needs no quotes around it."""
    return bool(
        value
        and value not in OPERATORS
        and value[0] not in "-("
        and value[-1] != "*"
        and '"' not in value
        and value.split() == [value]
        and balanced(value) == len(value)
    )


def balanced(value: str) -> int:
    """Give how far a value goes before a parenthesis closes that it did not open.

    One that it leaves open counts as none: -1.
    """
    depth = 0
    if "(" not in value and ")" not in value:
        return len(value)  # long ones are gone through in no time
    for at, c in enumerate(value):
        depth += (c == "(") - (c == ")")
        if depth < 0:
            return at
    return -1 if depth else len(value)
