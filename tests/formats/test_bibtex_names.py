from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author
from desktop_app.formats import bibtex_names as names

WORD = st.text(st.sampled_from("abcÉöAB.-'{}\\&,="), min_size=1, max_size=6)
WORDS = st.lists(
    WORD | st.sampled_from(["and", "Jr.", "van", "others"]), min_size=1, max_size=3
).map(" ".join)


@pytest.mark.parametrize(
    ("written", "family", "given", "suffix"),
    [
        ("Lovelace, Ada", "Lovelace", "Ada", ""),
        ("Ada Augusta Lovelace", "Lovelace", "Ada Augusta", ""),
        ("van der Berg, Bo", "van der Berg", "Bo", ""),
        ("Bo van der Berg", "van der Berg", "Bo", ""),
        ("Jean~de~La Roche", "de La Roche", "Jean", ""),
        ("Stone, Jr., Max", "Stone", "Max", "Jr."),
        ("Max Stone, Jr.", "Stone", "Max", "Jr."),
        ("Max Stone III", "Stone", "Max", "III"),
        ("Stone, Max, Jr.", "Stone", "Max", "Jr."),
        ("{The Body of Data, Inc. and Sons}", "The Body of Data, Inc. and Sons", "", ""),
        ("{Max} {Stone and Wood}", "Stone and Wood", "Max", ""),
        ("Plato", "Plato", "", ""),
        (r"{\'E}mile {\"O}stlund", "Östlund", "Émile", ""),
        (r"M{\"u}ller, J\'er\^ome", "Müller", "Jérôme", ""),
        (
            "family=Berg, given=Bo, prefix=van der, suffix=Jr., useprefix=true",
            "van der Berg",
            "Bo",
            "Jr.",
        ),
        ("The Soup Collaboration", "The Soup Collaboration", "", ""),
        ("Bo Chen 0002", "Chen", "Bo", ""),
        ("Lovelace A.", "Lovelace", "A.", ""),
        ("van der Berg A.-B.", "van der Berg", "A.-B.", ""),
        ("A. B.", "B.", "A.", ""),
        ("given={Ada, A.}, family={Lovelace}", "Lovelace", "Ada, A.", ""),
    ],
)
def test_a_name(written: str, family: str, given: str, suffix: str) -> None:
    assert names.parse(written) == ((Author(family, given, suffix),), False)


def test_several_names() -> None:
    found, others = names.parse("Ada Lee\n   AND  Bo Chen and {Lee and Sons} and others")
    assert found == (Author("Lee", "Ada"), Author("Chen", "Bo"), Author("Lee and Sons"))
    assert others
    assert names.parse("Lee, Ada; Chen, Bo;")[0] == (Author("Lee", "Ada"), Author("Chen", "Bo"))
    assert names.parse(" ") == ((), False)
    assert names.parse("Lee, Ada and and") == ((Author("Lee", "Ada"), Author("and")), False)


def test_names_are_written_for_tex() -> None:
    people = [
        Author("van Östlund", "Émile"),
        Author("Stone", "Max", "Jr."),
        Author("A and B, Inc."),
    ]
    assert names.write(people, others=True) == (
        r"van {\"O}stlund, {\'E}mile and Stone, Jr., Max and {A and B, Inc.} and others"
    )
    assert names.write(people[:1], ascii_=False) == "van Östlund, Émile"


@given(
    st.lists(st.builds(Author, WORDS, st.just("") | WORDS, st.sampled_from(["", "Jr.", "III"]))),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read(people: list[Author], others: bool, ascii_: bool) -> None:
    written = names.write(people, others=others, ascii_=ascii_)
    assert names.parse(written) == (tuple(people), others)


@given(st.text(st.sampled_from("aB ,{}\\and=~\n")))
def test_anything_is_read(written: str) -> None:
    found, _ = names.parse(written)
    assert all(name.family for name in found)
