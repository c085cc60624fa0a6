"""The coming days as bars: how many papers each would get."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.core.days import MONDAY, SATURDAY
from desktop_app.core.spread import Share
from desktop_app.ui import phrases, theme
from desktop_app.ui.today import words

TALLEST, LOWEST = 24, 3
LETTERS = 16  # more days than this have no room for a letter each


class SpreadBars(QWidget):
    """One bar a day; weekends are paler. The figures are its description, and in tooltips."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Papers a day"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shares: tuple[Share, ...] = ()

    def put(self, shares: tuple[Share, ...]) -> None:
        """Show shares, one for each day."""
        self._shares = shares
        self.setAccessibleDescription(", ".join(map(self._sentence, shares)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(TALLEST + 4) + theme.line_height("key"))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._shares:
            at = int(event.pos().x() * len(self._shares) / max(1, self.width()))
            share = self._shares[max(0, min(len(self._shares) - 1, at))]
            QToolTip.showText(event.globalPos(), self._sentence(share), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shares:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(1, *(len(share.papers) for share in self._shares))
        slot = self.width() / len(self._shares)
        for number, share in enumerate(self._shares):
            self._bar(painter, share, slot * number, slot, len(share.papers) / most)
        painter.setFont(theme.font("key"))
        painter.setPen(QColor(theme.current().text_muted))
        top = theme.scaled(TALLEST + 4)
        for number, share in enumerate(self._shares):
            if text := self._letter(share.day):
                width = slot if len(self._shares) <= LETTERS else slot * 7
                box = QRectF(slot * number, top, width, theme.line_height("key"))
                side = Qt.AlignmentFlag.AlignHCenter
                if len(self._shares) > LETTERS:
                    side = Qt.AlignmentFlag.AlignLeft
                painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _bar(self, painter: QPainter, share: Share, left: float, slot: float, part: float) -> None:
        heat = theme.current().heat
        weekend = share.day.weekday() >= SATURDAY
        painter.setBrush(QColor(heat[0] if not share.papers else heat[1 if weekend else 2]))
        height = theme.scaled(max(LOWEST, round(TALLEST * part)))
        gap = min(theme.scaled(4), slot / 4)
        box = QRectF(left, theme.scaled(TALLEST) - height, slot - gap, height)
        painter.drawRoundedRect(box, 2, 2)

    def _letter(self, day: date) -> str:
        """Give the letter of a weekday, or where there are many days the date of each Monday."""
        if len(self._shares) <= LETTERS:
            form = QLocale.FormatType.NarrowFormat
            return QLocale().standaloneDayName(day.isoweekday(), form)
        return str(day.day) if day.weekday() == MONDAY else ""

    def _sentence(self, share: Share) -> str:
        return self.tr("{day}: {papers}, {minutes}").format(
            day=words.short_title(share.day),
            papers=phrases.papers(len(share.papers)),
            minutes=phrases.minutes(share.minutes),
        )
