"""What a file is, told by what is in it and not by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.formats import decoding


class Format(StrEnum):
    """What bytes hold."""

    EMPTY = "empty"
    BINARY = "binary"
    PDF = "PDF"
    BIBTEX = "BibTeX"
    RIS = "RIS"
    CSL_JSON = "CSL-JSON"
    ZOTERO_JSON = "Zotero JSON"
    PUBMED = "PubMed"
    ENDNOTE_XML = "EndNote XML"
    FEED = "feed"
    HF_PAGE = "Hugging Face page"
    PAPERS_PAGE = "papers page"
    ANNOTATIONS = "Web Annotations"
    HTML = "HTML"
    XML = "XML"
    JSON = "JSON"
    ENDNOTE = "tagged EndNote"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format and, where it is one of text, the text."""

    format: Format
    text: str = ""


# Each comment is matched once: tried over again they take for ever.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)
_BEFORE = r"\s*(?:(?><\?.*?\?>)\s*|(?><!--.*?-->)\s*|<!DOCTYPE[^>\[]*>\s*)*+"
_FEED = rf"{_BEFORE}<(?:rss|feed|rdf:RDF)\b"
_ENDNOTE = rf"{_BEFORE}<(?:xml>\s*<records\b|records>\s*<record[\s>])"
_ROOTS = r"opml|modsCollection|PubmedArticleSet|records"
_OF_RECORDS = (
    (Format.FEED, re.compile(_FEED, re.I | re.S)),
    (Format.ENDNOTE_XML, re.compile(_ENDNOTE, re.I | re.S)),
    (Format.XML, re.compile(rf"\s*(?:<\?xml\b|<!DOCTYPE\b|<!--|<(?:{_ROOTS})\b)", re.I)),
    (Format.JSON, re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")),
    (Format.ENDNOTE, re.compile(r"\s*%0 [A-Z]")),
)
# What tells one kind of JSON from another, the first that is there.
_KINDS_OF_JSON = (
    (
        Format.ANNOTATIONS,
        re.compile(r'"(?:Annotation|AnnotationCollection|AnnotationPage)"|"selector"\s*:'),
    ),
    (Format.ZOTERO_JSON, re.compile(r'"itemType"\s*:')),
    (Format.HF_PAGE, re.compile(r'"dailyPapers"\s*:|"paper"\s*:\s*\{')),
    (Format.CSL_JSON, re.compile(r'"title"\s*:')),
)
_ENOUGH = 1_000_000  # characters in which these are looked for
_DAILY = re.compile(r"""data-target\s*=\s*["']?DailyPapers\b""")
# Before the first record of these there may be a few lines of anything.
_OPENING = 2000
_AMID = (
    (
        Format.RIS,
        re.compile(r"^[ \t]*(?:TY(?:[ \t]+[-–]|-[ \t])[ \t]*[A-Za-z]|ty  - ?[A-Za-z])", re.M),
    ),
    (Format.PUBMED, re.compile(r"^PMID ?- ?\d", re.M)),
    (Format.BIBTEX, re.compile(r"^[ \t]*@[a-z]+\s*(?:\{[^{},=]*,|\([^(),=]*,\s*$)", re.M | re.I)),
    (Format.BIBTEX, re.compile(r"\A\s*@(?:comment|preamble|string)\s*[{(]", re.I)),
)
_PDF = b"%PDF-"
_BINARY_HEADS = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_PDF_WITHIN = 1024  # bytes; what readers of PDF allow before the head


# What the name of a file says counts only where its text says nothing.
_ENDINGS = {".bib": Format.BIBTEX, ".ris": Format.RIS, ".nbib": Format.PUBMED}


def sniff(data: bytes, ending: str = "") -> Sniffed:
    """Tell what bytes hold; `ending` is that of the file's name, as ``.bib``."""
    if _PDF in data[:_PDF_WITHIN]:
        return Sniffed(Format.PDF)
    if data.startswith(_BINARY_HEADS):
        return Sniffed(Format.BINARY)
    text = decoding.decode(data)
    if text is None:
        return Sniffed(Format.BINARY)
    if not text or text.isspace():
        return Sniffed(Format.EMPTY)
    found = of_text(text)
    if found is Format.PAPERS_PAGE:
        found = _ENDINGS.get(ending.lower(), found)
    return Sniffed(found, text)


def of_text(text: str) -> Format:
    """Tell what a text holds."""
    if _HTML.match(text[:_ENOUGH]):
        return Format.HF_PAGE if _DAILY.search(text) else Format.HTML
    opening = text.removeprefix("\ufeff")[:_OPENING]
    for format_, begins in _OF_RECORDS:
        if begins.match(opening):
            return _kind_of_json(text) if format_ is Format.JSON else format_
    for format_, record in _AMID:
        if record.search(opening):
            return format_
    return Format.PAPERS_PAGE


def _kind_of_json(text: str) -> Format:
    enough = text[:_ENOUGH]
    return next((kind for kind, sign in _KINDS_OF_JSON if sign.search(enough)), Format.JSON)
