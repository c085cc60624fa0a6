"""Opening a document; in place of its pages, why it is not shown and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_app.core.documents import Document
from desktop_app.store import files
from desktop_app.ui.pdf import troubles
from desktop_app.ui.pdf.empty import Empty
from desktop_app.ui.pdf.password import PasswordForm
from desktop_app.ui.pdf.source import Source
from desktop_app.ui.pdf.troubles import Missing, Remedy

QUIET_MS = 300


class Opening(QStackedWidget):
    """The pages of a document, or words in their place.

    ``opened`` carries the one that the source has; ``attach_wanted`` asks for a file,
    ``elsewhere_wanted`` for another viewer of one, ``error`` carries what nobody expected.
    """

    opened = Signal(object)
    attach_wanted = Signal()
    elsewhere_wanted = Signal(object)
    error = Signal(object)

    def __init__(self, folder: Path, source: Source, pages: QWidget) -> None:
        """`folder` is the library's."""
        super().__init__()
        self._folder, self._source, self._pages = folder, source, pages
        self._document: Document | None = None
        self._passwords: dict[str, str] = {}  # by hash, for as long as the window is there
        self._tried = ""
        self._missing = False
        self.empty = Empty()
        self.password = PasswordForm()
        for part in (self.empty, self.password, pages):
            self.addWidget(part)
        self._remedy = Remedy.ATTACH
        self._slow = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._slow.timeout.connect(lambda: self._say(hint=self.tr("Opening the PDF…")))
        self.empty.wanted.connect(self._act)
        self.password.given.connect(self._try)
        source.opened.connect(self._open)
        source.refused.connect(self._refuse)

    def open(self, document: Document) -> None:
        """Open a document; ``opened`` follows, or words say why not."""
        self._document = document
        self._try(self._passwords.get(document.hash, ""))

    def look_again(self) -> None:
        """Open the document whose file was missing, where it is there now."""
        if self._document is not None and self._missing and self._file(self._document).is_file():
            self._try(self._tried)

    def leave(self) -> None:
        """Let go of what is open."""
        self._document = None
        self._slow.stop()
        self._source.close()
        self._say()

    def offer(self, *, writable: bool) -> None:
        """Say that there is no document yet."""
        self.leave()
        self._remedy = Remedy.ATTACH
        action = self.tr("Attach a PDF…") if writable else ""
        hint = self.tr("or drop one here") if writable else ""
        self._say(headline=self.tr("No PDF yet."), action=action, hint=hint)
        self._pass_focus_on()

    def take_focus(self) -> None:
        """Take the focus, where there is something to act on."""
        if self.currentWidget() is self.password:
            self.password.setFocus()
        elif self.empty.button.isVisible():
            self.empty.button.setFocus()

    def _try(self, password: str) -> None:
        assert self._document is not None
        file = self._file(self._document)
        self._tried, self._missing = password, not file.is_file()
        focus, page = QApplication.focusWidget(), self.parentWidget()
        self._say()
        if page is not None and focus is not None and self.isAncestorOf(focus):
            page.setFocus()  # until there is something to act on
        if self._missing:
            self._refuse(Missing(file))
        else:
            self._slow.start()
            self._source.open(file, self._document.hash, password)

    def _file(self, document: Document) -> Path:
        return files.path(self._folder, document.hash)

    def _open(self) -> None:
        self._slow.stop()
        if self._document is not None:
            self._passwords[self._document.hash] = self._tried
            self.setCurrentWidget(self._pages)
            self.opened.emit(self._document)

    def _refuse(self, error: BaseException) -> None:
        self._slow.stop()
        trouble = troubles.of(error)
        if trouble is None:
            self.error.emit(error)
            self._remedy = Remedy.AGAIN
            self._say(sentence=self.tr("This PDF could not be opened."), action=self._deed())
        elif trouble.remedy is Remedy.PASSWORD:
            self.password.ask(trouble.sentence)
            self.setCurrentWidget(self.password)
        else:
            self._remedy = trouble.remedy
            self._say(sentence=trouble.sentence, action=self._deed())
        self._pass_focus_on()

    def _pass_focus_on(self) -> None:
        """Take the focus from what holds it for this."""
        focus = QApplication.focusWidget()
        if focus is not None and focus.isAncestorOf(self):
            self.take_focus()

    def _say(
        self, *, headline: str = "", sentence: str = "", action: str = "", hint: str = ""
    ) -> None:
        self.empty.tell(headline=headline, sentence=sentence, action=action, hint=hint)
        self.setCurrentWidget(self.empty)

    def _deed(self) -> str:
        return {
            Remedy.ATTACH: self.tr("Attach it again…"),
            Remedy.AGAIN: self.tr("Try again"),
            Remedy.ELSEWHERE: self.tr("Open in another viewer"),
        }[self._remedy]

    def _act(self) -> None:
        if self._remedy is Remedy.ATTACH:
            self.attach_wanted.emit()
        elif self._remedy is Remedy.ELSEWHERE:
            self.elsewhere_wanted.emit(self._document)
        elif self._document is not None:
            self._try(self._tried)
