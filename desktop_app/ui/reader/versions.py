"""The versions of a paper as the reader names them, and as links that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop_app.core.papers import PaperId
from desktop_app.core.preprints import Form, form, is_server
from desktop_app.store import versions
from desktop_app.store.library import Library
from desktop_app.ui import theme

if TYPE_CHECKING:
    from desktop_app.core.works import Work

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a paper: where it stands and in which form, and its title."""

    paper: PaperId
    words: str
    title: str


def of(library: Library, paper: PaperId) -> list[Version]:
    """Give the other versions of a paper, the oldest first."""
    wanted = versions.of(library, paper)
    if not wanted:
        return []
    from desktop_app.store import identity  # with rapidfuzz, which is no part of a start

    works = {known.paper: known.work for known in identity.of(library, wanted)}
    return [Version(p, named(works[p]), works[p].title) for p in wanted if p in works]


def named(work: Work) -> str:
    """Say where a version stands and in which form: NeurIPS 2022 · published."""
    forms = {
        Form.PREPRINT: translate("versions", "preprint"),
        Form.PUBLISHED: translate("versions", "published"),
        Form.UNKNOWN: "",
    }
    found = form(work.doi, work.arxiv, work.venue, work.kind)
    where = " ".join(filter(None, (work.venue, str(work.year or ""))))
    served = not work.venue or is_server(work.venue)
    if found is Form.PREPRINT and work.arxiv and served:
        where = f"arXiv:{work.arxiv}"
    elif not work.venue and work.doi:
        where = f"doi:{work.doi}"
    elif not work.venue:
        where = " · ".join(filter(None, (work.title, where)))
    return " · ".join(filter(None, (where, forms[found])))


class VersionLink(QPushButton):
    """Leads to a version; its words are elided where there is no room. ``opened`` carries it."""

    opened = Signal(object)

    def __init__(self, version: Version) -> None:
        super().__init__()
        self.version = version
        self.setProperty("variant", "link")
        self.setFont(theme.font("body-medium"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(True)  # Enter follows it
        self.setToolTip(version.title)
        self.setAccessibleName(
            translate("versions", "Version: {words}. {title}").format(
                words=version.words, title=version.title
            )
        )
        self.clicked.connect(lambda: self.opened.emit(version.paper))
        self.fit(self.wanted_width())

    def wanted_width(self) -> int:
        """Give the width of its words whole."""
        return _metrics().horizontalAdvance(self.version.words) + _around()

    def fit(self, width: int) -> None:
        """Be no wider than so many pixels."""
        elide = Qt.TextElideMode.ElideRight
        words = _metrics().elidedText(self.version.words, elide, max(0, width - _around()))
        self.setText(words.replace("&", "&&"))
        self.setFixedWidth(min(width, _metrics().horizontalAdvance(words) + _around()))

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), super().sizeHint().height())


def _metrics() -> QFontMetrics:
    return QFontMetrics(theme.font("body-medium"))  # what the style sheet gives buttons


def _around() -> int:
    """Give what padding and border of a link take, in pixels."""
    return 2 * theme.scaled(4) + 4
