"""Where the column of a page stands: the same on every page, so that titles do not jump."""

from __future__ import annotations

from desktop_app.ui import theme

WIDEST, FRAME = 880, 1220  # of a column, and of what stands in the middle of a very wide page
MARGIN, NARROW_MARGIN = 40, 24
NARROW_BELOW = 880
TOP = 28


def span(width: int) -> tuple[int, int]:
    """Give where the column of a page this wide begins, and how wide it is, in pixels."""
    narrow = width < theme.scaled(NARROW_BELOW)
    least = theme.scaled(NARROW_MARGIN if narrow else MARGIN)
    left = max(least, (width - theme.scaled(FRAME)) // 2)
    return left, max(1, min(theme.scaled(WIDEST), width - 2 * left))
