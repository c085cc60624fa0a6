"""What is said of a query that was understood otherwise than it may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.core.query import Hint, Kind
from desktop_app.core.query.terms import VALUES

MOST = 2
_EXAMPLES = {
    "year": "year:2022, year:2019..2023",
    "after": "after:2022",
    "before": "before:2025",
}


def say(hints: Sequence[Hint]) -> str:
    """Say what was taken as plain text and what to write; nothing where all was understood."""
    return "  ".join(_said(hint) for hint in hints[:MOST])


def _said(hint: Hint) -> str:
    if hint.kind is Kind.VALUE:
        field = hint.text.rstrip(":").lower()
        return _value(field, hint.text)
    return _forms()[hint.kind].format(hint.text)


def _value(field: str, written: str) -> str:
    """Say what values a field may have."""
    if field in VALUES:
        return _tr("“{}” goes with {}.").format(written, ", ".join(VALUES[field]))
    if field in _EXAMPLES:
        return _tr("“{}” wants a year, as in {}.").format(written, _EXAMPLES[field])
    return _tr("“{}” is text here; write what it is to be right after it.").format(written)


def _forms() -> dict[Kind, str]:
    return {
        Kind.FIELD: _tr("“{}” is no field, so it is text; fields are author:, tag:, year: …"),
        Kind.QUOTE: _tr("A quotation mark is not closed; write one at both ends."),
        Kind.PARENTHESIS: _tr("“{}” has no other parenthesis to it; write both or none."),
        Kind.OPERATOR: _tr("“{}” is text here; it joins what stands on both sides of it."),
        Kind.LENGTH: _tr("This is very long; only its beginning is looked for."),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("search", text)
