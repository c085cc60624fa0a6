"""PDFs as papers: what the first pages and the metadata of a file tell, read in a worker."""

from __future__ import annotations

from pathlib import Path

from desktop_app.core import title_page
from desktop_app.core.papers import Draft, Problem
from desktop_app.engines import pdf_head
from desktop_app.engines.lanes import ProcessLane, WorkerDied
from desktop_app.engines.pdf_files import NoPages, PasswordNeeded, PasswordWrong, PdfError

LIMIT_S = 5.0  # for one file; most take a tenth of a second

LOCKED = "this file opens only with a password; only its name is known"
NO_PAGES = "this file has no pages; only its name is known"
BROKEN = "this file does not open ({detail}); only its name is known"
TOO_SLOW = "reading this file took longer than {seconds:g} seconds; only its name is known"
DIED = "the program that reads this file ended unexpectedly; only its name is known"
_UNREADABLE = "it cannot be read"


def read(
    lane: ProcessLane, file: Path, name: str, timeout: float = LIMIT_S
) -> tuple[Draft, Problem | None]:
    """Describe the paper in a PDF that is called `name`; `timeout` is in seconds.

    Where the file cannot be read the draft knows its name only, and the problem tells why.
    """
    try:
        draft = lane.submit(pdf_head.describe, str(file), "", name, timeout=timeout).result()
    except (PdfError, TimeoutError, WorkerDied) as e:
        return unread(name, e, timeout)
    return draft, None


def unread(name: str, error: BaseException, timeout: float = LIMIT_S) -> tuple[Draft, Problem]:
    """Describe the paper in a PDF of which the worker gave but an error; raises any other."""
    if not isinstance(error, PdfError | TimeoutError | WorkerDied):
        raise error
    return title_page.named(name), Problem(None, _reason(error, timeout), kept=True)


def _reason(error: Exception, timeout: float) -> str:
    if isinstance(error, PasswordNeeded | PasswordWrong):
        return LOCKED
    if isinstance(error, NoPages):
        return NO_PAGES
    if isinstance(error, TimeoutError):
        return TOO_SLOW.format(seconds=timeout)
    if isinstance(error, WorkerDied):
        return DIED
    return BROKEN.format(detail=getattr(error, "detail", "") or _UNREADABLE)
