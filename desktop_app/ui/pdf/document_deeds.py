"""What a reader does to a document as a whole: its name, its place, copies of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from desktop_app.core import file_names
from desktop_app.core.documents import Document
from desktop_app.core.highlights import Highlight
from desktop_app.services.copy_marks import copy_marks
from desktop_app.store import documents, files
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf import troubles
from desktop_app.ui.pdf.document_menu import DocumentMenu
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.strip import Strip
from desktop_app.ui.pdf.taking_over import TakingOver
from desktop_app.ui.pdf.toolbar import Toolbar

_LONGEST = 80  # of an address, in characters


class DocumentDeeds(QObject):
    """Does it to the document shown.

    ``wanted`` asks for another of the paper, ``attach_wanted`` for a file; ``said`` carries a
    sentence about what was done.
    """

    wanted = Signal(object)
    attach_wanted = Signal()
    said = Signal(str)

    def __init__(
        self, changes: Changes, source: Source, toolbar: Toolbar, strip: Strip, page: QWidget
    ) -> None:
        super().__init__(page)
        self._changes, self._source = changes, source
        self._toolbar, self._strip, self._page = toolbar, strip, page
        self._document: Document | None = None
        self._others: Sequence[Document] = ()
        self._found: Sequence[Highlight] = ()
        self.taking_over = TakingOver(changes, source, strip, self)
        self.taking_over.said.connect(self.said)
        toolbar.more.clicked.connect(self._open_menu)

    def show_document(self, document: Document | None, others: Sequence[Document]) -> None:
        """Be about a document among the `others` of its paper, or about none."""
        self._document, self._others = document, others

    def show_highlights(self, found: Sequence[Highlight]) -> None:
        """Learn the highlights of the document as the library has them now."""
        self._found = found
        self.taking_over.show_highlights(found)

    def menu(self, document: Document) -> DocumentMenu:
        """Make the menu of a document."""
        menu = DocumentMenu(
            document,
            self._others,
            self._page,
            able=self._source.facts is not None,
            writable=self._changes.library.writable,
        )
        menu.wanted.connect(self.wanted)
        menu.attach_wanted.connect(self.attach_wanted)
        menu.elsewhere_wanted.connect(lambda: self.open_elsewhere(document))
        menu.copy_wanted.connect(lambda: self.copy(document))
        menu.taking_over_wanted.connect(self.taking_over.take_over)
        menu.main_wanted.connect(lambda: self.make_main(document))
        menu.rename_wanted.connect(lambda: self.rename(document))
        menu.removal_wanted.connect(lambda: self.remove(document))
        if self._source.facts is not None:
            menu.offer_hidden(self._toolbar.may_hide)
        return menu

    def _open_menu(self) -> None:
        if self._document is not None:
            more = self._toolbar.more
            below = more.mapToGlobal(QPoint(0, more.height() + 2))
            self.menu(self._document).popup(below)

    def rename(self, document: Document) -> None:
        """Ask for another name."""
        name, sure = QInputDialog.getText(
            self._page, self.tr("Rename"), self.tr("Name of the PDF"), text=document.name
        )
        if sure and name.strip() and name != document.name:
            self._changes.make(
                self.tr("Rename a PDF"),
                lambda: documents.rename(self._changes.library, document.id, name),
            )

    def make_main(self, document: Document) -> None:
        """Make it the one that is opened first."""
        self._changes.make(
            self.tr("Make a PDF the main one"),
            lambda: documents.make_main(self._changes.library, document.id),
        )

    def remove(self, document: Document) -> None:
        """Take it from its paper, with its highlights."""
        self._changes.make(
            self.tr("Remove a PDF"),
            lambda: documents.remove(self._changes.library, document.id),
            shown=self.tr("{name} removed").format(name=document.name),
        )

    def open_elsewhere(self, document: Document) -> None:
        """Open its file in the viewer that this desktop has for PDFs."""
        file = files.path(self._changes.library.path, document.hash)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._strip.tell(self.tr("No other program on this computer opens PDFs."))

    # Links

    def follow(self, url: str) -> None:
        """Open an address in the browser."""
        QDesktopServices.openUrl(QUrl(url))

    def refuse(self, url: str) -> None:
        """Say that an address is not followed."""
        shown = url if len(url) <= _LONGEST else f"{url[:_LONGEST]}…"
        self._strip.tell(self.tr("Carrel does not follow this link: {url}").format(url=shown))

    # Copies

    def copy(self, document: Document) -> None:
        """Ask where to, and write a copy of the file with the highlights in it."""
        stem = Path(document.name).stem
        proposed = Path.home() / file_names.safe(stem, ".pdf", tail=self.tr("annotated"))
        name, _ = QFileDialog.getSaveFileName(
            self._page,
            self.tr("Save an annotated copy"),
            str(proposed),
            self.tr("PDF files (*.pdf)"),
        )
        if not name:
            return
        target = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
        if self._changes.library.path.resolve() in target.resolve().parents:
            self._strip.tell(self.tr("Copies do not belong into the library’s own folder."))
        else:
            self._write(document, target)

    def _write(self, document: Document, target: Path) -> None:
        self.said.emit(self.tr("Writing {name}…").format(name=target.name))
        self._source.write_copy(
            copy_marks(self._found),
            target,
            lambda _: self.said.emit(self.tr("Saved {name}").format(name=target.name)),
            lambda error: self._not_written(document, error),
        )

    def _not_written(self, document: Document, error: BaseException) -> None:
        self.said.emit("")
        again = self.tr("Choose another place…")
        self._strip.tell(troubles.of_copy(error), again, lambda: self.copy(document))
