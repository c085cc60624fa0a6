"""What a reader set: a value, kept in ``settings.toml``."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import tomli_w

from desktop_app import paths
from desktop_app.core.queue import Budget

THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a reader likes Carrel.

    An empty `reading_font` is the default one; `reading_size` is in pixels; 0 papers or minutes a
    day is no bound, and neither is 0 reviews; `rest_days` a week do not end a run of reading days;
    `library` is None for the usual place.
    """

    theme: str = "system"
    reading_font: str = ""
    reading_size: int = 17
    rollover_hour: int = 4
    words_a_minute: int = 230
    papers_a_day: int = 4
    minutes_a_day: int = 0
    reviews_a_day: int = 20
    streak: bool = True
    rest_days: int = 2
    colour_names: tuple[str, ...] = ("Claim", "Method", "Result", "Question", "Idea")
    library: Path | None = None
    similar_folded: bool = False

    @property
    def budget(self) -> Budget:
        """What a day may hold at most."""
        return Budget(self.papers_a_day or None, self.minutes_a_day or None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read; `set_aside` is where a file that could not be read was put."""

    settings: Settings
    set_aside: Path | None = None


def load(file: Path | None = None) -> Loaded:
    """Read the settings; what is missing or wrong is as by default, value by value."""
    file = file or paths.settings()
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Loaded(Settings(), _set_aside(file))
    except OSError:
        return Loaded(Settings())
    return Loaded(_from_table(table))


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, all or nothing. Raises OSError where the disk refuses."""
    file = file or paths.settings()
    file.parent.mkdir(parents=True, exist_ok=True)
    making = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with making.open("wb") as f:
            tomli_w.dump(_to_table(settings), f)
            f.flush()
            os.fsync(f.fileno())
        making.replace(file)
    finally:
        making.unlink(missing_ok=True)


def _set_aside(file: Path) -> Path:
    broken = file.with_name(f"{file.name}.broken")
    with contextlib.suppress(OSError):
        file.replace(broken)
        return broken
    return file


def _to_table(settings: Settings) -> dict[str, Any]:
    table = asdict(settings) | {"colour_names": list(settings.colour_names)}
    table["library"] = str(settings.library) if settings.library else ""
    return table


def _from_table(table: dict[str, Any]) -> Settings:
    read = {f.name: _READ[f.name](table.get(f.name)) for f in fields(Settings)}
    return Settings(**{name: value for name, value in read.items() if value is not None})


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _theme(value: Any) -> str | None:
    return value if value in THEMES else None


def _between(least: int, most: int) -> Callable[[Any], int | None]:
    return lambda value: value if type(value) is int and least <= value <= most else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _names(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or len(value) != len(Settings().colour_names):
        return None
    named = all(isinstance(name, str) and name.strip() for name in value)
    return tuple(name.strip() for name in value) if named else None


def _folder(value: Any) -> Path | None:
    return Path(value).expanduser() if isinstance(value, str) and value else None


_READ: dict[str, Callable[[Any], Any]] = {
    "theme": _theme,
    "reading_font": _text,
    "reading_size": _between(8, 72),
    "rollover_hour": _between(0, 23),
    "words_a_minute": _between(50, 2000),
    "papers_a_day": _between(0, 1000),
    "minutes_a_day": _between(0, 24 * 60),
    "reviews_a_day": _between(0, 1000),
    "streak": _truth,
    "rest_days": _between(0, 6),
    "colour_names": _names,
    "library": _folder,
    "similar_folded": _truth,
}
