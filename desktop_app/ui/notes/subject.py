"""What a note editor is about: the note of a paper, or a note of its own."""

from __future__ import annotations

from itertools import count

from desktop_app.core import text
from desktop_app.core.notes import Backlink, Note, NoteId
from desktop_app.core.papers import PaperId
from desktop_app.store import notes
from desktop_app.store.library import Library

_numbers = count(1)


class OfPaper:
    """The note of a paper, there or not yet; `name` tells it from others being typed."""

    def __init__(self, paper: PaperId) -> None:
        self.paper = paper
        self.name = f"paper-{paper}"

    def read(self, library: Library) -> str:
        """Give the Markdown stored of it."""
        return notes.get(library, self.paper)

    def write(self, library: Library, words: str) -> None:
        """Store other Markdown."""
        notes.put(library, self.paper, words)

    def kept(self, words: str) -> str:
        """Give what the library makes of some words."""
        return text.clean(words) if words.strip() else ""

    def writable(self, library: Library) -> bool:
        """Tell whether it can be written."""
        return library.writable

    def links(self, library: Library) -> list[Backlink]:
        """List the notes that lead here."""
        return notes.links_to_paper(library, self.paper)


class Own:
    """A note of its own; one without an id is made when its first words are stored."""

    def __init__(self, note: NoteId | None = None) -> None:
        self.note = note
        self.name = f"own-{next(_numbers)}"

    def stored(self, library: Library) -> Note | None:
        """Give it as it is stored; None where it was not made yet, or that was undone."""
        try:
            return notes.of_id(library, self.note) if self.note is not None else None
        except KeyError:
            return None

    def read(self, library: Library) -> str:
        """Give the Markdown stored of it."""
        found = self.stored(library)
        return found.text if found else ""

    def write(self, library: Library, words: str) -> None:
        """Store other Markdown."""
        found = self.stored(library)
        if found:
            notes.edit(library, found.id, words)
        elif words.strip():
            self.note = notes.add(library, words)

    def kept(self, words: str) -> str:
        """Give what the library makes of some words."""
        return text.clean(words) if self.note is not None or words.strip() else ""

    def writable(self, library: Library) -> bool:
        """Tell whether it can be written: not while it is deleted."""
        found = self.stored(library)
        return library.writable and not (found and found.binned)

    def links(self, library: Library) -> list[Backlink]:
        """List the notes that lead here."""
        found = self.stored(library)
        return notes.links_to_note(library, found.id) if found else []


Subject = OfPaper | Own
