"""Panes that are shown or folded, by the room there is and by what the reader last chose."""

from __future__ import annotations


class Fold:
    """Whether a pane is shown: chosen apart for a wide window and for a narrow one."""

    def __init__(self, wide_from: int, *, wide: bool = True, narrow: bool = False) -> None:
        """`wide_from` is in pixels of the design."""
        self.wide_from = wide_from
        self.wide, self.narrow = wide, narrow

    def shown(self, width: int) -> bool:
        """Tell whether the pane is shown in a window of a width."""
        return self.wide if width >= self.wide_from else self.narrow

    def choose(self, width: int, on: bool) -> None:
        """Take what the reader chose in a window of a width."""
        if width >= self.wide_from:
            self.wide = on
        else:
            self.narrow = on
