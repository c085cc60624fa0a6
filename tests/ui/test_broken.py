from __future__ import annotations

import pytest

from desktop_app.ui import theme
from desktop_app.ui.widgets import broken
from desktop_app.ui.widgets.broken import BrokenText

LONG = "The slow part of the gradient 🌲 is what matters most here. " * 9


def test_text_takes_the_lines_it_needs() -> None:
    text = BrokenText("meta", broken.centred)
    text.put("one\u2028two")
    assert text.height(300) == 2 * theme.line_height("meta")
    text.put("x" * 400)
    assert text.lines(300).lineCount() > 1


@pytest.mark.parametrize("width", range(60, 200, 7))
def test_what_is_left_out_is_told_by_an_ellipsis(width: int) -> None:
    text = BrokenText("meta", broken.centred, most=2)
    text.put(LONG)
    lines = text.lines(width)
    assert lines.lineCount() == 2
    assert lines.text().endswith("…")
    assert LONG.startswith(lines.text()[:-1])
    text.limit(None)
    assert text.lines(width).text() == LONG


def test_lines_stand_below_each_other() -> None:
    high = theme.line_height("abstract")
    for place in (broken.centred, broken.on_baseline):
        text = BrokenText("abstract", place)
        text.put(LONG)
        lines = text.lines(300)
        assert lines.lineAt(1).y() - lines.lineAt(0).y() == pytest.approx(high, abs=1)
