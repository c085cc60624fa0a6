"""The line over the list: how many papers, in which order; over the bin, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.ui import phrases, theme
from desktop_app.ui.library.answer import RANKED
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
        self._words = self._broad = False
        self._sort = "added"
        self._counted: int | None = None
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
        self._counted = papers
        self._say_noun()

    def set_sort(self, sort: str, *, words: bool, broad: bool = False) -> None:
        """Name the order in force; `words` tells whether there is a best match.

        A `broad` search finds too many papers for one: they are shown the newest first.
        """
        self._sort, self._words, self._broad = sort, words, broad
        name = self._name()
        self.sort.setText(name)
        self.sort.updateGeometry()
        self.sort.setAccessibleName(self.tr("Order: {name}").format(name=name))
        self.sort.setToolTip(self._why() if broad else self.sort.accessibleName())
        self._say_noun()

    def menu(self) -> QMenu:
        """Make the menu of orders, the one in force checked; chosen again it turns round."""
        menu = Menu(self)
        menu.setToolTipsVisible(True)
        plain = self._sort.removeprefix("-")
        for sort, (name, _) in self._names().items():
            if sort in RANKED and not self._words:
                continue
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(sort == plain)
            chosen = self._turned() if sort == plain else sort
            action.triggered.connect(lambda _=False, sort=chosen: self.sort_chosen.emit(sort))
            if sort == "rank" and self._broad:
                action.setEnabled(False)
                action.setText(self.tr("Best match (too many papers match)"))
                action.setToolTip(self._why())
        menu.addSeparator()
        turn = menu.addAction(self.tr("The other way round"))
        turn.setCheckable(True)
        turn.setChecked(self._sort.startswith("-"))
        turn.setEnabled(self._sort not in RANKED)
        turn.triggered.connect(lambda: self.sort_chosen.emit(self._turned()))
        return menu

    def _turned(self) -> str:
        """Give the order in force the other way round."""
        if self._sort in RANKED:
            return self._sort
        return self._sort[1:] if self._sort.startswith("-") else f"-{self._sort}"

    def _name(self) -> str:
        usual, turned = self._names()[self._sort.removeprefix("-")]
        return turned if self._sort.startswith("-") else usual

    def _say_noun(self) -> None:
        noun = self.tr("paper") if self._counted == 1 else self.tr("papers")
        if self._broad:
            noun = self.tr("papers, newest first")
        self.noun.setText("" if self._counted is None else noun)
        self.noun.setToolTip(self._why() if self._broad else "")

    def _why(self) -> str:
        return self.tr("More papers match than can be ranked, so the newest come first.")

    def _names(self) -> dict[str, tuple[str, str]]:
        """Name each order, as it is and the other way round."""
        return {
            "rank": (self.tr("Best match"), ""),
            "meaning": (self.tr("Nearest in meaning"), ""),
            "both": (self.tr("By words and meaning"), ""),
            "added": (self.tr("Recently added"), self.tr("First added")),
            "title": (self.tr("Title"), self.tr("Title, Z to A")),
            "author": (self.tr("Author"), self.tr("Author, Z to A")),
            "year": (self.tr("Year"), self.tr("Year, oldest first")),
            "venue": (self.tr("Venue"), self.tr("Venue, Z to A")),
            "state": (self.tr("State"), self.tr("State, unread last")),
            "votes": (self.tr("Votes"), self.tr("Votes, fewest first")),
            "queue": (self.tr("Place in the queue"), self.tr("Place in the queue, last first")),
            "changed": (self.tr("Recently changed"), self.tr("First changed")),
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
