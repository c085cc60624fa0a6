"""The types of RIS and what they are in CSL; how a type changes what a tag means."""

from __future__ import annotations

from desktop_app.core import fields

# The first type of RIS for a kind is the one that is written.
_KINDS = {
    "JOUR": "article-journal",
    "ABST": "article-journal",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "UNPB": "article",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CTLG": "book",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "DATA": "dataset",
    "AGGR": "dataset",
    "DBASE": "dataset",
    "COMP": "software",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "PAT": "patent",
    "STAND": "standard",
    "MANSCPT": "manuscript",
    "PAMP": "pamphlet",
    "JFULL": "periodical",
    "SER": "collection",
    "SLIDE": "speech",
    "PCOMM": "personal_communication",
    "ANCIENT": "classic",
    "CLSWK": "classic",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
    "ADVS": "motion_picture",
    "MULTI": "motion_picture",
    "SOUND": "song",
    "MUSIC": "musical_score",
    "ART": "graphic",
    "FIGURE": "figure",
    "CHART": "figure",
    "EQUA": "figure",
    "MAP": "map",
    "BILL": "bill",
    "CASE": "legal_case",
    "HEAR": "hearing",
    "LEGAL": "regulation",
    "STAT": "legislation",
    "GRANT": "document",
    "GEN": "",
}
_TYPES = {kind: type_ for type_, kind in reversed(_KINDS.items())} | {"document": "GEN"}
# What RIS has no type for goes out as the nearest there is.
_NEAR = {
    "article-journal": ("review", "review-book"),
    "entry-encyclopedia": ("entry",),
    "motion_picture": ("broadcast", "performance"),
    "personal_communication": ("interview",),
    "regulation": ("treaty",),
    "post-weblog": ("post-blog",),
}
_NEAREST = {kind: _TYPES[near] for near, kinds in _NEAR.items() for kind in kinds}

# Works that stand in nothing: a second title is that of their series.
WHOLE = frozenset({"book", "thesis", "report", "manuscript", "pamphlet", "collection", "classic"})
# Works with a number of their own where others have that of an issue.
_NUMBERED = frozenset({"report", "patent", "standard", "bill", "legislation", "regulation"})
WITH_CHAPTERS = frozenset({"book", "chapter"})


def is_known(type_: str) -> bool:
    """Tell whether RIS has such a type."""
    return type_.strip().upper() in _KINDS


def is_edited(type_: str) -> bool:
    """Tell whether the authors of a type are the editors of the work."""
    return type_.strip().upper() == "EDBOOK"


def kind(type_: str) -> str:
    """Give the type of CSL for one of RIS; empty for one that is not known."""
    return _KINDS.get(type_.strip().upper(), "")


def type_of(kind_: str) -> str:
    """Give the type of RIS for a kind."""
    return _TYPES.get(kind_) or _NEAREST.get(kind_, "GEN")


def number_field(kind_: str) -> str:
    """Give the field that a number is for: that of the work itself, or of an issue."""
    return fields.NUMBER if kind_ in _NUMBERED else fields.ISSUE


def pages_field(kind_: str, pages: str) -> str:
    """Give the field that pages are for: how many a whole work has, or which they are."""
    return fields.PAGES if kind_ in WHOLE and "\u2013" not in pages else fields.PAGE
