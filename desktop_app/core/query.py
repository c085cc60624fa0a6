"""What a reader types into the search box, as a value.

Any text is a valid query. Fields that are known (`FIELDS`, as in ``tag:ml``) narrow the result; all
else is words to be found, quoted ones together, the last one as the beginning of a word. A leading
``-`` leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from desktop_app.core import text

FIELDS = ("tag", "in", "is", "author", "after", "before", "year", "source")
IS_VALUES = (
    *("unread", "queued", "reading", "read", "dropped"),
    *("starred", "highlighted", "noted", "incomplete"),
)
MOST_TERMS = 500
_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<field>\w+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A condition: words that stand together, or a field's value."""

    value: str
    field: str | None = None
    quoted: bool = False
    negated: bool = False
    prefix: bool = False

    def __str__(self) -> str:
        value = f'"{self.value}"' if self.quoted or " " in self.value else self.value
        field = f"{self.field}:" if self.field else ""
        return f"{'-' if self.negated else ''}{field}{value}"


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all must hold."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def fields(self) -> tuple[Term, ...]:
        """The conditions on fields."""
        return tuple(t for t in self.terms if t.field)

    @property
    def words(self) -> tuple[Term, ...]:
        """The words to be found."""
        return tuple(t for t in self.terms if not t.field)


def parse(typed: str) -> Query:
    """Read a query; never fails, for what is not understood is words to be found.

    Terms beyond the first `MOST_TERMS` are left out.
    """
    terms = (_term(match) for match in _TOKEN.finditer(text.clean_line(typed)))
    known = list(islice((t for t in terms if t is not None), MOST_TERMS))
    if known and not known[-1].field and not known[-1].quoted and not typed[-1:].isspace():
        last = known[-1]
        known[-1] = Term(last.value, negated=last.negated, prefix=True)
    return Query(tuple(known))


def fts_match(terms: tuple[Term, ...]) -> tuple[str, str]:
    """Give words as two FTS5 expressions: those wanted and those unwanted; empty for none."""
    wanted = [e for t in terms if not t.negated and (e := _phrase(t))]
    unwanted = [e for t in terms if t.negated and (e := _phrase(t))]
    return " AND ".join(wanted), " OR ".join(unwanted)


def tokens(words: str) -> list[str]:
    """List words as the index holds them: letters and digits alone, so they are no syntax."""
    return re.findall(r"[^\W_]+", text.search_form(words))


def _term(match: re.Match[str]) -> Term | None:
    field = (match["field"] or "").lower()
    quoted = match["quoted"] is not None
    value = match["quoted"] if quoted else match["plain"]
    if field and not _known(field, value):
        value = f"{match['field']}:{value}"
        field = ""
    if not value.strip():
        return None
    starred = not quoted and not field and value.endswith("*")
    return Term(
        value.rstrip("*") if starred else value,
        field or None,
        quoted,
        bool(match["minus"]),
        starred,
    )


def _known(field: str, value: str) -> bool:
    if field == "is":
        return value.lower() in IS_VALUES
    if field in ("after", "before", "year"):
        return re.fullmatch(r"\d{4}(?:\.\.\d{4})?", value) is not None
    return field in FIELDS and bool(value)


def _phrase(term: Term) -> str:
    found = tokens(term.value)
    if not found:
        return ""
    return f'"{" ".join(found)}"{" *" if term.prefix else ""}'
