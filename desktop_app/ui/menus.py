"""The menu bar, its corners and the context menu of papers, built from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QMenuBar, QToolButton, QWidget

from desktop_app.ui import action_table, actions, icons, theme
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

_COPIES = ("copy-citation", "copy-bibtex", "copy-citekey")
_OF_A_PAPER = (
    ("open", "open-document", "attach"),
    ("queue", "unqueue", "plan-today", "due", "priority-high", "priority-normal", "priority-low"),
    ("done", "unread", "snooze", "off-today", "drop"),
    ("star", "tag", "collect", "note", "review-highlights", "find-similar", "less-like"),
    ("merge", "make-versions", "not-versions"),
    (*_COPIES, "export-selected"),
    ("bin", "restore"),
)


def build(window: MainWindow) -> None:
    """Put brand, menus and the way to the palette above a window."""
    bar = QMenuBar()
    bar.setFont(theme.font("body"))
    for name in action_table.MENUS:
        menu = bar.addMenu(actions.translated(name))
        for spec in action_table.specs([name]):
            if spec.separated:
                menu.addSeparator()
            menu.addAction(window.actions_table[spec.name])
    strip = QFrame()
    strip.setObjectName("menu_strip")
    strip.setFixedHeight(theme.scaled(32) + 1)
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 1)
    row.setSpacing(0)
    for part in (_brand(), bar, _commands(window)):
        row.addWidget(part, 1 if part is bar else 0)
    window.setMenuWidget(strip)
    _offer_copies(window)


def tint(window: MainWindow) -> None:
    """Draw the brand in the colours of the theme in force."""
    for mark in window.findChildren(QLabel, "brand"):
        colour = theme.current().accent
        mark.setPixmap(icons.pixmap("carrel", colour, theme.scaled(16), 2))


def paper_menu(window: MainWindow) -> QMenu:
    """Make the menu of the chosen papers."""
    menu = Menu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in _OF_A_PAPER:
        for name in group:
            menu.addAction(window.actions_table[name])
        menu.addSeparator()
    return menu


def _offer_copies(window: MainWindow) -> None:
    """Put into the menus of the reader what can be copied of the paper that is read."""
    title, text = window.reader.title, window.reader.abstract.text
    title.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    for part in (title, text):
        part.addActions([window.actions_table[name] for name in _COPIES])


def _brand() -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(*(theme.scaled(n) for n in (14, 0, 10, 0)))
    row.setSpacing(theme.scaled(8))
    mark = QLabel()
    mark.setObjectName("brand")
    mark.setFixedSize(theme.scaled(16), theme.scaled(16))
    mark.setScaledContents(True)
    mark.setPixmap(icons.pixmap("carrel", theme.current().accent, theme.scaled(16), 2))
    row.addWidget(mark)
    row.addWidget(controls.label("Carrel", "body-strong"))
    return made


def _commands(window: MainWindow) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(*(theme.scaled(n) for n in (0, 0, 12, 0)))
    row.setSpacing(theme.scaled(6))
    open_palette = QToolButton()
    open_palette.setText(made.tr("Commands"))
    open_palette.setAccessibleName(made.tr("Commands"))
    open_palette.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    open_palette.clicked.connect(window.actions_table["palette"].trigger)
    row.addWidget(open_palette)
    row.addWidget(controls.key_cap(actions.shown_key("Ctrl+K")))
    return made
