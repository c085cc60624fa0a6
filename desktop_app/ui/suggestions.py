"""What may be meant by what is typed into a search: fields, their values, searches of before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop_app.core.query import begun as typing
from desktop_app.core.query.begun import Begun
from desktop_app.engines.lanes import Lane
from desktop_app.store import query_values
from desktop_app.ui.library.history import History
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.suggesting import Answer, Suggestion

MOST_RECENT = 6
FEWEST_LETTERS = 2  # of a field's name, before it is suggested
MOST_MATCHING = 3  # searches of before that go on from what is typed
_YEARS = ("year", "after", "before")
_NAMED = ("tag", "in", "source", "author", "venue", *_YEARS)  # what they are, the library knows


class Suggestions:
    """Answers for one window; what is asked of the library is answered from READ."""

    def __init__(self, tasks: Tasks, history: Callable[[], History]) -> None:
        self._tasks, self._history = tasks, history
        self._asked: Future[Any] | None = None

    def suggest_typed(self, typed: str, one: Begun | None, answer: Answer) -> None:
        """Suggest the same, but nothing where nothing is typed."""
        if typed.strip():
            self.suggest(typed, one, answer)
        else:
            answer([])

    def suggest(self, typed: str, one: Begun | None, answer: Answer) -> None:
        """Suggest what may be meant; `one` is what is begun at the caret."""
        if self._asked is not None:
            self._asked.cancel()
        if not typed.strip():
            recent = self._history().recent()[:MOST_RECENT]
            answer([Suggestion(query, icon="clock", whole=True) for query in recent])
        elif one is None:
            answer([])
        elif one.field in _NAMED:
            self._asked = self._tasks.start(
                Lane.READ,
                query_values.beginning,
                one.field,
                one.value,
                done=lambda values: answer(_names(values, one)),
            )
        else:
            answer(_of_field(one) if one.field else [*_fields(one.value), *self._matching(typed)])

    def _matching(self, typed: str) -> list[Suggestion]:
        """Suggest searches of before that go on from what is typed."""
        if len(typed.strip()) < FEWEST_LETTERS:
            return []
        found = [q for q in self._history().recent(typed) if q.strip() != typed.strip()]
        return [Suggestion(query, icon="clock", whole=True) for query in found[:MOST_MATCHING]]


def _names(values: list[query_values.Value], one: Begun) -> list[Suggestion]:
    """Make suggestions of names, unless the only one is typed already."""
    if [value.name for value in values] == [one.value]:
        return _ranges(one.value) if one.field == "year" else []
    icon = _icon(one.field or "")
    return [Suggestion(value.name, icon=icon, colour=value.colour) for value in values]


def _ranges(year: str) -> list[Suggestion]:
    """Suggest years from one on, and up to it."""
    return [
        Suggestion(f"{year}..", _tr("{year} and later").format(year=year), _icon("year")),
        Suggestion(f"..{year}", _tr("{year} and before").format(year=year), _icon("year")),
    ]


def _fields(value: str) -> list[Suggestion]:
    if len(value) < FEWEST_LETTERS:
        return []
    meanings = _meanings()
    return [Suggestion(f"{name}:", meanings[name], _icon(name)) for name in typing.fields(value)]


def _of_field(one: Begun) -> list[Suggestion]:
    values = _values().get(one.field or "", {})
    return [
        Suggestion(value, meaning, _icon(one.field or ""))
        for value, meaning in values.items()
        if value.startswith(one.value.lower()) and value != one.value
    ]


def _icon(field: str) -> str:
    icons = {"tag": "tag", "in": "folder", "note": "note", "has": "document", "highlight": "pencil"}
    return icons.get(field, "search")


def _tr(text: str) -> str:
    return QCoreApplication.translate("suggestions", text)


def _meanings() -> dict[str, str]:
    """Say what each field looks at."""
    return {
        "tag": _tr("papers with a tag"),
        "in": _tr("papers in a collection, or in one below it"),
        "is": _tr("unread, queued, read, starred…"),
        "has": _tr("with a PDF, code, a note…"),
        "author": _tr("the name of an author"),
        "title": _tr("words of the title"),
        "abstract": _tr("words of the abstract"),
        "note": _tr("words of the note"),
        "highlight": _tr("words of a highlight"),
        "venue": _tr("where it was published"),
        "year": _tr("2024, or 2019..2023"),
        "after": _tr("published after a year"),
        "before": _tr("published before a year"),
        "queue": _tr("today, due, later or snoozed"),
        "source": _tr("the file or page it came from"),
        "id": _tr("a DOI or an arXiv number"),
    }


def _values() -> dict[str, dict[str, str]]:
    """Say what the values of the fields mean that have few."""
    return {
        "is": {
            "unread": _tr("not marked read yet"),
            "queued": _tr("in the queue"),
            "reading": _tr("begun"),
            "read": _tr("marked read"),
            "dropped": _tr("not to be read"),
            "starred": _tr("with a star"),
            "highlighted": _tr("with highlights"),
            "noted": _tr("with a note"),
            "incomplete": _tr("to be completed"),
        },
        "has": {
            "pdf": _tr("with a PDF"),
            "code": _tr("with a link to code"),
            "note": _tr("with a note"),
            "highlight": _tr("with highlights"),
            "doi": _tr("with a DOI"),
            "arxiv": _tr("with an arXiv number"),
            "tag": _tr("with a tag"),
            "abstract": _tr("with an abstract"),
        },
        "queue": {
            "today": _tr("in today’s plan"),
            "due": _tr("with a due day"),
            "later": _tr("in no plan yet"),
            "snoozed": _tr("put off"),
        },
    }
