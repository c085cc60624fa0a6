"""Acts on all papers of a library, in a window of its own process; prints one line of JSON.

``python -m tests.benchmarks.act_driver FOLDER`` acts on the library in a folder, which it may
change, and says how long each act took and how long the event loop stood still at most meanwhile.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.picker import Picker
from tests.benchmarks.driver import _memory, say
from tests.benchmarks.import_driver import SETTLING_MS, Opened, Pulse, _wait

TAG = "made up"


class Acting:
    """Does one thing after the other, and keeps the pauses and the seconds of each."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.pulse = Pulse("before")
        self.seconds: dict[str, float] = {}

    def do(self, name: str, act: Callable[[], object]) -> None:
        """Do something and wait until all that follows from it has settled."""
        self.pulse.begin(name)
        began = time.perf_counter()
        act()
        while self.window.changes.busy:
            _wait(20)
        self.seconds[name] = time.perf_counter() - began
        _wait(SETTLING_MS)
        self.pulse.begin("between")

    def trigger(self, name: str) -> None:
        """Trigger an action of the window."""
        self.window.actions_table[name].trigger()

    def tag(self) -> None:
        """Tag what is selected, as the picker that the action opens would."""
        self.trigger("tag")
        picker = self.window.findChildren(Picker)[-1]
        picker.chosen.emit(TAG)
        picker.close()


def main(folder: Path) -> None:
    """Select all papers; tag, end and bin them, and take each back."""
    opened = Opened(folder)
    window = opened.window
    window.actions_table["go-library"].trigger()
    _wait(2 * SETTLING_MS)
    acting = Acting(window)
    listing = window.library_panel.list
    for what, act in (
        ("tag", acting.tag),
        ("queue", lambda: acting.trigger("queue")),
        ("done", lambda: acting.trigger("done")),
        ("bin", lambda: acting.trigger("bin")),
    ):
        listing.setFocus()
        acting.do("select", listing.selectAll)
        selected = len(listing.selected())
        acting.do(what, act)
        acting.do(f"undo {what}", lambda: acting.trigger("undo"))
    assert opened.garbage is not None
    say(
        papers=selected,
        seconds=acting.seconds,
        stalls={name: max(pauses, default=0) for name, pauses in acting.pulse.pauses.items()},
        over_50={name: sum(p > 50 for p in all_) for name, all_ in acting.pulse.pauses.items()},
        memory=_memory(),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
