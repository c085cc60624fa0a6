"""Texts of records in which a few tags of HTML stand for how they are set, as CSL has them."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|span|sc|u|tt|code|font|small|jats:[a-z-]{1,20})"
    r"(?:\s[^<>]{0,200})?/?>",
    re.I,
)
_BREAK = re.compile(r"\s*(?:<(?:/?(?:p|div|jats:p)|br)(?:\s[^<>]{0,200})?/?>\s*)+", re.I)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.I)


def plain(text: str) -> str:
    """Give the words of a text without tags; a paragraph is parted from the next by a line."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n\n", text))
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found.group()), text)
    return text


def marked(text: str) -> str:
    """Write words so that `plain` gives them back: what looks like markup is escaped."""
    if plain(text) == text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;")
