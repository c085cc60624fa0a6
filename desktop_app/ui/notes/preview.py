"""A note as it reads: Markdown shown as text, from which nothing is loaded."""

from __future__ import annotations

from concurrent.futures import Future
from string import Template
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QTextBlock,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from desktop_app.engines.lanes import Lane
from desktop_app.formats import markdown
from desktop_app.ui import theme
from desktop_app.ui.notes.field import margins
from desktop_app.ui.notes.starting import Start

PAUSE_MS = 150
# Left margins tell what a block is: each level of a quotation takes so much, code a little more.
QUOTE, CODE = 18, 10

USE = "result-quote"  # of the type table, for the text
_LINE = 23  # pixels of the design

_IMAGE = QTextDocument.ResourceType.ImageResource.value
_NOTHING = QImage(1, 1, QImage.Format.Format_Alpha8)
_NOTHING.fill(0)

# Sizes of headings are words: Qt takes no others for them.
_SHEET = Template(
    """
p, li { line-height: $line%; }
p, ul, ol { margin-top: 0px; margin-bottom: ${p10}px; }
li { margin-bottom: ${p3}px; }
li ul, li ol, li p { margin-bottom: ${p3}px; }
h1, h2, h3, h4, h5, h6 { margin-bottom: ${p6}px; line-height: $tight%; }
h1 { font-size: x-large; margin-top: ${p4}px; }
h2 { font-size: large; margin-top: ${p16}px; }
h3, h4, h5, h6 { font-size: medium; margin-top: ${p12}px; }
a { color: $accent; text-decoration: none; }
s { color: $text_muted; }
blockquote { color: $text_secondary; margin-left: ${quote}px; margin-right: 0px; }
code { font-family: $code; font-size: ${p13}px; background-color: $base; }
pre { font-family: $code; font-size: ${p13}px; line-height: 130%; white-space: pre-wrap;
    margin: ${p12}px ${inset}px ${p18}px ${inset}px; }
pre code { background-color: transparent; }
table { border-collapse: collapse; margin-top: ${p8}px; margin-bottom: ${p12}px; }
th, td { border: 1px solid $border_strong; padding: ${p4}px ${p8}px; line-height: $tight%; }
th { background-color: $base; }
hr { background-color: $border_strong; }
.image { color: $text_muted; }
"""
)
_LENGTHS = (3, 4, 6, 8, 10, 12, 13, 16, 18)
_ROLES = ("accent", "base", "border_strong", "text_muted", "text_secondary")


class Preview(QTextBrowser):
    """Shows Markdown and follows it; ``link_wanted`` carries the Link a reader clicked,
    ``told`` a sentence about what was not done."""

    link_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self._markdown = self._shown = ""
        self._asked: Future[str] | None = None
        self._anew = True  # another note, shown from its beginning
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.render_now)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Preview of the note"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(*margins())
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextBrowser { background: transparent; }")
        self.anchorClicked.connect(self._clicked)
        self._dress()

    # What is shown

    def show_markdown(self, words: str, *, at_once: bool = False) -> None:
        """Show Markdown as it is typed, once the typing pauses; that of another note `at_once`."""
        self._markdown = words
        if at_once:
            self._anew = True
            self.render_now()
        else:
            self._pause.start()

    def render_now(self) -> None:
        """Have the Markdown turned into text, off the main thread, where the reader can see it."""
        self._pause.stop()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self.isVisible() and self._markdown != self._shown:
            words = self._markdown
            self._asked = self._start(
                Lane.FILES, markdown.to_html, words, done=lambda html: self._put(words, html)
            )

    def _put(self, words: str, html: str) -> None:
        if words != self._markdown:
            return
        bar = self.verticalScrollBar()
        at_end = 0 < bar.maximum() == bar.value()
        place = 0 if self._anew else bar.value()
        self._shown = words
        self.setHtml(html)
        bar.setValue(bar.maximum() if at_end and not self._anew else place)
        self._anew = False

    def scroll_to(self, share: float) -> None:
        """Scroll to a share of the whole, 0 to 1."""
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing, from nowhere."""
        # Given no image at all, Qt would look for a file of that name by itself.
        return _NOTHING if kind == _IMAGE else QByteArray()

    def _dress(self) -> None:
        colours, font = theme.current(), theme.font(USE)
        # Fonts for reading have very different line heights of their own.
        high = QFontMetricsF(font).height()
        self.document().setDefaultFont(font)
        self.document().setIndentWidth(theme.scaled(22))
        self.document().setDefaultStyleSheet(
            _SHEET.substitute(
                {f"p{length}": theme.scaled(length) for length in _LENGTHS},
                line=round(100 * theme.scaled(_LINE) / high),
                tight=round(88 * theme.scaled(_LINE) / high),
                quote=theme.scaled(QUOTE),
                inset=theme.scaled(CODE),
                code=", ".join(f"'{family}'" for family in theme.font("code").families()),
                **{role: getattr(colours, role) for role in _ROLES},
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_shown"):
            self._dress()
            self._shown = ""
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.render_now()

    # Links

    def _clicked(self, url: QUrl) -> None:
        address = url.toString()
        link = markdown.inside(address)
        web = markdown.outside(address)
        if link is not None:
            self.link_wanted.emit(link)
        elif web is None:
            self.told.emit(
                self.tr("Carrel opens web addresses only, and not {address}").format(
                    address=markdown.refused(address)
                )
            )
        elif not QDesktopServices.openUrl(QUrl(web)):
            self.told.emit(self.tr("No program opens {address}").format(address=web))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid() and self._box(block).top() <= event.rect().bottom():
            self._paint_ground(painter, block)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _box(self, block: QTextBlock) -> QRectF:
        """Give the box of a block in pixels of the viewport."""
        place = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return self.document().documentLayout().blockBoundingRect(block).translated(place)

    def _paint_ground(self, painter: QPainter, block: QTextBlock) -> None:
        """Paint the rules of a quotation, and the ground of code once at its first line."""
        step, box = theme.scaled(QUOTE), self._box(block)
        level, rest = divmod(_margin(block), step)
        if rest and _margin(block.previous()) != _margin(block):
            last = block
            while _margin(last.next()) == _margin(block):
                last = last.next()
            pad, right = theme.scaled(8), self.viewport().width() - 1
            corner = QPointF(right, self._box(last).bottom() + pad)
            painter.setBrush(QColor(theme.current().base))
            ground = QRectF(QPointF(level * step, box.top() - pad), corner)
            painter.drawRoundedRect(ground, theme.scaled(6), theme.scaled(6))
        for depth in range(level):
            joined = _margin(block.next()) >= (depth + 1) * step
            end = self._box(block.next()).top() if joined else box.bottom()
            rule = QRectF(depth * step, box.top(), theme.scaled(3), end - box.top())
            painter.fillRect(rule.toAlignedRect(), QColor(theme.current().border_strong))


def _margin(block: QTextBlock) -> int:
    return round(block.blockFormat().leftMargin()) if block.isValid() else 0
