"""What was done on each day, as comma-separated values (RFC 4180).

Every value is a date or a count of ours, and none is text that a reader or a paper's author wrote:
no cell can be taken for a formula by a spreadsheet.
"""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

from desktop_app.core.statistics import Figures, History

COLUMNS = (
    "day",
    "minutes",
    "papers opened",
    "done",
    "queued",
    "snoozed",
    "dropped",
    "highlights",
    "reviews",
)
HEADER = ",".join(COLUMNS)


def write(history: History) -> str:
    """Give a row for each day from the first on which anything was done up to today."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    day = min(history.days, default=None)
    while day is not None and day <= history.today:
        rows.writerow((day.isoformat(), *_counts(history.days.get(day, Figures()))))
        day += timedelta(days=1)
    return text.getvalue()


def _counts(day: Figures) -> tuple[int, ...]:
    return (
        day.minutes,
        day.opened,
        day.done,
        day.queued,
        day.snoozed,
        day.dropped,
        day.highlights,
        day.reviews,
    )
