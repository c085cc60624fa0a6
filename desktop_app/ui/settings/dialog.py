"""The settings, each in force as soon as it is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.settings import Settings
from desktop_app.ui import theme
from desktop_app.ui.settings import form
from desktop_app.ui.widgets.controls import button, label, line
from desktop_app.ui.widgets.plain_scroll import PlainScroll
from desktop_app.ui.widgets.segments import Segments

WIDTH = 560
LONGEST_NAME = 24  # letters of a colour's name


class SettingsDialog(QDialog):
    """Shows settings and changes them at once; ``changed`` carries the new ones.

    `library` is the folder that is open, where the settings do not say.
    """

    changed = Signal(object)
    open_library = Signal()

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, *, library: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setModal(False)
        self._settings = settings
        self._library = library or settings.library
        self._showing = False
        page, column = form.page()
        self._looks(form.section(column, self.tr("Looks")))
        self._days(form.section(column, self.tr("Reading")))
        self._colours(column)
        self._place(column)
        column.addStretch(1)
        self._lay_out(page)
        self.put(settings)

    def settings(self) -> Settings:
        """Give the settings as they are now."""
        return self._settings

    def put(self, settings: Settings) -> None:
        """Show other settings, changed elsewhere."""
        self._settings = settings
        self._showing = True
        self.theme.choose(settings.theme)
        self.font_box.choose(settings.reading_font)
        self.size_box.setValue(settings.reading_size)
        self.rollover.setValue(settings.rollover_hour)
        self.speed.setValue(settings.words_a_minute)
        self.papers.setValue(settings.papers_a_day)
        self.minutes.setValue(settings.minutes_a_day)
        self.reviews.setValue(settings.reviews_a_day)
        self.streak.setChecked(settings.streak)
        self.rest.setValue(settings.rest_days)
        for field, name in zip(self.names, settings.colour_names, strict=False):
            if not field.hasFocus():
                field.setText(name)
        self._showing = False
        self._show_sample()

    # The sections

    def _looks(self, rows: QFormLayout) -> None:
        self.theme = Segments(
            self.tr("Theme"),
            (
                ("system", self.tr("System")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
        )
        self.theme.chosen.connect(lambda value: self._change(theme=value))
        default = self.tr("Default ({})").format(form.default_family())
        self.font_box = form.FontBox(self.tr("Reading font"), default)
        self.font_box.activated.connect(lambda _: self._change(reading_font=self.font_box.family()))
        self.size_box = form.spin(self.tr("Reading size in pixels"), 12, 28)
        self.size_box.valueChanged.connect(lambda size: self._change(reading_size=size))
        self.sample = label(self.tr("One small desk, one reader"))
        self.sample.setFixedSize(theme.scaled(364), theme.scaled(44))
        form.row(rows, self.tr("Theme"), self.theme)
        form.row(rows, self.tr("Reading font"), self.font_box)
        form.row(rows, self.tr("Reading size"), self.size_box, after=self.tr("pixels"))
        form.row(rows, "", self.sample)

    def _days(self, rows: QFormLayout) -> None:
        none = self.tr("No limit")
        self.rollover = form.spin(self.tr("Hour at which a day starts"), 0, 12)
        self.rollover.setSuffix(":00")
        self.speed = form.spin(self.tr("Reading speed in words a minute"), 80, 1000, 10)
        self.papers = form.spin(self.tr("Papers a day"), 0, 100, none=none)
        self.minutes = form.spin(self.tr("Minutes a day"), 0, 24 * 60, 5, none=none)
        self.reviews = form.spin(self.tr("Reviews a day"), 0, 500, 5, none=none)
        self.streak = QCheckBox(self.tr("Count reading days in a row"))
        self.rest = form.spin(self.tr("Rest days a week that do not end the row"), 0, 6)
        self.rollover.valueChanged.connect(lambda hour: self._change(rollover_hour=hour))
        self.speed.valueChanged.connect(lambda speed: self._change(words_a_minute=speed))
        self.papers.valueChanged.connect(lambda most: self._change(papers_a_day=most))
        self.minutes.valueChanged.connect(lambda most: self._change(minutes_a_day=most))
        self.reviews.valueChanged.connect(lambda most: self._change(reviews_a_day=most))
        self.streak.toggled.connect(lambda on: self._change(streak=on))
        self.streak.toggled.connect(self.rest.setEnabled)
        self.rest.valueChanged.connect(lambda days: self._change(rest_days=days))
        late = self.tr("for those who read late")
        form.row(rows, self.tr("A day starts at"), self.rollover, after=late)
        form.row(rows, self.tr("Reading speed"), self.speed, after=self.tr("words a minute"))
        form.row(rows, self.tr("Papers a day"), self.papers, after=self.tr("at most"))
        form.row(rows, self.tr("Minutes a day"), self.minutes, after=self.tr("at most"))
        form.row(rows, self.tr("Reviews a day"), self.reviews, after=self.tr("at most"))
        form.row(rows, self.tr("Reading days"), self.streak)
        form.row(rows, self.tr("Rest days"), self.rest, after=self.tr("a week keep the run going"))

    def _colours(self, column: QVBoxLayout) -> None:
        form.section(column, self.tr("What the highlight colours mean"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(8))
        self.names: list[QLineEdit] = []
        for number in range(5):
            field = QLineEdit()
            field.setMaxLength(LONGEST_NAME)
            field.setAccessibleName(self.tr("Name of colour {}").format(number + 1))
            field.textEdited.connect(self._check_names)
            field.editingFinished.connect(self._take_names)
            pair = QHBoxLayout()
            pair.setSpacing(theme.scaled(8))
            pair.addWidget(form.Swatch(number + 1))
            pair.addWidget(field)
            grid.addLayout(pair, number // 2, number % 2)
            self.names.append(field)
        self.problem = form.Problem()
        column.addLayout(grid)
        column.addWidget(self.problem)

    def _place(self, column: QVBoxLayout) -> None:
        form.section(column, self.tr("Library"))
        folder = str(self._library) if self._library else self.tr("In the usual place")
        self.folder = label("", tone="secondary")
        self.folder.setToolTip(folder)
        self.folder.setAccessibleName(folder)
        room = theme.scaled(WIDTH - 64)
        metrics = QFontMetrics(self.folder.font())
        self.folder.setText(metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, room))
        other = button(self.tr("Open another library…"), "small")
        other.clicked.connect(self.open_library)
        self.reveal = button(self.tr("Show in file manager"), "small")
        self.reveal.setEnabled(self._library is not None)
        self.reveal.clicked.connect(self._reveal)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.scaled(8))
        buttons.addWidget(other)
        buttons.addWidget(self.reveal)
        buttons.addStretch()
        column.addWidget(self.folder)
        column.addSpacing(theme.scaled(8))
        column.addLayout(buttons)

    def _lay_out(self, page: QWidget) -> None:
        close = button(self.tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(*[theme.scaled(n) for n in (24, 10, 24, 12)])
        foot.addWidget(label(self.tr("Changes are kept as you make them."), "meta", "muted"), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainScroll(page), 1)
        column.addWidget(line())
        column.addLayout(foot)
        self.setFixedWidth(theme.scaled(WIDTH))
        wanted = page.sizeHint().height() + theme.scaled(60)
        self.resize(theme.scaled(WIDTH), min(wanted, self.screen().availableSize().height() - 64))

    # Changing

    def _change(self, **values: Any) -> None:
        changed = replace(self._settings, **values)
        if self._showing or changed == self._settings:
            return
        self._settings = changed
        self._show_sample()
        self.changed.emit(changed)

    def _wrong_names(self) -> str:
        names = [field.text().strip() for field in self.names]
        if not all(names):
            return self.tr("Every colour needs a name.")
        if len({name.casefold() for name in names}) < len(names):
            return self.tr("Two colours have the same name.")
        return ""

    def _check_names(self) -> None:
        self.problem.tell(self._wrong_names())

    def _take_names(self) -> None:
        if not self._wrong_names():
            self._change(colour_names=tuple(field.text().strip() for field in self.names))

    def _show_sample(self) -> None:
        font = QFont(theme.font("abstract"))
        family = self._settings.reading_font or form.default_family()
        font.setFamilies([family, *font.families()])
        font.setPixelSize(theme.scaled(self._settings.reading_size))
        self.sample.setFont(font)

    def _reveal(self) -> None:
        if self._library is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # A new style sheet gives labels the font they were made with, after this event.
            QTimer.singleShot(0, self, self._show_sample)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._take_names()
        super().closeEvent(event)
