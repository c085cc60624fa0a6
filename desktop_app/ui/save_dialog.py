"""Where a file is to be saved, asked of the reader."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


@dataclass(frozen=True, slots=True)
class Target:
    """The file to be written; `force` tells that the reader agreed to write over what is there."""

    file: Path
    force: bool


def ask(
    parent: QWidget, title: str, suggested: Path, kinds: str, known: Collection[str] = ()
) -> Target | None:
    """Ask where to save a file of some `kinds`; None if the reader gives up.

    A name without an ending, or with none of those `known`, gets that of the `suggested` name.
    """
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if not name:
        return None
    asked = Path(name)
    whole = asked.suffix.lower() in known if known else bool(asked.suffix)
    file = asked if whole else asked.with_name(f"{asked.name}{suggested.suffix}")
    # The dialog has asked whether to write over the very file that was named.
    return Target(file, force=file == asked)
