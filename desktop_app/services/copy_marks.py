"""Highlights as marks in the file of a document, and the colours of such marks."""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import rgb_to_hsv

from desktop_app.core.highlights import COLOURS, Highlight, Style
from desktop_app.engines.pdf import CopyMark

Colour = tuple[float, float, float]  # red, green and blue, 0 to 1

# As on paper: the fills and inks of the light theme, by colour.
FILLS = ("#FBE8A0", "#CDE2FA", "#CBEBD0", "#FAD3DB", "#E4DAF9")
INKS = ("#735500", "#1D5187", "#1F6237", "#96304B", "#5A3E9E")
AUTHOR = "Carrel"
# In the middle of what one calls yellow, blue, green, red and violet; degrees round the circle.
_HUES = (50, 225, 130, 345, 275)
_GREY = 0.08  # saturation below which a colour has no hue to speak of


def copy_marks(highlights: Iterable[Highlight], author: str = AUTHOR) -> list[CopyMark]:
    """Turn the highlights of a document into marks for a copy of it; others are left out."""
    return [
        CopyMark(
            style=highlight.style,
            boxes=highlight.boxes,
            colour=_colour(highlight),
            comment=highlight.comment,
            author=author,
            created=highlight.created_at,
        )
        for highlight in highlights
        if highlight.boxes
    ]


def nearest(colour: Colour) -> int:
    """Give which of the five colours is nearest to one, by its hue; a grey is the first."""
    hue, saturation, _ = rgb_to_hsv(*colour)
    if saturation < _GREY:
        return COLOURS[0]
    return min(COLOURS, key=lambda number: _apart(360 * hue, _HUES[number - 1]))


def _colour(highlight: Highlight) -> Colour:
    tokens = FILLS if highlight.style is Style.HIGHLIGHT else INKS
    return _from_hex(tokens[highlight.colour - 1])


def _from_hex(colour: str) -> Colour:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _apart(one: float, other: float) -> float:
    """Give how far two hues are apart round the circle, in degrees."""
    return min(abs(one - other), 360 - abs(one - other))
