"""The menu of conditions on fields, and what a condition is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.query import Term
from desktop_app.core.query.terms import is_plain
from desktop_app.store.query_values import Value
from desktop_app.ui.widgets.menu import Menu

LATELY, LONG = 3, 10  # years that count as the last ones
MOST = 500  # names in a menu


@dataclass(frozen=True, slots=True)
class Filters:
    """What the menu offers: names a field may have, this year; `choose` and `begin` act.

    `choose` is given a whole condition, `begin` the field of one that is still to be typed.
    """

    names: Callable[[str], Iterable[Value]]
    year: Callable[[], int]
    choose: Callable[[Term], object]
    begin: Callable[[str], object]

    def menu(self, parent: QWidget, chosen: Iterable[Term]) -> QMenu:
        """Make the menu, the `chosen` conditions checked."""
        menu, held = Menu(parent), set(chosen)
        self._offer(menu, held, "is", _states())
        menu.addSeparator()
        self._offer(menu, held, "has", _parts())
        menu.addSeparator()
        for field in ("tag", "in", "source"):
            below = menu.addMenu(_fields()[field])
            self._offer(below, held, field, {value.name: value.name for value in self.names(field)})
            below.setEnabled(not below.isEmpty())
        self._offer(menu.addMenu(_fields()["queue"]), held, "queue", _places())
        years = menu.addMenu(_fields()["year"])
        for term, text in self._years():
            self._put(years, held, term, text)
        years.addSeparator()
        self._ask(years, "year", _tr("Years from … to …"))
        menu.addSeparator()
        words = menu.addMenu(_tr("Words of"))
        for field, text in _texts().items():
            self._ask(words, field, text)
        for field in ("author", "venue", "id"):
            self._ask(menu, field, _tr("{field}…").format(field=_fields()[field]))
        return menu

    def _years(self) -> list[tuple[Term, str]]:
        year = self.year()
        lately, long = year - LATELY + 1, year - LONG + 1
        return [
            (Term(str(year), "year"), _tr("This year")),
            (Term(f"{lately}..", "year"), _tr("Since {year}").format(year=lately)),
            (Term(f"{long}..", "year"), _tr("Since {year}").format(year=long)),
            (Term(str(long), "before"), _tr("Before {year}").format(year=long)),
        ]

    def _offer(self, menu: QMenu, held: set[Term], field: str, values: dict[str, str]) -> None:
        for value, text in values.items():
            self._put(menu, held, Term(value, field, quoted=not is_plain(value)), text)

    def _put(self, menu: QMenu, held: set[Term], term: Term, text: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(term in held)
        action.triggered.connect(lambda: self.choose(term))

    def _ask(self, menu: QMenu, field: str, text: str) -> None:
        menu.addAction(text).triggered.connect(lambda: self.begin(field))


def called(term: Term) -> str:
    """Call a condition as one would say it: Tag: theory; not With a PDF."""
    field, value = term.field or "", f"{term.value}{'*' if term.prefix else ''}"
    known = {"is": _states, "has": _parts, "queue": _places}.get(field)
    name = known().get(value) if known else None
    said = name or _tr("{field}: {value}").format(field=_fields().get(field, field), value=value)
    return _tr("not {condition}").format(condition=said) if term.negated else said


def _fields() -> dict[str, str]:
    return {
        "tag": _tr("Tag"),
        "in": _tr("Collection"),
        "author": _tr("Author"),
        "title": _tr("In the title"),
        "abstract": _tr("In the abstract"),
        "note": _tr("In notes"),
        "highlight": _tr("In highlights"),
        "venue": _tr("Venue"),
        "year": _tr("Year"),
        "after": _tr("After"),
        "before": _tr("Before"),
        "queue": _tr("Queue"),
        "source": _tr("Source"),
        "id": _tr("DOI or arXiv number"),
    }


def _texts() -> dict[str, str]:
    return {
        "title": _tr("The title…"),
        "abstract": _tr("The abstract…"),
        "note": _tr("Notes…"),
        "highlight": _tr("Highlights…"),
    }


def _states() -> dict[str, str]:
    return {
        "unread": _tr("Unread"),
        "queued": _tr("Queued"),
        "reading": _tr("Reading"),
        "read": _tr("Read"),
        "dropped": _tr("Dropped"),
        "starred": _tr("Starred"),
        "highlighted": _tr("With highlights"),
        "noted": _tr("With notes"),
        "incomplete": _tr("To be completed"),
    }


def _parts() -> dict[str, str]:
    return {
        "pdf": _tr("With a PDF"),
        "code": _tr("With a link to code"),
        "abstract": _tr("With an abstract"),
    }


def _places() -> dict[str, str]:
    return {
        "today": _tr("In today’s plan"),
        "due": _tr("With a due day"),
        "later": _tr("Not planned yet"),
        "snoozed": _tr("Snoozed"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("filters", text)
