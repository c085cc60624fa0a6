"""References as comma-separated values."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest

from desktop_app.core.papers import Author, Field, Link, Paper, PaperId, PaperKey, State
from desktop_app.formats import references_csv


def _paper(**said: Any) -> Paper:
    values: dict[str, Any] = {
        "id": PaperId(1),
        "key": PaperKey("p7f3a"),
        "title": "Leeks",
        "abstract": "",
        "authors": (),
        "year": None,
        "venue": None,
        "doi": None,
        "arxiv": None,
        "links": (),
        "tags": (),
        "state": State.UNREAD,
        "starred": False,
        "added_at": datetime(2026, 1, 2, tzinfo=UTC),
        "source": None,
        "binned": False,
    }
    return Paper(**{**values, **said})


def _rows(*papers: Paper) -> list[dict[str, str]]:
    text = "".join(references_csv.write(papers))
    assert text.startswith("\ufeffkey,citation key,title,")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_paper_is_a_row() -> None:
    [row] = _rows(
        _paper(
            citekey="lee2020",
            title='Leeks, "slow"\nand fast',
            authors=(Author("Lee", "Ann"), Author("King", "Bo", "Jr."), Author("The Body")),
            year=2020,
            kind="article-journal",
            doi="10.1000/a",
            links=(Link("https://a.org"), Link("https://b.org")),
            tags=("soup", "leeks"),
            state=State.READ,
            starred=True,
            fields=(Field("volume", "3"), Field("page", "1–9")),
        )
    )
    assert row == {
        **dict.fromkeys(references_csv.COLUMNS, ""),
        "key": "p7f3a",
        "citation key": "lee2020",
        "title": 'Leeks, "slow"\nand fast',
        "authors": "Lee, Ann; King, Jr., Bo; The Body",
        "year": "2020",
        "kind": "article-journal",
        "DOI": "10.1000/a",
        "links": "https://a.org https://b.org",
        "tags": "soup; leeks",
        "state": "read",
        "starred": "yes",
        "added": "2026-01-02",
        "volume": "3",
        "pages": "1–9",
    }


def test_rows_end_as_the_standard_says() -> None:
    assert "".join(references_csv.write([])).endswith("publisher\r\n")
    assert "".join(references_csv.write([_paper()])).count("\r\n") == 2


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('=HYPERLINK("http://a.org")', '\'=HYPERLINK("http://a.org")'),
        ("-omics at large", "'-omics at large"),
        ("@home", "'@home"),
        (" +1+cmd|' /C calc'!A0", "' +1+cmd|' /C calc'!A0"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("a = b", "a = b"),
    ],
)
def test_no_cell_is_run_as_a_formula(title: str, written: str) -> None:
    assert _rows(_paper(title=title))[0]["title"] == written
