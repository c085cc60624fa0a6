"""Words before a family name that are part of it, as in `van der Berg`."""

from __future__ import annotations

PARTICLES = frozenset(
    (
        *("af", "al", "bin", "bint", "d'", "da", "dal", "das", "de", "del", "dela", "della"),
        *("den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "li"),
        *("lo", "los", "mac", "ten", "ter", "van", "vande", "vander", "vom", "von", "y", "zu"),
        *("zum", "zur"),
    )
)
# Those that are particles in capitals too, where others are names of their own.
GREAT_PARTICLES = frozenset(("Van", "Von", "De", "Der", "Den", "Di", "Del", "Della", "La", "Dos"))
