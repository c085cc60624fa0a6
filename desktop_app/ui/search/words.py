"""What the search over the window says: names of kinds and orders, meta lines, counts, hints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.core.papers import State
from desktop_app.ui import phrases
from desktop_app.ui.search.found import NEWEST, RANK, Group, Kind, Result
from desktop_app.ui.search.rows import Row


def tr(text: str) -> str:
    """Give a phrase in the reader's language."""
    return QCoreApplication.translate("search", text)


def kinds() -> dict[Kind, str]:
    """Name the kinds, as heads."""
    return {
        Kind.PAPER: tr("Papers"),
        Kind.HIGHLIGHT: tr("Highlights"),
        Kind.NOTE: tr("Notes"),
        Kind.PAGE: tr("Pages of documents"),
    }


def tab(kind: Kind | None, count: str) -> str:
    """Name the tab of a kind, or of all, with how many there are."""
    names = {**kinds(), Kind.PAGE: tr("Pages")}
    name = names[kind] if kind else tr("All")
    return f"{name} {count}".strip()


def orders() -> dict[str, str]:
    """Name the orders."""
    return {RANK: tr("Best match first"), NEWEST: tr("Newest first")}


def number(groups: Sequence[Group]) -> str:
    """Count what groups hold, with a plus where there are more."""
    count = sum(len(group.hits) for group in groups)
    more = "" if all(group.whole for group in groups) else "+"
    return f"{phrases.number(count)}{more}"


def results(groups: Sequence[Group]) -> str:
    """Say how many results there are."""
    counted = number(groups)
    if any(group.broad for group in groups):
        return tr("{} results, newest first").format(counted)
    return tr("1 result") if counted == "1" else tr("{} results").format(counted)


def without(condition: str) -> str:
    """Say that a query is asked without one of its conditions."""
    return tr("Without {}").format(condition)


def show_all(group: Group) -> str:
    """Say what shows all of a kind."""
    return tr("Show all {}").format(number([group]))


def meta(result: Result, names: Sequence[str], today: date) -> str:
    """Give the muted line under a result; `names` are those of the colours."""
    if result.kind is Kind.PAPER:
        return _meta_of_paper(result)
    if result.page is not None:
        return tr("p. {page} · {title}").format(page=result.page.page + 1, title=result.owner)
    day = phrases.day_name(result.day, today) if result.day else ""
    if result.kind is Kind.NOTE:
        named = tr("Note on {title}").format(title=result.owner)
        what = [named if result.owner else tr("Note of your own")]
    else:
        what = [names[result.colour - 1], result.owner]
    return " · ".join(filter(None, [*what, day]))


def _meta_of_paper(result: Result) -> str:
    row = result.row
    if row is None:
        return ""
    parts = [row.byline or tr("No author yet"), str(row.year or ""), row.venue or ""]
    if not any((row.byline, row.year, row.venue)) and row.source:
        parts.append(tr("from {source}").format(source=row.source))
    if row.highlights:
        many = tr("{} highlights").format(phrases.number(row.highlights))
        parts.append(tr("1 highlight") if row.highlights == 1 else many)
    if row.state is State.QUEUED:
        parts.append(tr("in the queue"))
    return " · ".join(filter(None, parts))


def spoken(row: Row) -> str:
    """Say what a screen reader says of a row."""
    result = row.result
    if result is None:
        return ", ".join(filter(None, [row.text, row.meta]))
    state = _states()[result.row.state] if result.row else ""
    return ", ".join(filter(None, [row.text, state, row.meta, result.detail]))


def _states() -> dict[State, str]:
    return {
        State.UNREAD: tr("unread"),
        State.QUEUED: tr("queued"),
        State.READING: tr("reading"),
        State.READ: tr("read"),
        State.DROPPED: tr("dropped"),
    }


def keys() -> list[tuple[str, str]]:
    """Name the keys and what they do."""
    return [
        ("↑ ↓", tr("move")),
        ("Enter", tr("open")),
        ("Ctrl Enter", tr("open PDF")),
        ("Alt Enter", tr("add to queue")),
        ("Ctrl S", tr("save search")),
        ("Ctrl L", tr("show in the list")),
        ("Esc", tr("close")),
    ]


def syntax() -> list[tuple[str, str]]:
    """Name what can be typed, and what it means."""
    return [
        ("grok*", tr("starts with")),
        ('"slow gradients"', tr("exact words")),
        ("-vision", tr("leave out")),
        ("title: author: note:", tr("look only there")),
        ("tag:ood", tr("tag")),
        ("in:Thesis", tr("collection")),
        ("is:unread", tr("not marked read yet")),
        ("has:pdf has:code has:note", ""),
        ("after:2022 before:2025", ""),
    ]
