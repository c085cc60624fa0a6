"""Made-up vectors for tests: a paper's points as far round as the number its title ends with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop_app.engines import embedding
from desktop_app.services import indexing
from desktop_app.services.indexing import Indexing
from desktop_app.store import embeddings
from desktop_app.store.library import Library


def encode(texts: Sequence[str]) -> list[bytes]:
    """Turn each text's vector by as many degrees as the number that its first line ends with."""
    return [turned(float(t.partition("\n")[0].split()[-1])) for t in texts]


def turned(degrees: float) -> bytes:
    """Make a unit vector turned by some degrees."""
    vector = np.zeros(embedding.DIMENSIONS, "<f4")
    vector[:2] = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return vector.tobytes()


def index(library: Library) -> None:
    """Give every paper of a library a vector."""
    store = embeddings.open_index(library.path)
    indexing.run(Indexing(library, store), encode)
    store.close()
