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
    [b"a\x00b", b"PK\x03\x04", bytes(range(128, 256)), b"\x7fELF\x02\x01\x01"],
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


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"%PDF-1.4\n", Format.PDF),
        (b'<?xml version="1.0"?>\n<rss><channel>', Format.FEED),
        (b"\n<feed xmlns='x'>", Format.FEED),
        (b'<?xml version="1.0"?><?style x?>\n<!-- a <rss> -->\n<rdf:RDF>', Format.FEED),
        (b'<!DOCTYPE rss SYSTEM "rss.dtd">\n<rss>', Format.FEED),
        (b'<?xml version="1.0"?>\n<!-- <rss> -->\n<modsCollection>', Format.XML),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>', Format.XML),
        (b"@article{ISI:1,\n title = {A}}", Format.BIBTEX),
        (b"@article{ ISI:1,\n title = {A}}", Format.BIBTEX),
        (b"% Encoding: UTF-8\n\n@ARTICLE(a,\n title = {A})", Format.BIBTEX),
        (b'@String{M = "Month"}', Format.BIBTEX),
        (b"@comment{x}", Format.BIBTEX),
        (b"TY  - JOUR\r\nT1  - A", Format.RIS),
        (b"Record 1\n1.\nTY  - JOUR\nT1  - A", Format.RIS),
        (b"TY -JOUR\nT1 -A", Format.RIS),
        (b'[{"id": 1}]', Format.JSON),
        (b'{"id": 1}\n{"id": 2}\n', Format.JSON),
        (b'[{"id": 1, "title": "A"}]', Format.CSL_JSON),
        (b'{"items": [{"itemType": "book", "title": "A"}]}', Format.ZOTERO_JSON),
        (b'[{"paper": {"id": "2401.00001", "title": "A"}}]', Format.HF_PAGE),
        (b'<html><div data-target="DailyPapers" data-props="{}">', Format.HF_PAGE),
        (b'{"type": "Annotation", "body": {"title": "A"}}', Format.ANNOTATIONS),
        (b'<?xml version="1.0"?><xml><records><record>', Format.ENDNOTE_XML),
        (b"PMID- 123\nTI  - A", Format.PUBMED),
        (b"%0 Journal Article\n%T A", Format.ENDNOTE),
    ],
)
def test_what_other_programs_write(data: bytes, format_: Format) -> None:
    assert sniff.sniff(data).format is format_
    assert sniff.sniff(codecs.BOM_UTF8 + data).format is format_


@pytest.mark.parametrize(
    "title",
    [
        "<think> before You Speak",
        "[MASK] Is All You Need",
        "{Almost} Free",
        "@home: A Study",
        "@cached(a, b) Is Slow",
        "TY and Its Kin",
        "JSON: A Survey",
        "We wrote @article{a, in TeX",
    ],
)
def test_titles_that_look_like_other_formats(title: str) -> None:
    assert sniff.sniff(f"{title}\nWe study it.".encode()).format is Format.PAPERS_PAGE


def test_the_name_counts_where_the_text_says_nothing() -> None:
    assert sniff.sniff(b"title = {A}", ".BIB").format is Format.BIBTEX
    assert sniff.sniff(b"TY  - JOUR", ".bib").format is Format.RIS


@given(st.binary())
def test_any_bytes_are_something(data: bytes) -> None:
    assert sniff.sniff(data).format in Format
