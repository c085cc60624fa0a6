import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import file_names

words = st.text(st.characters(codec="utf-8")) | st.text("aé文🜁\u0301\u200d .-", max_size=300)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Lee 2024 Grokfast: Accelerated Grokking", "Lee 2024 Grokfast Accelerated Grokking.md"),
        ("What is a “world model”?", "What is a “world model”.md"),
        ("a/b\\c|d*e<f>g", "a b c d e f g.md"),
        ("two\nlines\tand\x00 more", "two lines and more.md"),
        ("..hidden", "hidden.md"),
        ("-rf ~", "rf.md"),
        ("ends in dots...", "ends in dots.md"),
        ("CON", "_CON.md"),
        ("com1.5 ways", "_com1.5 ways.md"),
        ("Console", "Console.md"),
        ("turned \u202e round", "turned round.md"),
        ("???", "_.md"),
        ("", "_.md"),
    ],
)
def test_names(words: str, name: str) -> None:
    assert file_names.safe(words, ".md") == name


def test_a_tail_stays_whole() -> None:
    name = file_names.safe("word " * 100, ".md", tail="k1")
    assert name.endswith("word k1.md")
    assert file_names.safe("", ".md", tail="k1") == "k1.md"


def test_long_names_end_with_a_word() -> None:
    name = file_names.safe("Several hundred words " * 20, ".md")
    assert len(name) > file_names.MOST_BYTES - 12
    assert re.fullmatch(r"(?:Several|hundred|words| )+\.md", name)


@given(words)
def test_every_system_takes_them(words: str) -> None:
    name = file_names.safe(words, ".md", tail="k1")
    assert len(name.encode()) <= file_names.MOST_BYTES
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip(" .-")
    assert name.endswith("k1.md")


@given(words)
def test_no_accent_loses_its_letter(words: str) -> None:
    name = file_names.safe(words, ".md").removesuffix(".md")
    rest = unicodedata.normalize("NFC", words).partition(name)[2]
    assert not unicodedata.combining(rest[:1] or " ") or name == "_"


def test_names_that_meet_on_some_disks() -> None:
    assert file_names.same("Ärger") == file_names.same("a\u0308RGER")
    assert file_names.same("Straße") != file_names.same("Strase")
