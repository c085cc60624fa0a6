"""The line over the list: how many papers, in which order; over the bin, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.library.chips import GLYPH, HEIGHT, PAD, Small
from desktop_app.ui.widgets import controls
from desktop_app.ui.widgets.menu import Menu


class SortButton(Small):
    """The button that names the order and opens the menu of orders."""

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("meta")).horizontalAdvance(self.text())
        return QSize(text + theme.scaled(2 * PAD + 14 + 6 + 6 + GLYPH), theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone = QPainter(self), theme.current().text_secondary
        self._box(painter, theme.current().accent_tint if self.underMouse() else "")
        x = theme.scaled(PAD)
        self._glyph(painter, "sort", x, tone, 14)
        end = self._words(painter, x + theme.scaled(20), self.text(), "meta", tone)
        self._glyph(painter, "chevron-down", end + theme.scaled(6), tone)
        painter.end()


class Heading(QWidget):
    """Says how many papers are shown; ``sort_chosen`` carries a name of `search.SORTS`."""

    sort_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = False
        self._sort = "added"
        self.setFixedHeight(theme.scaled(35))
        self.number = controls.label("", "meta-strong", "secondary")
        self.noun = controls.label("", "meta", "muted")
        self.sort = SortButton()
        self.sort.clicked.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), theme.scaled(5), theme.scaled(8), 0)
        row.setSpacing(theme.scaled(4))
        row.addWidget(self.number)
        row.addWidget(self.noun)
        row.addStretch()
        row.addWidget(self.sort)
        self.set_sort("added", words=False)

    def set_count(self, papers: int | None) -> None:
        """Say how many papers there are, or nothing while that is not known."""
        self.number.setText("" if papers is None else phrases.number(papers))
        noun = self.tr("paper") if papers == 1 else self.tr("papers")
        self.noun.setText("" if papers is None else noun)

    def set_sort(self, sort: str, *, words: bool) -> None:
        """Name the order in force; `words` tells whether there is a best match."""
        self._sort, self._words = sort, words
        name = self._names()[sort]
        self.sort.setText(name)
        self.sort.updateGeometry()
        self.sort.setAccessibleName(self.tr("Order: {name}").format(name=name))
        self.sort.setToolTip(self.sort.accessibleName())

    def menu(self) -> QMenu:
        """Make the menu of orders, the one in force checked."""
        menu = Menu(self)
        for sort, name in self._names().items():
            if sort == "rank" and not self._words:
                continue
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(sort == self._sort)
            action.triggered.connect(lambda _=False, sort=sort: self.sort_chosen.emit(sort))
        return menu

    def _names(self) -> dict[str, str]:
        return {
            "rank": self.tr("Best match"),
            "added": self.tr("Recently added"),
            "title": self.tr("Title"),
            "author": self.tr("Author"),
            "year": self.tr("Year"),
        }

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))


class BinBar(QWidget):
    """Stands over the list while the bin is shown."""

    restore_wanted = Signal()
    empty_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("variant", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.scaled(40))
        self.text = controls.label("", "body-medium", "secondary")
        self.restore = controls.button(self.tr("Bring back"), "small")
        self.empty = controls.button(self.tr("Empty the bin…"), "small")
        self.restore.clicked.connect(self.restore_wanted)
        self.empty.clicked.connect(self.empty_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), 0, theme.scaled(12), 0)
        row.setSpacing(theme.scaled(8))
        row.addWidget(self.text, 1)
        row.addWidget(self.restore)
        row.addWidget(self.empty)
        self.text.setMinimumWidth(0)
        self.text.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def set_count(self, papers: int | None, *, able: bool) -> None:
        """Say how many papers are in the bin; `able` tells whether anything can be done."""
        number = phrases.number(papers or 0)
        one = papers == 1
        text = self.tr("Bin · 1 paper") if one else self.tr("Bin · {n} papers").format(n=number)
        self.text.setText(self.tr("Bin") if papers is None else text)
        self.restore.setEnabled(able)
        self.empty.setEnabled(able)
