"""The column beside the day: what waits in the queue, and what is put off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.today import words
from desktop_app.ui.today.day import Day, Line
from desktop_app.ui.widgets import drawing
from desktop_app.ui.widgets.controls import label, line, tint_all, tool
from desktop_app.ui.widgets.plain_scroll import PlainScroll

PAD = 10
BUTTON = 28


class Aside(QWidget):
    """The queue in its order, as far as there is room for it."""

    opened = Signal(object)
    today_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []
        self.head = label(self.tr("Waiting in the queue"), "body-strong")
        self.count = label("", "meta", "muted")
        self.none = label(self.tr("Nothing else waits."), "meta", "muted", wrap=True)
        self.more = label("", "meta", "muted")
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.count)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(*[theme.scaled(n) for n in (28, 24, 28, 24)])
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addSpacing(theme.scaled(6))
        self._column.addWidget(self.none)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(line(vertical=True))
        row.addWidget(PlainScroll(page), 1)

    def put(self, day: Day) -> None:
        """Show what waits."""
        while len(self.rows) < len(day.waiting):
            self._add_row()
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(day.waiting))
            if number < len(day.waiting):
                row.put(day.waiting[number])
        rest = day.queue_count - len(day.waiting)
        self.count.setText(words.papers(day.queue_count) if day.queue_count else "")
        self.none.setVisible(not day.waiting)
        self.more.setVisible(rest > 0)
        self.more.setText(self.tr("and {} more").format(words.number(rest)))
        self.more.setContentsMargins(0, theme.scaled(PAD), 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            tint_all(self)

    def _add_row(self) -> None:
        row = QueueRow()
        row.opened.connect(self.opened)
        row.today_wanted.connect(self.today_wanted)
        self._column.insertWidget(self._column.indexOf(self.more), row)
        self.rows.append(row)


class QueueRow(QWidget):
    """A paper that waits, with the button that puts it into today's plan."""

    opened = Signal(object)
    today_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: Line | None = None
        self.plus = tool("plus", "", "boxed")
        self.plus.setParent(self)
        self.plus.setFixedSize(theme.scaled(BUTTON), theme.scaled(BUTTON))
        self.plus.clicked.connect(self._want)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, line: Line) -> None:
        """Show a paper."""
        self.line = line
        self.setAccessibleName(f"{line.title}. {line.sentence}")
        self.plus.setAccessibleName(self.tr("Read “{}” today").format(line.title))
        self.plus.setToolTip(self.tr("Read it today"))
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def _tell_whole(self) -> None:
        cut = self._titles(self.width())[-1].endswith(drawing.ELLIPSIS)
        self.setToolTip(self.line.title if self.line and cut else "")

    def _want(self) -> None:
        if self.line is not None:
            self.today_wanted.emit(self.line.paper)

    def _titles(self, width: int) -> tuple[str, ...]:
        room = max(width - theme.scaled(BUTTON + 14), theme.scaled(40))
        return drawing.wrap(self.line.title if self.line else "", theme.font("body-medium"), room)

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = len(self._titles(width)) * theme.line_height("body") + theme.line_height("meta")
        return text + 2 * theme.scaled(PAD) + 1

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.scaled(240))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = theme.scaled(BUTTON)
        self.plus.move(self.width() - side, (self.height() - side) // 2)
        self._tell_whole()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.opened.emit(self.line.paper)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.line is None:
            return
        colours = theme.current()
        painter = QPainter(self)
        titles = self._titles(self.width())
        top = theme.scaled(PAD)
        painter.setPen(QColor(colours.text))
        drawing.lines(painter, QPointF(0, top), titles, "body", theme.font("body-medium"))
        room = QRect(0, top + len(titles) * theme.line_height("body"), self.width(), 0)
        room.setWidth(self.width() - theme.scaled(BUTTON + 14))
        room.setHeight(theme.line_height("meta"))
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.due if self.line.due else colours.text_muted))
        sentence = drawing.elided(painter, self.line.sentence, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, sentence)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.border))
