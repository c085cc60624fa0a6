"""Names of persons and places of work, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author
from desktop_app.core.title_page import names


@pytest.mark.parametrize(
    "name",
    ["Ada Keller", "J. R. Müller", "Rip van Winkle", "Mei-Ling O’Hara", "ADA KELLER", "Fei-Fei Li",
     "M.S. Smith", "Jean-Luc de la Tour", "Ñ. García-Ruiz", "王小明", "欧阳文", "An Li"],
)  # fmt: skip
def test_these_are_names(name: str) -> None:
    assert names.is_name(name)


@pytest.mark.parametrize(
    "other",
    ["UC San Diego", "University of Northport", "Google Research", "New York", "Keller", "",
     "filters of light", "Carnegie Mellon", "the Filters", "ETH Zürich", "ada@x.example",
     "Department of Light", "January May", "Equal Contribution", "北港大学", "CMU Northport"],
)  # fmt: skip
def test_these_are_none(other: str) -> None:
    assert not names.is_name(other)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Ada Keller, Mei Lin and Jo Dyk", ["Ada Keller", "Mei Lin", "Jo Dyk"]),
        ("Ada Keller1,2*, Mei Lin†", ["Ada Keller", "Mei Lin"]),
        ("Ada Keller · Mei Lin & Jo Dyk", ["Ada Keller", "Mei Lin", "Jo Dyk"]),
        ("Ada Keller, Member, IEEE, and Mei Lin, Fellow, IEEE", ["Ada Keller", "Mei Lin"]),
        ("Dr. Ada Keller, PhD, Prof. Dr. Mei Lin, M.D.", ["Ada Keller", "Mei Lin"]),
        ("Ada Keller, Jr., Mei Lin III", ["Ada Keller Jr", "Mei Lin III"]),
        ("王小明，李华、欧阳文", ["王小明", "李华", "欧阳文"]),
        ("M.S. Smith, Anders Brand", ["M.S. Smith", "Anders Brand"]),
    ],
)
def test_a_line_is_parted_into_names(line: str, parts: list[str]) -> None:
    assert names.parted(line) == parts


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada B. Keller", Author("Keller", "Ada B.")),
        ("Jón van der Berg", Author("van der Berg", "Jón")),
        ("Thomas De Vries Jr", Author("De Vries", "Thomas", "Jr.")),
        ("JOHN O'BRIEN-SMITH", Author("O'Brien-Smith", "John")),
        ("LUDWIG VON BERG", Author("von Berg", "Ludwig")),
        ("王小明", Author("王小明")),
    ],
)
def test_a_name_is_parted_into_given_and_family_name(name: str, author: Author) -> None:
    assert names.author(name) == author


@given(st.text(max_size=60))
def test_any_line_can_be_parted(line: str) -> None:
    assert all(names.author(part).family for part in names.parted(line) if names.is_name(part))
