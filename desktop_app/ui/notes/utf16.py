"""Places in a line as Qt counts them, in UTF-16 units."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor


def count(words: str) -> int:
    """Count the units of some words."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "surrogatepass")) // 2


def sides(cursor: QTextCursor) -> tuple[str, str]:
    """Give what stands in the caret's line before and after the caret."""
    units = cursor.block().text().encode("utf-16-le", "surrogatepass")
    at = 2 * cursor.positionInBlock()
    return units[:at].decode("utf-16-le", "replace"), units[at:].decode("utf-16-le", "replace")
