"""The mark of a paper's state: shape first, colour second."""

from __future__ import annotations

from desktop_app.core.papers import State

# Icon and colour role.
MARKS = {
    State.UNREAD: ("state-unread", "accent"),
    State.QUEUED: ("state-queued", "due"),
    State.READING: ("state-reading", "reading"),
    State.READ: ("state-read", "text_muted"),
    State.DROPPED: ("state-dropped", "text_muted"),
}
