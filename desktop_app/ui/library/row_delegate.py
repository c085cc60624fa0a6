"""Paper rows as they are painted: state mark, title, meta line, tags and counters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.core.papers import Row, State
from desktop_app.core.query import Query
from desktop_app.ui import icons, theme
from desktop_app.ui.library.list_model import Role
from desktop_app.ui.widgets import drawing, marked
from desktop_app.ui.widgets.state_marks import MARKS

PAD = 12
MARK_X, MARK = 16, 14
LEFT, RIGHT = 40, 20
META_GAP, TAG_GAP = 2, 6
DOT = 8
USUAL_HEIGHT = 85  # two of the three usual rows are near it
MOST_TITLE = 600  # code points; two lines never hold more

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`; rows are as high as what they hold. Titles show what `query` matches."""

    query = Query()

    def height(self, row: Row | None, width: int) -> int:
        """Give the height of a row in a list of this width, its hairline included."""
        if row is None:
            return theme.scaled(USUAL_HEIGHT)
        height = 2 * theme.scaled(PAD) + len(_title(row, width)) * theme.line_height("row-title")
        height += theme.scaled(META_GAP) + theme.line_height("meta")
        if row.tags:
            height += theme.scaled(TAG_GAP) + theme.line_height("meta")
        return height + 1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height(index.data(Role.ROW), width))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row_ground(painter, option.rect, option.state)
        if row is not None:
            self._content(painter, option.rect, row, _on(option, QStyle.StateFlag.State_Selected))
        if _on(option, QStyle.StateFlag.State_HasFocus):
            ring(painter, option.rect.adjusted(0, 0, 0, -1))
        painter.restore()

    def _content(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        x, y = rect.left() + theme.scaled(LEFT), rect.top() + theme.scaled(PAD)
        width = _text_width(rect.width())
        line = theme.line_height("row-title")
        _mark(painter, row.state, rect.left(), y + line // 2)
        y = _paint_title(painter, row, QRect(x, y, width, line), rect.width(), self.query)
        meta = QRect(x, y + theme.scaled(META_GAP), width, theme.line_height("meta"))
        tone = theme.current().text_secondary if selected else theme.current().text_muted
        tags = meta.translated(0, meta.height() + theme.scaled(TAG_GAP)) if row.tags else meta
        left = _paint_counters(painter, row, tags)
        if row.tags:
            _paint_tags(painter, row.tags, tags.adjusted(0, 0, left - tags.right() - 1, 0))
        else:
            meta.setRight(left)
        _text(painter, meta, self.meta(row), "meta", tone)

    def meta(self, row: Row) -> str:
        """Give the line under the title: who, when and where, or where it came from."""
        known = [str(row.year)] if row.year is not None else []
        known += [row.venue] if row.venue else []
        if row.byline:
            return " · ".join([row.byline, *known])
        return " · ".join([self.tr("No author yet"), *(known or [self._origin(row)])])

    def _origin(self, row: Row) -> str:
        added = row.added_at.astimezone().date()
        day = QDate(added.year, added.month, added.day)
        this_year = day.year() == QDate.currentDate().year()
        shown = QLocale().toString(day, "d MMM" if this_year else "d MMM yyyy")
        if row.source is None:
            return self.tr("added {day} by hand").format(day=shown)
        return self.tr("added {day} from {source}").format(day=shown, source=row.source)


def ring(painter: QPainter, rect: QRect, radius: int = 0) -> None:
    """Draw the focus ring just inside a shape."""
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def dot(painter: QPainter, x: int, middle: int, colour: QColor, size: int = DOT) -> None:
    """Draw the dot of a tag, its left edge at `x`."""
    side = theme.scaled(size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(x, middle - side // 2, side, side)


def glyph(painter: QPainter, name: str, colour: str, x: int, middle: int, size: int) -> None:
    """Draw an icon, its left edge at `x`, centred on `middle`."""
    side = theme.scaled(size)
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(x, middle - side // 2, icons.pixmap(name, colour, side, ratio))


def _on(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _mark(painter: QPainter, state: State, left: int, middle: int) -> None:
    name, role = MARKS[state]
    x = left + theme.scaled(MARK_X)
    glyph(painter, name, getattr(theme.current(), role), x, middle, MARK)


def _text_width(width: int) -> int:
    return max(theme.scaled(40), width - theme.scaled(LEFT + RIGHT))


def _title(row: Row, width: int) -> tuple[str, ...]:
    use = "row-title-read" if row.state is State.READ else "row-title"
    return title_lines(row.title, use, _text_width(width))


@lru_cache(maxsize=4096)
def title_lines(title: str, use: str, width: int) -> tuple[str, ...]:
    """Break a title into at most two lines of a width in pixels, the second elided."""
    title = title[:MOST_TITLE]
    font = theme.font(use)
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    # Qt counts UTF-16 units, two bytes each.
    units = title.encode("utf-16-le", "surrogatepass")
    at = 2 * line.textLength()
    first, rest = (u.decode("utf-16-le", "replace").strip() for u in (units[:at], units[at:]))
    if not rest:
        return (first,)
    return (first, QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))


def _paint_title(painter: QPainter, row: Row, line: QRect, width: int, query: Query) -> int:
    """Paint the title and give the y below it."""
    quiet = row.state is State.READ
    painter.setFont(theme.font("row-title-read" if quiet else "row-title"))
    painter.setPen(QColor(theme.current().text_secondary if quiet else theme.current().text))
    lines = _title(row, width)
    spans = marked.matches(row.title, query, "title")
    room = line.adjusted(0, 0, theme.scaled(RIGHT // 2), 0)  # bold letters are wider
    marked.draw_lines(painter, room, row.title, lines, spans, marked.strong())
    return line.top() + len(lines) * line.height()


def _counters(row: Row) -> Iterator[tuple[str, str]]:
    if row.documents:
        yield "document", ""
    if row.has_note:
        yield "note", ""
    if row.highlights:
        yield "pencil", str(row.highlights)
    if row.starred:
        yield "star", ""


def _paint_counters(painter: QPainter, row: Row, line: QRect) -> int:
    """Paint icons and numbers from the right and give the x that is free left of them."""
    right = line.right() + 1
    metrics = QFontMetrics(theme.font("meta"))
    tone = theme.current().text_secondary
    for name, number in _counters(row):
        if number:
            right -= metrics.horizontalAdvance(number)
            _text(painter, QRect(right, line.top(), 200, line.height()), number, "meta", tone)
            right -= theme.scaled(6)
        right -= theme.scaled(14)
        colour = theme.current().due if name == "star" else tone
        glyph(painter, name, colour, right, line.center().y() + 1, 14)
        right -= theme.scaled(12)
    return right


def _paint_tags(painter: QPainter, tags: tuple[tuple[str, int], ...], line: QRect) -> None:
    metrics = QFontMetrics(theme.font("meta"))
    tone = theme.current().text_secondary
    lead, gap = theme.scaled(13), theme.scaled(12)
    x = line.left()
    for i, (name, slot) in enumerate(tags):
        left = len(tags) - i
        more = metrics.horizontalAdvance(f"+{left}") + gap if left > 1 else 0
        room = line.right() - x - lead - more
        wide = metrics.horizontalAdvance(name)
        if wide >= room and (i or room < theme.scaled(24)):
            rest = QRect(x, line.top(), line.right() - x, line.height())
            _text(painter, rest, f"+{left}", "meta", theme.current().text_muted)
            return
        dot(painter, x, line.center().y() + 1, theme.current().tag(slot))
        _text(painter, QRect(x + lead, line.top(), room, line.height()), name, "meta", tone)
        x += lead + min(wide, room) + gap


def _text(painter: QPainter, rect: QRect, text: str, use: str, colour: str) -> None:
    font = theme.font(use)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(font).elidedText(text, elide, max(0, rect.width()))
    painter.drawText(rect, _LEFT, shown)
