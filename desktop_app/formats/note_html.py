"""Notes that are HTML, as Markdown: paragraphs, headings, lists, quotations, emphasis, links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from desktop_app.core import notes, text

LONGEST = 500_000  # code points; what is longer is taken as plain text

_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "code": "`"}
_BLOCKS = frozenset({"p", "div", "ul", "ol", "tr", "pre", "table", "section", "hr"})
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_UNSEEN = frozenset({"script", "style", "head", "title"})
_MOST_DEEP = 8  # lists within each other


def markdown(html: str) -> str:
    """Give a note as Markdown; one without tags is taken as it is."""
    if len(html) > LONGEST or not _TAG.search(html):
        return text.clean(html).strip()
    reader = _Reader()
    reader.feed(text.clean(html))
    reader.close()
    return reader.markdown()


class _Block:
    """A paragraph or an item of a list: what stands before it, and its words."""

    def __init__(self, lead: str = "", indent: str = "", *, tight: bool = False) -> None:
        self.lead, self.indent, self.tight = lead, indent, tight
        self.parts: list[str] = []

    def __str__(self) -> str:
        words = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", "".join(self.parts)))
        lines = [line for line in words.strip().split("\n") if line]
        if not lines:
            return ""
        return f"{self.indent}{self.lead}" + f"\n{self.indent}".join(lines)


class _Reader(HTMLParser):
    """Gathers the blocks of a note."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks = [_Block()]
        self._lists: list[int | None] = []  # the number of the next item, None without numbers
        self._links: list[str] = []
        self._quoted = 0
        self._unseen = 0

    def markdown(self) -> str:
        """Give what was read."""
        made = ""
        for block in self._blocks:
            if words := str(block):
                made += ("\n" if block.tight else "\n\n") + words if made else words
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block where the tag does, or write the sign for it."""
        self._unseen += tag in _UNSEEN
        self._quoted += tag == "blockquote"
        if tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        if tag == "li":
            self._begin_item()
        elif tag in _BLOCKS or tag == "blockquote":
            self._begin()
        elif tag in _HEADINGS:
            self._begin(f"{_HEADINGS[tag]} ")
        elif tag == "br":
            self._blocks[-1].parts.append("\n")
        elif tag in _EMPHASIS:
            self._blocks[-1].parts.append(_EMPHASIS[tag])
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._blocks[-1].parts.append("[" if self._links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        """End a block where the tag does, or write the sign for it."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._quoted -= tag == "blockquote" and self._quoted > 0
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS or tag in _HEADINGS or tag == "blockquote":
            self._begin()
        elif tag in _EMPHASIS:
            self._blocks[-1].parts.append(_EMPHASIS[tag])
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._blocks[-1].parts.append(f"](<{address}>)" if address else "")

    def handle_data(self, data: str) -> None:
        """Take words up."""
        if not self._unseen:
            block = self._blocks[-1]
            words = re.sub(r"\s+", " ", data)
            block.parts.append(notes.escape(words if block.parts else words.lstrip()))

    def _begin(self, lead: str = "") -> None:
        """Begin a paragraph; within an item it goes on with that."""
        last = self._blocks[-1]
        if last.lead and not str(last).strip():
            return
        depth = min(len(self._lists), _MOST_DEEP)
        self._blocks.append(_Block(lead, "  " * depth + "> " * bool(self._quoted)))

    def _begin_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        while len(self._blocks) > 1 and not self._blocks[-1].lead and not str(self._blocks[-1]):
            self._blocks.pop()
        lead = "- " if number is None else f"{number}. "
        indent = "  " * (min(len(self._lists), _MOST_DEEP) - 1)
        self._blocks.append(_Block(lead, indent, tight=bool(self._blocks[-1].lead)))
