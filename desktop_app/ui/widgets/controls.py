"""Small parts in the looks of the design: labels, buttons, hairlines, columns, key caps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import icons, theme

_GAP = 5  # between a button's icon and its words, in pixels of the design


def label(text: str = "", use: str = "body", tone: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label in a font of the type table and a tone: secondary, muted, accent, due, error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(use))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return made


def button(text: str, variant: str = "", icon: str = "", *, tip: str = "") -> QPushButton:
    """Make a button: plain, ``primary``, ``flat``, ``link`` or ``small``, with an icon or not."""
    made = QPushButton(text)
    made.setProperty("variant", variant)
    made.setFont(theme.font("body-medium"))
    made.setAutoDefault(False)
    if icon:
        made.setProperty("icon_name", icon)
        tint(made)
    _name(made, text, tip)
    return made


def tool(icon: str, name: str, variant: str = "", *, tip: str = "") -> QToolButton:
    """Make a button of an icon alone; `name` is what a screen reader says."""
    made = QToolButton()
    made.setProperty("variant", variant)
    made.setProperty("icon_name", icon)
    tint(made)
    _name(made, name, tip or name)
    return made


def tint(control: QPushButton | QToolButton) -> None:
    """Draw a control's icon in the colours of the theme in force."""
    primary = control.property("variant") == "primary"
    role = "on_accent" if primary else "accent" if control.property("variant") == "link" else ""
    gap = _GAP if isinstance(control, QPushButton) and control.text() else 0
    control.setIconSize(QSize(theme.scaled(16 + gap), theme.scaled(16)))
    name = control.property("icon_name")
    control.setIcon(icons.icon(name, role or "text_secondary", gap=gap))


def tint_all(parent: QWidget) -> None:
    """Draw the icons of every control below `parent` in the colours of the theme in force."""
    found: list[QPushButton | QToolButton] = [
        *parent.findChildren(QPushButton),
        *parent.findChildren(QToolButton),
    ]
    for control in found:
        if control.property("icon_name"):
            tint(control)


def line(*, vertical: bool = False) -> QFrame:
    """Make a hairline."""
    made = QFrame()
    made.setProperty("variant", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def column(widget: QWidget) -> QVBoxLayout:
    """Lay a widget out as a column with neither margins nor gaps."""
    made = QVBoxLayout(widget)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made


def key_cap(keys: str) -> QLabel:
    """Make the picture of a key."""
    made = QLabel(keys)
    made.setProperty("variant", "key")
    made.setFixedHeight(theme.scaled(18))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _name(control: QPushButton | QToolButton, name: str, tip: str) -> None:
    control.setAccessibleName(name.replace("&", ""))
    if tip:
        control.setToolTip(tip)
    control.setCursor(Qt.CursorShape.ArrowCursor)
