"""A button of an icon alone, as the rows around a document have them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QToolButton

from desktop_app.ui import icons, theme

SIDE = 28
_STATES = (
    ("text_secondary", QIcon.Mode.Normal, QIcon.State.Off),
    ("accent", QIcon.Mode.Normal, QIcon.State.On),
    ("text_muted", QIcon.Mode.Disabled, QIcon.State.Off),
)


class ToolButton(QToolButton):
    """A square button; its icon takes the accent while it is checked."""

    def __init__(self, icon: str, name: str, keys: str = "", *, checkable: bool = False) -> None:
        """`keys` are its shortcut, which the tool tip names."""
        super().__init__()
        self._icon = icon
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shown})" if shown else name)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(theme.scaled(SIDE), theme.scaled(SIDE)))
        self.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self._tint()

    def _tint(self) -> None:
        made = QIcon()
        for role, mode, state in _STATES:
            colour = getattr(theme.current(), role)
            for ratio in (1, 2):
                drawn = icons.pixmap(self._icon, colour, theme.scaled(16), ratio)
                made.addPixmap(drawn, mode, state)
        self.setIcon(made)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_icon"):
            self._tint()
