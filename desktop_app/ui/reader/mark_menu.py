"""The context menu of the abstract: what can be done with a selection or a highlight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop_app.core.highlights import COLOURS, Highlight
from desktop_app.ui import icons
from desktop_app.ui.reader.abstract_text import AbstractText
from desktop_app.ui.widgets.selection_bar import swatch


class MarkMenu(QMenu):
    """Asks what the keys of `text` ask for its selection or current highlight.

    `names` are the meanings of the colours; `more` adds what else there is to do with the current
    highlight, and the actions that `text` was given follow. It is deleted when it closes.
    """

    def __init__(
        self,
        names: Sequence[str],
        text: AbstractText,
        more: Callable[[QMenu, Highlight | None], object],
        *,
        writable: bool,
    ) -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here, selected = text.here(), text.selection() is not None
        marked = selected or here is not None
        for colour, name in zip(COLOURS, names, strict=True):
            action = self._offer(name, str(colour), self._asking(text, colour))
            action.setIcon(swatch(colour))
            action.setEnabled(marked and writable)
        self.addSeparator()
        comment = self._offer(self.tr("Comment"), "N", text.commented.emit, "note")
        comment.setEnabled(marked and writable)
        more(self, here)
        self._offer(self.tr("Select the sentence"), "Ctrl+Shift+S", text.take_sentence)
        self.addSeparator()
        copy = self._offer(self.tr("Copy"), "Ctrl+C" if selected else "", text.copy_words, "copy")
        quote = self._offer(
            self.tr("Copy as a quotation"), "" if selected else "Ctrl+C", text.quoted.emit
        )
        copy.setEnabled(marked)
        quote.setEnabled(marked)
        self.addSeparator()
        remove = self._offer(self.tr("Delete the highlight"), "Del", text.removed.emit, "trash")
        remove.setEnabled(here is not None and writable)
        self.addSeparator()
        self.addActions(text.actions())

    def _asking(self, text: AbstractText, colour: int) -> Callable[[], object]:
        return lambda: text.coloured.emit(colour)

    def _offer(self, words: str, keys: str, run: Callable[[], object], icon: str = "") -> QAction:
        # What stands behind a tab is shown as a shortcut; a real one would act beside the text's.
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = self.addAction(f"{words}\t{shown}" if keys else words)
        action.triggered.connect(lambda _checked=False: run())
        if icon:
            action.setIcon(icons.icon(icon))
        return action
