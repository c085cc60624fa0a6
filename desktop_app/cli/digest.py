"""Verbs for what to read next: suggestions, subscriptions, the digest of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, ids

if TYPE_CHECKING:
    from desktop_app.core.digest import Digest
    from desktop_app.store.library import Library

STDOUT = Path("-")
NOTHING = "Nothing to suggest yet: highlight, star, queue or finish a paper, and try again."
UNINDEXED = "The papers you worked with are not embedded yet. Run `carrel index`, then try again."


@click.command()
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@as_json
@click.pass_obj
def suggest(call: Call, limit: int, as_json: bool) -> None:
    """List the unread papers that suit what you did, best first, each with its reason."""
    from desktop_app.core.ranking import Basis
    from desktop_app.services import suggesting
    from desktop_app.services.similar import Similar

    with call.library() as library:
        found = suggesting.suggest(library, Similar(), limit)
        records = suggesting.records(library, found.found)
    if as_json:
        told = {"by": found.basis, "indexed": found.indexed, "total": found.total}
        terminal.as_json(told | {"papers": records})
        return
    terminal.suggested(records)
    if found.basis in (Basis.NOTHING, Basis.UNINDEXED):
        terminal.say(NOTHING if found.basis is Basis.NOTHING else UNINDEXED)
    elif found.indexed < found.total:
        terminal.say(f"From {found.indexed} of {found.total} papers; `carrel index` adds the rest.")


@click.command()
@click.option("--date", "day", type=terminal.Day(), metavar="DAY", help=terminal.DAYS)
@click.option("--since", type=terminal.Day(), metavar="DAY", help="From when on papers are new.")
@click.option(
    "--out",
    "file",
    type=terminal.Folder(),
    metavar="FILE",
    help="Write a page (.html) or a mail (.eml); - is standard output, as a page.",
)
@click.option("--force", is_flag=True, help="Write over a file that Carrel did not make.")
@as_json
@click.pass_obj
def digest(
    call: Call,
    day: date | None,
    since: date | None,
    file: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Show the digest of today, or of a day before: plan, suggestions, and what is new."""
    from desktop_app.formats import digest_text
    from desktop_app.services import digest as service
    from desktop_app.services import digest_files
    from desktop_app.services.similar import Similar

    if file is not None and as_json:
        raise click.UsageError("Give --out or --json, not both.")
    with call.library() as library:
        try:
            if file is not None and file != STDOUT:
                digest_files.ending(file)
            service.sensible(library, day, since)
        except ValueError as e:
            raise click.UsageError(str(e)) from e
        _embed(library)
        made = service.make(library, Similar(), call.settings, day, since)
    if as_json:
        terminal.as_json(digest_files.record(made))
    elif file is None:
        terminal.text(digest_text.write(made))
    else:
        _write(call, made, file, force)


def _write(call: Call, digest: Digest, file: Path, force: bool) -> None:
    from datetime import UTC, datetime

    from desktop_app import sentences
    from desktop_app.formats import digest_html
    from desktop_app.services import digest_files, outgoing

    if file == STDOUT:
        click.echo(digest_html.write(digest).encode(), nl=False)
        return
    try:
        digest_files.save(digest, file, datetime.now(UTC).astimezone(), force=force)
    except outgoing.ExportFailed as e:
        said = sentences.of(e) or str(e)
        more = " --force writes over it." if isinstance(e, outgoing.NotOurs) else ""
        call.fail(said + more)
    else:
        click.echo(str(file))


@click.command()
@click.argument("name")
@click.option("--search", metavar="QUERY", help="What new papers are searched for.")
@click.option("--text", metavar="TEXT", help="What new papers should be about, in a few words.")
@as_json
@click.pass_obj
def subscribe(call: Call, name: str, search: str | None, text: str | None, as_json: bool) -> None:
    """Match new papers against a search, or against the meaning of a text."""
    from desktop_app.store import subscriptions
    from desktop_app.store.subscriptions import Kind

    if (search is None) is (text is None):
        raise click.UsageError("Give --search QUERY or --text TEXT, and not both.")
    kind, words = (Kind.SEARCH, search) if text is None else (Kind.TEXT, text)
    with call.library() as library:
        try:
            with library.change("Subscribe"):
                subscriptions.add(library, name, kind, words or "")
        except ValueError as e:
            raise click.UsageError(str(e)) from e
        _embed(library)
        _tell_subscriptions(library, name, as_json)


@click.command("subscriptions")
@as_json
@click.pass_obj
def list_subscriptions(call: Call, as_json: bool) -> None:
    """List subscriptions with how many papers of the library they match."""
    with call.library() as library:
        _tell_subscriptions(library, None, as_json)


@click.command()
@click.argument("name")
@as_json
@click.pass_obj
def unsubscribe(call: Call, name: str, as_json: bool) -> None:
    """Remove a subscription; the papers it matched stay."""
    from desktop_app.store import subscriptions

    with call.library() as library:
        found = subscriptions.named(library, name)
        if found is None:
            call.fail(f"There is no subscription {name}. `carrel subscriptions` lists them.")
        else:
            with library.change("Unsubscribe"):
                subscriptions.remove(library, found.id)
    if as_json:
        terminal.as_json({"unsubscribed": [found.name] if found else []})
    elif found:
        click.echo(f"Unsubscribed: {found.name}")


@click.command("less-like")
@ids
@click.option("--undo", is_flag=True, help="Suggest papers like these again.")
@as_json
@click.pass_obj
def less_like(call: Call, names: Sequence[str], undo: bool, as_json: bool) -> None:
    """Suggest fewer papers like these."""
    from desktop_app.services import records
    from desktop_app.store import deeds

    with call.library() as library:
        papers = call.find(library, names)
        if papers:
            with library.change("Less like this"):
                deeds.set_less_like(library, papers, not undo)
        rows = list(records.rows(library, papers))
    if as_json:
        terminal.as_json({"less_like": not undo, "papers": [row.key for row in rows]})
    for row in () if as_json else rows:
        click.echo(f"{'As before' if undo else 'Less like'}: {row.title}")


def _embed(library: Library) -> None:
    """Embed the texts of subscriptions that are not yet; what hinders that is said, and no more."""
    from desktop_app import sentences
    from desktop_app.engines import embedding, lanes
    from desktop_app.services import subscribing

    lacking = subscribing.lacking(library)
    if not lacking or not library.writable or embedding.missing():
        return
    lane = lanes.ProcessLane("model")
    try:
        vectors = lane.submit(embedding.encode, list(lacking.values())).result()
        subscribing.keep(library, dict(zip(lacking, vectors, strict=True)))
    except Exception as e:
        if (said := sentences.of(e)) is None:
            raise
        terminal.say(said)
    finally:
        lane.close()


def _tell_subscriptions(library: Library, name: str | None, as_json: bool) -> None:
    """Tell of all subscriptions, or of one."""
    from desktop_app.services import subscribing
    from desktop_app.services.similar import Similar
    from desktop_app.store import subscriptions

    one = subscriptions.named(library, name) if name else None
    similar = Similar()
    wanted = [one] if one else subscriptions.all_of(library)
    found = [subscribing.record(subscribing.of(library, similar, each)) for each in wanted]
    if as_json:
        terminal.as_json(found[0] if one else found)
    else:
        terminal.subscriptions(found)


VERBS = (suggest, digest, subscribe, list_subscriptions, unsubscribe, less_like)
