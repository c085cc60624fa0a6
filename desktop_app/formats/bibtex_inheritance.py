"""What an entry of BibLaTeX has from others that it refers to.

By the rules in appendix B of BibLaTeX's manual, but what identifies one work, and what a reader
wrote about it, is never another's.
"""

from __future__ import annotations

from collections.abc import Iterator

LINKS = ("xdata", "crossref")

Parents = dict[str, tuple[str, dict[str, str]]]  # types and fields by keys in small letters

_MOST = 16  # entries that one entry has something from
_TITLES = ("title", "subtitle", "titleaddon")
_IN_BOOKS_SPELT = """
    inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference
    article suppperiodical
"""
_IN_BOOKS = frozenset(_IN_BOOKS_SPELT.split())
_WITH_AUTHOR = frozenset(("inbook", "bookinbook", "suppbook"))
_OWN_SPELT = """
    crossref xref xdata ids entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey shorttitle
    abstract annotation annote comment review doi eprint eprinttype eprintclass archiveprefix
    primaryclass url urldate file groups keywords keyword pages eid note pmid pmcid
    timestamp owner
"""
_OWN = frozenset(_OWN_SPELT.split())


def keys(written: str) -> list[str]:
    """List the keys that a field refers to, in small letters."""
    return [key for part in written.lower().split(",") if (key := part.strip())]


def inherit(type_: str, fields: dict[str, str], parents: Parents) -> list[str]:
    """Add to the fields of an entry what it has from others; give the keys that are not found."""
    missing: list[str] = []
    if any(name in fields for name in LINKS):
        _add(type_, fields, parents, missing, set())
    return missing


def _add(
    type_: str, fields: dict[str, str], parents: Parents, missing: list[str], seen: set[str]
) -> None:
    for link in LINKS:
        for key in keys(fields.get(link, "")):
            parent = parents.get(key)
            if parent is None:
                missing.append(key)
            elif key not in seen and len(seen) < _MOST:
                seen.add(key)
                others = dict(parent[1])
                _add(parent[0], others, parents, [], seen)
                given = others.items() if link == "xdata" else _given(type_, parent[0], others)
                for name, text in given:
                    fields.setdefault(name, text)


def _given(type_: str, parent: str, fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give what an entry has from another: the titles of a book are those it stands in."""
    within = "journal" if parent == "periodical" else "book"
    for name, text in fields.items():
        if name in _TITLES:
            if type_ in _IN_BOOKS:
                yield f"{within}{name}", text
        elif name not in _OWN and (name != "author" or type_ in _WITH_AUTHOR):
            yield name, text
