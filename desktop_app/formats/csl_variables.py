"""The types and variables of CSL 1.0.2, as the schema of its JSON lists them."""

from __future__ import annotations

_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
"""
_NAMES = """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host interviewer illustrator narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
"""
_DATES = "issued accessed available-date event-date original-date submitted"
_TEXTS = """
    title container-title abstract volume issue page number publisher publisher-place edition
    chapter-number collection-title collection-number event-title event-place genre
    number-of-pages number-of-volumes ISBN ISSN PMID PMCID language note title-short
    container-title-short status version medium archive archive_location call-number source
    annote archive_collection archive-place authority citation-label citation-number dimensions
    division DOI first-reference-note-number jurisdiction keyword locator original-publisher
    original-publisher-place original-title page-first part part-title printing references
    reviewed-genre reviewed-title scale section supplement URL volume-title volume-title-short
    year-suffix
"""
_MARKED = """
    abstract collection-title container-title container-title-short event-title original-title
    part-title publisher reviewed-title title title-short volume-title
"""

# Each in the order in which it is written.
TYPES = frozenset(_TYPES.split())
NAMES = tuple(_NAMES.split())
DATES = tuple(_DATES.split())
TEXTS = tuple(_TEXTS.split())
# Texts in which HTML may say how words are set.
MARKED = frozenset(_MARKED.split())
# Texts by other names, and such as the schema has no place for, which are read and not written.
OTHER_TEXTS = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "license": "license",
    "article-number": "article-number",
    "part-number": "part-number",
    "printing-number": "printing-number",
    "supplement-number": "supplement-number",
}
# What Crossref and others call types.
OTHER_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "conference-paper": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "posted-content": "article",
    "preprint": "article",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "dissertation": "thesis",
    "peer-review": "review",
    "reference-entry": "entry",
    "computer-program": "software",
}
