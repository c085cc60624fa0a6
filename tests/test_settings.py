from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import paths, settings
from desktop_app.core.queue import Budget
from desktop_app.settings import Loaded, Settings


def test_without_a_file_all_is_as_by_default() -> None:
    assert settings.load() == Loaded(Settings())
    assert not paths.settings().exists()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    wanted = Settings(
        theme="dark",
        reading_font="Literata “9”",
        reading_size=20,
        rollover_hour=0,
        words_a_minute=300,
        papers_a_day=0,
        minutes_a_day=45,
        reviews_a_day=0,
        streak=False,
        rest_days=1,
        colour_names=("A", "B", "C", "D", "É"),
        library=tmp_path / "my library",
        similar_folded=True,
    )

    settings.save(wanted)

    assert settings.load() == Loaded(wanted)
    assert [f.name for f in paths.settings().parent.iterdir()] == ["settings.toml"]


def test_the_default_settings_come_back() -> None:
    settings.save(Settings())

    assert settings.load().settings == Settings()


def test_wrong_values_fall_back_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'theme = "purple"\nreading_font = 3\nreading_size = true\nrollover_hour = 24\n'
        'words_a_minute = "fast"\npapers_a_day = -1\nminutes_a_day = 30\n'
        'reviews_a_day = -5\nstreak = "yes"\nrest_days = 7\n'
        'colour_names = ["A", "B"]\nlibrary = 7\nsimilar_folded = 1\nunknown = 1\n'
    )

    assert settings.load(file) == Loaded(Settings(minutes_a_day=30))


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe\x00"])
def test_a_broken_file_is_set_aside(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(data)

    loaded = settings.load(file)

    assert loaded == Loaded(Settings(), tmp_path / "settings.toml.broken")
    assert (tmp_path / "settings.toml.broken").read_bytes() == data
    assert not file.exists()


def test_a_folder_in_its_place_is_no_crash(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Loaded(Settings())


@given(st.binary())
def test_any_file_is_loaded(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(data)

    assert settings.load(file).settings.theme in settings.THEMES


def test_no_bound_is_nothing() -> None:
    assert Settings().budget == Budget(4, None)
    assert Settings(papers_a_day=0, minutes_a_day=30).budget == Budget(None, 30)


def test_one_folder_for_everything(home: Path) -> None:
    assert paths.library() == home / "library"
    assert paths.settings() == home / "settings.toml"
    assert paths.cache() == home / "cache"
    assert paths.logs() == home / "logs"


def test_the_folders_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARREL_HOME")

    for place in (paths.library(), paths.settings(), paths.cache(), paths.logs()):
        assert "carrel" in place.parts
        assert place.is_absolute()
