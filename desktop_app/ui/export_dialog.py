"""What is to be exported, and as what: asked before a folder or file is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.segments import Segments

SELECTED, SHOWN, ALL = "selected", "shown", "all"
WIDTH = 460
LINES = 2  # of the explanation, so that the dialog keeps its height


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is offered: its name, and in a sentence what it is good for.

    `of_all` is said too where all papers are wanted; `one_file` tells that a file is asked for
    next, and no folder.
    """

    value: str
    name: str
    words: str
    of_all: str = ""
    one_file: bool = False


class ExportDialog(QDialog):
    """Asks for papers and for a format; ``wanted`` carries both.

    Where `selected` papers are none, or only one format is offered, there is nothing to ask.
    `shown` counts the papers of a list that are neither the selected ones nor all.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        title: str,
        formats: Sequence[Format],
        parent: QWidget,
        *,
        selected: int,
        shown: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.scaled(WIDTH))
        self._formats = {format_.value: format_ for format_ in formats}
        self.papers = Segments(self.tr("Papers"), self._papers(selected, shown))
        self.papers.choose(SELECTED if selected else ALL if shown is None else SHOWN)
        self.formats = Segments(self.tr("Format"), [(f.value, f.name) for f in formats])
        self.formats.choose(formats[0].value)
        self._words = controls.label(tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setMinimumHeight(LINES * self._words.fontMetrics().lineSpacing())
        self.go = controls.button("", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        for segments in (self.papers, self.formats):
            segments.chosen.connect(lambda _: self._explain())
        self._arrange(papers=bool(selected) or shown is not None, formats=len(formats) > 1)
        self._explain()

    def _papers(self, selected: int, shown: int | None) -> list[tuple[str, str]]:
        offered = [(SELECTED, self.tr("%n selected", "", selected))] if selected else []
        if shown is not None:
            offered.append((SHOWN, self.tr("%n shown here", "", shown)))
        return [*offered, (ALL, self.tr("All"))]

    def choose(self, papers: str, format_: str) -> None:
        """Show these as chosen, with the focus on the first."""
        self.papers.choose(papers)
        self.formats.choose(format_)
        (self.formats if self.papers.isHidden() else self.papers).setFocus()
        self._explain()

    def _arrange(self, *, papers: bool, formats: bool) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(10))
        grid.setColumnStretch(2, 1)
        for number, (segments, wanted) in enumerate(
            ((self.papers, papers), (self.formats, formats))
        ):
            segments.setVisible(wanted)
            if wanted:
                name = controls.label(segments.accessibleName(), tone="secondary")
                grid.addWidget(name, number, 0)
                grid.addWidget(segments, number, 1, Qt.AlignmentFlag.AlignLeft)
        cancel = controls.button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.scaled(16)] * 4)
        column.setSpacing(theme.scaled(14))
        column.addLayout(grid)
        column.addWidget(self._words)
        column.addStretch(1)
        column.addLayout(row)

    def _explain(self) -> None:
        """Say what will be written, and what is asked next."""
        chosen = self._formats[self.formats.value()]
        of_all = chosen.of_all if self.papers.value() == ALL else ""
        self._words.setText(" ".join(filter(None, (chosen.words, of_all))))
        self.go.setText(
            self.tr("Choose a file…") if chosen.one_file else self.tr("Choose a folder…")
        )
        self.go.setAccessibleName(self.go.text())

    def accept(self) -> None:
        super().accept()
        self.wanted.emit(self.papers.value(), self.formats.value())
