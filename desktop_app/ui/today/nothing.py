"""What Today says where no paper is open: why, and the one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop_app.ui import phrases
from desktop_app.ui.today.day import Day
from desktop_app.ui.today.words import tr


class Goal(Enum):
    """What the button leads to."""

    PLAN_AGAIN = "plan again"
    LIBRARY = "library"
    ADD_PAPERS = "add papers"


@dataclass(frozen=True, slots=True)
class Said:
    """A line, a sentence below it, and a button where `action` names one."""

    headline: str
    sentence: str
    action: str
    goal: Goal


def of(day: Day, papers: int) -> Said:
    """Say why nothing is open on a day, in a library of so many papers."""
    waiting = phrases.papers(day.queue_count)
    if day.done_count:
        rest = tr("Well read. The queue is empty.")
        if day.queue_count:
            rest = tr("Well read. {} in the queue can wait until tomorrow.").format(waiting)
        return Said(tr("Done for today."), rest, "", Goal.PLAN_AGAIN)
    if day.queue_count:
        sentence = tr("{} in the queue.").format(waiting)
        headline = tr("Nothing is planned for today.")
        return Said(headline, sentence, tr("Plan again"), Goal.PLAN_AGAIN)
    if not papers:
        sentence = tr("Add papers, and each morning this page says what to read and why.")
        return Said(tr("Your desk is clear."), sentence, tr("Add papers…"), Goal.ADD_PAPERS)
    sentence = tr("Press Q on any paper to plan it.")
    return Said(tr("Nothing is queued."), sentence, tr("Go to the library"), Goal.LIBRARY)
