"""The command line: verbs over the same library as the window, beside it if need be.

What a verb needs is imported in it, so that each starts as fast as it can.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from desktop_app import __version__, paths, settings, terminal
from desktop_app.cli import (
    digest,
    duplicates,
    into,
    nothing,
    out,
    papers,
    reading,
    references,
    review,
    stats,
    whole,
)
from desktop_app.cli.call import Call


@click.group(cls=terminal.Verbs, invoke_without_command=True)
@click.option(
    "--library",
    "folder",
    metavar="DIR",
    type=terminal.Folder(),
    help="The folder of the library, in place of the usual one.",
)
@click.version_option(__version__, prog_name="carrel")
@click.pass_context
def carrel(ctx: click.Context, folder: Path | None) -> None:
    """Keep, read and find research papers. Without a verb the window opens."""
    loaded = settings.load()
    if loaded.set_aside:
        terminal.say(f"The settings could not be read; they are now in {loaded.set_aside}.")
    folder = (folder or loaded.settings.library or paths.library()).expanduser().absolute()
    ctx.obj = Call(folder, loaded.settings)
    if ctx.invoked_subcommand is None:
        if _has_display():
            _open_window(ctx.obj)
        else:
            nothing.work(ctx.obj)


_VERBS = (
    *into.VERBS,
    *references.VERBS,
    *papers.VERBS,
    *duplicates.VERBS,
    *reading.VERBS,
    *review.VERBS,
    *digest.VERBS,
    *stats.VERBS,
    *out.VERBS,
    *whole.VERBS,
)
for _verb in _VERBS:
    carrel.add_command(_verb)


def _has_display() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, named))


def _open_window(call: Call) -> None:
    from desktop_app.ui import app

    sys.exit(app.run(call.folder, call.settings))
