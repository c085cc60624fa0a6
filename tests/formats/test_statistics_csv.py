"""The history as comma-separated values."""

import csv
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.statistics import Figures, History
from desktop_app.formats import statistics_csv

MONDAY = date(2026, 11, 23)

COUNTS = st.integers(0, 10_000)
DAYS = st.dictionaries(
    st.integers(0, 300).map(lambda back: MONDAY - timedelta(days=back)),
    st.builds(Figures, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    max_size=10,
)


def test_each_day_has_a_row() -> None:
    days = {
        MONDAY - timedelta(days=2): Figures(90, 1, 2, 3, 4, 5, 6, 7),
        MONDAY: Figures(seconds=600),
    }
    assert statistics_csv.write(History(MONDAY, days)) == (
        "day,minutes,papers opened,done,queued,snoozed,dropped,highlights,reviews\r\n"
        "2026-11-21,2,1,2,3,4,5,6,7\r\n"
        "2026-11-22,0,0,0,0,0,0,0,0\r\n"
        "2026-11-23,10,0,0,0,0,0,0,0\r\n"
    )


def test_nothing_done_leaves_the_head() -> None:
    assert statistics_csv.write(History(MONDAY)) == f"{statistics_csv.HEADER}\r\n"


@given(DAYS)
def test_no_day_is_lost_and_no_cell_is_a_formula(days: dict[date, Figures]) -> None:
    head, *rows = csv.reader(StringIO(statistics_csv.write(History(MONDAY, days)), newline=""))
    assert tuple(head) == statistics_csv.COLUMNS
    found = [date.fromisoformat(row[0]) for row in rows]
    assert days.keys() <= set(found)
    assert all(b - a == timedelta(days=1) for a, b in pairwise(found))
    assert sum(int(row[3]) for row in rows) == sum(day.done for day in days.values())
    assert all(cell[0].isalnum() for row in rows for cell in row)
