"""What is to be exported, and as what: asked before a folder or file is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.segments import Segments

SELECTED, ALL = "selected", "all"
MARKDOWN, WEB_ANNOTATIONS, COPIES = "markdown", "w3c", "pdf"
WIDTH = 460
LINES = 2  # of the explanation, so that the dialog keeps its height


class ExportDialog(QDialog):
    """Asks for papers, and of highlights for a format; ``wanted`` carries both.

    Where `selected` papers are none there is nothing to ask about them.
    """

    wanted = Signal(str, str)

    def __init__(self, title: str, selected: int, parent: QWidget, *, formats: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.scaled(WIDTH))
        self._notes = not formats
        self.papers = Segments(
            self.tr("Papers"),
            [(SELECTED, self.tr("%n selected", "", selected)), (ALL, self.tr("All"))],
        )
        self.papers.choose(SELECTED if selected else ALL)
        self.formats = Segments(
            self.tr("Format"),
            [
                (MARKDOWN, self.tr("Markdown")),
                (WEB_ANNOTATIONS, self.tr("Web Annotations")),
                (COPIES, self.tr("PDF copies")),
            ],
        )
        self.formats.choose(MARKDOWN)
        self._words = controls.label(tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setMinimumHeight(LINES * self._words.fontMetrics().lineSpacing())
        self.go = controls.button("", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        for segments in (self.papers, self.formats):
            segments.chosen.connect(lambda _: self._explain())
        self._arrange(bool(selected), formats)
        self._explain()

    def _arrange(self, papers: bool, formats: bool) -> None:
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
        self._words.setText(self._explanation())
        one_file = not self._notes and self.formats.value() == WEB_ANNOTATIONS
        self.go.setText(self.tr("Choose a file…") if one_file else self.tr("Choose a folder…"))
        self.go.setAccessibleName(self.go.text())

    def _explanation(self) -> str:
        if self._notes:
            each = self.tr("A Markdown file for each paper, with its highlights and note.")
            own = self.tr("Notes of your own go to the folder Notes in it.")
            return f"{each} {own}" if self.papers.value() == ALL else each
        return {
            MARKDOWN: self.tr("A Markdown file for each paper, with its highlights and note."),
            WEB_ANNOTATIONS: self.tr(
                "One file (JSON-LD) that other programs read, and that can be added to another"
                " library of Carrel with nothing lost."
            ),
            COPIES: self.tr(
                "A copy of each PDF with your highlights in it, for any viewer. The PDFs themselves"
                " stay as they are."
            ),
        }[self.formats.value()]

    def accept(self) -> None:
        super().accept()
        self.wanted.emit(self.papers.value(), self.formats.value())
