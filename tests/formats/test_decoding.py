"""Encodings: by a mark, by declaration, by rule."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats.decoding import decode

CHINESE = "@article{a,\n  title = {深度学习的一种方法},\n  author = {王伟 and 李娜}\n}\n"
WESTERN = "@article{a,\n  title = {Größe, Füße und «Ähre»: l'été},\n  author = {Müller, Zoë}\n}\n"


@pytest.mark.parametrize("text", [CHINESE, WESTERN, "plain", ""])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_unicode(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [WESTERN, CHINESE + "% and more words of ASCII than of Chinese"])
def test_utf_16_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("% Encoding: ISO8859_2\n\n{Łódź}", "iso8859-2"),
        ("%% A file\n% Encoding: windows-1251\n{Ещё}", "cp1251"),
        ('<?xml version="1.0" encoding="Shift_JIS"?><a>日本語</a>', "shift_jis"),
        ("% Encoding: windows-1252\n{25° C}", "cp1252"),
        ("% Encoding: GBK\n{°}", "gbk"),
    ],
)
def test_a_declared_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("name", ["no-such-one", "zlib", "utf-8", "idna", "utf-16"])
def test_a_declaration_that_is_wrong_is_not_believed(name: str) -> None:
    text = f"% Encoding: {name}\n{{l'été à Paris}}"
    assert decode(text.encode("cp1252")) == text
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
@pytest.mark.parametrize(
    "text", [CHINESE, "作者: 王", "title = {Deep learning, 《软件学报》, and more words}"]
)
def test_chinese(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        WESTERN,
        "Größe",
        "l'été où",
        "AÇÃO e informação",
        "naïve “quotes” – dashes",
        "Señor Núñez, ¿qué?",
        "25° C",
    ],
)
def test_western(text: str) -> None:
    entry = f"@book{{a, title = {{{text}}}}}"
    assert decode(entry.encode("cp1252")) == entry


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_at_the_end_is_left_out(encoding: str) -> None:
    assert decode((CHINESE + "的").encode(encoding)[:-1]) == CHINESE


def test_blocks_do_not_cut_characters() -> None:
    text = "x" + "é" * (1 << 20)
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "data", [b"a\x00b", bytes(range(128, 256)), b"\x7fELF\x02\x01\x01", b"\x00" * 20]
)
def test_binary(data: bytes) -> None:
    assert decode(data) is None


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_utf_8(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    found = decode(data)
    assert found is None or "\x00" not in found


def test_files_of_others(shared: Path) -> None:
    assert "{Ü ist ein Umlaut}" in (decode((shared / "bib/utf16be.bib").read_bytes()) or "")
    assert "{25° C}" in (decode((shared / "bib/windows1252.bib").read_bytes()) or "")
