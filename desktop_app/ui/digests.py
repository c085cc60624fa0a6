"""The digest in the window: what its rows and its actions do, its files, and subscriptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal

from desktop_app.core.digest import Digest, Line
from desktop_app.core.papers import PaperId
from desktop_app.engines.lanes import Lane
from desktop_app.services import digest as service
from desktop_app.services import digest_files, planning
from desktop_app.store import deeds
from desktop_app.store.subscriptions import Kind
from desktop_app.ui import save_dialog, sentences
from desktop_app.ui.digest.row_deeds import Deed
from desktop_app.ui.digest.rows import Goal
from desktop_app.ui.digest.shown import Shown
from desktop_app.ui.navigation import DIGEST, LIBRARY, REVIEW, TODAY, Place
from desktop_app.ui.save_dialog import Target

if TYPE_CHECKING:
    from desktop_app.ui.digest.feed import DigestFeed
    from desktop_app.ui.digest.panel import DigestPanel
    from desktop_app.ui.digest.section import NewSinceSection
    from desktop_app.ui.digest.subscriptions import SubscriptionsDialog
    from desktop_app.ui.digest.topics import Topics
    from desktop_app.ui.main_window import MainWindow


class DigestActions(QObject):
    """Joins the digest of one window with its papers; ``saved`` carries a file once written."""

    saved = Signal(object)

    def __init__(self, window: MainWindow, feed: DigestFeed, topics: Topics) -> None:
        super().__init__(window)
        self._window, self._feed, self._topics = window, feed, topics
        self._library, self._changes = window.library, window.changes
        self._folder = ""
        self._ending = ""  # of the file that waits for a digest
        self._dialog: SubscriptionsDialog | None = None
        self._join_work()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of the table do, by their names."""
        return {
            "go-digest": self.go,
            "save-digest": lambda: self.save(digest_files.PAGE),
            "mail-digest": lambda: self.save(digest_files.MAIL),
            "subscriptions": self.subscriptions,
            "subscribe": self.subscribe,
            "less-like": lambda: self.less_like(self._window.chosen()),
        }

    def join_section(self, section: NewSinceSection) -> None:
        """Do what is asked for on Today."""
        section.wanted.connect(self.do)
        section.all_wanted.connect(self.go)

    def join_page(self, page: DigestPanel) -> None:
        """Do what is asked for on the page of the digest."""
        page.wanted.connect(self.do)
        page.gone_to.connect(self._follow)
        head, window = page.head, self._window
        head.today_wanted.connect(lambda: window.go(Place(TODAY)))
        head.review_wanted.connect(lambda: window.go(Place(REVIEW)))
        head.subscriptions_wanted.connect(self.subscriptions)
        head.day_wanted.connect(self._ask_day)
        head.page_wanted.connect(lambda: self.save(digest_files.PAGE))
        head.mail_wanted.connect(lambda: self.save(digest_files.MAIL))

    def _join_work(self) -> None:
        window, feed, topics = self._window, self._feed, self._topics
        window.indexer.stored.connect(lambda _: feed.embedded())
        window.indexer.progressed.connect(topics.indexed)
        window.imports.finished.connect(lambda _, result: topics.look_at(result.added))
        window.reader.similar.unwanted.connect(lambda paper: self.less_like([paper]))
        feed.found.connect(topics.look_at_digest)
        feed.found.connect(self._go_on_saving)
        feed.failed.connect(self._stop_saving)
        topics.ready.connect(feed.refresh)
        topics.told.connect(window.status.say)
        topics.failed.connect(lambda error: window.status.say(sentences.of(error)))
        self.saved.connect(lambda file: window.status.say(self.tr("Saved {}").format(file.name)))

    # Papers

    def do(self, deed: Deed, line: Line) -> None:
        """Do to a paper of the digest what its row asks for."""
        if deed is Deed.OPEN:
            self._window.open_paper(line.paper)
        elif deed is Deed.LESS:
            self.less_like([line.paper])
        elif self._put_by(deed, line):
            self._feed.drop([line.paper])

    def _put_by(self, deed: Deed, line: Line) -> bool:
        """Plan or queue a paper; it remembers what brought it up."""
        origins = {line.paper: line.origin} if line.origin else {}
        settings, library = self._window.settings, self._library
        if deed is Deed.PLAN:
            return self._changes.make(
                self.tr("Put on today’s plan"),
                lambda: planning.choose(library, [line.paper], origins),
                shown=self.tr("Put on today’s plan"),
            )
        budget, speed = settings.budget, settings.words_a_minute
        return self._changes.make(
            self.tr("Add to queue"),
            lambda: planning.enqueue(library, [line.paper], budget, speed, origins),
            shown=self.tr("Added to the queue"),
        )

    def less_like(self, papers: Sequence[PaperId]) -> None:
        """See less like papers from now on, or no longer so where that was said of all."""
        if not papers:
            return
        less = not deeds.are_less_like(self._library, papers)
        made = self._changes.make_of(
            self.tr("Less like this") if less else self.tr("No longer less like this"),
            lambda some: deeds.set_less_like(self._library, some, less),
            papers,
            shown=self.tr("You will see less like this")
            if less
            else self.tr("You will see the like of this again"),
        )
        if made and less:
            self._feed.drop(papers)

    # Going places

    def go(self) -> None:
        """Show the page of the digest."""
        self._window.go(Place(DIGEST))

    def _follow(self, goal: Goal) -> None:
        if goal is Goal.SUBSCRIPTIONS:
            self.subscriptions()
        else:
            query = "is:unread" if goal is Goal.UNREAD else ""
            self._window.go(Place(LIBRARY, query))

    def _ask_day(self) -> None:
        from desktop_app.ui.today.day_dialog import DayDialog

        today = self._library.today()
        yesterday = today - timedelta(days=1)
        title = self.tr("New since a day")
        dialog = DayDialog(title, self.tr("Since {}"), today - timedelta(days=365), self._window)
        dialog.calendar.setMaximumDate(QDate(yesterday.year, yesterday.month, yesterday.day))
        shown = self._feed.shown
        dialog.mark(shown.digest.since if shown is not None else yesterday)
        dialog.chosen.connect(self._look_from)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_from(self, day: date) -> None:
        self._feed.look_from(day)

    # Files

    def save(self, ending: str) -> None:
        """Ask where today's digest is to be written, once it is made."""
        self._ending = ending
        self._feed.ask()
        if self._feed.current:
            self._go_on_saving(self._feed.shown)

    def _go_on_saving(self, shown: Shown | None) -> None:
        ending, self._ending = self._ending, ""
        if ending and shown is not None:
            self._ask_file(service.concise(shown.digest), ending)

    def _stop_saving(self, error: BaseException) -> None:
        if self._ending:
            self._ending = ""
            self._window.tell_error(error)

    def _ask_file(self, digest: Digest, ending: str) -> None:
        page = ending == digest_files.PAGE
        target = save_dialog.ask(
            self._window,
            self.tr("Save the digest"),
            Path(self._folder, digest_files.name(digest, ending)),
            self.tr("Web pages (*.html *.htm)") if page else self.tr("Mails (*.eml)"),
            known=(".html", ".htm", ".eml"),
        )
        if target is not None:
            self._folder = str(target.file.parent)
            self._write(digest, target)

    def _write(self, digest: Digest, target: Target) -> None:
        at = datetime.fromisoformat(self._library.now())
        self._window.tasks.start(
            Lane.FILES,
            _save,
            digest,
            target.file,
            at,
            target.force,
            done=lambda _: self.saved.emit(target.file),
            failed=self._window.tell_error,
        )

    # Subscriptions

    def subscriptions(self) -> None:
        """Show the subscriptions."""
        self._show_dialog()

    def subscribe(self) -> None:
        """Offer to subscribe to what the library is searched for."""
        dialog, query = self._show_dialog(), str(self._window.library_panel.query())
        if query:
            dialog.subscribe_to(Kind.SEARCH, query)

    def _show_dialog(self) -> SubscriptionsDialog:
        from desktop_app.ui.digest.subscriptions import SubscriptionsDialog

        if self._dialog is None:
            self._dialog = SubscriptionsDialog(self._changes, self._topics, self._window)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog


def _save(digest: Digest, file: Path, at: datetime, force: bool) -> None:
    digest_files.save(digest, file, at, force=force)
