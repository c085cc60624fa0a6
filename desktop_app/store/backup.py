"""Checked copies of a library: made once a day and before each migration, kept by age."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.store import errors

FOLDER = "backups"
EVERY = timedelta(days=1)
# The newest copy of each of the last seven days, four weeks and twelve months.
KEEP = ((1, 7), (7, 4), (30, 12))
_NAME = re.compile(r"library-(\d{8}T\d{6})Z(?:-([a-z-]+))?\.db")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a library; `why` is empty for a daily one."""

    file: Path
    taken_at: datetime
    why: str


def copies(folder: Path) -> list[Copy]:
    """List the copies of the library in `folder`, newest first."""
    found = []
    for file in (folder / FOLDER).glob("library-*.db"):
        if match := _NAME.fullmatch(file.name):
            stamp = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Copy(file, stamp, match[2] or ""))
    return sorted(found, key=lambda c: (c.taken_at, c.file.name), reverse=True)


def due(folder: Path, now: datetime) -> bool:
    """Tell whether the day's copy is still to be made; a clock set back makes one due, too."""
    daily = [c for c in copies(folder) if not c.why]
    return not daily or not timedelta(0) <= now - daily[0].taken_at < EVERY


def take(conn: sqlite3.Connection, folder: Path, now: datetime, why: str = "") -> Copy:
    """Copy the library that `conn` has open, check the copy, and thin out old ones.

    Raises CopyRefused where the copy does not hold what the library holds, and Unwritable where
    there is no room for one.
    """
    stamp = now.astimezone(UTC).replace(microsecond=0)
    name = f"library-{stamp:%Y%m%dT%H%M%S}Z{'-' + why if why else ''}.db"
    target = folder / FOLDER
    making = target / f".{name}.{os.getpid()}"
    try:
        target.mkdir(exist_ok=True)
        making.unlink(missing_ok=True)
        _make(conn, making)
        making.replace(target / name)
    except (OSError, sqlite3.OperationalError) as e:
        raise errors.Unwritable(target, str(e)) from e
    finally:
        if target.is_dir():
            making.unlink(missing_ok=True)
    _thin(folder)
    return Copy(target / name, stamp, why)


def _make(conn: sqlite3.Connection, making: Path) -> None:
    counts = _counts(conn)
    conn.execute("VACUUM main INTO ?", (str(making),))
    _verify(making, counts)
    _sync(making)


def papers_in(file: Path) -> int:
    """Count the papers in a library file, those in the bin too.

    Raises CopyRefused where the file is damaged.
    """
    return _counts_in(file)["paper"]


def compare(folder: Path, copy: Copy) -> tuple[int, int]:
    """Count the papers in a copy and in the library in `folder`, 0 for one that is damaged.

    Raises CopyRefused where the copy is damaged.
    """
    held = papers_in(copy.file)
    try:
        return held, papers_in(folder / "library.db")
    except errors.CopyRefused:
        return held, 0


def restore(folder: Path, copy: Copy, now: datetime, *, even_if_emptier: bool = False) -> Path:
    """Put a copy in the place of the library in `folder`, which must be closed.

    The library that stood there is kept beside the copies; the path given back is its new place.
    Raises CopyRefused where the copy is damaged or holds fewer papers than the library, unless
    `even_if_emptier`; then nothing was changed.
    """
    current = folder / "library.db"
    held, present = compare(folder, copy)
    if held < present and not even_if_emptier:
        raise errors.CopyRefused(copy.file, f"{held}/{present}")
    kept = folder / FOLDER / f"library-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-replaced.db"
    fresh = folder / ".library-restored.db"
    shutil.copyfile(copy.file, fresh)
    _sync(fresh)
    if current.exists():
        kept.parent.mkdir(exist_ok=True)
        _set_aside(current, kept)
    fresh.replace(current)
    return kept


def _set_aside(current: Path, kept: Path) -> None:
    """Move a library file away together with its write-ahead log."""
    for suffix in ("-wal", "-shm", ""):
        part = current.with_name(current.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))


def _counts(conn: sqlite3.Connection) -> dict[str, int]:
    tables = ("paper", "abstract", "highlight", "note", "queue_entry", "event")
    return {t: conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def _counts_in(file: Path) -> dict[str, int]:
    """Check a library file and count what it holds. Raises CopyRefused where it is damaged."""
    try:
        conn = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        with closing(conn):
            if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise errors.CopyRefused(file, "damaged")
            return _counts(conn)
    except sqlite3.DatabaseError as e:
        raise errors.CopyRefused(file, "damaged") from e


def _verify(file: Path, counts: dict[str, int]) -> None:
    held = _counts_in(file)
    if any(held[t] < n for t, n in counts.items()):
        raise errors.CopyRefused(file, "incomplete")


def _sync(file: Path) -> None:
    with file.open("rb+") as f:
        os.fsync(f.fileno())


def _thin(folder: Path) -> None:
    """Remove daily copies that no day, week or month needs; the others are kept."""
    daily = [c for c in copies(folder) if not c.why]
    kept: set[Path] = {daily[0].file} if daily else set()
    for days, most in KEEP:
        spans: dict[int, Path] = {}
        for copy in daily:
            spans.setdefault(copy.taken_at.toordinal() // days, copy.file)
        kept.update(list(spans.values())[:most])
    for copy in daily:
        if copy.file not in kept:
            copy.file.unlink(missing_ok=True)
