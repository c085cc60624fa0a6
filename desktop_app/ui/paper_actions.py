"""What the actions of the Paper menu do to the chosen papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.core.papers import PaperId
from desktop_app.services import planning
from desktop_app.services.bulk import Work
from desktop_app.settings import Settings
from desktop_app.store import organise, papers, plan, queue
from desktop_app.ui.changes import Changes
from desktop_app.ui.widgets.picker import Picker


class PaperActions(QObject):
    """Acts on the papers that `chosen` gives, be they ever so many, each act one change."""

    def __init__(
        self,
        changes: Changes,
        chosen: Callable[[], Sequence[PaperId]],
        settings: Callable[[], Settings],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._changes, self._chosen, self._settings = changes, chosen, settings
        self._window = window
        self._library = changes.library

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "queue": self.queue,
            "unqueue": self._unqueue,
            "done": self._done,
            "unread": self._unread,
            "off-today": self._off_today,
            "drop": self._drop,
            "star": self._star,
            "tag": self._tag,
            "collect": self._collect,
            "bin": self._bin,
            "restore": self._restore,
        }

    def queue(self, chosen: Sequence[PaperId] = ()) -> None:
        """Put papers into the queue, and onto today's plan while it has room."""
        wanted, settings = chosen or self._chosen(), self._settings()
        queueing = planning.Queueing(self._library, settings.budget, settings.words_a_minute)
        self._make(
            self.tr("Add to queue"),
            queueing.add,
            wanted,
            self.tr("%n paper(s) added to the queue", "", len(wanted)),
        )

    def _unqueue(self) -> None:
        wanted = self._chosen()
        self._make(
            self.tr("Take out of the queue"),
            lambda some: queue.remove(self._library, some),
            wanted,
            self.tr("Taken out of the queue"),
        )

    def _done(self) -> None:
        wanted = self._chosen()
        self._make(
            self.tr("Done"),
            lambda some: queue.done(self._library, some),
            wanted,
            self.tr("%n paper(s) done", "", len(wanted)),
        )

    def _unread(self) -> None:
        wanted = self._chosen()
        said = self.tr("%n paper(s) marked as unread", "", len(wanted))
        self._make(
            self.tr("Mark as unread"), lambda some: queue.reopen(self._library, some), wanted, said
        )

    def _off_today(self) -> None:
        slots = plan.of(self._library, self._library.today())
        planned = {slot.paper for slot in slots if slot.outcome is None}
        wanted = [p for p in self._chosen() if p in planned]
        self._make(
            self.tr("Take off today’s plan"),
            lambda some: queue.take_off(self._library, some),
            wanted,
            self.tr("Taken off today’s plan; it stays in the queue"),
        )

    def _drop(self) -> None:
        wanted = self._chosen()
        self._make(
            self.tr("Drop"),
            lambda some: queue.drop(self._library, some),
            wanted,
            self.tr("%n paper(s) dropped", "", len(wanted)),
        )

    def _star(self) -> None:
        wanted = self._chosen()
        starred = papers.are_starred(self._library, wanted)
        self._make(
            self.tr("Take the star away") if starred else self.tr("Star"),
            lambda some: papers.star(self._library, some, not starred),
            wanted,
        )

    def _bin(self) -> None:
        wanted = self._chosen()[::-1]  # the paper that is read stays so for as long as it can
        self._make(
            self.tr("Move to the bin"),
            lambda some: papers.put_in_bin(self._library, some),
            wanted,
            self.tr("%n paper(s) moved to the bin", "", len(wanted)),
        )

    def _restore(self) -> None:
        wanted = self._chosen()
        self._make(
            self.tr("Bring back from the bin"),
            lambda some: papers.take_from_bin(self._library, some),
            wanted,
            self.tr("%n paper(s) brought back", "", len(wanted)),
        )

    def _tag(self) -> None:
        wanted = list(self._chosen())
        if not wanted:
            return
        everywhere = organise.tags_of_all(self._library, wanted)
        picker = Picker(self.tr("Tag"), self.tr("Type a tag, new or old"), self._window)
        for tag in organise.tags(self._library, counted=False):
            picker.offer(tag.name, ticked=tag.id in everywhere)
        picker.chosen.connect(lambda name: self._put_tag(wanted, name))
        picker.unchosen.connect(lambda name: self._take_tag(wanted, name))
        picker.open()

    def _put_tag(self, wanted: Sequence[PaperId], name: str) -> None:
        self._make(
            self.tr("Tag with {name}").format(name=name),
            lambda some: organise.tag(self._library, some, name),
            wanted,
        )

    def _take_tag(self, wanted: Sequence[PaperId], name: str) -> None:
        tags = organise.tags(self._library, counted=False)
        tag = next(t.id for t in tags if t.name == name)
        self._make(
            self.tr("Take a tag away"),
            lambda some: organise.untag(self._library, some, tag),
            wanted,
        )

    def _collect(self) -> None:
        wanted = list(self._chosen())
        if not wanted:
            return
        everywhere = organise.collections_of_all(self._library, wanted)
        picker = Picker(
            self.tr("Collections"), self.tr("Type a collection, new or old"), self._window
        )
        for collection in organise.collections(self._library, counted=False):
            picker.offer(collection.name, ticked=collection.id in everywhere)
        picker.chosen.connect(lambda name: self._put_in_collection(wanted, name))
        picker.unchosen.connect(lambda name: self._take_out(wanted, name))
        picker.open()

    def _put_in_collection(self, wanted: Sequence[PaperId], name: str) -> None:
        def collect(some: Sequence[PaperId]) -> None:
            known = self._collection(name)
            collection = known or organise.add_collection(self._library, name)
            organise.collect(self._library, some, collection)

        self._make(self.tr("Add to {name}").format(name=name), collect, wanted)

    def _take_out(self, wanted: Sequence[PaperId], name: str) -> None:
        collection = self._collection(name)
        if collection is not None:
            self._make(
                self.tr("Take out of {name}").format(name=name),
                lambda some: organise.uncollect(self._library, some, collection),
                wanted,
            )

    def _collection(self, name: str) -> organise.CollectionId | None:
        listed = organise.collections(self._library, counted=False)
        return next((c.id for c in listed if c.name == name), None)

    def _make(self, label: str, work: Work, wanted: Sequence[PaperId], shown: str = "") -> None:
        if wanted:
            self._changes.make_of(label, work, wanted, shown=shown)
