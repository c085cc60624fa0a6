"""Markdown of notes as HTML that is safe to show: nothing is loaded, nothing is run.

Addresses in it are ``http``, ``https`` or ``doi``; or `INSIDE` and what stands in a ``[[link]]``;
or `REFUSED` and an address of any other kind, which is named but never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from desktop_app.core import notes
from desktop_app.core.notes import Link
from desktop_app.formats import links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

INSIDE, REFUSED = "carrel", "refused"
MOST_CELLS = 400  # of the tables of a note; a text browser takes 0.1 s to lay them out
OUTSIDE = ("http", "https", "doi")

_TAGS = {f"h{level}" for level in range(1, 7)} | {"p", "br", "hr", "pre", "blockquote"}
_TAGS |= {"strong", "em", "s", "code", "a", "span", "ul", "ol", "li"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_CLASSES = {"li": {"checked", "unchecked"}, "span": {"image"}}
_TASK = re.compile(r"\[([ xX])\][ \t]+")


def to_html(markdown: str) -> str:
    """Turn Markdown into the HTML that a text browser shows; markup of its own shows as typed."""
    import nh3  # with the parser 0.1 s to import: only who shows a note waits for it

    return nh3.clean(
        _parser().render(markdown),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={*OUTSIDE, INSIDE, REFUSED},
        url_relative="deny",
        link_rel=None,
    ).strip()


def inside(address: str) -> Link | None:
    """Give the link behind an address that leads to something in the library, or None."""
    scheme, _, rest = address.partition(":")
    return notes.link(unquote(rest)) if scheme == INSIDE else None


def outside(address: str) -> str | None:
    """Give the web address to open for an address, or None where it is not one."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() not in OUTSIDE:
        return None
    return f"https://doi.org/{rest}" if scheme.lower() == "doi" else address


def refused(address: str) -> str:
    """Give what a refused address said."""
    return unquote(address.removeprefix(f"{REFUSED}:"))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # Every address becomes a link, for the reader to see; `_address` says where it leads.
    made.validateLink = lambda url: bool(url)  # type: ignore[method-assign]
    made.inline.ruler.before("link", "inside", _inside)
    made.core.ruler.before("inline", "tables", _limit_tables)
    made.core.ruler.push("tasks", _mark_tasks)
    made.core.ruler.push("settle", _settle)
    return made


def _inside(state: StateInline, silent: bool) -> bool:
    """Read a ``[[link]]``."""
    match = notes.LINK.match(state.src, state.pos, state.posMax)
    link = notes.link(match["inner"]) if match else None
    if match is None or link is None:
        return False
    if not silent:
        opened = state.push("link_open", "a", 1)
        opened.attrs = {"href": f"{INSIDE}:{quote(match['inner'], safe='')}"}
        opened.info = INSIDE
        state.push("text", "", 0).content = link.shown
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _limit_tables(state: StateCore) -> None:
    """Leave tables as they were typed once there are more than `MOST_CELLS` cells."""
    kept: list[Token] = []
    cells = begin = 0
    for token in state.tokens:
        kept.append(token)
        if token.type == "table_open":
            begin = len(kept) - 1
        cells += token.tag in ("th", "td") and token.nesting == 1
        if token.type == "table_close" and cells > MOST_CELLS:
            first, last = kept[begin].map or [0, 0]
            typed = "\n".join(state.src.split("\n")[first:last])
            kept[begin:] = [token.copy(type="code_block", tag="code", nesting=0, content=typed)]
    state.tokens = kept


def _mark_tasks(state: StateCore) -> None:
    """Make boxes of ``[ ]`` and ``[x]`` at the beginning of list items."""
    for item, _, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        first = inline.children[0] if inline.children else None
        if item.type != "list_item_open" or first is None or first.type != "text":
            continue
        if task := _TASK.match(first.content):
            item.attrSet("class", "unchecked" if task[1] == " " else "checked")
            first.content = first.content[task.end() :]


def _settle(state: StateCore) -> None:
    """Make of what was read what a text browser can show."""
    for token in state.tokens:
        if token.children:
            token.children = [part for child in _addressed(token.children) for part in child]
        elif token.tag in ("th", "td") and token.nesting == 1:
            side = str(token.attrs.get("style", "")).removeprefix("text-align:")
            token.attrs = {"align": side or "left"}
        elif token.tag == "code":
            token.info = ""
            token.content = token.content.removesuffix("\n")  # it would show as an empty line


def _addressed(tokens: list[Token]) -> Iterator[list[Token]]:
    """Give for each token of a line what stands for it, its addresses settled."""
    within = 0
    for token in tokens:
        within += token.nesting if token.tag == "a" else 0
        if token.type == "link_open" and token.info != INSIDE:
            token.attrs = {"href": _address(str(token.attrs.get("href", "")))}
        if token.type == "image":
            words = "".join(child.content for child in token.children or [])
            shown = words or str(token.attrs.get("src", ""))
            yield _around(token.copy(type="text", content=shown), "span", "class", "image")
        elif token.type == "text" and not within and "://" in token.content:
            yield list(_with_addresses(token))
        else:
            yield [token]


def _address(url: str) -> str:
    return url if outside(url) else f"{REFUSED}:{quote(url)}"


def _with_addresses(token: Token) -> Iterator[Token]:
    """Make links of the web addresses that stand in a text."""
    found = {link.url for link in links.find(token.content) if link.url in token.content}
    longest_first = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    for part in re.split(f"({longest_first})", token.content) if found else [token.content]:
        text = token.copy(content=part)
        yield from _around(text, "a", "href", _address(part)) if part in found else [text]


def _around(text: Token, tag: str, attribute: str, value: str) -> list[Token]:
    opened = text.copy(type=f"{tag}_open", tag=tag, nesting=1, attrs={attribute: value})
    text.attrs, text.children = {}, None
    return [opened, text, text.copy(type=f"{tag}_close", tag=tag, nesting=-1)]
