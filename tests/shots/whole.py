"""The whole library as plain files: on its way out, and built again."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.ui.build_dialog import BuildDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import LIBRARY, Place
from tests.shots.scenes import Shoot
from tests.shots.waiting import until, wait


def tour(window: MainWindow, home: Path, shoot: Shoot) -> None:
    """Export the library, be told of other files, and be asked where to build one."""
    window.go(Place(LIBRARY))
    whole, size = window.whole_library, window.size()
    target = home / "Plain files"
    shutil.rmtree(target, ignore_errors=True)
    whole._name = whole.tr("Exporting the whole library")
    whole._show(1204, 3461)
    shoot("whole-progress")
    whole._export(target)
    until(lambda: not whole._stepping.busy)
    shoot("whole-exported")
    window.status.quieten()
    whole._export(home)
    until(window.desk.error_bar.isVisible)
    shoot("whole-other-files")
    window.desk.error_bar.dismiss()
    window.imports.bring_in([target])
    until(window.desk.error_bar.isVisible)
    wait(100)
    shoot("whole-dropped")
    window.resize(560, 640)
    wait(300)
    shoot("whole-dropped-tiny")
    window.resize(size)
    window.desk.error_bar.dismiss()
    whole.ask_place(target)
    until(lambda: any(d.isVisible() for d in window.findChildren(BuildDialog)))
    wait(200)
    [dialog] = (d for d in window.findChildren(BuildDialog) if d.isVisible())
    shoot("whole-build", dialog)
    dialog._move(str(home))
    dialog.go.click()
    wait(100)
    shoot("whole-build-refused", dialog)
    dialog.reject()
