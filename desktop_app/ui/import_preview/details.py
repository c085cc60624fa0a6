"""What a record holds, whole: shown beside the list of the preview."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from desktop_app.core import text
from desktop_app.core.papers import Draft, Problem
from desktop_app.ui import field_names, theme
from desktop_app.ui.import_preview import words

MOST_ABSTRACT = 1200  # characters; what is longer is read in the library
MOST_NAMES = 12
MOST_VALUE = 300  # characters


class Details(QTextEdit):
    """Title, facts and the beginning of the abstract of one record, or the whole of a problem."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Draft | Problem | None = None
        self.setAccessibleName(self.tr("The record"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(theme.scaled(20))

    def show_draft(self, draft: Draft) -> None:
        """Show a record."""
        self._shown = draft
        self.clear()
        cursor = self.textCursor()
        colours = theme.current()
        _put(cursor, text.clean_line(draft.title), "compact-title", colours.text)
        for line in filter(None, self._lines(draft)):
            _put(cursor, line, "body", colours.text_secondary, above=4)
        for name, value in self._facts(draft):
            if value:
                _put(cursor, f"{name}: {_short(value)}", "meta", colours.text_muted, above=2)
        abstract = text.clean(draft.abstract or "").strip()
        if abstract:
            cut = "…" if len(abstract) > MOST_ABSTRACT else ""
            shown = abstract[:MOST_ABSTRACT].rstrip() + cut
            _put(cursor, shown, "result-quote", colours.text, above=10)
        self._to_top()

    def show_problem(self, problem: Problem) -> None:
        """Show where and why something could not be read."""
        self._shown = problem
        self.clear()
        cursor = self.textCursor()
        colours = theme.current()
        _put(cursor, words.where(problem), "meta", colours.text_muted)
        _put(cursor, text.clean_line(problem.reason), "body", colours.text, above=4)
        self._to_top()

    def _to_top(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._follow_theme()

    def _follow_theme(self) -> None:
        """Write what is shown again: letters keep the colours they were written in."""
        match getattr(self, "_shown", None):  # Qt asks before there is anything
            case Draft() as draft:
                self.show_draft(draft)
            case Problem() as problem:
                self.show_problem(problem)

    def _lines(self, draft: Draft) -> Iterator[str]:
        names = [str(author) for author in draft.authors[:MOST_NAMES]]
        if len(draft.authors) > MOST_NAMES:
            names.append(self.tr("et al."))
        yield ", ".join(names)
        where = (
            str(draft.year or ""),
            draft.venue or "",
            field_names.kind(draft.kind) if draft.kind else "",
        )
        yield " · ".join(filter(None, where))

    def _facts(self, draft: Draft) -> Iterator[tuple[str, str]]:
        yield self.tr("DOI"), draft.doi or ""
        yield self.tr("arXiv"), draft.arxiv or ""
        yield self.tr("Citation key"), draft.citekey or ""
        yield self.tr("Tags"), ", ".join(draft.tags)
        yield self.tr("Collections"), ", ".join(" / ".join(path) for path in draft.collections)
        yield self.tr("Files"), ", ".join(a.title or a.path for a in draft.attachments)
        yield self.tr("Links"), "  ".join(link.url for link in draft.links)
        for person in draft.contributors:
            yield field_names.role(person.role), str(person.name)
        for name, value in draft.fields:
            yield field_names.field(name), value
        yield self.tr("Notes"), " ".join(" ".join(note.split()) for note in draft.notes)


def _put(cursor: QTextCursor, said: str, use: str, colour: str, *, above: int = 0) -> None:
    """Write a paragraph in a font of the type table."""
    if not cursor.atStart():
        cursor.insertBlock()
    block = QTextBlockFormat()
    block.setTopMargin(theme.scaled(above))
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    block.setLineHeight(theme.line_height(use), fixed)
    cursor.setBlockFormat(block)
    letters = QTextCharFormat()
    letters.setFont(theme.font(use))
    letters.setForeground(QColor(colour))
    cursor.insertText(said, letters)


def _short(value: str) -> str:
    value = text.clean_line(value)
    return value if len(value) <= MOST_VALUE else f"{value[:MOST_VALUE].rstrip()}…"
