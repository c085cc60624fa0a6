"""What is said of a query that was understood otherwise than it may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.core.query import Hint, Kind

MOST = 2


def say(hints: Sequence[Hint]) -> str:
    """Say what was taken as plain text, in one line; nothing where all was understood."""
    forms = _forms()
    return "  ".join(forms[hint.kind].format(hint.text) for hint in hints[:MOST])


def _forms() -> dict[Kind, str]:
    return {
        Kind.FIELD: _tr("“{}” is no field, so it is looked for as text."),
        Kind.VALUE: _tr("“{}” is no value of that field, so it is looked for as text."),
        Kind.QUOTE: _tr("A quotation mark is not closed."),
        Kind.PARENTHESIS: _tr("“{}” has no other parenthesis to it."),
        Kind.OPERATOR: _tr("“{}” joins nothing here, so it is looked for as text."),
        Kind.LENGTH: _tr("This is very long; only its beginning is looked for."),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("search", text)
