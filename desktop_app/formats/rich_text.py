"""Texts of records in which a few tags of HTML stand for how they are set, as CSL has them."""

from __future__ import annotations

import html
import re

_ATTRIBUTES = r"(?:\s+[\w:-]{1,40}\s*=[^<>]{0,200}|\s{0,9})"
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|span|sc|u|tt|code|font|small|jats:[a-z-]{1,20})"
    rf"{_ATTRIBUTES}/?>",
    re.I,
)
_BLOCK = rf"<(?:/?(?:p|div|(?:jats:)?(?:sec|title)|jats:p)|br){_ATTRIBUTES}/?>"
_BREAK = re.compile(rf"{_BLOCK}(?:\s*+{_BLOCK})*+", re.I)
# Of the abstracts that publishers give: a heading that says no more than what it is, and formulas.
_HEADING = re.compile(
    r"\s*+<(?:jats:)?title>\s*+(?:abstract|summary|zusammenfassung|résumé|resumen)[.:]?\s*+"
    r"</(?:jats:)?title>",
    re.I,
)
_MATH = re.compile(r"<(mml:)?math\b")
_ANY = re.compile(r"<[^<>]{0,300}>")
_TEX_TOO = ("</jats:tex-math>", "</tex-math>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.I)


def plain(text: str) -> str:
    """Give the words of a text without tags; a paragraph is parted from the next by a line."""
    if "<" in text:
        heading = _HEADING.match(text)
        text = _without_mathml(text[heading.end() :] if heading else text)
        text = _TAG.sub("", _broken(text))
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found.group()), text)
    return text


def _broken(text: str) -> str:
    first, *others = _BREAK.split(text)
    if not others:
        return text
    *amid, last = others
    return "\n\n".join([first.rstrip(), *map(str.strip, amid), last.lstrip()])


def _without_mathml(text: str) -> str:
    """Leave out formulas that stand there as TeX, too; of others give the signs."""
    parts: list[str] = []
    at = 0
    while found := _MATH.search(text, at):
        closing = f"</{found[1] or ''}math>"
        if (end := text.find(closing, found.end())) < 0:
            break
        parts.append(text[at : found.start()])
        if not parts[-1].rstrip().endswith(_TEX_TOO):
            formula = text[found.start() : end]
            parts.append(" ".join(_ANY.sub("", formula).split()))
        at = end + len(closing)
    return "".join([*parts, text[at:]])


def marked(text: str) -> str:
    """Write words so that `plain` gives them back: what looks like markup is escaped."""
    if plain(text) == text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;")
