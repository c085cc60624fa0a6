"""DOI, arXiv identifier and addresses in the fields of a BibTeX entry."""

from __future__ import annotations

import re
from urllib.parse import unquote

from desktop_app.core import fields as names
from desktop_app.core.papers import Link, normal_arxiv, normal_doi
from desktop_app.formats import links

_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.I)
_DOI_SITE = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.I)
_DOI_IN_NOTE = re.compile(r"\\href\{https?://(?:dx\.)?doi\.org/(10\.[^{}\s]+)\}", re.I)
_URL_FIELD = re.compile(r"url|howpublished|link|ee|bdsk-url-\d+", re.I)
_ESCAPED = re.compile(r"\\(?:url\b)?([_%&#~$^{}]?)|[{}]|\$(?=\\sim)")
_ARXIV_DOI = "10.48550/arxiv."
_ARXIV_VENUE = re.compile(r"\barxiv\b\D{0,30}(\d{4}\.\d{4,5})", re.I)
_ARXIV_SAID = re.compile(
    r"arXiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?!\S)", re.I
)
_CLASS = re.compile(r"\s+\[[\w.-]+\]$")
_OLD_ARXIV = re.compile(r"\d{7}(?:v\d+)?")


def take(fields: dict[str, str]) -> tuple[str | None, str | None, tuple[Link, ...]]:
    """Take DOI, arXiv identifier and links out of the fields of an entry.

    What is none of these stays among them.
    """
    addresses = list(dict.fromkeys(_addresses(fields)))
    doi = _doi(fields)
    arxiv = _arxiv(fields)
    if arxiv and normal_arxiv(plain(fields.get("arxivid", ""))) == arxiv:
        del fields["arxivid"]
    for address in addresses:
        if doi is None and _DOI_SITE.match(address):
            doi = normal_doi(unquote(address))
        arxiv = arxiv or normal_arxiv(address)
    if doi is None and (named := _DOI_IN_NOTE.search(fields.get("note", ""))):
        doi = normal_doi(unquote(named[1]))
    if arxiv is None and doi and doi.startswith(_ARXIV_DOI):
        arxiv = normal_arxiv(doi.removeprefix(_ARXIV_DOI))
    kept = (a for a in addresses if not _says(a, doi, arxiv))
    return doi, arxiv, tuple(Link(address, links.kind(address)) for address in kept)


def plain(written: str) -> str:
    """Give an address or identifier without what TeX needs."""
    if "\\" in written or "{" in written:
        written = written.replace("\\textasciitilde", "~").replace("\\textunderscore", "_")
        return _ESCAPED.sub(r"\1", written).strip()
    return written.strip()


def _says(address: str, doi: str | None, arxiv: str | None) -> bool:
    """Tell whether an address only says an identifier again."""
    if doi is not None and _DOI_SITE.match(address):
        return normal_doi(unquote(address)) == doi
    return arxiv is not None and normal_arxiv(address) == arxiv


def _addresses(fields: dict[str, str]) -> list[str]:
    found: list[str] = []
    for name in [name for name in fields if _URL_FIELD.fullmatch(name)]:
        address = plain(fields[name])
        if _ADDRESS.fullmatch(address):
            found.append(address)
            del fields[name]
        elif more := [link.url for link in links.find(address)]:
            found += more
            if len(address.split()) <= len(more):
                del fields[name]
    return found


def _doi(fields: dict[str, str]) -> str | None:
    written = plain(fields.get("doi", ""))
    doi = normal_doi(unquote(written))
    if doi is not None:
        del fields["doi"]
    return doi


def _arxiv(fields: dict[str, str]) -> str | None:
    archive = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    eprint = _CLASS.sub("", plain(fields.get("eprint", "")))
    if eprint and archive.strip().lower() in ("", "arxiv"):
        if _OLD_ARXIV.fullmatch(eprint):
            section = fields.get("eprintclass") or fields.get("primaryclass") or ""
            eprint = f"{section.strip()}/{eprint}"
        if arxiv := normal_arxiv(eprint):
            for name in ("eprint", "eprinttype", "archiveprefix"):
                fields.pop(name, None)
            return arxiv
    elif eprint.isdecimal() and archive.strip().lower() == "pubmed" and names.PMID not in fields:
        fields["pmid"] = eprint
        del fields["eprint"]
    for name in ("arxivid", "arxiv"):
        if arxiv := normal_arxiv(plain(fields.get(name, ""))):
            del fields[name]
            return arxiv
    for name in ("number", "note"):
        written = plain(fields.get(name, ""))
        if found := _ARXIV_SAID.match(written):
            if found.end() == len(written):
                del fields[name]
            return normal_arxiv(found[1])
    found = _ARXIV_VENUE.search(fields.get("journal") or fields.get("journaltitle") or "")
    return normal_arxiv(found[1]) if found else None
