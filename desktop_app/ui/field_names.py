"""What the window calls kinds of works, the parts people had in them, and further fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.core import fields

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str: ...  # noqa: D103

else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP

# The types of CSL that are met with, the usual ones first.
KINDS = {
    "": QT_TRANSLATE_NOOP("field_names", "Not known"),
    "article-journal": QT_TRANSLATE_NOOP("field_names", "Journal article"),
    "paper-conference": QT_TRANSLATE_NOOP("field_names", "Conference paper"),
    "article": QT_TRANSLATE_NOOP("field_names", "Preprint"),
    "chapter": QT_TRANSLATE_NOOP("field_names", "Chapter"),
    "book": QT_TRANSLATE_NOOP("field_names", "Book"),
    "thesis": QT_TRANSLATE_NOOP("field_names", "Thesis"),
    "report": QT_TRANSLATE_NOOP("field_names", "Report"),
    "dataset": QT_TRANSLATE_NOOP("field_names", "Data set"),
    "software": QT_TRANSLATE_NOOP("field_names", "Software"),
    "webpage": QT_TRANSLATE_NOOP("field_names", "Web page"),
    "post-weblog": QT_TRANSLATE_NOOP("field_names", "Blog post"),
    "article-magazine": QT_TRANSLATE_NOOP("field_names", "Magazine article"),
    "article-newspaper": QT_TRANSLATE_NOOP("field_names", "Newspaper article"),
    "entry-encyclopedia": QT_TRANSLATE_NOOP("field_names", "Encyclopedia entry"),
    "speech": QT_TRANSLATE_NOOP("field_names", "Talk"),
    "manuscript": QT_TRANSLATE_NOOP("field_names", "Manuscript"),
    "patent": QT_TRANSLATE_NOOP("field_names", "Patent"),
    "standard": QT_TRANSLATE_NOOP("field_names", "Standard"),
    "document": QT_TRANSLATE_NOOP("field_names", "Another kind"),
}
EDITOR, TRANSLATOR = "editor", "translator"
ROLES = {
    EDITOR: QT_TRANSLATE_NOOP("field_names", "Editors"),
    TRANSLATOR: QT_TRANSLATE_NOOP("field_names", "Translators"),
    "collection-editor": QT_TRANSLATE_NOOP("field_names", "Series editors"),
    "container-author": QT_TRANSLATE_NOOP("field_names", "Book authors"),
    "contributor": QT_TRANSLATE_NOOP("field_names", "Contributors"),
    "chair": QT_TRANSLATE_NOOP("field_names", "Chairs"),
    "compiler": QT_TRANSLATE_NOOP("field_names", "Compilers"),
    "curator": QT_TRANSLATE_NOOP("field_names", "Curators"),
    "director": QT_TRANSLATE_NOOP("field_names", "Directors"),
    "editor-translator": QT_TRANSLATE_NOOP("field_names", "Editors, translators"),
    "editorial-director": QT_TRANSLATE_NOOP("field_names", "Managing editors"),
    "illustrator": QT_TRANSLATE_NOOP("field_names", "Illustrators"),
    "interviewer": QT_TRANSLATE_NOOP("field_names", "Interviewers"),
    "organizer": QT_TRANSLATE_NOOP("field_names", "Organisers"),
    "original-author": QT_TRANSLATE_NOOP("field_names", "First authors"),
    "recipient": QT_TRANSLATE_NOOP("field_names", "Recipients"),
    "reviewed-author": QT_TRANSLATE_NOOP("field_names", "Reviewed authors"),
}
_FIELDS = {
    fields.VOLUME: QT_TRANSLATE_NOOP("field_names", "Volume"),
    fields.ISSUE: QT_TRANSLATE_NOOP("field_names", "Issue"),
    fields.PAGE: QT_TRANSLATE_NOOP("field_names", "Pages"),
    fields.NUMBER: QT_TRANSLATE_NOOP("field_names", "Number"),
    fields.ARTICLE: QT_TRANSLATE_NOOP("field_names", "Article number"),
    fields.MONTH: QT_TRANSLATE_NOOP("field_names", "Month"),
    fields.DAY: QT_TRANSLATE_NOOP("field_names", "Day"),
    fields.PUBLISHER: QT_TRANSLATE_NOOP("field_names", "Publisher"),
    fields.PLACE: QT_TRANSLATE_NOOP("field_names", "Place"),
    fields.EDITION: QT_TRANSLATE_NOOP("field_names", "Edition"),
    fields.CHAPTER: QT_TRANSLATE_NOOP("field_names", "Chapter"),
    fields.SERIES: QT_TRANSLATE_NOOP("field_names", "Series"),
    fields.SERIES_NUMBER: QT_TRANSLATE_NOOP("field_names", "No. in series"),
    fields.EVENT: QT_TRANSLATE_NOOP("field_names", "Event"),
    fields.EVENT_PLACE: QT_TRANSLATE_NOOP("field_names", "Event place"),
    fields.EVENT_DATE: QT_TRANSLATE_NOOP("field_names", "Event date"),
    fields.GENRE: QT_TRANSLATE_NOOP("field_names", "Genre"),
    fields.PAGES: QT_TRANSLATE_NOOP("field_names", "Page count"),
    fields.VOLUMES: QT_TRANSLATE_NOOP("field_names", "Volume count"),
    fields.ISBN: QT_TRANSLATE_NOOP("field_names", "ISBN"),
    fields.ISSN: QT_TRANSLATE_NOOP("field_names", "ISSN"),
    fields.PMID: QT_TRANSLATE_NOOP("field_names", "PMID"),
    fields.PMCID: QT_TRANSLATE_NOOP("field_names", "PMCID"),
    fields.LANGUAGE: QT_TRANSLATE_NOOP("field_names", "Language"),
    fields.NOTE: QT_TRANSLATE_NOOP("field_names", "Remark"),
    fields.SHORT_TITLE: QT_TRANSLATE_NOOP("field_names", "Short title"),
    fields.SHORT_VENUE: QT_TRANSLATE_NOOP("field_names", "Short venue"),
    fields.STATUS: QT_TRANSLATE_NOOP("field_names", "Status"),
    fields.VERSION: QT_TRANSLATE_NOOP("field_names", "Release"),
    fields.MEDIUM: QT_TRANSLATE_NOOP("field_names", "Medium"),
    fields.LICENSE: QT_TRANSLATE_NOOP("field_names", "Licence"),
    fields.ARCHIVE: QT_TRANSLATE_NOOP("field_names", "Archive"),
    fields.ARCHIVE_PLACE: QT_TRANSLATE_NOOP("field_names", "Archive place"),
    fields.CALL_NUMBER: QT_TRANSLATE_NOOP("field_names", "Call number"),
    fields.SOURCE: QT_TRANSLATE_NOOP("field_names", "Catalogue"),
    fields.ACCESSED: QT_TRANSLATE_NOOP("field_names", "Accessed"),
}


def kind(type_: str) -> str:
    """Name a kind of work; one that is not met with is named as its source does."""
    return _tr(KINDS[type_]) if type_ in KINDS else type_


def role(name: str) -> str:
    """Name those who had a part in a work."""
    return _tr(ROLES[name]) if name in ROLES else name


def field(name: str) -> str:
    """Name a field; that of a format stands after the format's name."""
    return _tr(_FIELDS[name]) if name in _FIELDS else name.replace(":", ": ", 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("field_names", text)
