"""Web addresses in running text, and what each leads to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from desktop_app.core.papers import Link, LinkKind

# Braces, backslashes and carets are no part of an address: TeX wraps addresses in them. Hosts
# whose addresses are often written without a scheme are taken without one.
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w./@-])(?:www\.|(?=(?:github|gitlab)\.com/|huggingface\.co/)))"
    r"[^\s<>\"{}|\\^`\u3000-\u303f\uff00-\uffef]+",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?'\"*_$&~-\u2019\u201d\u2026"
_BRACKETS = {")": "(", "]": "["}

_CODE = (
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sourceforge.net",
    "sr.ht",
    "colab.research.google.com",
)
_DATA = (
    "zenodo.org",
    "kaggle.com",
    "figshare.com",
    "dataverse.org",
    "dataverse.harvard.edu",
    "datadryad.org",
    "physionet.org",
    "openml.org",
    "osf.io",
)
_VIDEO = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")
_PROJECT = (
    "github.io",
    "gitlab.io",
    "sites.google.com",
    "netlify.app",
    "vercel.app",
    "pages.dev",
    "notion.site",
    "wixsite.com",
    "weebly.com",
    "readthedocs.io",
)
_OTHER = ("arxiv.org", "doi.org", "openreview.net", "aclanthology.org", "wikipedia.org")
_PROJECT_PATH = re.compile(r"/(?:projects?|research)/\w|/~\w", re.IGNORECASE)


def find(text: str) -> tuple[Link, ...]:
    """List the web addresses of a text in order, each once, closing punctuation left out."""
    found = dict.fromkeys(filter(None, map(_address, _ADDRESS.findall(text))))
    return tuple(Link(url, kind(url)) for url in found)


def kind(url: str) -> LinkKind:
    """Tell from host and path what an address leads to."""
    host, path = _parts(url)
    if _at(host, ("huggingface.co", "hf.co")):
        return _on_hugging_face(path)
    for hosts, what in (
        (_OTHER, LinkKind.OTHER),
        (_CODE, LinkKind.CODE),
        (_DATA, LinkKind.DATA),
        (_VIDEO, LinkKind.VIDEO),
        (_PROJECT, LinkKind.PROJECT),
    ):
        if _at(host, hosts):
            return what
    # A site of its own is made for one work; a page below /projects/ for one of several.
    if host and (path in ("", "/") or _PROJECT_PATH.search(path)):
        return LinkKind.PROJECT
    return LinkKind.OTHER


def _on_hugging_face(path: str) -> LinkKind:
    if path.startswith("/datasets"):
        return LinkKind.DATA
    return LinkKind.PROJECT if path.startswith("/spaces") else LinkKind.OTHER


def _at(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)


def _parts(url: str) -> tuple[str, str]:
    """Give host and path; empty for what is no address after all."""
    try:
        split = urlsplit(url)
        return (split.hostname or "").removeprefix("www."), split.path
    except ValueError:
        return "", ""


def _address(raw: str) -> str | None:
    url = _trimmed(raw)
    if not re.match(r"https?://", url, re.IGNORECASE):
        url = f"https://{url}"
    host, _ = _parts(url)
    return url if "." in host.strip(".") else None


def _trimmed(url: str) -> str:
    """Cut closing punctuation, and brackets that were not opened within the address."""
    while url:
        last = url[-1]
        opening = _BRACKETS.get(last)
        if last not in _CLOSING and (opening is None or url.count(opening) >= url.count(last)):
            return url
        url = url[:-1]
    return url
