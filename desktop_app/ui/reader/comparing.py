"""A passage as it was marked and as it is now, side by side."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core import differences
from desktop_app.core.differences import Change
from desktop_app.core.highlights import CONTEXT, Highlight, Selector
from desktop_app.ui import theme
from desktop_app.ui.widgets import controls

LONGEST, LONGEST_KEPT = 400, 150  # of a passage, and of an unchanged part, in characters
_NARROW = 520
_LINE = 25  # pixels, so that no fill covers what hangs down from the line above
_GAP = "\u2009"  # between what was removed and what was added


class Comparison(QWidget):
    """Shows two wordings beside each other, or below each other where there is little room."""

    def __init__(self, highlight: Highlight) -> None:
        super().__init__()
        self._highlight = highlight
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.scaled(20))
        self.beside = QHBoxLayout()
        self._now_head = controls.label("", "meta-strong", "muted")
        self.beside.addWidget(self._now_head, 1)
        before_head = QHBoxLayout()
        before_head.addWidget(
            controls.label(self.tr("As you marked it"), "meta-strong", "muted"), 1
        )
        self._now = _passage()
        before = _passage()
        _say(before, *_marked(highlight))
        for head, shown in ((before_head, before), (self.beside, self._now)):
            column = QVBoxLayout()
            column.setSpacing(theme.scaled(4))
            head.setContentsMargins(0, 0, 0, 0)
            column.addLayout(head)
            column.addWidget(shown)
            column.addStretch(1)
            self._row.addLayout(column, 1)

    def show_place(self, head: str, text: str, span: tuple[int, int] | None) -> None:
        """Show the words at a place of the text as it is now, or that there are none."""
        self._now_head.setText(head)
        if span is None:
            words = self.tr("It is no longer in the text.")
            _say(self._now, f"<i>{_faint(words)}</i>", words)
        else:
            _say(self._now, *_standing(self._highlight, text, span))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.scaled(_NARROW)
        along = QBoxLayout.Direction
        self._row.setDirection(along.TopToBottom if narrow else along.LeftToRight)


def _passage() -> QLabel:
    made = QLabel()
    made.setFont(theme.font("result-quote"))
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def _say(label: QLabel, html: str, words: str) -> None:
    style = f"-qt-line-height-type: fixed; line-height: {theme.scaled(_LINE)}px"
    label.setText(f'<p dir="auto" style="{style}">{html}</p>')
    label.setAccessibleName(words)


def _marked(highlight: Highlight) -> tuple[str, str]:
    """Give the passage as it was marked, with what stood around it, in HTML and in words."""
    at = highlight.selector
    quote = f"<span style='{_fill(highlight)}'>{escape(_short(at.exact, LONGEST))}</span>"
    before = _before(at.prefix, cut=len(at.prefix) == CONTEXT)
    after = _after(at.suffix, cut=len(at.suffix) == CONTEXT)
    return f"{_faint(before)}{quote}{_faint(after)}", at.exact


def _standing(highlight: Highlight, text: str, span: tuple[int, int]) -> tuple[str, str]:
    """Give the passage at a place, with what stands around it and what changed."""
    start, end = span
    now = Selector(
        text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], *span
    )
    inks, html, said = theme.current(), "", []
    for part in differences.between(highlight.selector.exact, now.exact):
        words = escape(_short(part.words, LONGEST_KEPT))
        html += _GAP if html.endswith("</s>") and part.change is Change.ADDED else ""
        if part.change is Change.KEPT:
            html += f"<span style='{_fill(highlight)}'>{words}</span>"
            said.append(part.words)
        elif part.change is Change.REMOVED:
            html += f"<s style='color:{inks.error}'>{words}</s>"
            said.append(_translated("(removed: {words})").format(words=part.words.strip()))
        else:
            html += f"<u style='{_fill(highlight)}'><b>{words}</b></u>"
            said.append(_translated("(added: {words})").format(words=part.words.strip()))
    before = _before(now.prefix, cut=start > CONTEXT)
    after = _after(now.suffix, cut=end + CONTEXT < len(text))
    return f"{_faint(before)}{html}{_faint(after)}", " ".join(" ".join(said).split())


def _before(words: str, *, cut: bool) -> str:
    """Give what stood before a passage, from its first whole word on where it was `cut`."""
    return f"…{words[words[:-1].find(' ') + 1 :]}" if cut else words


def _after(words: str, *, cut: bool) -> str:
    """Give what stood after a passage, to its last whole word where it was `cut`."""
    return f"{words[: words.rfind(' ', 1)] if ' ' in words[1:] else words}…" if cut else words


def _fill(highlight: Highlight) -> str:
    inks = theme.current()
    return f"background-color:{inks.highlight(highlight.colour).fill}; color:{inks.text}"


def _faint(words: str) -> str:
    return f"<span style='color:{theme.current().text_muted}'>{escape(words)}</span>"


def _short(words: str, most: int) -> str:
    """Leave the middle out of what is longer than `most` characters."""
    if len(words) <= most:
        return words
    head, tail = words[: most * 2 // 3].rstrip(), words[-most // 3 :].lstrip()
    return f"{head} … {tail}"


def _translated(words: str) -> str:
    return QCoreApplication.translate("comparing", words)
