"""The nearest sentences of what is asked about and each similar paper, found in MODEL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.engines import embedding
from desktop_app.engines.lanes import Lane
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.services.similar_sentences import Pair

FIRST, MORE = 1, 3  # papers compared at once: the reader sees the first row first
SETTLE_MS = 300
LIMIT_S = 180.0


class Sentences(QObject):
    """Compares sentences, some papers at a time from the first row on, and calls `ready`.

    The model is loaded for it only if it is `wanted`; else it is done where the model is warm.
    What was found is kept.
    """

    def __init__(self, tasks: Tasks, ready: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        from desktop_app.services.similar_sentences import Found  # no part of a start

        self._tasks, self._ready = tasks, ready
        self._found = Found()
        self._own = ""
        self._others: Sequence[str] = ()
        self._busy = self._wanted = self._given_up = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._next)

    @property
    def loading(self) -> bool:
        """Whether the reader waits for the model to be loaded."""
        return self._busy and self._wanted and not self._tasks.warm(Lane.MODEL)

    def ask(self, own: str, others: Sequence[str]) -> None:
        """Compare a text with others, if that costs little."""
        if own != self._own:
            self._wanted = False
        self._own, self._others = own, others
        self._settle.start()

    def want(self) -> None:
        """Compare them even if the model has to be loaded."""
        if not self._wanted and not self._given_up and not embedding.missing():
            self._wanted = True
            self._next()

    def pair(self, other: str) -> Pair | None:
        """Give the nearest sentences of another text, where they are worth telling."""
        return self._found.get(self._own, other)

    def _next(self) -> None:
        able = self._wanted or self._tasks.warm(Lane.MODEL)
        lacking = self._found.lacking(self._own, self._others) if self._own else []
        if self._busy or self._given_up or not able or not lacking:
            return
        from desktop_app.services import similar_sentences

        part = lacking[: FIRST if len(lacking) == len(set(self._others)) else MORE]
        own = self._own
        self._busy = True
        # Never cancelled: that would end the worker, and the model would be loaded once more.
        self._tasks.start(
            Lane.MODEL,
            similar_sentences.pairs,
            own,
            part,
            done=lambda pairs: self._keep(own, part, pairs),
            failed=self._give_up,
            timeout=LIMIT_S,
        )
        if self.loading:
            self._ready()

    def _keep(self, own: str, part: Sequence[str], pairs: Sequence[Pair | None]) -> None:
        self._busy = False
        self._found.add(own, dict(zip(part, pairs, strict=True)))
        if own == self._own:
            self._ready()
        self._next()

    def _give_up(self, _: BaseException) -> None:
        """Do without, for the terms tell enough; the job that embeds says what is wrong."""
        self._busy, self._given_up = False, True
        self._ready()
