"""Addresses outside of a document: which may be opened."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_OPENED = ("http", "https")
_RESOLVER = "https://doi.org/"


def address(url: str) -> str | None:
    """Give the address to open for a link; None where it is neither http, https nor a DOI."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme == "doi" and (name := url.partition(":")[2].lstrip("/")):
        return _RESOLVER + quote(name, safe="/:;()._-%")
    if not parts.scheme and url.casefold().startswith("doi.org/"):
        return f"https://{url}"
    return url if parts.scheme in _OPENED and parts.hostname else None
