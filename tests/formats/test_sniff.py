import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import sniff
from desktop_app.formats.sniff import Format


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty(data: bytes) -> None:
    assert sniff.sniff(data).format is Format.EMPTY


@pytest.mark.parametrize(
    "data",
    [b"a\x00b", b"%PDF-1.4\n", b"PK\x03\x04", bytes(range(128, 256)), b"\x7fELF\x02\x01\x01"],
)
def test_binary(data: bytes) -> None:
    assert sniff.sniff(data).format is Format.BINARY


@pytest.mark.parametrize(
    "data",
    [
        "Étude".encode(),
        codecs.BOM_UTF8 + "Étude".encode(),
        "\ufeffÉtude".encode("utf-16-le"),
        "\ufeffÉtude".encode("utf-16-be"),
        "Étude".encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert sniff.sniff(data) == sniff.Sniffed(Format.PAPERS_PAGE, "Étude")


def test_a_character_cut_at_the_end_is_left_out() -> None:
    assert sniff.sniff("Étude é".encode()[:-1]).text == "Étude "


def test_a_web_page() -> None:
    assert sniff.sniff(b"\n<!DOCTYPE html><html>").format is Format.HTML


@given(st.binary())
def test_any_bytes_are_something(data: bytes) -> None:
    assert sniff.sniff(data).format in Format
