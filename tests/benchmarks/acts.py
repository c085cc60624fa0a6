"""Acts on all papers at once: how long the window stands still meanwhile."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks import generate, processes

TIMEOUT_S = 900


def measure(folder: Path) -> dict[str, Any]:
    """Select, tag, queue, end and bin all papers of a copy of a library, and undo each."""
    with tempfile.TemporaryDirectory(dir=generate.FOLDER) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return processes.drive(copy, module="tests.benchmarks.act_driver", timeout=TIMEOUT_S)
