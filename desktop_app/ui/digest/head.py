"""The head of the digest's page: the day, what is planned, since when, and how to take it along."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.digest import Digest
from desktop_app.ui import phrases, theme
from desktop_app.ui.digest import words
from desktop_app.ui.digest.feed import Since
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets.controls import button, label, tool
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.menu import Menu

SAVING_FROM = 640  # width in which the buttons that save have room
ONE_ROW_FROM = 590  # and links beside what is chosen
GAP = 8


class DigestHead(QWidget):
    """``since_chosen`` carries a `Since`; ``day_wanted`` asks for a day of the reader's choice."""

    since_chosen = Signal(object)
    day_wanted = Signal()
    today_wanted = Signal()
    review_wanted = Signal()
    subscriptions_wanted = Signal()
    page_wanted = Signal()
    mail_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        self.title = label(tr("Digest"), "page-title")
        self.date = Elided(use="body", tone="secondary")
        self.page = button(tr("Save as HTML…"))
        self.mail = button(tr("Save as mail…"))
        self.more = tool("more", tr("Save the digest"))
        self.plan = self._link()
        self.review = self._link()
        self.since = button("", "flat", "calendar")
        self.subscriptions = button(tr("Subscriptions…"), "flat")
        for control in (self.plan, self.review, self.since):
            control.setProperty("edge", "left")
        self.subscriptions.setProperty("edge", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(6))
        column.addLayout(self._first_row())
        column.addLayout(self._second_row())
        self._connect()
        for control in (self.plan, self.review, self.since):
            control.hide()  # until there is something to say

    def put(self, digest: Digest) -> None:
        """Show the head of a digest."""
        self._day = digest.day
        self.date.setText(phrases.weekday_and_date(digest.day))
        self._say(self.plan, words.planned(digest))
        self._say(self.review, words.reviews(digest.reviews or 0))
        self.plan.show()
        self.review.setVisible(bool(digest.reviews))
        self.since.show()
        self._say(self.since, tr("Since {}").format(phrases.day_name(digest.since, digest.day)))
        self._fit()

    def since_menu(self) -> QMenu:
        """Make the menu of days from which papers are new."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("New since"))
        for which, text, days in (
            (Since.LAST, tr("The day you were &last here"), 0),
            (Since.YESTERDAY, tr("&Yesterday"), 1),
            (Since.WEEK, tr("A &week ago"), 7),
        ):
            day = phrases.weekday_and_date(self._day - timedelta(days=days))
            action = menu.addAction(f"{text}\t{day}" if days else text)
            action.triggered.connect(lambda _=False, one=which: self.since_chosen.emit(one))
        menu.addSeparator()
        menu.addAction(tr("&Choose a day…")).triggered.connect(lambda: self.day_wanted.emit())
        return menu

    # Looks

    def _link(self) -> QPushButton:
        made = button("", "link")
        made.setFont(theme.font("body-medium"))
        return made

    def _say(self, control: QPushButton, text: str) -> None:
        control.setText(text)
        control.setAccessibleName(text)

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        row.addWidget(self.title)
        row.addSpacing(theme.scaled(8))
        row.addWidget(self.date, 1)
        row.addWidget(self.page)
        row.addWidget(self.mail)
        row.addWidget(self.more)
        return row

    def _second_row(self) -> QBoxLayout:
        along, left = QBoxLayout.Direction.LeftToRight, Qt.AlignmentFlag.AlignLeft
        self._links, self._choices, self._rows = (QBoxLayout(along) for _ in range(3))
        for row, controls in (
            (self._links, (self.plan, self.review)),
            (self._choices, (self.since, self.subscriptions)),
        ):
            row.setSpacing(theme.scaled(GAP))
            for control in controls:
                row.addWidget(control, 0, left)
            row.addStretch(1)
        self._rows.setSpacing(theme.scaled(2))
        self._rows.addLayout(self._links, 1)
        self._rows.addLayout(self._choices)
        return self._rows

    def _connect(self) -> None:
        self.plan.clicked.connect(self.today_wanted)
        self.review.clicked.connect(self.review_wanted)
        self.since.clicked.connect(lambda: self._pop_up(self.since_menu(), self.since))
        self.subscriptions.clicked.connect(self.subscriptions_wanted)
        self.page.clicked.connect(self.page_wanted)
        self.mail.clicked.connect(self.mail_wanted)
        self.more.clicked.connect(lambda: self._pop_up(self._saving_menu(), self.more))

    def _saving_menu(self) -> QMenu:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for control, wanted in ((self.page, self.page_wanted), (self.mail, self.mail_wanted)):
            menu.addAction(control.text()).triggered.connect(lambda _=False, w=wanted: w.emit())
        return menu

    def _pop_up(self, menu: QMenu, below: QWidget) -> None:
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _fit(self) -> None:
        """Put what has no room beside each other below each other."""
        room, saving = self.width(), self.width() >= theme.scaled(SAVING_FROM)
        for control in (self.page, self.mail):
            control.setVisible(saving)
        self.more.setVisible(not saving)
        way = QBoxLayout.Direction
        for row, fits in (
            (self._rows, room >= theme.scaled(ONE_ROW_FROM)),
            (self._links, _width(self.plan, self.review) <= room),
            (self._choices, _width(self.since, self.subscriptions) <= room),
        ):
            row.setDirection(way.LeftToRight if fits else way.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, lambda: self.title.setFont(theme.font("page-title")))


def _width(*controls: QPushButton) -> int:
    """Give how wide controls are beside each other."""
    shown = [control.sizeHint().width() for control in controls if not control.isHidden()]
    return sum(shown) + theme.scaled(GAP) * (len(shown) - 1)
