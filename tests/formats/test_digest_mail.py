from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage

from desktop_app.formats import digest_html, digest_mail, digest_text
from tests import digests

AT = datetime(2026, 11, 23, 8, 15, tzinfo=timezone(timedelta(hours=1)))


def _parsed(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail.defects == []
    return mail


def test_it_opens_as_a_draft_with_proper_heads() -> None:
    mail = _parsed(digest_mail.write(digests.full(), AT))
    assert mail["Subject"] == "Carrel: Monday 23 November 2026"
    assert mail["X-Unsent"] == "1"
    assert mail["Date"].datetime == AT
    assert mail["MIME-Version"] == "1.0"
    assert mail["From"].addresses[0].domain.endswith(".invalid")
    assert mail["To"] is None
    assert mail["Message-ID"]


def test_it_is_the_text_and_the_page() -> None:
    made = digests.full()
    mail = _parsed(digest_mail.write(made, AT))
    assert mail.get_content_type() == "multipart/alternative"
    text, page = mail.iter_parts()
    assert [p.get_content_type() for p in (text, page)] == ["text/plain", "text/html"]
    assert {p.get_content_charset() for p in (text, page)} == {"utf-8"}
    assert text.get_content().replace("\r\n", "\n") == digest_text.write(made)
    assert page.get_content().replace("\r\n", "\n") == digest_html.write(made)


def test_lines_are_short_and_end_as_mail_wants() -> None:
    data = digest_mail.write(digests.full(), AT)
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_the_same_moment_gives_the_same_heads() -> None:
    one, other = (_parsed(digest_mail.write(digests.empty(), AT.astimezone(UTC))) for _ in "ab")
    assert one["Message-ID"] == other["Message-ID"]
    assert one["Date"] == other["Date"]
