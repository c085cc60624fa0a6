"""Reading in several statements as if it were one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.store.library import Library


@contextmanager
def held(library: Library) -> Iterator[None]:
    """Read what stood at one moment; an interrupt ends all that is read meanwhile.

    SQLite forgets an interrupt as soon as no statement is under way, so one that falls between two
    statements would be lost: https://sqlite.org/c3ref/interrupt.html
    """
    under_way = library.db.conn.execute("SELECT key FROM meta UNION ALL SELECT key FROM meta")
    try:
        yield
    finally:
        under_way.close()
