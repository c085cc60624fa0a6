"""A note as a Markdown file that gives it back as it is: its text below its front matter."""

from __future__ import annotations

from desktop_app.core import checks, text
from desktop_app.core.checks import Unfit, member
from desktop_app.core.whole import WholeNote
from desktop_app.formats import front_matter


def write(note: WholeNote) -> str:
    """Write a note."""
    head = {
        "key": note.key,
        "paper": note.paper,
        "added": note.added_at,
        "changed": note.changed_at,
        "binned": note.binned_at,
    }
    return front_matter.write(head) + note.text


def read(source: str) -> WholeNote:
    """Read a note. Raises Unfit."""
    try:
        found = front_matter.read(text.clean(source))
    except ValueError:
        raise Unfit("its front matter has a text that is quoted wrongly") from None
    if found is None:
        raise Unfit("it has no front matter, which says which note it is")
    head, markdown = found
    return WholeNote(
        key=member(head, "key", checks.key, needed=True),
        paper=member(head, "paper", checks.key) if head.get("paper") else "",
        text=markdown,
        added_at=member(head, "added", checks.moment, needed=True),
        changed_at=member(head, "changed", checks.moment, needed=True),
        binned_at=member(head, "binned", checks.moment) if head.get("binned") else None,
    )


def key(source: str) -> str | None:
    """Give the key of the note that a file was made of; None for any other file."""
    try:
        return read(source).key
    except Unfit:
        return None
