from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import text
from desktop_app.core.checks import Unfit
from desktop_app.core.whole import WholeNote
from desktop_app.formats import note_file

AT = "2026-11-23T12:00:01.000+00:00"
NOTE = WholeNote("k1", "k2", "# Words\n", AT, AT.replace("01", "02"))


@given(st.text().map(text.clean), st.sampled_from(["", "k2"]), st.sampled_from([None, AT]))
def test_a_note_comes_back(markdown: str, paper: str, binned: str | None) -> None:
    note = WholeNote("k1", paper, markdown, AT, AT, binned)
    written = note_file.write(note)
    assert note_file.read(written) == note
    assert note_file.read(written.replace("\n", "\r\n")) == note
    assert note_file.key(written) == "k1"


def test_the_shape_of_a_file() -> None:
    assert note_file.write(NOTE) == (
        f'---\nkey: "k1"\npaper: "k2"\nadded: "{AT}"\nchanged: "{NOTE.changed_at}"\n---\n# Words\n'
    )


def test_what_an_editor_leaves_unquoted_is_read() -> None:
    assert note_file.read(f"---\nkey: k1\nadded: {AT}\nchanged:  {AT} \n---\n") == WholeNote(
        "k1", "", "", AT, AT
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("# Words", "no front matter"),
        ("---\nkey: k1\n", "no front matter"),
        (f'---\nadded: "{AT}"\nchanged: "{AT}"\n---\n', "no “key”"),
        (f'---\nkey: "k1"\nadded: "today"\nchanged: "{AT}"\n---\n', "“added” should be a moment"),
        (f'---\nkey: "K 1"\nadded: "{AT}"\nchanged: "{AT}"\n---\n', "“key” should be a key"),
        ('---\nkey: "\\x"\n---\n', "quoted wrongly"),
    ],
)
def test_what_is_no_note_is_told(source: str, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        note_file.read(source)
    assert note_file.key(source) is None
