import hashlib
import io
from pathlib import Path

import pytest

from desktop_app.store import files


def test_a_file_is_kept_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    kept = files.take_in(tmp_path, io.BytesIO(b"abc"))

    assert kept.hash == hashlib.sha256(b"abc").hexdigest()
    assert (kept.bytes, kept.known) == (3, False)
    file = files.path(tmp_path, kept.hash)
    assert file.read_bytes() == b"abc"
    assert not file.stat().st_mode & 0o222


def test_the_same_bytes_are_known(tmp_path: Path) -> None:
    files.take_in(tmp_path, io.BytesIO(b"abc"))
    assert files.take_in(tmp_path, io.BytesIO(b"abc")).known
    assert len(list((tmp_path / files.FOLDER).rglob("*.*"))) == 1


def test_a_file_cut_short_on_the_disk_is_replaced(tmp_path: Path) -> None:
    kept = files.take_in(tmp_path, io.BytesIO(b"abc"))
    file = files.path(tmp_path, kept.hash)
    file.chmod(0o644)
    file.write_bytes(b"a")

    assert not files.take_in(tmp_path, io.BytesIO(b"abc")).known
    assert file.read_bytes() == b"abc"


def test_a_source_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        files.take_in(tmp_path, Failing())
    assert list((tmp_path / files.FOLDER).iterdir()) == []


def test_sweeping_spares_what_is_wanted_and_what_is_young(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, other = (files.take_in(tmp_path, io.BytesIO(b)).hash for b in (b"abc", b"def"))
    assert files.sweep(tmp_path, [wanted]) == 0

    monkeypatch.setattr(files, "YOUNG_S", -1.0)
    assert files.sweep(tmp_path, [wanted]) == 1
    assert files.path(tmp_path, wanted).exists()
    assert not files.path(tmp_path, other).exists()
