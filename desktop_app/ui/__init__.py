"""The window: the only part of Carrel that knows Qt.

PySide puts a function of its own in the place of `__import__`, which reads the source of every
module imported from then on, looking for a use of its ``__feature__``. Nothing here has one, and
among 400 modules that is a tenth of the start: Python's own function is put back.
"""

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _import
