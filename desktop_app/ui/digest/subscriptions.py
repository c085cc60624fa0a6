"""The dialog of subscriptions: those there are, to be renamed or removed, and a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.store import subscriptions
from desktop_app.store.library import Notice
from desktop_app.store.subscriptions import Kind, Subscription, SubscriptionId
from desktop_app.ui import theme
from desktop_app.ui.changes import Changes, touches
from desktop_app.ui.digest.new_subscription import NewSubscription
from desktop_app.ui.digest.subscription_list import SubscriptionList
from desktop_app.ui.digest.topics import Topics
from desktop_app.ui.digest.words import tr
from desktop_app.ui.widgets.controls import button, label, line

WIDTH, LIST_HEIGHT = 560, 190


class SubscriptionsDialog(QDialog):
    """Lists the subscriptions of a library and changes them at once, each act one change."""

    def __init__(self, changes: Changes, topics: Topics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes, self._topics = changes, topics
        self._library = changes.library
        self.setWindowTitle(tr("Subscriptions"))
        self.setModal(False)
        self.list = SubscriptionList()
        self.none = label(
            tr("Nothing yet. Subscribe to a topic, and each import says which papers match it."),
            tone="muted",
            wrap=True,
        )
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rename = button(tr("Rename"), "small", tip=tr("Rename (F2)"))
        self.remove = button(tr("Remove"), "small", tip=tr("Remove (Delete)"))
        self.form = NewSubscription(
            topics.match, lambda name: subscriptions.fault_of_name(self._library, name)
        )
        self._lay_out()
        self._connect()

    def subscribe_to(self, kind: Kind, text: str) -> None:
        """Fill in what is to be subscribed to."""
        self.form.put(kind, text)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def refresh(self) -> None:
        """Show the subscriptions there are."""
        found = subscriptions.all_of(self._library)
        self.list.put(found)
        self.list.setHidden(not found)
        self.none.setHidden(bool(found))
        writable = self._library.writable
        for control in (self.rename, self.remove):
            control.setVisible(bool(found))
            control.setEnabled(writable)
        self.form.setEnabled(writable)
        self._match()

    def _lay_out(self) -> None:
        self.list.setMinimumHeight(theme.scaled(LIST_HEIGHT))
        keeps = QSizePolicy.Policy
        self.form.setSizePolicy(keeps.Preferred, keeps.Maximum)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*[theme.scaled(n) for n in (16, 0, 16, 0)])
        buttons.setSpacing(theme.scaled(8))
        buttons.addWidget(self.rename)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        self.none.setContentsMargins(*[theme.scaled(n) for n in (16, 16, 16, 8)])
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(*[theme.scaled(n) for n in (16, 10, 16, 12)])
        foot.addStretch()
        foot.addWidget(close)
        self.form.setContentsMargins(*[theme.scaled(n) for n in (16, 12, 16, 12)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.list, 1)
        column.addWidget(self.none, 1)
        column.addLayout(buttons)
        column.addWidget(line())
        column.addWidget(self.form)
        column.addWidget(line())
        column.addLayout(foot)
        self.setMinimumWidth(theme.scaled(WIDTH))

    def _connect(self) -> None:
        self.rename.clicked.connect(self.list.rename)
        self.remove.clicked.connect(self.list.remove)
        # Once the list has let go of the field in which the name was edited.
        self.list.rows.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.list.removed.connect(self._remove)
        self.form.added.connect(self._add)
        self._changes.changed.connect(self._on_notice)
        self._topics.ready.connect(self._match)

    # Changing

    def _add(self, name: str, kind: Kind, words: str) -> None:
        made = self._changes.make(
            tr("Subscribe"), lambda: subscriptions.add(self._library, name, kind, words)
        )
        if made:
            self.form.clear()
            self.list.choose(name)

    def _rename(self, one: SubscriptionId, name: str) -> None:
        if fault := subscriptions.fault_of_name(self._library, name, one):
            self.form.refuse(tr(fault).format(name=name))
        else:
            self._changes.make(
                tr("Rename a subscription"),
                lambda: subscriptions.rename(self._library, one, name),
            )

    def _remove(self, one: Subscription) -> None:
        self._changes.make(
            tr("Remove a subscription"),
            lambda: subscriptions.remove(self._library, one.id),
            shown=tr("“{}” is no longer a subscription").format(one.name),
        )

    def _match(self) -> None:
        if self.isVisible():
            self._topics.match_all(self.list.rows.put_matches)

    def _on_notice(self, notice: Notice) -> None:
        if self.isVisible() and touches(notice, "subscription"):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.tell("")  # what was wrong when it was closed
        self.refresh()
