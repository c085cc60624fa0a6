"""What the window asks and tells: settings, imports, copies, commands, adding by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app import settings as settings_file
from desktop_app.store import backup, identity, organise, papers, sources
from desktop_app.ui.app import App
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.details import AddDialog
from desktop_app.ui.widgets.choice import Choice
from desktop_app.ui.widgets.palette import Palette
from desktop_app.ui.widgets.picker import Picker
from tests import build


def dialog(window: MainWindow, kind: type) -> object:
    found = [d for d in window.findChildren(kind) if d.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def test_a_setting_is_in_force_at_once_and_kept(window: MainWindow, app: App) -> None:
    window.dialogs.change_settings(colour_names=("A", "B", "C", "D", "E"), reading_size=20)
    assert app.settings.reading_size == 20
    assert settings_file.load().settings.colour_names == ("A", "B", "C", "D", "E")


def test_the_reading_text_grows_within_bounds(window: MainWindow) -> None:
    for _ in range(40):
        window.actions_table["larger"].trigger()
    assert window.settings.reading_size == 28
    window.actions_table["usual-size"].trigger()
    assert window.settings.reading_size == 17


def test_a_paper_is_added_by_hand_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["add-by-hand"].trigger()
    form = dialog(window, AddDialog)
    assert isinstance(form, AddDialog)
    form.add.click()
    assert "title" in form.form.problem.text()
    form.form.title.setText("On reading")
    form.form.authors.setText("Virginia Woolf; Hermione Lee")
    form.form.year.setText("1932")
    form.add.click()
    found = identity.resolve(
        window.library, window.library.db.conn.execute("SELECT key FROM paper").fetchone()[0]
    )
    assert found is not None
    added = papers.get(window.library, found)
    assert (added.title, added.year, len(added.authors)) == ("On reading", 1932, 2)
    assert window.reader.paper == found
    window.undoing.undo()
    assert papers.count(window.library) == 0


def test_the_same_paper_is_not_added_twice(window: MainWindow) -> None:
    build.add(window.library, build.draft("On reading"))
    window.actions_table["add-by-hand"].trigger()
    form = dialog(window, AddDialog)
    assert isinstance(form, AddDialog)
    form.form.title.setText("On Reading")
    form.form.authors.setText("Ann Lee")
    form.form.abstract.setPlainText(build.ABSTRACT)
    form.add.click()
    assert "already" in form.form.problem.text()
    assert papers.count(window.library) == 1


def test_an_import_is_undone_from_the_menu_after_a_restart(
    app: App, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    build.add(window.library, build.draft("One"), build.draft("Two"))
    folder = window.library.path
    assert app.open(tmp_path / "other")
    assert app.open(folder)
    assert app.window is not None
    again = app.window
    again.actions_table["undo-import"].trigger()
    choice = dialog(again, Choice)
    assert isinstance(choice, Choice)
    assert " · 2 papers · " in choice.list.item(0).text()
    with qtbot.waitSignal(again.imports.undone, timeout=10_000):
        choice.accept()
    assert papers.count(again.library) == 0
    assert sources.imports(again.library) == []


def test_tags_are_ticked_and_made_in_the_picker(window: MainWindow, qtbot: QtBot) -> None:
    (paper,) = build.add(window.library, build.draft("One"))
    window.open_paper(paper)
    window.actions_table["tag"].trigger()
    picker = dialog(window, Picker)
    assert isinstance(picker, Picker)
    field = picker.findChild(QLineEdit)
    qtbot.keyClicks(field, "theory")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [t.name for t in organise.tags_of(window.library, paper)] == ["theory"]
    qtbot.keyClicks(field, "theory")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert organise.tags_of(window.library, paper) == []


def test_the_palette_runs_an_action_and_opens_a_paper(window: MainWindow, qtbot: QtBot) -> None:
    first, second = build.add(
        window.library, build.draft("Slow gradients"), build.draft("Quick lunches")
    )
    window.open_paper(first)
    window.actions_table["palette"].trigger()
    palette = window.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.field, "add to queue")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert papers.get(window.library, first).state == "queued"
    window.actions_table["palette"].trigger()
    qtbot.keyClicks(palette.field, "lunches")
    qtbot.waitUntil(lambda: palette.current() is not None)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.reader.paper == second


def test_a_copy_is_restored_and_the_library_kept(
    app: App, window: MainWindow, qtbot: QtBot
) -> None:
    build.add(window.library, build.draft("One"), build.draft("Two"))
    taken = backup.take(window.library.db.conn, window.library.path, datetime.now(UTC))
    with window.library.change("Tag"):
        organise.tag(window.library, sources.papers_of(window.library, sources.SourceId(1)), "late")
    window.restore_wanted.emit(taken)
    qtbot.waitUntil(lambda: app.window is not None and app.window is not window)
    assert app.window is not None
    assert papers.count(app.window.library) == 2
    assert organise.tags(app.window.library) == []
    assert list(app.window.library.path.glob("backups/*replaced*"))


def test_an_unknown_error_is_shown_and_the_window_stays(app: App, window: MainWindow) -> None:
    app.unexpected(ZeroDivisionError, ZeroDivisionError("oh"), None)
    assert "ZeroDivisionError" in window.desk.error_bar.sentence
    assert window.isVisible()


def test_a_small_window_folds_the_sidebar(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(QSize(1000, 700))
    qtbot.waitUntil(lambda: window.sidebar.width() < 100)
    window.resize(QSize(1400, 800))
    qtbot.waitUntil(lambda: window.sidebar.width() > 150)


def test_plurals_are_spelt_out(qapp: QApplication, window: MainWindow) -> None:
    window.papers_in.tell_undone(1)
    assert window.status.sentence() == "1 paper moved to the bin"
    window.papers_in.tell_undone(3)
    assert window.status.sentence() == "3 papers moved to the bin"
