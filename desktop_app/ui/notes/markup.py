"""The looks of Markdown while it is written: its signs step back, its words come forward."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop_app.core.notes import LINK
from desktop_app.ui import theme
from desktop_app.ui.notes import utf16

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)")
_LEAD = re.compile(
    r"[ \t]*(?:(?P<head>#{1,6})(?:[ \t]|$)|(?P<quote>>)|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$))"
)
_SIGN = re.compile(
    r"(?P<escape>\\)[!-/:-@\[-`{-~]"
    r"|(?P<ticks>`+).*?(?<!`)(?P=ticks)(?!`)"
    rf"|{LINK.pattern}"
    r"|!?\[(?P<words>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: +\"[^\"]*\")?\)"
    r"|(?P<address>https?://[^\s<>\"]+)"
    r"|(?P<two>\*\*|(?<!\w)__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=two)"
    r"|(?P<one>\*|(?<!\w)_)(?=[^\s*_])(?P<slanted>.*?[^\s*])(?P=one)(?![\w*])"
    r"|~~(?=\S)(?P<gone>.+?)(?<=\S)~~"
)
_WITHIN = ("bold", "slanted", "gone")  # what holds further signs


class Markup(QSyntaxHighlighter):
    """Dresses a note line by line; its state is 0 in text, else the kind of fence it is in."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._looks: dict[tuple[str, ...], QTextCharFormat] = {}
        self.tint()

    def tint(self) -> None:
        """Follow a change of theme."""
        colours = theme.current()
        bold, slanted = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        slanted.setFontItalic(True)
        code, gone = _coloured(colours.text_secondary), _coloured(colours.text_muted)
        code.setFontFamilies(theme.font("code").families())
        gone.setFontStrikeOut(True)
        self._formats = {
            "sign": _coloured(colours.text_muted),
            "link": _coloured(colours.accent),
            "quote": _coloured(colours.text_secondary),
            "code": code,
            "bold": bold,
            "slanted": slanted,
            "gone": gone,
        }
        self._looks.clear()
        self.rehighlight()

    def highlightBlock(self, line: str) -> None:
        before, fence = max(0, self.previousBlockState()), _FENCE.match(line)
        state = before
        if before and fence and not fence["rest"].strip():
            state = 0 if _closes(_kind(fence), before) else before
        elif not before and fence and not (fence["fence"][0] == "`" and "`" in fence["rest"]):
            state = _kind(fence)
        self.setCurrentBlockState(state)
        if before or state:
            self._put(line, 0, len(line), "code")
        elif line:
            self._dress(line)

    def _dress(self, line: str) -> None:
        names: tuple[str, ...] = ()
        at = 0
        while lead := _LEAD.match(line, at):
            self._put(line, at, lead.end(), "sign")
            at = lead.end()
            names += ("quote",) if lead["quote"] and not names else ()
            if lead["head"]:
                names += ("bold",)
                break
        if names:
            self._put(line, at, len(line), *names)
        self._dress_signs(line, at, len(line), names)

    def _dress_signs(self, line: str, start: int, end: int, names: tuple[str, ...]) -> None:
        for sign in _SIGN.finditer(line, start, end):
            kind, first, last = str(sign.lastgroup), *sign.span()
            within = next((name for name in _WITHIN if sign[name] is not None), "")
            if sign["ticks"]:
                self._put(line, first, last, *names, "code")
            elif kind == "address":
                self._put(line, first, last, *names, "link")
            else:
                self._put(line, first, last, *names, "sign")
            if sign["inner"] is not None:
                shown = sign["inner"].find("|") + 1
                self._put(line, first + 2 + shown, last - 2, *names, "link")
            elif sign["words"] is not None:
                self._put(line, *sign.span("words"), *names, "link")
            elif sign["escape"]:
                self._put(line, first + 1, last, *names)
            elif within:
                self._put(line, *sign.span(within), *names, within)
                self._dress_signs(line, *sign.span(within), (*names, within))

    def _put(self, line: str, start: int, end: int, *names: str) -> None:
        if not line.isascii():
            start, end = utf16.count(line[:start]), utf16.count(line[:end])
        self.setFormat(start, end - start, self._merged(names))

    def _merged(self, names: tuple[str, ...]) -> QTextCharFormat:
        if names not in self._looks:
            self._looks[names] = QTextCharFormat()
            for name in names:
                self._looks[names].merge(self._formats[name])
        return self._looks[names]


def _coloured(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made


def _kind(fence: re.Match[str]) -> int:
    """Give a number for a fence: twice its length, and one more for tildes."""
    return 2 * len(fence["fence"]) + (fence["fence"][0] == "~")


def _closes(kind: int, opened: int) -> bool:
    return kind >= opened and kind % 2 == opened % 2
