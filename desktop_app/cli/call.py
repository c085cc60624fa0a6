"""One call of the program, and what its verbs have in common."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app import settings, terminal

if TYPE_CHECKING:
    from desktop_app.core.papers import PaperId
    from desktop_app.store.library import Library

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ids = click.argument("names", metavar="ID...", nargs=-1, required=True)


@dataclass(slots=True)
class Call:
    """One call of the program: on which library, with which settings, and whether all went well."""

    folder: Path
    settings: settings.Settings
    failed: bool = False

    def fail(self, sentence: str) -> None:
        """Say what went wrong and go on."""
        self.failed = True
        terminal.say(sentence)

    @contextlib.contextmanager
    def library(self, *, make: bool = False) -> Iterator[Library]:
        """Open the library; one that is not there is made only where `make` says so."""
        from desktop_app.store import errors, opening

        hour = self.settings.rollover_hour
        library = opening.open_library(self.folder, make=make, rollover_hour=hour)
        try:
            yield library
        except Exception as e:
            if errors.is_damage(e):
                raise errors.Damaged(self.folder, str(e)) from e
            raise
        finally:
            library.close()

    def find(self, library: Library, names: Iterable[str]) -> list[PaperId]:
        """Find papers by key, arXiv identifier or DOI; fail for each that is not there."""
        from desktop_app.store import identity, papers

        found = []
        for name in names:
            paper = identity.resolve(library, name) or identity.resolve(library, name.lower())
            if paper is None:
                self.fail(f"There is no paper {name}. `carrel list` shows the identifiers.")
            elif papers.get(library, paper).binned:
                self.fail(f"{name} is in the bin. Bring it back in the window first.")
            else:
                found.append(paper)
        return found


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: among many records that are all kept that takes long.

    Where nothing looked for it before, nothing does afterwards.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def embed(library: Library, *, quiet: bool) -> int:
    """Embed in a worker process what lacks a vector and say how many papers that were."""
    from desktop_app.engines import embedding, lanes
    from desktop_app.services import indexing
    from desktop_app.store import embeddings, errors

    if not library.writable:
        raise errors.ReadOnly(library.path)
    lane = lanes.ProcessLane("model")
    store = embeddings.open_index(library.path, check=True)
    try:
        job = indexing.Indexing(library, store)
        if job.total and (lacking := embedding.missing()):
            raise embedding.ModelMissing(lacking)
        with terminal.bar("Embedding", quiet=quiet) as report:
            indexing.run(job, lambda texts: lane.submit(embedding.encode, texts).result(), report)
    finally:
        lane.close()
        store.close()
    return job.total


@contextlib.contextmanager
def encoder() -> Iterator[Callable[[Sequence[str]], list[bytes]]]:
    """Give what embeds texts that are no papers', in a worker process."""
    from desktop_app.engines import embedding, lanes

    if lacking := embedding.missing():
        raise embedding.ModelMissing(lacking)
    lane = lanes.ProcessLane("model")
    try:
        yield lambda texts: lane.submit(embedding.encode, tuple(texts)).result()
    finally:
        lane.close()


def embed_text(text: str) -> bytes:
    """Give the vector of a text that is no paper's."""
    with encoder() as encode:
        return encode((text,))[0]


def enqueue(call: Call, library: Library, papers: Sequence[PaperId]) -> int:
    """Queue papers, and plan them for today while there is room; say how many were added."""
    from desktop_app.services import planning

    budget, speed = call.settings.budget, call.settings.words_a_minute
    planning.today(library, library.today(), budget, speed)
    with library.change("Add to queue"):
        return planning.enqueue(library, papers, budget, speed)
