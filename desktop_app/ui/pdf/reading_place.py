"""Where a document was left, recorded outside undo."""

from __future__ import annotations

from desktop_app.core.documents import Document
from desktop_app.store import documents
from desktop_app.ui.changes import Changes
from desktop_app.ui.pdf.view import PageView


def restore(changes: Changes, document: Document, view: PageView) -> None:
    """Show a document that was just opened where it was left, and keep its number of pages."""
    library, pages = changes.library, view.count()
    if document.pages != pages:
        changes.record(lambda: documents.set_pages(library, document.id, pages))
    spot, scale = documents.place(library, document.id)
    if scale is None:
        view.fit_width()
    else:
        view.set_scale(scale)
    view.go_to(spot)


def keep(changes: Changes, document: Document, view: PageView) -> None:
    """Remember where a document is shown, unless it was removed meanwhile."""
    library = changes.library
    place = (view.spot(), None if view.fits_width() else view.scale())
    known = any(d.id == document.id for d in documents.of(library, document.paper))
    if known and documents.place(library, document.id) != place:
        changes.record(lambda: documents.keep_place(library, document.id, *place))
