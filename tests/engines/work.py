"""Work for worker processes: functions of a module, since they are pickled by name."""

import ctypes
import os
import signal
import sys

from desktop_app.engines import pixels


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


def borrow(name: str, data: bytes) -> None:
    """Write into a block of shared memory."""
    with pixels.lent(name) as block:
        block[: len(data)] = data


def borrow_and_hang(name: str) -> None:
    """Hold a block of shared memory for a minute."""
    with pixels.lent(name):
        hang()
