"""A made-up paper in two columns, with figures: the document that the pictures show."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pymupdf

TITLE = "Marks in the Margin: What Readers Keep of a Paper"
ABSTRACT = (
    "People who read many papers mark them, and seldom look at the marks again. We ask what a mark"
    " is good for. In a model of reading, a highlight without a comment helps its reader for some"
    " days, and a comment of one sentence for as long as we looked. The colour of a highlight"
    " matters only where it has a meaning that was chosen beforehand. We then ask what happens when"
    " the text below a mark changes. A mark that is moved silently is worse than one that is lost:"
    " the reader trusts it. We conclude that a desk for reading should keep few colours, invite one"
    " sentence in the margin, and say when it is not sure where a mark belongs."
)
PARTS = (
    (
        "1 Introduction",
        "A reader with a pencil has always had two places to write: on the line and in the margin."
        " The line takes a stroke, the margin takes a thought. Most tools for reading on a screen"
        " have kept the stroke and made the thought hard to reach.",
        "This has a price. A stroke says that something was important, and leaves out why. After a"
        " month the reader finds a yellow line and must read the paragraph again to learn what was"
        " meant by it. A comment in the margin spares that work, even when it is short.",
        "We look at marks as a small language. Its words are colours, its sentences are comments,"
        " and its grammar is the place where both stand. We ask how large the language must be"
        " before it stops being used, and how it can be kept when the paper below it changes.",
    ),
    (
        "2 A model of reading",
        "Let a paper be a row of sentences, of which the reader will need a few at a later time and"
        " does not know which. Marking a sentence costs a moment. Finding an unmarked one later"
        " costs as much as reading the page. The reader therefore marks too much at first, and the"
        " marks lose their worth: where half of a page is yellow, yellow says nothing.",
        "A comment in the margin costs more than a stroke and is made less often. In the model this"
        " alone makes it worth more, since what is rare can be found. The best share of marked"
        " sentences falls as the paper grows, slowly, with the root of its length.",
        "Colours divide the marks without adding to them. With five colours that have names, each"
        " holds a fifth of the marks, and a search by name reads a fifth as much. With five colours"
        " that have none, readers begin to choose by mood, and the search must read them all.",
    ),
    (
        "3 When the text changes",
        "Papers are revised. A number is corrected, a negation added, a sentence moved to the"
        " appendix. A tool that looks for the marked words and takes the nearest match will find"
        " one nearly always, and will sometimes be wrong without a sign of it.",
        "We compare three rules. The first moves a mark to the best match, whatever its worth. The"
        " second lets go of every mark whose words are not found exactly. The third moves a mark"
        " where the words and their surroundings agree, and asks the reader otherwise.",
        "The third rule asks seldom. Edits away from the mark leave it where it was, and small"
        " edits inside it are plain from the margin around it. What is left is the case that"
        " matters: the sentence is gone, and one that looks like it stands nearby.",
    ),
    (
        "4 Discussion",
        "Nothing here needs a large tool. A few colours with names, a margin that is always in"
        " sight, and an honest word where the place of a mark is in doubt are enough for the model,"
        " and we suspect for readers too.",
        "What the model leaves out is forgetting. A reader who returns after a year has changed"
        " more than the paper has. For that reader the comment in the margin is a letter from"
        " someone else, and is best written as one: with the reason, and without abbreviations.",
        "It also leaves out other people. Marks that are shared are written differently, with more"
        " care and less candour. We think that a desk should begin with one reader, and keep what"
        " is written there on that desk until the reader says otherwise.",
    ),
)
CAPTIONS = (
    "Figure 1. Worth of a mark over time: with a comment, in a named colour, and plain.",
    "Figure 2. Share of marks that stand in their place after each rule.",
)
# What the pictures show marked: page, words, colour, comment.
MARKS = (
    (0, "A comment in the margin spares that work, even when it is short.", 1, "Their main claim."),
    (0, "where half of a page is yellow, yellow says nothing", 4, "How much did readers mark?"),
    (0, "moves a mark where the words and their surroundings agree", 2, "As in our own rule."),
    (1, "a margin that is always in sight", 3, ""),
    (1, "best written as one: with the reason, and without abbreviations", 5, "For the thesis."),
)

_WIDTH, _HEIGHT = 486, 660  # points, as all lengths here
_MARGIN, _GAP, _FOOT = 42, 18, 52
_COLUMN = (_WIDTH - 2 * _MARGIN - _GAP) / 2
_HEAD, _FIGURE = 64, 176  # the title on the first page, a figure with its caption
LENGTH = 5  # times the text
_CSS = """
body { margin: 0; }
p { font-family: Times; font-size: 10.2px; line-height: 1.25; text-align: justify;
    margin: 0; text-indent: 10px; }
h2 { font-family: Times; font-size: 12.5px; margin: 8px 0 3px 0; }
"""
_INK, _GREEN, _BLUE = (0.25, 0.28, 0.26), (0.11, 0.4, 0.31), (0.12, 0.36, 0.59)


def make(path: Path) -> Path:
    """Write the paper to a file."""
    document = pymupdf.open(stream=_set(), filetype="pdf")
    page = document[0]
    page.insert_text((_MARGIN, 62), TITLE, fontname="tibo", fontsize=16)
    page.insert_text(
        (_MARGIN, 82), "A made-up paper, written to be marked", fontname="tiit", fontsize=10
    )
    for number, page in enumerate(document):
        page.insert_text((_WIDTH / 2 - 3, _HEIGHT - 26), str(number + 1), fontname="tiro")
        _draw(page, _column(number, 1), number % 2)
    document.set_toc([[1, part[0], 1 + number // 2] for number, part in enumerate(PARTS)])
    document.set_metadata({"title": TITLE})
    document.save(str(path))
    document.close()
    return path


def _set() -> bytes:
    """Set the text into columns, more than once so that the paper has some length."""
    html = "".join(
        f"<h2>{head}</h2>" + "".join(f"<p>{words}</p>" for words in paragraphs)
        for head, *paragraphs in PARTS * LENGTH
    )
    story, out = pymupdf.Story(html, user_css=_CSS), io.BytesIO()
    writer = pymupdf.DocumentWriter(out)
    more, number = True, 0
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, _WIDTH, _HEIGHT))
        for column in (0, 1):
            if more:
                more, _ = story.place(_column(number, column))
                story.draw(device)
        writer.end_page()
        number += 1
    writer.close()
    return out.getvalue()


def _column(page: int, column: int) -> Any:
    """Give the place of a column; the right one leaves room for a figure above it."""
    x = _MARGIN + column * (_COLUMN + _GAP)
    top = _MARGIN + (_HEAD if page == 0 else 0) + (_FIGURE if column else 0)
    return pymupdf.Rect(x, top, x + _COLUMN, _HEIGHT - _FOOT)


def _draw(page: Any, below: Any, kind: int) -> None:
    """Draw a figure above a column: curves for 0, bars for 1."""
    area = pymupdf.Rect(below.x0 + 22, below.y0 - _FIGURE + 8, below.x1, below.y0 - 44)
    page.draw_line(area.bl, area.tl, color=_INK, width=0.7)
    page.draw_line(area.bl, area.br, color=_INK, width=0.7)
    for share in (0, 0.5, 1):
        y = area.y1 - share * area.height * 0.9
        page.insert_text((area.x0 - 18, y + 3), f"{share:.1f}", fontname="helv", fontsize=7)
    if kind:
        for number, share in enumerate((0.62, 0.71, 0.93)):
            x = area.x0 + 22 + number * 56
            bar = pymupdf.Rect(x, area.y1 - share * area.height * 0.9, x + 34, area.y1)
            page.draw_rect(bar, color=None, fill=_GREEN if number == 2 else (0.75, 0.79, 0.76))
    else:
        for colour, slow in ((_GREEN, 9.0), (_BLUE, 2.4), (_INK, 1.0)):
            curve = [
                (area.x0 + x * area.width, area.y1 - 0.9 * area.height * math.exp(-3 * x / slow))
                for x in (step / 40 for step in range(41))
            ]
            page.draw_polyline(curve, color=colour, width=1.4)
    caption = pymupdf.Rect(below.x0, below.y0 - 36, below.x1, below.y0)
    page.insert_textbox(caption, CAPTIONS[kind], fontname="tiro", fontsize=8.5)
