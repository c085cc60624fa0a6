"""The library on disk: one module per noun, called as ``papers.get(library, ...)``."""

import sys

# sqlite-utils imports NumPy where there is one, to store its number types, which nothing here
# does. That would cost each start a quarter of a second, so it is told that there is none.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils.db  # noqa: F401
    finally:
        del sys.modules["numpy"]
