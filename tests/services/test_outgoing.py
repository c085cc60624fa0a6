from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services import outgoing
from desktop_app.services.outgoing import FileInPlace, FolderInPlace, NotOurs, NotWritten, Shelf


def made_of(file: Path) -> str | None:
    """Take the words after the first for what a file was made of."""
    head, _, ident = file.read_text().partition(" ") if file.is_file() else ("", "", "")
    return ident if head == "ours" else None


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, ".md", made_of)


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("before")
    outgoing.write(target, "ä".encode())
    assert target.read_text("utf-8") == "ä"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "a.md"
    target.write_text("before")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritten) as caught:
        outgoing.write(target, b"after")
    assert (caught.value.path, caught.value.detail) == (target, "No space left on device")
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_places_that_cannot_be(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.md").mkdir()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(FileInPlace):
            outgoing.make_folder(folder)
    with pytest.raises(NotWritten):
        outgoing.make_folder(tmp_path / ("x" * 300))
    with pytest.raises(NotWritten):
        outgoing.make_folder(tmp_path / "nul\x00")
    with pytest.raises(NotWritten):
        outgoing.write(tmp_path / "no" / "such.md", b"")
    with pytest.raises(FolderInPlace):
        shelf.place("folder.md", "k1")


def test_names_that_meet_are_told_apart(shelf: Shelf) -> None:
    names = [shelf.name(words, key, key) for words, key in (("A b", "k1"), ("a B", "k2"), ("", ""))]
    assert names == ["A b.md", "a B k2.md", "_.md"]


def test_a_name_is_kept(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "A.md").write_text("ours k2")
    (tmp_path / "A k3.md").write_text("ours k3")
    names = {key: shelf.name("A", key, key) for key in ("k1", "k2", "k3")}
    assert names == {"k1": "A k1.md", "k2": "A.md", "k3": "A k3.md"}


def test_what_another_program_made_stays(tmp_path: Path, shelf: Shelf) -> None:
    file = tmp_path / "A.md"
    file.write_text("mine")
    name = shelf.name("A", "k1", "k1")
    assert name == "A.md"
    with pytest.raises(NotOurs) as caught:
        shelf.place(name, "k1")
    assert caught.value.path == file
    assert Shelf(tmp_path, ".md", made_of, force=True).place(name, "k1") == file
    file.write_text("ours k1")
    assert shelf.place(name, "k1") == file


def test_a_link_that_leads_nowhere_stays(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "A.md").symlink_to(tmp_path / "gone")
    with pytest.raises(NotOurs):
        shelf.place("A.md", "k1")
