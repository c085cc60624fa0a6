"""What is in a folder of plain files, and where the library that is built from it is to be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services import outgoing
from desktop_app.store import errors
from desktop_app.ui import sentences, theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.segments import Segments

HERE, ELSEWHERE = "here", "elsewhere"
WIDTH = 520
LINES = 2  # of what is said below, so that the dialog keeps its height


class BuildDialog(QDialog):
    """Asks where to build a library from `folder`; ``wanted`` carries the place.

    `held` says what the folder holds, `suggested` is a new place for it. `present` is the library
    that is open, where nothing is in it yet.
    """

    wanted = Signal(object)

    def __init__(
        self, folder: Path, held: str, suggested: Path, present: Path | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Build a library from plain files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.scaled(WIDTH), 0)
        self._folder, self._present = folder, present
        self._elsewhere = str(suggested)
        offered = [(HERE, self.tr("This library"))] if present is not None else []
        offered.append((ELSEWHERE, self.tr("A new library")))
        self.where = Segments(self.tr("Build"), offered)
        self.where.choose(offered[0][0])
        self.place = QLineEdit()
        self.place.setAccessibleName(self.tr("Folder of the new library"))
        self.choose = controls.button(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose the folder of the new library"))
        self._words = controls.label(tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setMinimumHeight(LINES * self._words.fontMetrics().lineSpacing())
        self.go = controls.button(self.tr("Build"), "primary")
        self.go.setDefault(True)
        self._arrange(held)
        self.where.chosen.connect(lambda _: self._explain())
        self.place.textEdited.connect(self._move)
        self.choose.clicked.connect(self._choose)
        self.go.clicked.connect(self.accept)
        self._explain()
        (self.place if present is None else self.where).setFocus()

    @property
    def sentence(self) -> str:
        """What is said below: what will happen, or why it cannot."""
        return self._words.text()

    def _arrange(self, held: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(10))
        grid.setColumnStretch(1, 1)
        beside = QHBoxLayout()
        beside.setSpacing(theme.scaled(8))
        beside.addWidget(self.place, 1)
        beside.addWidget(self.choose)
        self.where.setVisible(self._present is not None)
        if self._present is not None:
            name = controls.label(self.where.accessibleName(), tone="secondary")
            grid.addWidget(name, 0, 0)
            grid.addWidget(self.where, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(controls.label(self.tr("Folder"), tone="secondary"), 1, 0)
        grid.addLayout(beside, 1, 1)
        cancel = controls.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(14))
        head = QVBoxLayout()
        head.setSpacing(theme.scaled(2))
        head.addWidget(Elided(self._folder.name or str(self._folder), "section"))
        head.addWidget(controls.label(held, tone="secondary", wrap=True))
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self._words)
        column.addStretch(1)
        column.addLayout(row)

    def _explain(self) -> None:
        """Show the place, and say what will happen there."""
        here = self.where.value() == HERE
        self.place.setText(str(self._present) if here else self._elsewhere)
        self.place.setReadOnly(here)
        self.choose.setEnabled(not here)
        self._say(
            self.tr("It is empty, so all goes into it. The plain files stay as they are.")
            if here
            else self.tr("A new or an empty folder. The plain files stay as they are.")
        )
        self.go.setEnabled(here or self._typed() is not None)

    def _typed(self) -> Path | None:
        """Give the place of a new library; None where what is typed says none."""
        try:
            place = Path(self._elsewhere.strip()).expanduser()
        except RuntimeError:  # the home of nobody
            return None
        return place if place.is_absolute() else None

    def _move(self, place: str) -> None:
        self._elsewhere = place
        self._explain()

    def _say(self, words: str, tone: str = "muted") -> None:
        if self._words.property("tone") != tone:
            self._words.setProperty("tone", tone)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        self._words.setText(words)
        self._words.setAccessibleName(words)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of the new library"), str(Path(self._elsewhere).parent)
        )
        if name:
            self._move(name)

    def accept(self) -> None:
        place = self._present if self.where.value() == HERE else self._typed()
        if place is None:
            return
        try:
            if place is not self._present:
                _check(place, self._folder)
        except (errors.LibraryError, outgoing.ExportFailed) as e:
            self._say(sentences.of(e), "error")
            self.place.setFocus()
            return
        super().accept()
        self.wanted.emit(place)


def _check(place: Path, folder: Path) -> None:
    """Refuse a place that is neither new nor empty. Raises LibraryError or OtherFolder."""
    try:
        if place.exists() and not place.is_dir():
            raise errors.NotAFolder(place)
        held = place.exists() and any(not p.name.startswith(".") for p in place.iterdir())
    except (OSError, ValueError) as e:
        raise errors.Unreadable(place, getattr(e, "strerror", None) or str(e)) from e
    if held:
        raise outgoing.OtherFolder(place)
    if place.is_relative_to(folder):
        raise outgoing.OtherFolder(folder)
