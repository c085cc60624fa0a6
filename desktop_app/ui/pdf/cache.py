"""What was asked of the engine once, kept within so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Cache(Generic[K, T]):
    """Things by key, at most `limit` bytes of them; the one not seen for longest goes first.

    Those that are held stay, whatever their size.
    """

    def __init__(self, limit: int, size: Callable[[T], int]) -> None:
        self.limit = limit
        self.bytes = 0
        self._size = size
        self._kept: OrderedDict[K, T] = OrderedDict()
        self._held: Collection[K] = ()

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[K]:
        """Go through the keys, the least recently seen first; some may be dropped meanwhile."""
        return iter(list(self._kept))

    def get(self, key: K) -> T | None:
        """Give a thing, which is seen by that; None where it is not here."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: K, thing: T) -> None:
        """Keep a thing and let others go, if there is no room for all."""
        self.drop(key)
        self._kept[key] = thing
        self.bytes += self._size(thing)
        self._shrink()

    def hold(self, keys: Collection[K]) -> None:
        """Keep these from now on, and no others for certain."""
        self._held = keys
        self._shrink()

    def drop(self, key: K) -> None:
        """Let a thing go, if it is here."""
        if key in self._kept:
            self.bytes -= self._size(self._kept.pop(key))

    def clear(self) -> None:
        """Let everything go."""
        self._kept.clear()
        self._held, self.bytes = (), 0

    def _shrink(self) -> None:
        if self.bytes <= self.limit:
            return
        for key in self:
            if key not in self._held:
                self.drop(key)
            if self.bytes <= self.limit:
                return
