"""Where library, settings, cache and logs live; ``CARREL_HOME`` puts all of them in one folder."""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

_NAME = "carrel"


def library() -> Path:
    """Give the folder of the library where the reader chose no other."""
    return (_home() or Path(appdirs.user_data_dir(_NAME, appauthor=False))) / "library"


def settings() -> Path:
    """Give the settings file."""
    return (_home() or Path(appdirs.user_config_dir(_NAME, appauthor=False))) / "settings.toml"


def cache() -> Path:
    """Give the folder for what can be made again."""
    home = _home()
    return home / "cache" if home else Path(appdirs.user_cache_dir(_NAME, appauthor=False))


def logs() -> Path:
    """Give the folder of the logs."""
    home = _home()
    return home / "logs" if home else Path(appdirs.user_log_dir(_NAME, appauthor=False))


def _home() -> Path | None:
    home = os.environ.get("CARREL_HOME")
    return Path(home).expanduser().absolute() if home else None
