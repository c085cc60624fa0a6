"""Papers copied to be pasted elsewhere: as citations, as BibTeX, by their citation keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.core import citation
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.services import referencing
from desktop_app.services.referencing import Style
from desktop_app.store import papers
from desktop_app.store.library import Library
from desktop_app.ui import phrases

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

MOST = 2000  # papers; more go to a file, as the clipboard and the search would wait for them


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes to the clipboard, of how many papers."""

    text: str
    papers: int
    html: str = ""


class ReferenceCopies(QObject):
    """Copies the chosen papers; ``copied`` tells that the clipboard has them."""

    copied = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "copy-citation": lambda: self._copy(_citations, self._tell_citations),
            "copy-bibtex": lambda: self._copy(_bibtex, self._tell_bibtex),
            "copy-citekey": lambda: self._copy(_keys, self._tell_keys),
        }

    def _copy(
        self, make: Callable[[Library, Sequence[PaperId]], Copy], tell: Callable[[Copy], str]
    ) -> None:
        wanted = list(self._window.chosen())
        if len(wanted) > MOST:
            self._window.desk.error_bar.tell(
                self.tr(
                    "{count} are too many to be copied. Export them to a file, or choose fewer."
                ).format(count=phrases.papers(len(wanted))),
                self.tr("Export…"),
                self._window.actions_table["export-selected"].trigger,
                warning=True,
            )
        elif wanted:
            self._window.flush()
            self._window.tasks.start(
                Lane.READ,
                make,
                wanted,
                done=lambda copy: self._put(copy, tell(copy)),
                failed=self._window.tell_error,
            )

    def _put(self, copy: Copy, said: str) -> None:
        if copy.text:
            data = QMimeData()
            data.setText(copy.text)
            if copy.html:
                data.setHtml(copy.html)
            QGuiApplication.clipboard().setMimeData(data)
        self._window.status.say(said)
        self.copied.emit()

    def _tell_citations(self, copy: Copy) -> str:
        return self.tr("Copied the citation of %n paper(s)", "", copy.papers)

    def _tell_bibtex(self, copy: Copy) -> str:
        return self.tr("Copied BibTeX of %n paper(s)", "", copy.papers)

    def _tell_keys(self, copy: Copy) -> str:
        if not copy.papers:
            return self.tr("There is no citation key to be copied")
        if copy.papers == 1:
            return self.tr("Copied {key}").format(key=copy.text)
        return self.tr("Copied %n citation key(s)", "", copy.papers)


# In the lane


def _citations(library: Library, wanted: Sequence[PaperId]) -> Copy:
    found = [papers.get(library, paper) for paper in wanted]
    html = "".join(f"<p>{citation.whole_in_html(paper)}</p>" for paper in found)
    return Copy("\n".join(map(citation.whole, found)), len(found), html)


def _bibtex(library: Library, wanted: Sequence[PaperId]) -> Copy:
    found = [papers.get(library, paper) for paper in wanted]
    return Copy(referencing.text(found, Style.BIBTEX), len(found))


def _keys(library: Library, wanted: Sequence[PaperId]) -> Copy:
    """Give keys as a citation in LaTeX takes them: with commas between."""
    keys = [key for paper in wanted if (key := papers.get(library, paper).citekey)]
    return Copy(",".join(keys), len(keys))
