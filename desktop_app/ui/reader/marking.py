"""What a reader does with the highlights of an abstract, each act one change."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.core import citation
from desktop_app.core.highlights import Highlight, HighlightId
from desktop_app.core.papers import Paper, PaperId
from desktop_app.store import highlights
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets import carried

MARKDOWN = "text/markdown"


class Marking(QObject):
    """Changes highlights, and copies their quotations."""

    def __init__(self, changes: Changes, parent: QObject) -> None:
        super().__init__(parent)
        self._changes, self._library = changes, changes.library

    def add(self, paper: PaperId, span: tuple[int, int], colour: int) -> HighlightId | None:
        """Highlight a passage of an abstract; give it, or None where it could not be made."""
        made: list[HighlightId] = []
        self._changes.make(
            self.tr("Highlight"),
            lambda: made.append(highlights.add(self._library, paper, *span, colour)),
        )
        return made[0] if made else None

    def remove(self, highlight: HighlightId) -> None:
        """Delete a highlight with its comment."""
        self._changes.make(
            self.tr("Delete a highlight"),
            lambda: highlights.remove(self._library, highlight),
            shown=self.tr("Highlight deleted"),
        )

    def recolour(self, highlight: HighlightId, colour: int) -> None:
        """Give a highlight another colour."""
        self._changes.make(
            self.tr("Change a highlight’s colour"),
            lambda: highlights.recolour(self._library, highlight, colour),
        )

    def comment(self, highlight: HighlightId, words: str, token: str) -> None:
        """Set the comment on a highlight; what is typed in one focus has one token."""
        self._changes.make(
            self.tr("Comment"),
            lambda: highlights.comment(self._library, highlight, words),
            merge=f"comment-{highlight}-{token}",
        )

    def accept(self, highlight: HighlightId) -> None:
        """Confirm that a moved highlight stands where it should."""
        self._changes.make(
            self.tr("Accept a moved highlight"),
            lambda: highlights.accept(self._library, highlight),
        )

    def place(self, highlight: HighlightId, start: int, end: int) -> None:
        """Put a highlight onto another passage."""
        self._changes.make(
            self.tr("Put a highlight elsewhere"),
            lambda: highlights.place(self._library, highlight, start, end),
        )

    def keep(self, highlight: HighlightId) -> None:
        """Keep a highlight as it is, and ask no more about it."""
        self._changes.make(
            self.tr("Keep a highlight as it is"),
            lambda: highlights.keep(self._library, highlight),
        )


def copy_quotation(quote: str, paper: Paper, highlight: Highlight | None = None) -> None:
    """Put a quotation with its source on the clipboard: plain, in HTML and in Markdown.

    That of a highlight links back to it in a note.
    """
    data = QMimeData() if highlight is None else carried.packed(highlight)
    data.setText(citation.quotation(quote, paper))
    data.setHtml(citation.quotation_in_html(quote, paper))
    data.setData(MARKDOWN, citation.quotation_in_markdown(quote, paper).encode())
    QGuiApplication.clipboard().setMimeData(data)
