"""The line above the list of the preview: what its group is, and what can be done to all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.importing import Act
from desktop_app.ui import theme
from desktop_app.ui.import_preview import words
from desktop_app.ui.import_preview.delegate import ACTS
from desktop_app.ui.import_preview.model import PreviewModel
from desktop_app.ui.import_preview.prospect import ASKED, Group
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.menu import Menu

HEIGHT = 32


class Deeds(QWidget):
    """Explains a group; ticks all of its records or none, or says the same of all."""

    def __init__(self, model: PreviewModel) -> None:
        super().__init__()
        self._model = model
        self._words = Elided(use="meta", tone="secondary")
        self.all = controls.button(self.tr("All"), "link", tip=self.tr("Import all of these"))
        self.none = controls.button(self.tr("None"), "link", tip=self.tr("Leave all of these out"))
        self.all.clicked.connect(lambda: self._take(True))
        self.none.clicked.connect(lambda: self._take(False))
        self.same = controls.button(self.tr("The same for all…"), "link")
        self.same.setMenu(self._menu())
        self.setFixedHeight(theme.scaled(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (20, 0, 16, 0)))
        row.setSpacing(theme.scaled(4))
        row.addWidget(self._words, 1)
        for button in (self.same, self.all, self.none):
            button.setFont(theme.font("meta-strong"))
            row.addWidget(button)

    def show_group(self, group: Group) -> None:
        """Explain another group."""
        self._words.setText(words.explanation(group))
        self.same.setVisible(group in ASKED)
        for button in (self.all, self.none):
            button.setVisible(group is not Group.LEFT_OUT)

    def _menu(self) -> Menu:
        menu = Menu(self)
        for act, key in zip(ACTS, "SVD", strict=True):
            action = menu.addAction(f"{words.choice(act)}\t{key}")
            action.triggered.connect(lambda _=False, act=act: self._say(act))
        return menu

    def _take(self, on: bool) -> None:
        self._model.take(range(self._model.rowCount()), on)

    def _say(self, act: Act) -> None:
        self._model.say(range(self._model.rowCount()), act)
