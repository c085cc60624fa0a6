"""Colours, fonts and the style sheet: the design tokens as code.

Widgets that paint themselves ask `current` while painting, so a change of theme needs nothing but
a repaint, which Qt's palette change brings about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui import style_sheet

UI_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", ".AppleSystemUIFont", "Noto Sans", "DejaVu Sans")
READING_FAMILIES = ("Charis SIL", "Charis", "Charter", "Georgia", "Noto Serif", "DejaVu Serif")
CODE_FAMILIES = ("JetBrains Mono", "Consolas", "Menlo", "DejaVu Sans Mono")


@dataclass(frozen=True, slots=True)
class Ink:
    """The two colours of a highlight: `fill` behind the words, `ink` for rule and label."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colour roles, as hexadecimal strings."""

    dark: bool
    window: str
    base: str
    surface: str
    desk: str
    border: str
    border_strong: str
    control_border: str
    text: str
    text_secondary: str
    text_muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_tint: str
    due: str
    reading: str
    error: str
    warning_bar: str
    error_bar: str
    selection: str
    heat: tuple[str, ...]
    scrim: QColor
    highlights: tuple[Ink, ...]
    tags: tuple[str, ...]

    def highlight(self, colour: int) -> Ink:
        """Give the inks of a highlight colour, 1 to 5."""
        return self.highlights[colour - 1]

    def tag(self, slot: int) -> QColor:
        """Give the colour of a tag's slot, 1 to 9."""
        return QColor(self.tags[(slot - 1) % len(self.tags)])


LIGHT = Theme(
    dark=False,
    window="#EDF0ED",
    base="#F7F8F6",
    surface="#FFFFFF",
    desk="#E3E7E3",
    border="#DBE0DB",
    border_strong="#BFC7C1",
    control_border="#858F89",
    text="#1B221F",
    text_secondary="#414B46",
    text_muted="#59645E",
    accent="#1C6650",
    accent_hover="#154F3E",
    on_accent="#FFFFFF",
    accent_soft="#DCEAE3",
    accent_tint="#EDF4F0",
    due="#855500",
    reading="#1F5C96",
    error="#A2342B",
    warning_bar="#FAEFD6",
    error_bar="#FAE6E3",
    selection="#D2D9D5",
    heat=("#E1E6E1", "#BBDCCB", "#86BDA3", "#4C9375", "#1C6650"),
    scrim=QColor(20, 28, 24, 107),
    highlights=(
        Ink("#FBE8A0", "#735500"),
        Ink("#CDE2FA", "#1D5187"),
        Ink("#CBEBD0", "#1F6237"),
        Ink("#FAD3DB", "#96304B"),
        Ink("#E4DAF9", "#5A3E9E"),
    ),
    tags=(
        "#2F7D8C",
        "#B0651E",
        "#5B57B5",
        "#3E7D45",
        "#A8417E",
        "#6D6A52",
        "#35689E",
        "#8A5A9E",
        "#A8433C",
    ),
)

DARK = Theme(
    dark=True,
    window="#131715",
    base="#181D1A",
    surface="#1D2320",
    desk="#101311",
    border="#2C3430",
    border_strong="#414B46",
    control_border="#6F7B75",
    text="#E4E9E6",
    text_secondary="#BDC7C1",
    text_muted="#98A49D",
    accent="#79C7A8",
    accent_hover="#93D6BB",
    on_accent="#0B1C15",
    accent_soft="#21392F",
    accent_tint="#1C2B25",
    due="#E3B664",
    reading="#8FC1F0",
    error="#F0958A",
    warning_bar="#372C17",
    error_bar="#3E2320",
    selection="#47534D",
    heat=("#262D29", "#234436", "#33664F", "#4E9677", "#79C7A8"),
    scrim=QColor(0, 0, 0, 128),
    highlights=(
        Ink("#5B4A10", "#EDCF6E"),
        Ink("#1D4568", "#9CCBF5"),
        Ink("#1E5030", "#90D5A4"),
        Ink("#612A3B", "#F4ABBC"),
        Ink("#46366C", "#CAB8F6"),
    ),
    tags=(
        "#6FC0CE",
        "#E0A468",
        "#A9A6F0",
        "#86C58D",
        "#E391C2",
        "#B8B493",
        "#84B4E6",
        "#C7A0DA",
        "#E79189",
    ),
)

# Use: family, pixels, weight, line height in pixels.
_TYPE: dict[str, tuple[str, float, int, int]] = {
    "page-title": ("reading", 30, 700, 40),
    "paper-title": ("reading", 25, 700, 32),
    "figure": ("reading", 22, 700, 30),
    "compact-title": ("reading", 17, 700, 26),
    "abstract": ("reading", 17, 400, 26),
    "result-quote": ("reading", 15, 400, 21),
    "highlight-quote": ("reading", 13.5, 400, 19),
    "section": ("ui", 15, 600, 24),
    "row-title": ("ui", 14, 600, 20),
    "row-title-read": ("ui", 14, 500, 20),
    "body": ("ui", 13, 400, 20),
    "body-medium": ("ui", 13, 500, 20),
    "body-strong": ("ui", 13, 600, 20),
    "meta": ("ui", 12, 400, 16),
    "meta-strong": ("ui", 12, 600, 16),
    "key": ("ui", 11, 500, 16),
    "key-strong": ("ui", 11, 700, 16),
    "code": ("code", 13, 400, 20),
}

_theme = LIGHT
_reading_family = ""


def current() -> Theme:
    """Give the theme in force."""
    return _theme


def apply(app: QApplication, theme: Theme, reading_family: str = "") -> None:
    """Put a theme in force for the whole application; an empty family is the default one.

    Where it is in force nothing is done: every widget there is would be styled anew.
    """
    global _theme, _reading_family
    if app.styleSheet() and (_theme, _reading_family) == (theme, reading_family):
        return
    _theme, _reading_family = theme, reading_family
    font.cache_clear()
    _families.cache_clear()
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setFont(font("body"))
    app.setStyleSheet(style_sheet.make(theme, scaled))


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """Lay the style sheet aside while a window is put together.

    Under a sheet Qt styles a part, and all that is in it, anew each time it is put into another:
    two thirds of the time a window takes.
    """
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def wanted(choice: str) -> Theme:
    """Give the theme for a setting: ``light``, ``dark``, or as the system has it."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


@cache
def scale() -> float:
    """Give the factor for sizes in pixels: the system's font against the usual 13 pixels."""
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    return min(2.0, max(1.0, round(system.pixelSize() / 13, 2)))


def scaled(pixels: float) -> int:
    """Give a length of the design in pixels of this desktop."""
    return round(pixels * scale())


@cache
def font(use: str) -> QFont:
    """Give the font for a use of the type table, such as ``row-title``."""
    kind, pixels, weight, _ = _TYPE[use]
    made = QFont(_families(kind))
    made.setPixelSize(scaled(pixels))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def line_height(use: str) -> int:
    """Give the distance of lines for a use of the type table, in pixels."""
    return scaled(_TYPE[use][3])


@cache
def _families(kind: str) -> list[str]:
    wanted = {"ui": UI_FAMILIES, "reading": READING_FAMILIES, "code": CODE_FAMILIES}[kind]
    families = [f for f in wanted if QFontDatabase.hasFamily(f)] or [QFont().defaultFamily()]
    if kind == "reading" and _reading_family:
        families.insert(0, _reading_family)
    return families


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, theme.base),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.base),
        (role.Text, theme.text),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.text_muted),
        (role.Accent, theme.accent),
        (role.Mid, theme.border),
        (role.Dark, theme.border_strong),
        (role.Light, theme.surface),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.text_muted))
    return palette
