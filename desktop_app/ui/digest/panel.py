"""The Digest page: what is for this reader, what is new, and what subscriptions match."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Basis
from desktop_app.ui import sentences, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.feed import DigestFeed
from desktop_app.ui.digest.head import DigestHead
from desktop_app.ui.digest.list import DigestList
from desktop_app.ui.digest.rows import Goal
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets import controls, page_column
from desktop_app.ui.widgets.blank import Blank
from desktop_app.ui.widgets.controls import label, tint_all

PATIENCE_MS = 300


class DigestPanel(QWidget):
    """Shows the digest of today. ``wanted`` carries a `Deed` and a `Line`, ``gone_to`` a `Goal`,
    ``current_changed`` a paper or None; the head has signals of its own."""

    wanted = Signal(object, object)
    gone_to = Signal(object)
    current_changed = Signal(object)

    def __init__(self, feed: DigestFeed) -> None:
        super().__init__()
        self._feed = feed
        self.setProperty("variant", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Digest"))
        self.head = DigestHead()
        self.list = DigestList()
        self.blank = Blank()
        self.waiting = label("", "body", "muted", wrap=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._tell(tr("Looking for what is for you…")))
        self.list.wanted.connect(self.wanted)
        self.list.gone_to.connect(self.gone_to)
        self.list.selectionModel().currentChanged.connect(
            lambda *_: self.current_changed.emit(self.current())
        )
        self.blank.wanted.connect(lambda: self.gone_to.emit(self._goal))
        self.head.since_chosen.connect(feed.look_from)
        feed.found.connect(self._put)
        feed.failed.connect(self._refuse)
        feed.stale.connect(self._ask_if_seen)

    def current(self) -> PaperId | None:
        """Give the paper of the current row."""
        line = self.list.line()
        return line.paper if line is not None else None

    def _lay_out(self) -> None:
        self._goal = Goal.LIBRARY
        above = QWidget()
        # The margins follow the width, so that they must not become part of the least of it.
        above.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._above = controls.column(above)
        self._above.setSpacing(theme.scaled(8))
        self._above.addWidget(self.head)
        self._above.addWidget(self.waiting)
        self._above.addWidget(self.blank)
        column = controls.column(self)
        column.addWidget(above)
        column.addStretch()
        column.addWidget(self.list, 1)
        for part in (self.waiting, self.blank, self.list):
            part.hide()

    # What is shown

    def _ask_if_seen(self) -> None:
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        if self._feed.shown is None:
            self._patience.start()
        self._feed.ask()

    def _put(self, shown: Shown) -> None:
        self._patience.stop()
        self._tell("")
        focused = self.list.hasFocus() or self.blank.button.hasFocus() or self.hasFocus()
        self.head.put(shown.digest)
        self.list.put(shown, keep=self.list.hasFocus())
        self.list.setHidden(shown.empty)
        self._tell_blank(shown)
        if focused:
            self._take_focus()

    def _tell_blank(self, shown: Shown) -> None:
        digest, blank = shown.digest, self.blank
        blank.setVisible(shown.empty)
        if not shown.empty:
            return
        self._goal = Goal.LIBRARY
        to_library = tr("Go to the library")
        sentence = words.no_suggestions(digest, shown.missing)
        if not digest.total:
            blank.tell(
                tr("Your desk is clear."), tr("Add papers to get a digest of them."), to_library
            )
        elif digest.basis is Basis.NOTHING:
            blank.tell(tr("Nothing to suggest yet."), sentence, to_library)
        else:
            self._goal = Goal.SUBSCRIPTIONS
            blank.tell(tr("Nothing new for you."), sentence, tr("Subscribe to a topic…"))

    def _tell(self, sentence: str) -> None:
        self.waiting.setText(sentence)
        self.waiting.setVisible(bool(sentence))

    def _refuse(self, error: BaseException) -> None:
        self._patience.stop()
        self._tell(sentences.of(error))

    # Qt

    def _take_focus(self) -> None:
        if not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.blank.isHidden():
            self.blank.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, room = page_column.span(self.width())
        right = self.width() - left - room
        self._above.setContentsMargins(left, theme.scaled(page_column.TOP), right, theme.scaled(8))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)
