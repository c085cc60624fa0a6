"""Sentences spoken by a screen reader, for what appears without taking the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Have a screen reader say a sentence, at once where it is urgent."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
