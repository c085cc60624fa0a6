"""What a file is, told by what is in it and not by its name."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What bytes hold."""

    EMPTY = "empty"
    BINARY = "binary"
    HTML = "html"
    FEED = "feed"
    XML = "XML"
    BIBTEX = "BibTeX"
    RIS = "RIS"
    JSON = "JSON"
    REFERENCES = "PubMed or EndNote"
    PDF = "PDF"
    PAPERS_PAGE = "papers page"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format and, where it is one of text, the text."""

    format: Format
    text: str = ""


_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_FEED = r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:rss|feed|rdf:RDF)\b"
_ROOTS = r"opml|modsCollection|PubmedArticleSet|records"
_OF_RECORDS = (
    (Format.FEED, re.compile(_FEED, re.I | re.S)),
    (Format.XML, re.compile(rf"\s*(?:<\?xml\b|<!DOCTYPE\b|<!--|<(?:{_ROOTS})\b)", re.I)),
    (Format.JSON, re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")),
    (Format.REFERENCES, re.compile(r"\s*(?:PMID ?- ?\d|%0 [A-Z])")),
)
# Before the first record of these there may be a few lines of anything.
_OPENING = 2000
_AMID = (
    (Format.RIS, re.compile(r"^TY  - ?[A-Z]", re.M)),
    (Format.BIBTEX, re.compile(r"^[ \t]*@[a-z]+\s*(?:\{[^{},=]*,|\([^(),=]*,\s*$)", re.M | re.I)),
    (Format.BIBTEX, re.compile(r"\A\s*@(?:comment|preamble|string)\s*[{(]", re.I)),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PDF = b"%PDF-"
_BINARY_HEADS = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_PDF_WITHIN = 1024  # bytes; what readers of PDF allow before the head
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Beyond this share of letters outside ASCII, bytes are hardly text in a Western encoding.
_WESTERN_MOST = 0.25


def sniff(data: bytes) -> Sniffed:
    """Tell what bytes hold."""
    if _PDF in data[:_PDF_WITHIN]:
        return Sniffed(Format.PDF)
    if data.startswith(_BINARY_HEADS):
        return Sniffed(Format.BINARY)
    text = _decode(data)
    if text is None or _BINARY.search(text):
        return Sniffed(Format.BINARY)
    if not text.strip():
        return Sniffed(Format.EMPTY)
    return Sniffed(_of_text(text), text)


def _of_text(text: str) -> Format:
    if _HTML.match(text):
        return Format.HTML
    text = text.removeprefix("\ufeff")[:_OPENING]
    for format_, opening in _OF_RECORDS:
        if opening.match(text):
            return format_
    for format_, record in _AMID:
        if record.search(text):
            return format_
    return Format.PAPERS_PAGE


def _decode(data: bytes) -> str | None:
    """Decode UTF-8, UTF-16 with a byte order mark, else windows-1252 where plausible."""
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return _whole_characters(data[len(mark) :], encoding)
    text = _whole_characters(data.removeprefix(codecs.BOM_UTF8), "utf-8")
    return _western(data) if text is None else text


def _whole_characters(data: bytes, encoding: str) -> str | None:
    """Decode `data`, a character cut off at the very end left out; None where it is not so."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    outside = sum(byte > 0x7F for byte in data)
    return text if outside <= _WESTERN_MOST * len(data) else None
