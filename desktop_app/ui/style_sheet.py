"""The style sheet of ordinary controls, made from the colour roles.

Variants are chosen by the dynamic property ``variant``: ``primary``, ``flat``, ``small`` for
buttons; ``window``, ``base`` or ``surface`` for plain areas; a label's ``tone`` picks its colour.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import TYPE_CHECKING

from desktop_app import resources

if TYPE_CHECKING:
    from desktop_app.ui.theme import Theme

_SHEET = Template(
    """
QMainWindow, QDialog, QStackedWidget { background: $base; }
QWidget[variant="window"] { background: $window; }
QWidget[variant="base"] { background: $base; }
QWidget[variant="surface"] { background: $surface; }
QFrame[variant="line"] { background: $border; border: none; }
QFrame[variant="drop"] { background: $accent; border: none; }
QFrame[variant="card"] {
    background: $surface; border: 1px solid $border; border-radius: ${r8}px;
}
QFrame[variant="popup"] {
    background: $surface; border: 1px solid $control_border; border-radius: ${r8}px;
}
QFrame[variant="overlay"] {
    background: $surface; border: 1px solid $control_border; border-radius: ${r10}px;
}
QLabel { background: transparent; color: $text; }
QLabel[tone="secondary"] { color: $text_secondary; }
QLabel[tone="muted"] { color: $text_muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="due"] { color: $due; }
QLabel[tone="error"] { color: $error; }
QLabel[variant="key"] {
    background: $surface; color: $text_secondary; border: 1px solid $border_strong;
    border-radius: ${r4}px; padding: 0px ${p5}px; font-size: ${f11}px; font-weight: 500;
}

QFrame#menu_strip { background: $window; border: none; border-bottom: 1px solid $border; }
QMenuBar { background: transparent; color: $text_secondary; }
QMenuBar::item { background: transparent; padding: ${p7}px ${p9}px; border-radius: ${r6}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_soft; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $control_border; padding: ${p5}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p10}px; border-radius: ${r4}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text_muted; }
QMenu::separator { height: 1px; background: $border; margin: ${p5}px ${p6}px; }
QMenu::icon { padding-left: ${p8}px; }

QToolTip { background: $surface; color: $text; border: 1px solid $control_border;
    padding: ${p4}px ${p6}px; }

QPushButton {
    background: $surface; color: $text; border: 1px solid $border_strong;
    border-radius: ${r6}px; padding: 0px ${p12}px; min-height: ${h30}px; font-weight: 500;
    outline: none;
}
QPushButton:hover { background: $accent_tint; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0px ${p11}px; min-height: ${h28}px; }
QPushButton:disabled { color: $text_muted; }
QPushButton:checked { background: $accent_soft; }
QPushButton[variant="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[variant="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[variant="primary"]:focus { border: 2px solid $text; }
QPushButton[variant="primary"]:disabled { background: $border_strong; color: $text;
    border-color: $border_strong; }
QPushButton[variant="flat"] { background: transparent; border: 1px solid transparent;
    color: $text_secondary; }
QPushButton[variant="link"] { background: transparent; border: 1px solid transparent;
    color: $accent; padding: 0px ${p4}px; min-height: ${h20}px; }
QPushButton[edge="true"] { padding-right: 0px; }
QPushButton[edge="left"] { padding-left: 0px; }
QPushButton[variant="flat"]:hover, QPushButton[variant="link"]:hover { background: $accent_tint; }
QPushButton[variant="flat"]:focus, QPushButton[variant="link"]:focus { border: 2px solid $accent; }
QPushButton[variant="small"] { min-height: ${h26}px; padding: 0px ${p8}px; }
QPushButton[variant="small"]:focus { min-height: ${h24}px; padding: 0px ${p7}px; }
QPushButton::menu-indicator { image: none; width: 0px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${r6}px;
    padding: ${p4}px; color: $text_secondary; }
QToolButton:hover { background: $accent_tint; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: ${p3}px; }
QToolButton[variant="boxed"] { background: $surface; border: 1px solid $border_strong; }
QToolButton[variant="boxed"]:hover { background: $accent_tint; }
QToolButton[variant="boxed"]:focus { border: 2px solid $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QSpinBox, QDateEdit, QComboBox, QFontComboBox, QPlainTextEdit[variant="field"] {
    background: $surface; color: $text; border: 1px solid $control_border;
    border-radius: ${r6}px; padding: ${p4}px ${p8}px; selection-background-color: $selection;
    selection-color: $text;
}
QLineEdit, QSpinBox, QDateEdit, QComboBox { min-height: ${h24}px; }
QLineEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus,
QPlainTextEdit[variant="field"]:focus { border: 2px solid $accent; padding: ${p3}px ${p7}px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $text_muted; }
QLineEdit:read-only { background: $base; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox QAbstractItemView { background: $surface; color: $text;
    border: 1px solid $control_border;
    selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QSpinBox::up-button, QSpinBox::down-button { width: ${p16}px; border: none;
    background: transparent; }

QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: none;
    selection-background-color: $selection; selection-color: $text; }
QAbstractItemView { background: $base; color: $text; border: none; outline: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }

QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0px; }
QScrollBar::handle { background: $border_strong; border-radius: ${r3}px; margin: ${p2}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $control_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QStatusBar { background: $window; color: $text_secondary; border-top: 1px solid $border;
    min-height: ${h27}px; max-height: ${h27}px; }
QStatusBar::item { border: none; }
QProgressBar { background: $border_strong; border: none; border-radius: ${r2}px;
    min-height: ${p4}px; max-height: ${p4}px; }
QProgressBar::chunk { background: $accent; border-radius: ${r2}px; }

QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text_secondary; border: none;
    border-bottom: 2px solid transparent; padding: ${p8}px 0px; margin-right: ${p24}px;
    font-weight: 500; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: ${r6}px; padding: ${p6}px ${p4}px;
    margin-left: -${p6}px; margin-right: ${p16}px; }

QCheckBox, QRadioButton { color: $text; spacing: ${p8}px; background: transparent;
    min-height: ${h30}px; }
QCheckBox::indicator, QListView::indicator { width: ${p16}px; height: ${p16}px;
    background: $surface; border: 1px solid $control_border; border-radius: ${r4}px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox:disabled { color: $text_muted; }
QGroupBox { border: none; font-weight: 600; margin-top: ${p20}px; }
QGroupBox::title { subcontrol-origin: margin; color: $text; }
QListWidget { outline: none; }
QListWidget::item { color: $text; padding: ${p5}px ${p8}px; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QTableView { selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 0px ${p5}px; }
QHeaderView::section { background: $base; color: $text_muted; border: none;
    border-bottom: 1px solid $border; padding: ${p4}px ${p8}px; }
"""
)
_LENGTHS = {
    **{f"r{n}": n for n in (2, 3, 4, 6, 8, 10)},
    **{f"p{n}": n for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 20, 24, 32)},
    **{f"h{n}": n for n in (20, 24, 26, 27, 28, 30)},
    "f11": 11,
}
_ROLES = (
    "window",
    "base",
    "surface",
    "desk",
    "border",
    "border_strong",
    "control_border",
    "text",
    "text_secondary",
    "text_muted",
    "accent",
    "accent_hover",
    "on_accent",
    "accent_soft",
    "accent_tint",
    "due",
    "error",
    "selection",
)


def make(theme: Theme, scaled: Callable[[float], int]) -> str:
    """Fill the style sheet in; `scaled` turns lengths of the design into pixels."""
    return _SHEET.substitute(
        {name: scaled(length) for name, length in _LENGTHS.items()},
        **{role: getattr(theme, role) for role in _ROLES},
        tick=resources.path("icons", f"tick-{'dark' if theme.dark else 'light'}.svg").as_posix(),
    )
