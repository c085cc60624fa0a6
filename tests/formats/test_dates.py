"""Dates as other programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import dates
from desktop_app.formats.dates import Date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019", Date(2019)),
        ("2019//", Date(2019)),
        ("2019/03//", Date(2019, 3)),
        ("2019/03/05/Spring", Date(2019, 3, 5, "Spring")),
        ("2019-03-05", Date(2019, 3, 5)),
        ("2019-03-05T10:00:00Z", Date(2019, 3, 5, "10:00:00Z")),
        ("2019 Mar 5", Date(2019, 3, 5)),
        ("5 March 2019", Date(2019, 3, 5)),
        ("Sept. 5th, 2019", Date(2019, 9, 5)),
        ("2019 Jan-Feb", Date(2019, 1, None, "Feb")),
        ("2019 Jan 5-12", Date(2019, 1, None, "5-12")),
        ("Marketing 2019", Date(2019, rest="Marketing")),
        ("2019/31/12", Date(2019, rest="2019/31/12")),
        ("2019-03-05 10:00:00", Date(2019, 3, 5, "10:00:00")),
        ("20190305", Date(2019, 3, 5)),
        ("März 2019", Date(2019, 3)),
        ("1er août 2019", Date(2019, 8, 1)),
        ("3 de enero de 2019", Date(2019, 1, 3)),
        ("5 września 2019", Date(2019, 9, 5)),
        ("12 мая 2019", Date(2019, 5, 12)),
        ("2019年3月5日", Date(2019, 3, 5)),
        ("2019년 3월", Date(2019, 3)),
        ("0000", Date(rest="0000")),
        ("soon", Date(rest="soon")),
        ("", Date()),
    ],
)
def test_dates(written: str, date: Date) -> None:
    assert dates.read(written) == date


def test_iso() -> None:
    assert [Date(2019, 3, 5).iso, Date(2019, 3).iso, Date(794).iso, Date().iso] == [
        "2019-03-05",
        "2019-03",
        "0794",
        "",
    ]


@given(st.text() | st.text("0123456789/-. janfebTthsd"))
def test_any_text_can_be_read(written: str) -> None:
    date = dates.read(written)
    assert date.month is None or 1 <= date.month <= 12
    assert date.day is None or 1 <= date.day <= 31
    assert not date.iso or date.year
