"""Driving windows in processes of their own, with warm files or files put out of memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def drive(
    *args: str, module: str = "tests.benchmarks.driver", timeout: float = 180, **settings: str
) -> dict[str, Any]:
    """Run a driver and give what it said. Raises RuntimeError where it said nothing.

    `settings` are put into its environment.
    """
    with tempfile.TemporaryDirectory() as home:
        platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        env = os.environ | {"CARREL_HOME": home, "QT_QPA_PLATFORM": platform} | settings
        # Bytecode is kept, as on any computer Carrel is used on, whatever this shell prefers.
        env["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "bench" / "pycache")
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["BENCH_BEGAN"] = str(time.monotonic())
        done = subprocess.run(
            [sys.executable, "-m", module, *args],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise RuntimeError(f"{args}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def forget(folder: Path) -> None:
    """Put the files of a start out of the system's memory, so that the next one is cold.

    Cold-ish: pages another process has in use stay, and so does what the disk itself keeps.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    site = Path(sysconfig.get_paths()["purelib"])
    bytecode = ROOT / "build" / "bench" / "pycache"
    for place in (
        folder,
        bytecode,
        ROOT / "desktop_app",
        ROOT / "resources",
        site / "PySide6",
        site,
    ):
        files = place.iterdir() if place == site else place.rglob("*")
        for file in files:
            if file.is_file() and not file.is_symlink():
                with file.open("rb") as f:
                    os.fsync(f.fileno())
                    os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
