"""Where the files shipped with Carrel are: icons, the starter library, translations."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Give the place of a resource; works from a checkout, a wheel and a frozen build."""
    return _folder().joinpath(*parts)


def _folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    shipped = _PACKAGE / "_resources"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
