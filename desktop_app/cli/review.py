"""Verbs of review: what is due, asked one by one, and what is done to a card."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, ids

if TYPE_CHECKING:
    from desktop_app.core.cards import Card, CardId
    from desktop_app.store.library import Library

KINDS = ("passage", "cloze", "comment")
LISTS = ("all", "due", "suspended", "buried")
_ENTER = ("\r", "\n", " ")


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def review(ctx: click.Context, as_json: bool) -> None:
    """Review the cards that are due: one by one at a terminal, else as a list."""
    if ctx.invoked_subcommand is None:
        call: Call = ctx.obj
        with call.library() as library:
            from desktop_app.services import reviewing

            reviewing.bring_up_to_date(library)
            if as_json or not _person_looks_on():
                _tell_due(call, library, as_json)
            else:
                _ask_all(call, library)


def _person_looks_on() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _tell_due(call: Call, library: Library, as_json: bool) -> None:
    from desktop_app.services import reviewing
    from desktop_app.store import cards
    from desktop_app.store import review as store

    due = store.due(library, call.settings.reviews_a_day)
    now = datetime.fromisoformat(library.now())
    records = (reviewing.record(card, now) for card in cards.many(library, due.due))
    if as_json:
        terminal.array(records)
        return
    terminal.cards(records)
    if not due.due:
        _tell_end(library, due.next_at)


def _tell_end(library: Library, next_at: datetime | None) -> None:
    from desktop_app.store import cards

    if next_at is not None:
        wait = next_at - datetime.fromisoformat(library.now())
        click.echo(f"Nothing to review now; a card comes back in {terminal.span(wait)}.")
    elif cards.count(library).all:
        click.echo("Nothing to review today.")
    else:
        click.echo("Nothing to review. `carrel review add ID` makes a card of a highlight.")


def _ask_all(call: Call, library: Library) -> None:
    """Ask for the cards that are due, until there are none or the reader ends it."""
    from desktop_app.store import cards
    from desktop_app.store import review as store

    while (left := store.due(library, call.settings.reviews_a_day)).due:
        place = f"{left.done + 1} of {left.done + len(left.due)}"
        if not _ask(call, library, cards.get(library, left.due[0]), place):
            return
    _tell_end(library, left.next_at)


def _ask(call: Call, library: Library, card: Card, place: str) -> bool:
    """Ask for a card; False where the reader ends it."""
    from desktop_app.core import scheduling
    from desktop_app.core.scheduling import Rating
    from desktop_app.store import cards
    from desktop_app.store import review as store

    began = time.monotonic()
    name = call.settings.colour_names[card.colour - 1]
    terminal.front(card.front, f"{place} · {name} · {card.title}")
    if card.back:
        key = _key("Enter shows the answer, b buries, s suspends, q ends", (*_ENTER, "b", "s", "q"))
        if key in _ENTER:
            terminal.back(card.back)
    else:
        key = _ENTER[0]
    if key in _ENTER:
        spans = scheduling.intervals(card.memory, datetime.fromisoformat(library.now()))
        offered = [f"{r.value} {r.name.lower()} ({terminal.span(s)})" for r, s in spans.items()]
        key = _key(", ".join([*offered, "b, s, q"]), ("1", "2", "3", "4", "b", "s", "q"))
    if key in ("b", "s"):
        with library.change("Bury" if key == "b" else "Suspend"):
            (cards.bury if key == "b" else cards.suspend)(library, [card.id])
    elif key != "q":
        took = round((time.monotonic() - began) * 1000)
        with library.change("Review"):
            store.grade(library, card.id, Rating(int(key)), took)
    return key != "q"


def _key(offer: str, keys: Sequence[str]) -> str:
    """Wait for one of some keys; the end of the input is that of the review."""
    click.echo(offer)
    while True:
        try:
            key = click.getchar()
        except EOFError:
            return "q"
        if key.lower() in keys:
            return key.lower()


@review.command("list")
@click.argument("which", type=click.Choice(LISTS), default="all")
@as_json
@click.pass_obj
def list_(call: Call, which: str, as_json: bool) -> None:
    """List cards: all of them, or those due, suspended or buried."""
    from desktop_app.services import reviewing
    from desktop_app.store import cards

    with call.library() as library:
        records = map(reviewing.row, cards.lines(library, which))
        (terminal.array if as_json else terminal.cards)(records)


@review.command()
@ids
@click.option("--kind", type=click.Choice(KINDS), default="passage", show_default=True)
@as_json
@click.pass_obj
def add(call: Call, names: Sequence[str], kind: str, as_json: bool) -> None:
    """Make review cards of highlights."""
    from desktop_app.core.cards import Kind
    from desktop_app.store import cards

    made: list[str] = []
    with call.library() as library:
        for name in names:
            made += [cards.get(library, card).key for card in _add(call, library, name, Kind(kind))]
    if as_json:
        terminal.as_json({"added": made})
    for key in () if as_json else made:
        click.echo(f"Card {key} is due at once")


def _add(call: Call, library: Library, name: str, kind: Any) -> list[CardId]:
    from desktop_app.core import cards as core
    from desktop_app.store import cards, highlights

    found = highlights.with_key(library, name)
    if found is None:
        call.fail(f"There is no highlight {name}. `carrel show ID --json` lists those of a paper.")
    elif kind not in core.kinds(found):
        lacks = "comment to be asked for by" if kind == "comment" else "words to be asked for"
        call.fail(f"Highlight {name} has no {lacks}. Choose another --kind, or write a comment.")
    else:
        with library.change("Add to review"):
            return cards.add(library, [found.id], kind)
    return []


@review.command()
@click.argument("name", metavar="CARD")
@click.argument("rating", type=click.IntRange(1, 4), metavar="1-4")
@as_json
@click.pass_obj
def grade(call: Call, name: str, rating: int, as_json: bool) -> None:
    """Say how well a card was remembered: 1 again, 2 hard, 3 good, 4 easy."""
    from desktop_app.core.scheduling import Rating
    from desktop_app.services import reviewing
    from desktop_app.store import review as store

    graded: list[dict[str, Any]] = []
    with call.library() as library:
        reviewing.bring_up_to_date(library)
        for card in _find(call, library, [name]):
            if card.suspended:
                call.fail(f"{name} is suspended. `carrel review resume {name}` lets it come back.")
                continue
            with library.change("Review"):
                memory = store.grade(library, card.id, Rating(rating))
            assert memory.reviewed_at is not None
            span = memory.due - memory.reviewed_at
            due, seconds = memory.due.isoformat(), int(span.total_seconds())
            graded.append({"id": name, "rating": rating, "due": due, "interval": seconds})
    if as_json:
        terminal.as_json({"graded": graded})
    for record in () if as_json else graded:
        span = timedelta(seconds=record["interval"])
        click.echo(f"{record['id']} comes back in {terminal.span(span)}")


def _verb(name: str, help_: str, past: str, *deeds: str) -> None:
    """Add a verb that does to cards what functions of the store do."""

    @review.command(name, help=help_)
    @ids
    @as_json
    @click.pass_obj
    def run(call: Call, names: Sequence[str], as_json: bool) -> None:
        from desktop_app.store import cards

        with call.library() as library:
            found = _find(call, library, names)
            chosen = [card.id for card in found]
            with library.change(name.capitalize()) if chosen else nullcontext():
                for deed in deeds:
                    getattr(cards, deed)(library, chosen)
        if as_json:
            terminal.as_json({past: [card.key for card in found]})
        for card in () if as_json else found:
            click.echo(f"{past.capitalize()}: {card.key}")


_verb("bury", "Put cards aside until tomorrow.", "buried", "bury")
_verb("suspend", "Put cards aside until they are resumed.", "suspended", "suspend")
_verb("resume", "Let suspended or buried cards come back.", "resumed", "resume", "unbury")
_verb("remove", "Delete cards and their log; the highlights stay.", "removed", "remove")


def _find(call: Call, library: Library, names: Sequence[str]) -> list[Card]:
    """Find cards by their keys; fail for each that is not there."""
    from desktop_app.store import cards

    found = {name: cards.with_key(library, name) for name in names}
    for name, card in found.items():
        if card is None:
            call.fail(f"There is no card {name}. `carrel review list` shows the identifiers.")
    return [card for card in found.values() if card is not None]


VERBS = (review,)
