"""Icons from resources, tinted for the theme in force and cached."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app import resources
from desktop_app.ui import theme


def icon(name: str, role: str = "text_secondary", size: int = 16, gap: int = 0) -> QIcon:
    """Give an icon in the colour of a theme role, such as ``accent``.

    `size` is in pixels of the design; `gap` adds room at the right, before a button's words.
    """
    made = QIcon()
    colour = getattr(theme.current(), role)
    for ratio in (1, 2):
        drawn = pixmap(name, colour, theme.scaled(size), ratio)
        made.addPixmap(_with_gap(drawn, theme.scaled(gap)) if gap else drawn)
    return made


def _with_gap(drawn: QPixmap, gap: int) -> QPixmap:
    ratio = drawn.devicePixelRatio()
    made = QPixmap(round(drawn.width() + gap * ratio), drawn.height())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return made


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon in a colour, `size` pixels square at a device pixel ratio."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
