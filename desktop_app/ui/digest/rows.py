"""A digest as the rows of one list: heads, papers, and sentences where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.digest import Digest, Line, Topic
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Basis
from desktop_app.ui import phrases
from desktop_app.ui.digest import words
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.digest.words import tr

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole + 1


class Goal(StrEnum):
    """Where a sentence leads."""

    LIBRARY = "library"
    UNREAD = "unread"
    SUBSCRIPTIONS = "subscriptions"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a section, and what is said beside it."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in a section; `told` stands below its title."""

    section: str
    line: Line
    told: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, and what helps: `action` names it, `goal` is where it leads."""

    text: str
    action: str = ""
    goal: Goal | None = None


Row = Head | Entry | Saying


def of(shown: Shown) -> list[Row]:
    """Give a digest as rows; what a section shows is left out of those below it.

    What is new comes last of all that lists papers: it is the longest, and holds the others.
    """
    digest, above = shown.digest, set[PaperId]()
    return [
        *_for_you(shown, above),
        *(row for topic in digest.topics for row in _topic(topic, above)),
        *_trending(digest, above),
        *_new(shown, above),
        *_subscriptions(digest),
    ]


def _for_you(shown: Shown, above: set[PaperId]) -> Iterator[Row]:
    digest, head = shown.digest, tr("For you")
    yield Head(head, tr("by what you read and marked") if digest.for_you else "")
    yield from _explained(head, _rest(digest.for_you, above), digest)
    if digest.for_you:
        if indexed := words.indexed(digest):
            yield Saying(indexed)
    elif digest.basis is Basis.NOTHING and digest.indexed:
        yield Saying(words.no_suggestions(digest, ""), tr("Go to the library"), Goal.LIBRARY)
    else:
        yield Saying(words.no_suggestions(digest, shown.missing))


def _topic(topic: Topic, above: set[PaperId]) -> Iterator[Row]:
    head, lines = tr("New in “{}”").format(topic.name), _rest(topic.lines, above)
    if not topic.ready:
        yield Head(head)
        yield Saying(tr("It is matched once its text is indexed."))
    elif topic.lines:
        yield Head(head, phrases.papers(topic.count))
        yield from _described(head, lines)
    if topic.lines and not lines:
        yield Saying(words.above(len(topic.lines), topic.count))


def _trending(digest: Digest, above: set[PaperId]) -> Iterator[Row]:
    head, lines = tr("Trending"), _rest(digest.trending, above)
    if lines:
        yield Head(head, tr("new papers by votes"))
        yield from _described(head, lines)


def _new(shown: Shown, above: set[PaperId]) -> Iterator[Row]:
    digest, lines = shown.digest, _rest(shown.fresh, above)
    head = words.since(digest.since, digest.day)
    yield Head(head, words.new(digest.new_count, lines) if shown.fresh else "")
    yield from _explained(head, lines, digest)
    if not shown.fresh:
        yield Saying(tr("No new paper came in."))
    elif digest.new_count > len(shown.fresh):
        yield Saying("", tr("Show all unread papers, the last first"), Goal.UNREAD)
    elif not lines:
        yield Saying(words.above(len(shown.fresh), digest.new_count))


def _rest(lines: Iterable[Line], above: set[PaperId]) -> list[Line]:
    """Leave out the papers that stand above; the others stand there from now on."""
    rest = [line for line in lines if line.paper not in above]
    above.update(line.paper for line in rest)
    return rest


def _subscriptions(digest: Digest) -> Iterator[Row]:
    quiet = [topic.name for topic in digest.topics if topic.ready and not topic.lines]
    if quiet:
        yield Head(tr("Subscriptions"))
        names = ", ".join(map(tr("“{}”").format, quiet))
        yield Saying(tr("Nothing new in {}.").format(names), tr("Change"), Goal.SUBSCRIPTIONS)
    elif not digest.topics:
        yield Head(tr("Subscriptions"))
        sentence = tr("Subscribe to a topic to see at once which new papers match it.")
        yield Saying(sentence, tr("Subscribe…"), Goal.SUBSCRIPTIONS)


def _explained(section: str, lines: Iterable[Line], digest: Digest) -> Iterator[Row]:
    return (Entry(section, line, words.reason(line, digest.day)) for line in lines)


def _described(section: str, lines: Iterable[Line]) -> Iterator[Row]:
    """Give papers whose reason the head says, with how their abstracts begin."""
    return (Entry(section, line, line.gist or words.about(line)) for line in lines)


class DigestModel(QAbstractListModel):
    """Rows in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def put(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, row: int) -> Row | None:
        """Give a row, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def find(self, wanted: Row) -> int | None:
        """Give where a paper stands in its section, or a sentence; None where it is gone."""
        return next((n for n, row in enumerate(self._rows) if _same(row, wanted)), None)

    def near(self, row: int) -> int | None:
        """Give the row nearest to one that can be the current one, the next rather."""
        able = [n for n, one in enumerate(self._rows) if _able(one)]
        return next((n for n in able if n >= row), able[-1] if able else None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.at(index.row()) if index.isValid() else None
        flag = Qt.ItemFlag
        if row is None or not _able(row):
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.line.title if isinstance(row, Entry) else " ".join(_said(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _whole(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and isinstance(row, Entry):
            return row.section
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Entry):
            return _tip(row)
        return None


def _whole(row: Row) -> str:
    if isinstance(row, Entry):
        return words.whole(row.line, row.told)
    return " ".join(_said(row))


def _tip(row: Entry) -> str:
    told = [row.line.title, row.told, words.about(row.line), row.line.gist]
    return "\n\n".join(filter(None, dict.fromkeys(told)))


def _said(row: Head | Saying) -> list[str]:
    parts = (row.text, row.aside if isinstance(row, Head) else row.action)
    return list(filter(None, parts))


def _able(row: Row) -> bool:
    return isinstance(row, Entry) or (isinstance(row, Saying) and row.goal is not None)


def _same(row: Row, wanted: Row) -> bool:
    if isinstance(row, Entry) and isinstance(wanted, Entry):
        return row.section == wanted.section and row.line.paper == wanted.line.paper
    return row == wanted
