"""A line of facts about a paper, each of which can be searched for by a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.core.papers import Author
from desktop_app.ui import theme
from desktop_app.ui.widgets.menu import Menu

DOT = "  •  "
COMMA = ", "
MOST_IN_MENU = 200

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Fact:
    """A text and what a click on it searches for: a field of the search box and its value.

    One without a field only says something; `everyone` stands for the authors left out.
    """

    text: str
    field: str = ""
    value: str = ""
    before: str = DOT
    everyone: bool = False


class Word(QAbstractButton):
    """A fact that can be clicked; ``searched`` tells its field, its value and whether Ctrl was
    held, which adds it to what is searched for."""

    searched = Signal(str, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = Fact("")
        self._ctrl = False
        self.setFont(theme.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._tell)

    def show_fact(self, fact: Fact, name: str) -> None:
        """Stand for another fact; `name` is what a screen reader says."""
        self.fact = fact
        self.setText(fact.text)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def _tell(self) -> None:
        self.searched.emit(self.fact.field, self.fact.value, self._ctrl)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        near = self.underMouse() or self.hasFocus()
        font = QFont(self.font())
        font.setUnderline(near)
        painter.setFont(font)
        painter.setPen(QColor(now.accent if near else now.text_muted))
        metrics, shown = QFontMetrics(font), self.text()
        if metrics.horizontalAdvance(shown) > self.width():
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, self.width())
        room = self.rect().adjusted(0, 0, 1, 0)  # a glyph may stand out a little
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class Facts(QWidget):
    """Facts in one line, or wrapped; ``searched`` is that of their words."""

    searched = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.words: list[Word] = []
        self._authors: tuple[Author, ...] = ()
        self._facts: list[Fact] = []
        self._end = ""
        self._plain: list[tuple[QPoint, str]] = []
        self._wide = 1
        self.setFont(theme.font("body"))
        self._font_key = self.font().toString()
        self.setMinimumWidth(1)  # it is shown anew in the room there is

    def sizeHint(self) -> QSize:
        return QSize(self._wide, theme.line_height("body"))

    def set_authors(self, authors: tuple[Author, ...]) -> None:
        """Say who all the authors are, for the word that stands for those left out."""
        self._authors = authors

    def width_of(self, facts: Sequence[Fact], end: str = "") -> int:
        """Give the pixels that facts need in one line."""
        gaps = sum(self._advance(fact.before) for fact in facts[1:])
        return gaps + sum(self._advance(fact.text) for fact in facts) + self._advance(end)

    def show_line(self, facts: Sequence[Fact], room: int, end: str = "") -> None:
        """Show facts in one line of at most `room` pixels, and `end` after them."""
        self._take(facts, end)
        self._wide = max(1, min(room, self.width_of(facts, end)))
        self.setFixedHeight(theme.line_height("body"))
        self.setMaximumWidth(self._wide)
        self.updateGeometry()
        self._lay(self._wide, wrapped=False)

    def show_wrapped(self, facts: Sequence[Fact], room: int) -> None:
        """Show facts in as many lines of `room` pixels as they need."""
        self._take(facts, "")
        self.setFixedHeight(self._lay(max(1, room), wrapped=True))

    def _advance(self, text: str) -> int:
        return _advance(text, self._font_key)

    def _take(self, facts: Sequence[Fact], end: str) -> None:
        if facts == self._facts and end == self._end:
            return
        self._facts, self._end = list(facts), end
        for _ in range(sum(bool(f.field or f.everyone) for f in facts) - len(self.words)):
            word = Word(self)
            word.searched.connect(self._search)
            self.words.append(word)
        meant = [fact for fact in facts if fact.field or fact.everyone]
        for word, fact in zip(self.words, meant, strict=False):
            word.show_fact(fact, self._name(fact))
        for word in self.words[len(meant) :]:
            word.hide()
        self.setAccessibleName(
            "".join(f.text if not n else f.before + f.text for n, f in enumerate(facts))
        )

    def _name(self, fact: Fact) -> str:
        if fact.everyone:
            return self.tr("All {n} authors").format(n=len(self._authors))
        said = {
            "author": self.tr("Search for papers by {}"),
            "year": self.tr("Search for papers of {}"),
            "venue": self.tr("Search for papers in {}"),
            "tag": self.tr("Search for the tag {}"),
            "source": self.tr("Search for papers from {}"),
        }
        return said[fact.field].format(fact.value)

    def _lay(self, room: int, *, wrapped: bool) -> int:
        """Put words in their places, what is between them where it is painted; give the height."""
        high = theme.line_height("body")
        self._plain = []
        words = iter(self.words)
        x = y = 0
        for number, fact in enumerate(self._facts):
            before = fact.before if number else ""
            gap, wide = self._advance(before), self._advance(fact.text)
            if wrapped and x and x + gap + wide > room:
                self._plain.append((QPoint(x, y), "," if before == COMMA else ""))
                x, y, gap = 0, y + high, 0
            elif before:
                self._plain.append((QPoint(x, y), before))
            if fact.field or fact.everyone:
                word = next(words)
                word.setGeometry(x + gap, y, max(0, min(wide, room - x - gap)), high)
                word.setVisible(x + gap < room)
            else:
                self._plain.append((QPoint(x + gap, y), fact.text))
            x += gap + wide
        self._plain.append((QPoint(x, y), self._end))
        self.update()
        return y + high

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, high = QPainter(self), theme.line_height("body")
        painter.setFont(self.font())
        painter.setPen(QColor(theme.current().text_muted))
        for at, text in self._plain:
            painter.drawText(
                at.x(), at.y(), self.width(), high, Qt.AlignmentFlag.AlignVCenter, text
            )

    def _search(self, field: str, value: str, add: bool) -> None:
        if field:
            self.searched.emit(field, value, add)
        else:
            self._show_everyone()

    def menu(self) -> Menu:
        """Make the menu of all authors."""
        menu = Menu(self)
        for author in self._authors[:MOST_IN_MENU]:
            action = menu.addAction(str(author).replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, name=str(author): self.searched.emit("author", name, False)
            )
        return menu

    def _show_everyone(self) -> None:
        word = next(word for word in self.words if word.fact.everyone)
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(word.mapToGlobal(word.rect().bottomLeft()))


@lru_cache(maxsize=4096)
def _advance(text: str, font: str) -> int:
    """Give the pixels that a text needs in a font as `QFont.toString` names it."""
    named = QFont()
    named.fromString(font)
    return QFontMetrics(named).horizontalAdvance(text)


def of_authors(authors: Sequence[Author], most: int, rest: str) -> list[Fact]:
    """Give at most so many authors as facts; `rest` stands for the others."""
    found = [
        Fact(str(author), "author", str(author), before=COMMA if number else DOT)
        for number, author in enumerate(authors[:most])
    ]
    if most < len(authors):
        found.append(Fact(rest, before=COMMA if found else DOT, everyone=True))
    return found
