"""The texts and links of one document's pages, read when they are first needed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Container, Iterable
from functools import partial
from sys import getsizeof
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.core.documents import PageLink, PageText
from desktop_app.engines import pdf
from desktop_app.ui.pdf.cache import Cache
from desktop_app.ui.pdf.requests import EXPECTED, Request

TEXTS = 24_000_000  # bytes
READING_S = 5.0

T = TypeVar("T")
_Key = tuple[str, int]


class Readings(QObject):
    """Texts, the ones not needed for longest let go, and all links; empty where reading fails.

    ``text_ready`` and ``links_ready`` carry the page.
    """

    text_ready = Signal(int)
    links_ready = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._file = ("", "")
        self._texts: Cache[int, PageText] = Cache(TEXTS, _size)
        self._links: dict[int, tuple[PageLink, ...]] = {}
        self._asked: dict[_Key, None] = {}
        self._in_view: frozenset[int] = frozenset()

    def open(self, path: str, password: str) -> None:
        """Read the pages of a file from now on."""
        self.close()
        self._file = (path, password)

    def close(self) -> None:
        """Let go of everything."""
        self._texts.clear()
        self._links.clear()
        self._asked.clear()
        self._in_view = frozenset()

    def show(self, pages: Collection[int]) -> None:
        """Read what is asked about these pages first, and keep their texts."""
        self._in_view = frozenset(pages)
        self._texts.hold(self._in_view)

    def text(self, page: int) -> PageText | None:
        """Give the text of a page; None where it is asked for now."""
        found = self._texts.get(page)
        if found is None:
            self._asked["text", page] = None
        return found

    def links(self, page: int) -> tuple[PageLink, ...]:
        """Give the links of a page; none where they are asked for now."""
        if page not in self._links:
            self._asked["links", page] = None
        return self._links.get(page, ())

    def next_in_view(self, under_way: Container[object]) -> Request | None:
        """Give the next request about a page in view, if one is not answered or under way."""
        keys = [(kind, page) for page in self._in_view for kind in ("text", "links")]
        return self._next([key for key in keys if key in self._asked], under_way)

    def next(self, under_way: Container[object]) -> Request | None:
        """Give the next request about any page, in the order of asking."""
        return self._next(self._asked, under_way)

    def _next(self, keys: Iterable[_Key], under_way: Container[object]) -> Request | None:
        key = next((key for key in keys if key not in under_way), None)
        if key is None:
            return None
        del self._asked[key]
        kind, page = key
        if kind == "text":
            empty = PageText(page, "", array("f"))
            return self._request(key, pdf.text, partial(self._keep_text, page), empty)
        none: tuple[PageLink, ...] = ()
        return self._request(key, pdf.links, partial(self._keep_links, page), none)

    def _request(
        self, key: _Key, work: Callable[..., T], keep: Callable[[T], None], empty: T
    ) -> Request:
        def fail(error: BaseException) -> None:
            keep(empty)
            if not isinstance(error, EXPECTED):
                raise error

        return Request(key, work, (*self._file, key[1]), READING_S, keep, fail)

    def _keep_text(self, page: int, text: PageText) -> None:
        self._asked.pop(("text", page), None)
        self._texts.put(page, text)
        self.text_ready.emit(page)

    def _keep_links(self, page: int, links: tuple[PageLink, ...]) -> None:
        self._asked.pop(("links", page), None)
        self._links[page] = links
        self.links_ready.emit(page)


def _size(text: PageText) -> int:
    return len(text.boxes) * text.boxes.itemsize + getsizeof(text.text)
