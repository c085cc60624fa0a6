"""PySide6 against the interpreter's own singletons."""

import os
import subprocess
import sys

import pytest

EMITTED = 5_000

# In a process of its own: what this guards against does not raise, it aborts.
PROGRAM = f"""
import sys
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    fired = Signal({{kind}})

received = []
source = Source()
source.fired.connect(received.append)
before = sys.getrefcount(True)
for _ in range({EMITTED}):
    source.fired.emit(True)
kept = len(received)
assert all(value is True for value in received)
received.clear()
print(kept, sys.getrefcount(True) - before)
"""


@pytest.mark.parametrize("kind", ["bool", "object"])
def test_signals_keep_their_references(kind: str) -> None:
    """PySide6 6.12.0 loses a reference to True at each emit; CPython 3.11 aborts after some 600."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(kind=kind)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stderr[-500:]}"
    received, drift = map(int, done.stdout.split())
    assert received == EMITTED
    assert abs(drift) < 100, f"{drift} references to True after {EMITTED} signals"
