"""A highlight as it is dragged or copied, from where it stands into a note."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.highlights import Highlight

MIME = "application/x-carrel-highlight"


def packed(highlight: Highlight) -> QMimeData:
    """Pack a highlight: its key for a note, its words for anything else."""
    made = QMimeData()
    made.setData(MIME, highlight.key.encode())
    words = [f"“{highlight.selector.exact}”" if highlight.selector.exact else "", highlight.comment]
    made.setText("\n\n".join(filter(None, words)))
    return made


def key(data: QMimeData) -> str:
    """Give the key of a packed highlight; empty where there is none."""
    return bytes(data.data(MIME).data()).decode("ascii", "replace")


def far_enough(pressed: QPoint | None, now: QPoint) -> bool:
    """Tell whether the mouse went so far from where it was pressed that it drags."""
    least = QApplication.startDragDistance()
    return pressed is not None and (now - pressed).manhattanLength() >= least


def drag(highlight: Highlight, source: QWidget) -> None:
    """Let the reader drag a highlight away, until it is dropped."""
    made = QDrag(source)
    made.setMimeData(packed(highlight))
    made.exec(Qt.DropAction.CopyAction)
