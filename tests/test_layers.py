"""The house rules of desktop_app, read from its source.

`core -> formats | engines | store -> services -> ui | cli`: a module imports its own layer or a
lower one. An import under `if TYPE_CHECKING:` counts like any other.
"""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

PACKAGE = "desktop_app"
ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400  # lines

# What a layer may import besides itself and the bare package (its version).
_LOWER = {
    "__init__": frozenset(),
    "core": frozenset(),
    "formats": frozenset({"core"}),
    "engines": frozenset({"core"}),
    "store": frozenset({"core"}),
    "paths": frozenset({"core"}),
    "settings": frozenset({"core", "paths"}),
    "resources": frozenset(),
}
_SERVICES = frozenset({"core", "formats", "engines", "store", "paths", "settings", "resources"})
MAY_IMPORT = {
    **_LOWER,
    "services": _SERVICES,
    "sentences": _SERVICES | {"services"},
    "terminal": _SERVICES | {"services", "sentences"},
    "ui": _SERVICES | {"services", "sentences"},
    "cli": _SERVICES | {"services", "sentences", "terminal"},
    "__main__": _SERVICES | {"services", "cli"},
}

# The command line opens the window too, but does without Qt until then.
OPENS_WINDOW = frozenset({"cli", "__main__"})

FEATURES = frozenset(
    {"today", "library", "reader", "pdf", "notes", "review"}
    | {"digest", "statistics", "settings", "import_preview"}
)

# A library, and the one layer that may import it.
KEPT_TO = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "fitz": "engines",
    "pymupdf": "engines",
    "sentence_transformers": "engines",
    "sklearn": "engines",
    "torch": "engines",
    "transformers": "engines",
    "fsrs": "core",
    "sqlite3": "store",
    "sqlite_utils": "store",
    "appdirs": "paths",
}

# core holds values and rules: no disk, no clock, no randomness, no other process.
NOT_IN_CORE = frozenset(
    {"io", "os", "pathlib", "shutil", "sqlite3", "tempfile"}
    | {"time", "random", "secrets", "socket", "subprocess"}
)
CLOCK = frozenset({"now", "utcnow", "today"})


class Import(NamedTuple):
    """One imported name: `from a.b import c` is the target `a.b.c`."""

    line: int
    target: str
    lazy: bool  # inside a function, so not run when the module is imported

    @property
    def library(self) -> str:
        return self.target.partition(".")[0]

    def part(self, depth: int) -> str:
        """Name the layer (depth 1) or what is inside it (depth 2); empty for neither."""
        parts = self.target.split(".")
        return parts[depth] if parts[0] == PACKAGE and len(parts) > depth else ""


def imports(tree: ast.AST, path: PurePosixPath, lazy: bool = False) -> Iterator[Import]:
    """Yield all imports below a node of the module at this path."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(node.lineno, name.name, lazy)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, path)
            for name in node.names:
                yield Import(name.lineno, f"{source}.{name.name}", lazy)
        elif isinstance(node, ast.Call) and _is_dynamic_import(node):
            yield Import(node.lineno, node.args[0].value, lazy)  # type: ignore[attr-defined]
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from imports(node, path, lazy or inside)


def _absolute(node: ast.ImportFrom, path: PurePosixPath) -> str:
    if not node.level:
        return node.module or ""
    package = path.parts[: len(path.parts) - node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _is_dynamic_import(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return (
        name in {"import_module", "__import__"}
        and bool(call.args)
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    )


def breaches(path: PurePosixPath, source: str) -> list[str]:
    """List what breaks a rule in one file, as `file:line: sentence`."""
    tree = ast.parse(source, str(path))
    found = list(imports(tree, path))
    layer = path.parts[1].removesuffix(".py")
    problems = [
        *_layer(found, layer),
        *_features(found, path),
        *_libraries(found, layer),
        *(_impure(found, tree) if layer == "core" else ()),
    ]
    length = len(source.splitlines())
    if length > LONGEST_FILE:
        problems.append((length, f"{length} lines; the most is {LONGEST_FILE}"))
    return [f"{path}:{line}: {sentence}" for line, sentence in sorted(set(problems))]


def _layer(found: list[Import], layer: str) -> Iterator[tuple[int, str]]:
    if layer not in MAY_IMPORT:
        yield 1, f"{layer!r} is no layer of the house: {', '.join(MAY_IMPORT)}"
        return
    for item in found:
        other = item.part(1)
        if other not in MAY_IMPORT or other in {"__init__", layer} or other in MAY_IMPORT[layer]:
            continue
        if other == "ui" and layer in OPENS_WINDOW:
            if not item.lazy:
                yield (
                    item.line,
                    f"{layer} imports {item.target} outside a function: Qt at every start",
                )
            continue
        allowed = ", ".join(sorted(MAY_IMPORT[layer])) or "nothing of the house"
        yield item.line, f"{layer} imports {item.target}; it may import {allowed}"


def _features(found: list[Import], path: PurePosixPath) -> Iterator[tuple[int, str]]:
    if path.parts[1] != "ui":
        return
    here = path.parts[2].removesuffix(".py")
    if here not in FEATURES | {"widgets"}:
        return
    for item in found:
        other = item.part(2)
        if item.part(1) == "ui" and other in FEATURES - {here}:
            meet = "features meet in main_window and actions"
            why = "widgets know no feature" if here == "widgets" else meet
            yield item.line, f"ui/{here} imports {item.target}; {why}"


def _libraries(found: list[Import], layer: str) -> Iterator[tuple[int, str]]:
    for item in found:
        home = KEPT_TO.get(item.library, layer)
        if home != layer:
            yield item.line, f"{layer} imports {item.library}, which is kept to {home}"


def _impure(found: list[Import], tree: ast.AST) -> Iterator[tuple[int, str]]:
    for item in found:
        if item.library in NOT_IN_CORE:
            yield item.line, f"core imports {item.library}; what it gives comes in as an argument"
    dates = _names_from_datetime(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK and _root(node) in dates:
            yield node.lineno, f"core asks the clock ({ast.unparse(node)}); time is an argument"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "open"
        ):
            yield node.lineno, "core opens a file; bytes or text come in as an argument"


def _names_from_datetime(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "datetime":
            names |= {name.asname or name.name for name in node.names}
        elif isinstance(node, ast.Import):
            names |= {name.asname or name.name for name in node.names if name.name == "datetime"}
    return names


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def files() -> list[Path]:
    """List all source files of the application."""
    return sorted(p for p in (ROOT / PACKAGE).rglob("*.py") if "_resources" not in p.parts)


def test_the_house_is_in_order() -> None:
    problems = [
        problem
        for file in files()
        for problem in breaches(
            PurePosixPath(file.relative_to(ROOT).as_posix()), file.read_text("utf-8")
        )
    ]
    assert not problems, "\n" + "\n".join(problems)


def test_there_are_files_to_read() -> None:
    assert ROOT / PACKAGE / "__init__.py" in files()


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/papers.py", "from desktop_app import store"),
        ("core/papers.py", "from desktop_app.store import library"),
        ("core/papers.py", "from ..store import library"),
        ("core/papers.py", "import desktop_app.settings"),
        ("core/papers.py", "if TYPE_CHECKING:\n    from desktop_app.ui import theme"),
        ("core/papers.py", "def f():\n    from desktop_app.services import similar"),
        ("core/papers.py", "import os.path"),
        ("core/papers.py", "from time import monotonic"),
        ("core/papers.py", "from datetime import datetime as D\nD.now()"),
        ("core/papers.py", "import datetime\ndatetime.date.today()"),
        ("core/papers.py", "from datetime import date\nnew = field(default_factory=date.today)"),
        ("core/papers.py", "open('a')"),
        ("core/papers.py", "#\n" * (LONGEST_FILE + 1)),
        ("formats/ris.py", "from desktop_app.store import papers"),
        ("engines/pdf.py", "from desktop_app.formats import ris"),
        ("engines/pdf.py", "from desktop_app import paths"),
        ("store/papers.py", "from desktop_app.engines import vectors"),
        ("store/papers.py", "from desktop_app.settings import Settings"),
        ("services/similar.py", "import torch"),
        ("services/similar.py", "importlib.import_module('sentence_transformers')"),
        ("services/similar.py", "import sqlite3"),
        ("services/similar.py", "from desktop_app import cli"),
        ("ui/app.py", "from desktop_app import cli"),
        ("ui/app.py", "import pymupdf"),
        ("ui/app.py", "import appdirs"),
        ("ui/today/panel.py", "from desktop_app.ui.library import model"),
        ("ui/today/panel.py", "from ..library.model import Rows"),
        ("ui/today/panel.py", "from desktop_app.ui import settings"),
        ("ui/widgets/bar.py", "from desktop_app.ui.reader import panel"),
        ("cli/__init__.py", "from desktop_app.ui import app"),
        ("cli/out.py", "def f():\n    from PySide6 import QtCore"),
        ("__main__.py", "import desktop_app.ui.app"),
        ("utils.py", ""),
    ],
)
def test_a_breach_is_seen(path: str, source: str) -> None:
    file = PurePosixPath(PACKAGE, path)
    found = breaches(file, source)
    assert len(found) == 1
    assert found[0].startswith(f"{file}:{max(1, len(source.splitlines()))}: ")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("__init__.py", "__version__ = '1'"),
        ("core/papers.py", "from desktop_app.core import text\nfrom . import works"),
        ("core/papers.py", "import rapidfuzz\nfrom datetime import date\ndate(2026, 1, 1)"),
        ("core/queue.py", "from datetime import date\ndef f(plan):\n    return plan.today"),
        ("store/papers.py", "import sqlite3, sqlite_utils\nfrom desktop_app.core import text"),
        ("engines/embedding.py", "def f():\n    import sentence_transformers, torch"),
        ("paths.py", "import os, appdirs"),
        ("settings.py", "from desktop_app import paths\nfrom desktop_app.core import queue"),
        ("services/similar.py", "from desktop_app import engines, settings, store"),
        ("cli/__init__.py", "def f():\n    from desktop_app.ui import app"),
        ("__main__.py", "from desktop_app import __version__, cli"),
        ("ui/main_window.py", "from desktop_app.ui.today.panel import P\nfrom . import library"),
        ("ui/today/panel.py", "from ..widgets import bar\nfrom desktop_app import settings"),
        ("ui/settings/panel.py", "from desktop_app.settings import Settings\nfrom . import model"),
        ("ui/reader/model.py", "from desktop_app.store import library\nfrom PySide6 import QtGui"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    assert breaches(PurePosixPath(PACKAGE, path), source) == []
