from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.formats import digest_html, digest_mail, digest_mark
from tests import digests

AT = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
PAGE = digest_html.write(digests.full()).encode()
MAIL = digest_mail.write(digests.full(), AT)


@pytest.mark.parametrize("made", [PAGE, MAIL])
def test_a_digest_is_known_until_anything_in_it_changes(made: bytes) -> None:
    assert digest_mark.sealed(made)
    assert not digest_mark.sealed(made + b"\n")
    for at in (1, len(made) // 2, len(made) - 2):
        assert not digest_mark.sealed(made[:at] + made[at + 1 :])


@pytest.mark.parametrize(
    "data", [b"", b"Subject: Your Carrel digest\r\n\r\nHi", digest_mark.MARK.encode()]
)
def test_what_only_speaks_of_a_digest_is_none(data: bytes) -> None:
    assert not digest_mark.sealed(data)


def test_a_mark_in_a_letter_of_one_s_own_does_not_hold_for_it() -> None:
    assert not digest_mark.sealed(b"Subject: See below\r\n\r\n" + PAGE)
