"""Where the links in a note and those to it lead."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.core.notes import Backlink, Destination, Link
from desktop_app.store import notes
from desktop_app.store.library import Library


class Following(QObject):
    """Follows links. ``destination_wanted`` carries where one leads, ``told`` a sentence about
    one that leads nowhere."""

    destination_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library

    def follow(self, link: Link) -> None:
        """Go where a link leads, or say why it leads nowhere."""
        found, name = notes.resolve(self._library, link), link.title or link.shown
        if len(found) == 1:
            self.destination_wanted.emit(found[0])
        elif found:
            sentence = self.tr("{n} papers and notes are called “{name}”; choose one after [[")
            self.told.emit(sentence.format(n=len(found), name=name))
        else:
            self.told.emit(self.tr("No paper or note is called “{name}”").format(name=name))

    def go_back_along(self, found: Backlink) -> None:
        """Go to the note that a link comes from."""
        of_paper = found.paper is not None
        own = None if of_paper else found.note
        self.destination_wanted.emit(Destination(found.paper, own, noted=of_paper))
