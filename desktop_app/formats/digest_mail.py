"""The digest as the draft of a mail (RFC 5322), for the reader's own mail program to open."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from desktop_app.core.digest import Digest
from desktop_app.formats import digest_html, digest_mark, digest_text
from desktop_app.formats import digest_words as words

# Of a domain that no mail ever goes to (RFC 2606); the mail program puts its reader's own there.
_FROM = "Carrel <carrel@localhost.invalid>"

_ENCODING = "quoted-printable"  # short lines of ASCII, which every mail program reads


def write(digest: Digest, at: datetime) -> bytes:
    """Write a digest as an ``.eml`` file made at a moment: as text, and as a page beside it."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Carrel: {words.title(digest)}"
    mail["From"] = _FROM
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{digest.day.isoformat()}.{at:%H%M%S}@localhost.invalid>"
    mail["X-Mailer"] = digest_mark.MARK
    mail["X-Unsent"] = "1"  # opened as a draft
    mail.set_content(digest_text.write(digest), cte=_ENCODING)
    mail.add_alternative(digest_html.write(digest), subtype="html", cte=_ENCODING)
    return digest_mark.seal(mail.as_bytes())
