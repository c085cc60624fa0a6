"""The head of the reader: what can be done with the paper, its title and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QDesktopServices,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core import citation
from desktop_app.core.documents import Document
from desktop_app.core.papers import Author, Link, LinkKind, Paper, State, is_placeholder
from desktop_app.core.query import Query
from desktop_app.ui import icons, phrases, theme
from desktop_app.ui.reader import facts
from desktop_app.ui.reader.facts import Fact, Facts
from desktop_app.ui.reader.versions_line import VersionsLine
from desktop_app.ui.widgets import controls, marked
from desktop_app.ui.widgets.state_marks import MARKS

_LINK_ICONS = {
    LinkKind.CODE: "code",
    LinkKind.DATA: "data",
    LinkKind.VIDEO: "video",
    LinkKind.PROJECT: "external",
    LinkKind.OTHER: "link",
}
_MOST_LINKS = 3
MOST_AUTHORS = 30  # named in the head; a menu has the others


class ActionBar(QWidget):
    """Buttons for the paper's actions at the left, its links at the right."""

    def __init__(self, queue: QAction, done: QAction, snooze: QAction, document: QAction) -> None:
        super().__init__()
        self.setFixedHeight(theme.scaled(52))
        self.setMinimumWidth(theme.scaled(200))  # what it holds gives way
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.scaled(32), 0, theme.scaled(32), 0)
        self._row.setSpacing(theme.scaled(8))
        self._queue = bound(queue, controls.button(queue.text(), "primary", "queue-add"))
        self._done = bound(done, controls.button(self.tr("Done"), icon="check"))
        self._snooze = bound(snooze, controls.button(self.tr("Snooze"), icon="clock"))
        self._document = bound(document, controls.button("", icon="document"))
        self._opens = document
        for button in (self._queue, self._done, self._snooze, self._document):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._links: list[QPushButton] = []
        self._queued = self._has_document = False

    def show_paper(self, paper: Paper, documents: Sequence[Document]) -> None:
        """Show where a paper stands and where it leads."""
        self._queued = paper.state is State.QUEUED
        self._has_document = bool(documents)
        for button in self._links:
            self._row.removeWidget(button)
            button.deleteLater()
        self._links = [self._link(*found) for found in _links(paper)]
        before: QWidget = self._document
        for button in self._links:
            self._row.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out links that have no room, then the words on the buttons."""
        room = self.width() - 2 * theme.scaled(32)
        room -= self._name_buttons(worded=True)
        if room < 0:
            self._name_buttons(worded=False)
        for link in self._links:
            room -= link.sizeHint().width() + self._row.spacing()
            link.setVisible(room >= 0)

    def _name_buttons(self, *, worded: bool) -> int:
        """Name the buttons, with words or by their icons alone; give the width they need."""
        queue = self.tr("In the queue") if self._queued else self.tr("Add to queue")
        document = self.tr("Open PDF") if self._has_document else self.tr("Add a PDF")
        needed = 0
        for button, words in (
            (self._queue, queue),
            (self._done, self.tr("Done")),
            (self._snooze, self.tr("Snooze")),
            (self._document, document),
        ):
            shown = words if worded else ""
            if shown != button.text():
                button.setText(shown)
                controls.tint(button)  # its icon has a gap only before words
            button.setAccessibleName(words)
            needed += button.sizeHint().width() + self._row.spacing()
        self._document.setToolTip(_tip(document, self._opens))
        return needed

    def _link(self, name: str, icon: str, url: str) -> QPushButton:
        made = controls.button(name, "link", icon, tip=url)
        made.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(url)))
        return made


class Title(QWidget):
    """Title, at most two lines of it, and the line about authors, year, venue and state.

    ``completing`` asks for the fields of a paper of which only an identifier is known.
    """

    completing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("variant", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = _Lines()
        self.facts = Facts()
        self._authors: tuple[Author, ...] = ()
        self._rest: list[Fact] = []
        self._whole: list[Fact] = []  # the same with volume and pages
        self._mark = QLabel()
        self._state = controls.label(use="body-medium")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (32, 14, 32, 6)))
        column.setSpacing(theme.scaled(4))
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.facts)
        row.addWidget(self._mark)
        row.addSpacing(theme.scaled(6))
        row.addWidget(self._state)
        self.incomplete = controls.button(self.tr("To be completed"), "link", "pencil")
        self.incomplete.setToolTip(self.tr("Fill in its title, authors and abstract"))
        self.incomplete.clicked.connect(self.completing)
        row.addSpacing(theme.scaled(8))
        row.addWidget(self.incomplete)
        row.addStretch(1)
        column.addLayout(row)
        self.versions = VersionsLine()
        column.addWidget(self.versions)

    def show_paper(self, paper: Paper, documents: Sequence[Document]) -> None:
        """Show the title and the facts of a paper."""
        self._title.show_text(paper.title)
        self._authors = paper.authors
        self._rest = self._facts(paper, paper.venue or "", documents)
        self._whole = self._facts(paper, citation.place(paper), documents)
        self.facts.set_authors(paper.authors)
        self.facts.setToolTip(
            "".join(f.before + f.text for f in self._line(MOST_AUTHORS, self._whole)).strip(
                facts.DOT
            )
        )
        icon, role = MARKS[paper.state]
        colour = getattr(theme.current(), role)
        self._mark.setPixmap(icons.pixmap(icon, colour, theme.scaled(14), 2))
        self._mark.setFixedSize(QSize(theme.scaled(14), theme.scaled(14)))
        self._mark.setScaledContents(True)
        self._state.setText(self._state_names()[paper.state])
        self._state.setStyleSheet(f"color: {colour};")
        self.incomplete.setVisible(is_placeholder(paper))
        self._fit()

    def set_query(self, query: Query) -> None:
        """Mark the words of the title that a query matches."""
        self._title.set_query(query)

    def _line(self, most: int, rest: list[Fact]) -> list[Fact]:
        """Give authors, at most so many of them, and other facts."""
        names = facts.of_authors(self._authors, most, self.tr("et al."))
        return [*(names or [Fact(self.tr("No author yet"))]), *rest]

    def _facts(self, paper: Paper, place: str, documents: Sequence[Document]) -> list[Fact]:
        found = [Fact(str(paper.year), "year", str(paper.year))] if paper.year else []
        if place:
            found.append(Fact(place, "venue", paper.venue) if paper.venue else Fact(place))
        if not paper.authors and not paper.year:
            added = self.tr("added {date}").format(date=_day(paper.added_at))
            source = self.tr(" from {source}").format(source=paper.source) if paper.source else ""
            found.append(Fact(added + source))
        if documents and documents[0].pages:
            found.append(Fact(self.tr("%n page(s)", "", documents[0].pages)))
        return found

    def _state_names(self) -> dict[State, str]:
        return {
            State.UNREAD: self.tr("Unread"),
            State.QUEUED: self.tr("Queued"),
            State.READING: self.tr("Reading"),
            State.READ: self.tr("Read"),
            State.DROPPED: self.tr("Dropped"),
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(self.width() - 2 * theme.scaled(32), 80)
        self._title.fit(width)
        room = width - self._state.sizeHint().width() - theme.scaled(34)
        if not self.incomplete.isHidden():
            room -= self.incomplete.sizeHint().width() + theme.scaled(8)
        # Volume and pages tell least, but year and venue more than a fifth author.
        most = min(len(self._authors), MOST_AUTHORS)
        line = self._line(most, self._whole)
        while self.facts.width_of(line, facts.DOT) > room and most:
            line = self._line(most, self._rest)
            most -= 1
        self.facts.show_line(line, room, facts.DOT)


class _Lines(QWidget):
    """A title in at most two lines of the design's height, which no font's leading changes."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._lines: list[str] = []
        self._query = Query()

    def show_text(self, text: str) -> None:
        """Show another title; `fit` breaks it into lines."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)

    def set_query(self, query: Query) -> None:
        """Mark the words that a query matches."""
        self._query = query
        self.update()

    def fit(self, width: int) -> None:
        """Break the title into lines of a width in pixels."""
        self._lines = _lines(self._text, QFontMetrics(theme.font("paper-title")), width)
        self.setFixedHeight(max(1, len(self._lines)) * theme.line_height("paper-title"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("paper-title"))
        painter.setPen(QColor(theme.current().text))
        first = QRect(0, 0, self.width(), theme.line_height("paper-title"))
        spans = marked.matches(self._text, self._query, "title")
        marked.draw_lines(painter, first, self._text, self._lines, spans, marked.quiet())


def bound(action: QAction, button: QPushButton) -> QPushButton:
    """Make a button do what an action does, and be usable when it is."""
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    button.setToolTip(_tip(action.text(), action))
    return button


def _tip(words: str, action: QAction) -> str:
    keys = action.shortcut().toString()
    return f"{words} ({keys})" if keys else words


def _links(paper: Paper) -> list[tuple[str, str, str]]:
    """Give name, icon and address of the places a paper leads to, the best few."""
    found = []
    order = list(_LINK_ICONS)
    for link in sorted(paper.links, key=lambda link: order.index(link.kind)):
        found.append((_short(link), _LINK_ICONS[link.kind], link.url))
    if paper.arxiv:
        url = f"https://arxiv.org/abs/{paper.arxiv}"
        found.insert(1, (f"arXiv {paper.arxiv}", "link", url))
    elif paper.doi:
        found.insert(1, (f"doi {paper.doi}", "link", f"https://doi.org/{paper.doi}"))
    return found[:_MOST_LINKS]


def _day(moment: datetime) -> str:
    return phrases.date_text(moment.astimezone().date(), "d MMM")


def _short(link: Link) -> str:
    """Name a link by what tells it apart: for code the owner and name, else the host."""
    url = QUrl(link.url)
    host, path = url.host().removeprefix("www."), url.path().strip("/")
    name = path if link.kind is LinkKind.CODE and path else host
    return name if len(name) <= 28 else f"{name[:27]}…"


def _lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Break a title into at most two lines, the second elided where more would follow."""
    first = text
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if metrics.horizontalAdvance(first) <= width:
            break
    rest = text[len(first) :].strip()
    elide = Qt.TextElideMode.ElideRight
    if not rest:
        return [metrics.elidedText(first, elide, width)]
    return [metrics.elidedText(first, elide, width), metrics.elidedText(rest, elide, width)]
