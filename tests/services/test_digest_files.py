from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.formats import digest_html, digest_mail
from desktop_app.services import digest_files
from desktop_app.services.outgoing import NotOurs
from tests import digests

AT = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.html", digest_html.write(digests.full()).encode()),
        ("A.HTM", digest_html.write(digests.full()).encode()),
        ("deep/er/a.eml", None),
    ],
)
def test_the_ending_says_what_is_written(tmp_path: Path, name: str, made: bytes | None) -> None:
    digest_files.save(digests.full(), tmp_path / name, AT)
    written = (tmp_path / name).read_bytes()
    if made is None:
        heads = digest_mail.write(digests.full(), AT).partition(b"X-Mailer")[0]
        assert written.startswith(heads)  # what follows has a boundary of its own
    else:
        assert written == made


def test_any_other_ending_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\(\.html\)"):
        digest_files.save(digests.full(), tmp_path / "a.pdf", AT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [digest_files.PAGE, digest_files.MAIL])
def test_a_digest_is_replaced_and_nothing_else(tmp_path: Path, ending: str) -> None:
    file = tmp_path / digest_files.name(digests.empty(), ending)
    digest_files.save(digests.empty(), file, AT)
    before = file.read_bytes()
    digest_files.save(digests.full(), file, AT)
    assert file.read_bytes() != before
    file.write_text("mine")
    with pytest.raises(NotOurs):
        digest_files.save(digests.full(), file, AT)
    assert file.read_text() == "mine"
    digest_files.save(digests.full(), file, AT, force=True)
    assert file.read_text("utf-8") != "mine"


@pytest.mark.parametrize("ending", [digest_files.PAGE, digest_files.MAIL])
def test_a_digest_that_the_reader_changed_is_kept(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    digest_files.save(digests.empty(), file, AT)
    changed = file.read_bytes().replace(b"Nothing planned", b"Nothing planned, at last")
    file.write_bytes(changed)
    with pytest.raises(NotOurs):
        digest_files.save(digests.full(), file, AT)
    assert file.read_bytes() == changed


def test_a_letter_that_speaks_of_a_digest_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text("Subject: Your Carrel digest\n\nHi")
    with pytest.raises(NotOurs):
        digest_files.save(digests.full(), file, AT)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    os.mkfifo(file)
    with pytest.raises(NotOurs):
        digest_files.save(digests.full(), file, AT)


def test_as_plain_values() -> None:
    record = json.loads(json.dumps(digest_files.record(digests.full())))
    assert (record["day"], record["since"]) == ("2026-11-23", "2026-11-21")
    [paper] = record["for_you"]
    assert paper["strength"] == 4
    assert paper["reason"].startswith("Because you highlighted")
    assert record["plan"][0]["outcome"] == "done"
    assert [topic["ready"] for topic in record["subscriptions"]] == [True, False, True]
    assert record["read"] == {"minutes": 34, "done": 2, "highlights": 5, "reviews": 8}
