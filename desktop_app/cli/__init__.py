"""The command line: verbs over the same library as the window, beside it if need be.

What a verb needs is imported in it, so that each starts as fast as it can.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from desktop_app import __version__, paths, settings, terminal
from desktop_app.cli.call import Call


class _Verbs(terminal.Verbs):
    """The verbs, imported once one is asked for: the window starts without them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs."""
        self._load()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a verb by its name."""
        self._load()
        return super().get_command(ctx, cmd_name)

    def _load(self) -> None:
        from desktop_app.cli import (
            digest,
            duplicates,
            indexing,
            into,
            out,
            papers,
            reading,
            references,
            review,
            saved,
            search,
            stats,
            whole,
        )

        verbs = (
            *into.VERBS,
            *references.VERBS,
            *papers.VERBS,
            *search.VERBS,
            *saved.VERBS,
            *indexing.VERBS,
            *duplicates.VERBS,
            *reading.VERBS,
            *review.VERBS,
            *digest.VERBS,
            *stats.VERBS,
            *out.VERBS,
            *whole.VERBS,
        )
        for verb in verbs:
            self.add_command(verb)


@click.group(cls=_Verbs, invoke_without_command=True)
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
            from desktop_app.cli import nothing

            nothing.work(ctx.obj)


def _has_display() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, named))


def _open_window(call: Call) -> None:
    gc.disable()  # a start makes no garbage; the window looks for it from then on
    from desktop_app.ui import app

    sys.exit(app.run(call.folder, call.settings))
