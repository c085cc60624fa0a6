"""What the command line prints: records as lines, JSON, progress bars, sentences for errors."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from desktop_app import paths
from desktop_app.core import days, queue, scheduling

if TYPE_CHECKING:
    from desktop_app.core.papers import Row

Report = Callable[[int, int], None]
# What moves a terminal's cursor, colours it or turns its lines round; newlines and tabs may stay.
DAYS = "Write it as 2026-12-24, or as today, tomorrow, weekend, next-week, friday or +3."
_WIDEST_BAR = 40  # letters
_RELATIONS = {"same": "the same work", "version": "versions of one work", "maybe": "maybe one work"}
_REASONS = {
    "doi": "the same DOI",
    "arxiv": "the same arXiv identifier",
    "title": "the same title",
    "near title": "nearly the same title",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Step(Protocol):
    """How far a job of many steps is."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


class Folder(click.Path):
    """A path given as an option, which may not be empty."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a path as it is given."""
        if value == "":
            self.fail("a folder has a name", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day as a person names it: a date, or a word such as ``tomorrow`` or ``friday``.

    Words count from the reading day of the settings in force.
    """

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        hour = ctx.obj.settings.rollover_hour if ctx and ctx.obj else 0
        try:
            return days.parse(value, queue.local_day(datetime.now(UTC), hour))
        except ValueError:
            self.fail(f"{value!r} is no day. {DAYS}", param, ctx)


class Verbs(click.Group):
    """A group whose verbs end with a sentence and exit code 1 where something fails."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run what is asked for, and say so where its output cannot be written."""
        try:
            return super().main(*args, **more)
        except OSError as e:
            if not _is_of_output(e):
                raise
            _write_no_more()
            with contextlib.suppress(OSError):
                say(f"The output could not be written: {e.strerror or e}.")
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb asked for."""
        try:
            value = super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            # Who read the output has enough, as `head` does; what is left goes nowhere.
            _write_no_more()
            ctx.exit(0)
        except Exception as e:
            if isinstance(e, OSError) and _is_of_output(e):
                raise
            error(e)
            ctx.exit(1)
        if ctx.obj and ctx.obj.failed:
            ctx.exit(1)
        return value


def _is_of_output(error: OSError) -> bool:
    """Tell whether an error came of writing what a verb prints."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return bool(frame.f_globals["__name__"] == click.utils.__name__)


def _write_no_more() -> None:
    """Let what is left of the output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str) -> None:
    click.echo(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say(sentence: str) -> None:
    """Tell a person something that is no part of the output."""
    click.echo(sentence, err=True)


def count(number: int, noun: str) -> str:
    """Say how many there are of something."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextlib.contextmanager
def bar(label: str, *, quiet: bool) -> Iterator[Report]:
    """Show a progress bar where a person looks on; what is given is told (done, total)."""
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden) as shown:

        def report(done: int, total: int) -> None:
            shown.length = max(1, total)
            shown.update(done - shown.pos)

        yield report


def follow(job: Iterator[Step], label: str, *, quiet: bool) -> None:
    """Do a job of many steps to its end."""
    with bar(label, quiet=quiet) as report:
        for progress in job:
            report(progress.done, progress.total)


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def array(records: Iterable[Any]) -> None:
    """Print records as a JSON array, each as soon as it is there."""
    click.echo("[", nl=False)
    for position, record in enumerate(records):
        click.echo(",\n " if position else "\n ", nl=False)
        click.echo(json.dumps(record, ensure_ascii=False), nl=False)
    click.echo("\n]")


def row(paper: Row) -> None:
    """Print a paper as a line."""
    by = ", ".join(filter(None, [paper.byline, str(paper.year or "")]))
    _print(f"{paper.key}  {paper.state:8}{paper.title}{f' ({by})' if by else ''}")


def paper(record: dict[str, Any]) -> None:
    """Print a paper whole."""
    place = ", ".join(str(record[field]) for field in ("venue", "year") if record[field])
    heads = (record["title"], ", ".join(record["authors"]), place, ", ".join(record["tags"]))
    parts = [
        "\n".join(filter(None, heads)),
        record["abstract"],
        _facts(record),
        "\n".join(f"{link['kind']}: {link['url']}" for link in record["links"]),
        "\n".join(map(_version, record["versions"])),
        "\n".join(map(_document, record["documents"])),
        *map(_highlight, record["highlights"]),
        record["note"],
    ]
    _print("\n\n".join(filter(None, parts)))


def _facts(record: dict[str, Any]) -> str:
    """Give in lines what else a record says, a line for each part that people had in the work."""
    people: dict[str, list[str]] = {}
    for one in record["contributors"]:
        people.setdefault(one["role"], []).append(one["name"])
    known = {
        "kind": record["kind"],
        "citation key": record["citekey"],
        "doi": record["doi"],
        "arxiv": record["arxiv"],
        **{role: "; ".join(names) for role, names in people.items()},
    }
    said = [*known.items(), *record["fields"].items()]
    return "\n".join(f"{name}: {value}" for name, value in said if value)


def _version(record: dict[str, Any]) -> str:
    place = ", ".join(str(record[field]) for field in ("venue", "year") if record[field])
    return f"version: {record['id']}  {record['title']}{f' ({place})' if place else ''}"


def _document(record: dict[str, Any]) -> str:
    pages = f" ({record['pages']} pages)" if record["pages"] else ""
    return f"document: {record['name']}{pages}: {record['file']}"


def _highlight(record: dict[str, Any]) -> str:
    """Give a highlight in lines: where it is if in a document, its quote, its comment."""
    place = ""
    if record["document"]:
        area = "area on " if record["style"] == "area" else ""
        place = f"{record['document']}, {area}page {record['page']}"
    quote = f"> {record['exact']}" if record["exact"] else ""
    return "\n".join(filter(None, [place, quote, record["comment"]]))


def entries(records: Iterable[dict[str, Any]]) -> None:
    """Print entries of the queue or of a plan, a line for each."""
    for record in records:
        left = f" ({record['outcome']})" if record.get("outcome") else ""
        why = f" · {record['why']}" if record.get("why") and not left else ""
        _print(f"{record['id']}  {record['minutes']:3} min  {record['title']}{left}{why}")


def shares(records: Iterable[dict[str, Any]]) -> None:
    """Print how a backlog would be spread, a line for each day."""
    told = list(records)
    scale = max(1, *(len(record["papers"]) / _WIDEST_BAR for record in told))
    for record in told:
        papers = len(record["papers"])
        day = days.full(date.fromisoformat(record["day"]))
        bar = "#" * round(papers / scale)
        click.echo(f"{day:28}{bar} {count(papers, 'paper')}, {record['minutes']} min")


def plan(records: Sequence[dict[str, Any]]) -> None:
    """Print the entries of a day's plan."""
    entries(records)
    if not records:
        click.echo("Nothing is planned. `carrel queue add ID` adds a paper to the queue.")


def duplicates(records: Sequence[dict[str, Any]]) -> None:
    """Print groups of papers that belong together, with what they are and why."""
    for record in records:
        _print(f"{_RELATIONS[record['relation']]} ({_REASONS[record['reason']]})")
        for one in record["papers"]:
            place = ", ".join(str(one[field]) for field in ("venue", "year") if one[field])
            _print(f"  {one['id']}  {one['title']}{f' ({place})' if place else ''}")
    if not records:
        click.echo("No papers look like one work.")


def suggestions(records: Iterable[dict[str, Any]]) -> None:
    """Print similar papers, a line for each, with the reason."""
    for record in records:
        why = f" [{', '.join(record['why'])}]" if record["why"] else ""
        _print(f"{record['id']}  {record['score']:.2f}  {record['title']}{why}")


def found(records: Iterable[dict[str, Any]]) -> None:
    """Print what a search found, a line for each, with where its words stand."""
    for record in records:
        if record["kind"] == "page":
            place = f"page {record['page']} of {record['document']}"
            _print(f"{record['id']}  {place}  {record['text']}")
            continue
        score = "" if record["score"] is None else f"{record['score']:.4g}"
        why = [f"found in {', '.join(record['found_in'])}"] if record["found_in"] else []
        if record["cosine"] is not None:
            said = f": {record['sentence']}" if record["sentence"] else ""
            why.append(f"near in meaning {record['cosine']:.2f}{said}")
        reason = f"  [{'; '.join(why)}]" if why else ""
        _print(f"{record['id']}  {score:>7}  {record['title']}{reason}")


def suggested(records: Iterable[dict[str, Any]]) -> None:
    """Print suggestions, each with its reason on a line below."""
    for record in records:
        why = f" · shares: {', '.join(record['why'])}" if record["why"] else ""
        _print(f"{record['id']}  {'*' * record['strength']:5}  {record['title']}")
        _print(f"{'':17}{record['reason']}{why}")


def subscriptions(records: Iterable[dict[str, Any]]) -> None:
    """Print subscriptions, a line for each, with what they look for and how much they match."""
    for record in records:
        found = count(record["papers"], "paper") + (" or more" if record["more"] else "")
        found = found if record["ready"] else "not embedded yet"
        _print(
            f"{record['name']}  ({found})  {record['kind']}: {' '.join(record['words'].split())}"
        )


def text(words: str) -> None:
    """Print a text of several lines."""
    _print(words.rstrip("\n"))


def cards(records: Iterable[dict[str, Any]]) -> None:
    """Print review cards, a line for each."""
    for record in records:
        asked = record.get("front") or record.get("quote") or record["comment"]
        aside = [name for name in ("suspended", "buried") if record.get(name)]
        about = ", ".join([record["title"], *aside])
        _print(f"{record['id']}  {record['kind']:8}{' '.join(asked.split())} ({about})")


def front(asked: str, about: str) -> None:
    """Print what a review card asks, below a line about it."""
    _print(f"\n{about}\n\n{asked}\n")


def back(answer: str) -> None:
    """Print what a review card answers."""
    _print(f"{answer}\n")


def span(wait: timedelta) -> str:
    """Say how long something takes, such as 10 min or 2 d."""
    return " ".join(scheduling.rounded(wait))


def error(unhandled: Exception) -> None:
    """Say what went wrong; what nobody expected is written to the log, too."""
    from desktop_app import sentences

    if known := sentences.of(unhandled):
        say(known)
        return
    log = paths.logs() / "carrel.log"
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as f:
            traceback.print_exception(unhandled, file=f)
    say(f"Something went wrong that should not have: {unhandled!r}. The details are in {log}.")
