"""Why a document is not shown, as a sentence and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_app.engines import pdf
from desktop_app.engines.lanes import WorkerDied


class Remedy(Enum):
    """What a reader can do about a document that is not shown."""

    ATTACH = "attach"
    AGAIN = "again"
    ELSEWHERE = "elsewhere"
    PASSWORD = "password"


class Missing(Exception):
    """The file of a document is not in the library's folder."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence for a reader, and what can be done."""

    sentence: str
    remedy: Remedy


def of(error: BaseException) -> Trouble | None:
    """Give what to say about an error of opening; None for one that nobody expected."""
    if isinstance(error, Missing):
        return Trouble(_tr("This PDF is not where Carrel keeps it."), Remedy.ATTACH)
    if isinstance(error, pdf.PasswordNeeded):
        return Trouble(_tr("This PDF opens with a password."), Remedy.PASSWORD)
    if isinstance(error, pdf.PasswordWrong):
        return Trouble(_tr("That is not its password."), Remedy.PASSWORD)
    if isinstance(error, pdf.NoPages):
        return Trouble(_tr("This PDF has no pages."), Remedy.ATTACH)
    if isinstance(error, pdf.PdfError):
        sentence = _tr("This PDF is damaged, or no PDF at all: it cannot be opened.")
        return Trouble(sentence, Remedy.ELSEWHERE)
    if isinstance(error, TimeoutError):
        return Trouble(_tr("This PDF takes too long to open."), Remedy.AGAIN)
    if isinstance(error, WorkerDied):
        sentence = _tr("The program that draws PDFs for Carrel ended unexpectedly.")
        return Trouble(sentence, Remedy.AGAIN)
    return None


def of_copy(error: BaseException) -> str:
    """Say why an annotated copy could not be written."""
    if isinstance(error, TimeoutError):
        return _tr("The annotated copy was not written: it took too long.")
    detail = error.detail if isinstance(error, pdf.PdfError) and error.detail else str(error)
    return _tr("The annotated copy was not written ({detail}).").format(detail=detail)


def of_marks(error: BaseException) -> str:
    """Say why the annotations of a file could not be read."""
    if isinstance(error, TimeoutError):
        return _tr("The annotations of this file were not read: it took too long.")
    return _tr("The annotations of this file could not be read.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("troubles", text)
