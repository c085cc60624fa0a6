"""Whether a record is of a preprint or of a published work, by its identifiers and its venue."""

from __future__ import annotations

import re
from enum import StrEnum

from desktop_app.core import text

# The servers that register DOIs of their own. 10.1101 is also that of journals whose DOIs go on
# with a letter, while those of bioRxiv and medRxiv go on with a number.
_DOI = re.compile(
    r"10\.(?:"
    r"48550/arxiv\.|1101/\d|64898/|2139/ssrn|21203/rs|26434/|36227/|20944/preprints|22541/au"
    r"|312(?:1[89]|[23]\d)/|35542/|32942/|7287/peerj\.preprints"
    r")"
)
_VENUE = re.compile(
    r"\w*(?:ar|r)xiv|ssrn\b|corr(?: abs\b.*)?$|research square|osf\b|authorea\b|hal$"
    r"|(?:e ?|pre)prints?(?: org)?$"
)
_WITHIN = re.compile(r"\b(?:\w*rxiv|ssrn|preprint)\b")
_KIND = "article"  # CSL's type for a preprint


class Form(StrEnum):
    """In which form a record has its work."""

    PREPRINT = "preprint"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


def form(doi: str | None, arxiv: str | None, venue: str | None, kind: str) -> Form:
    """Tell the form of a record; a publisher's DOI or a real venue make it a published one."""
    if (doi and not is_preprint_doi(doi)) or (venue and not is_server(venue)):
        return Form.PUBLISHED
    return Form.PREPRINT if doi or arxiv or venue or kind == _KIND else Form.UNKNOWN


def is_preprint_doi(doi: str) -> bool:
    """Tell whether a DOI is one that a server of preprints gave."""
    return _DOI.match(doi.lower()) is not None


def is_server(venue: str) -> bool:
    """Tell whether a venue is a server of preprints, such as ``arXiv preprint arXiv:2402.1``."""
    folded = " ".join(text.words(venue))
    return bool(_VENUE.match(folded) or _WITHIN.search(folded))
