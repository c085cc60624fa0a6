"""Names as they are spoken."""

from __future__ import annotations

import pytest

from desktop_app.core.papers import Author
from desktop_app.formats import natural_names


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Ann Lee", [Author("Lee", "Ann")]),
        ("Bo van der Berg", [Author("van der Berg", "Bo")]),
        ("Bo van der Berg Jr.", [Author("van der Berg", "Bo", "Jr.")]),
        ("Van Nguyen", [Author("Nguyen", "Van")]),
        ("Soup Collaboration", [Author("Soup Collaboration")]),
        ("The Leek Team and Ann Lee", [Author("The Leek Team"), Author("Lee", "Ann")]),
        ("Plato", [Author("Plato")]),
        ("", []),
    ],
)
def test_names(written: str, authors: list[Author]) -> None:
    assert list(natural_names.read(written)) == authors
