"""Work for worker processes: functions of a module, since they are pickled by name."""

import ctypes
import os
import signal
import sys


def double(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def environment(name: str) -> str | None:
    return os.environ.get(name)


def handler() -> bool:
    return signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def loaded(*modules: str) -> list[str]:
    return [m for m in modules if m in sys.modules]


def fail() -> None:
    raise LookupError("nothing here")


def die() -> None:
    os._exit(3)


def hang() -> None:
    """Hold the interpreter's lock in C for a minute."""
    if os.name == "nt":
        ctypes.PyDLL("kernel32").Sleep(60_000)
    else:
        ctypes.PyDLL(None).sleep(60)
