"""Names of people and bodies as CSL-JSON has them."""

from __future__ import annotations

from typing import Any

from desktop_app.core import text
from desktop_app.core.papers import Author
from desktop_app.formats import natural_names
from desktop_app.formats.mending import mend

_PARTICLES = ("non-dropping-particle", "dropping-particle")  # from the family name outwards
# What they are about is how a name is set, and not whose it is.
_SETTING = frozenset(
    {"comma-suffix", "static-ordering", "parse-names", "isInstitution", "multi", "sequence"}
)
_KNOWN = frozenset({*_PARTICLES, "family", "given", "suffix", "literal", "name"}) | _SETTING
_ATTACHED = ("'", "’", "-")


def read(names: Any) -> tuple[Author, ...]:
    """Give the names of a name variable: a list of them, or one by itself."""
    found: list[Author] = []
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, dict):
            found.append(_author(name))
        elif isinstance(name, str):
            found += natural_names.read(mend(name))
    return tuple(author for author in found if author.family)


def unread(names: Any) -> list[str]:
    """List what else than names is in a name variable, as `ORCID`."""
    known = _KNOWN
    return [
        str(key)
        for name in (names if isinstance(names, list) else [names])
        if isinstance(name, dict) and not name.keys() <= known
        for key in name
        if key not in known and name[key]
    ]


def write(author: Author) -> dict[str, str]:
    """Write a name; one that has no parts is that of a body, or taken as it is."""
    if not author.given and not author.suffix:
        return {"literal": author.family}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: said for part, said in parts.items() if said}


def _author(name: dict[str, Any]) -> Author:
    family = _said(name, "family")
    for particle in _PARTICLES:
        if particle in name and (said := _said(name, particle)):
            joint = "" if said.endswith(_ATTACHED) else " "
            family = f"{said}{joint}{family}".strip()
    given, suffix = _said(name, "given"), _said(name, "suffix")
    if family:
        return Author(family, given, suffix)
    literal = _said(name, "literal") or _said(name, "name")
    return Author(literal or given, given if literal else "", suffix)


def _said(name: dict[str, Any], part: str) -> str:
    said = name.get(part)
    if not said or not isinstance(said, str):
        return ""
    return text.clean_line(said if said.isascii() else mend(said))
