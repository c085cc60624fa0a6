"""The parts of the settings form: rows, spin boxes, the font list, swatches."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets.controls import label, line
from desktop_app.ui.widgets.fields import Combo, Spin

LABELS = 132


def section(column: QBoxLayout, title: str) -> QFormLayout:
    """Begin a section of the form, with a hairline above it unless it is the first."""
    if column.count():
        column.addSpacing(theme.scaled(16))
        column.addWidget(line())
        column.addSpacing(theme.scaled(12))
    column.addWidget(label(title, "body-strong"))
    column.addSpacing(theme.scaled(8))
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(theme.scaled(16))
    form.setVerticalSpacing(theme.scaled(8))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    column.addLayout(form)
    return form


def row(form: QFormLayout, name: str, *fields: QWidget, after: str = "") -> None:
    """Add a row: a name, its fields, and words after them."""
    said = label(name, tone="secondary")
    said.setFixedWidth(theme.scaled(LABELS))
    said.setMinimumHeight(theme.scaled(34))
    said.setBuddy(fields[0])
    line_up = QHBoxLayout()
    line_up.setSpacing(theme.scaled(8))
    for field in fields:
        line_up.addWidget(field)
    if after:
        line_up.addWidget(label(after, tone="muted"))
    line_up.addStretch()
    form.addRow(said, line_up)


def spin(name: str, least: int, most: int, step: int = 1, *, none: str = "") -> Spin:
    """Make a number field; `none` is what its least number is called."""
    made = Spin()
    made.setAccessibleName(name)
    made.setRange(least, most)
    made.setSingleStep(step)
    made.setSpecialValueText(none)
    made.setKeyboardTracking(False)
    made.setFixedSize(theme.scaled(96), theme.scaled(34))
    return made


def default_family() -> str:
    """Give the family texts are read in where none is chosen."""
    here = (f for f in theme.READING_FAMILIES if QFontDatabase.hasFamily(f))
    return next(here, QFont().defaultFamily())


class FontBox(Combo):
    """The families of this computer, each in its own letters; the first entry is the default."""

    def __init__(self, name: str, default: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxVisibleItems(12)
        self.setMinimumContentsLength(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(default, "")
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                self.addItem(family, family)
                self.setItemData(self.count() - 1, QFont(family), Qt.ItemDataRole.FontRole)

    def family(self) -> str:
        """Give the family chosen; empty for the default."""
        return str(self.currentData() or "")

    def choose(self, family: str) -> None:
        """Show a family as chosen; one that is not here counts as the default."""
        self.setCurrentIndex(max(0, self.findData(family)))


class Swatch(QWidget):
    """A highlight colour with its key."""

    def __init__(self, colour: int) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(QSize(theme.scaled(22), theme.scaled(22)))

    def paintEvent(self, event: QPaintEvent) -> None:
        inks = theme.current().highlight(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(inks.fill))
        painter.setPen(QPen(QColor(inks.ink), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.scaled(4), theme.scaled(4))
        painter.setFont(theme.font("key"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._colour))


class Problem(QLabel):
    """A sentence in the colour of errors, there only while something is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "error")
        self.setFont(theme.font("meta"))
        self.setWordWrap(True)
        self.setContentsMargins(0, theme.scaled(6), 0, 0)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say what is wrong; nothing where all is well."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


def page() -> tuple[QWidget, QVBoxLayout]:
    """Make the page the sections stand on."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(*[theme.scaled(n) for n in (24, 20, 24, 20)])
    column.setSpacing(0)
    return made, column
