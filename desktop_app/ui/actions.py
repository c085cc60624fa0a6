"""The table of actions as QActions of a window."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.ui import icons
from desktop_app.ui.action_table import TABLE, Needs

_IN_PANES = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Actions(QObject):
    """The table as QActions of one window; `handlers` gives each name what it does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for spec in TABLE:
            action = QAction(translated(spec.text), window)
            action.setShortcuts([QKeySequence(k) for k in spec.keys])
            action.setShortcutContext(
                _IN_PANES if spec.of_a_paper_alone else Qt.ShortcutContext.WindowShortcut
            )
            action.setObjectName(spec.name)
            if not spec.of_a_paper_alone:
                window.addAction(action)
            self._actions[spec.name] = action
        self.tint()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def act_in(self, *panes: QWidget) -> None:
        """Let the single keys of papers act while one of these has the focus, nowhere else."""
        for spec in TABLE:
            if spec.of_a_paper_alone:
                for pane in panes:
                    pane.addAction(self._actions[spec.name])

    def connect_all(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Connect every action to its handler; raises KeyError where one has none."""
        for name, action in self._actions.items():
            handler = handlers[name]
            action.triggered.connect(lambda _checked=False, run=handler: run())

    def enable(self, met: Set[Needs]) -> None:
        """Switch actions on and off by what there is to act on."""
        for spec in TABLE:
            self._actions[spec.name].setEnabled(spec.needs in met)

    def tint(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        for spec in TABLE:
            if spec.icon:
                self._actions[spec.name].setIcon(icons.icon(spec.icon))


def translated(source: str) -> str:
    """Give a text of the table in the reader's language."""
    return QCoreApplication.translate("actions", source)


def shown_key(keys: str) -> str:
    """Give a shortcut as this desktop writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
