"""The digest of a day: the plan, what is for this reader, and what is new since they were here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from desktop_app.core import citation, reasons, statistics
from desktop_app.core import digest as core
from desktop_app.core.digest import DAY, Digest, Line, Topic
from desktop_app.core.origins import Because, Origin
from desktop_app.core.papers import PaperId
from desktop_app.core.statistics import Figures
from desktop_app.core.streaks import streak
from desktop_app.services import planning, subscribing
from desktop_app.services.subscribing import Matches
from desktop_app.services.suggesting import Ranking, Suggestion
from desktop_app.settings import Settings
from desktop_app.store import deeds, listing, log, papers, plan, queue, review
from desktop_app.store.library import Library
from desktop_app.store.plan import Slot

if TYPE_CHECKING:
    from desktop_app.services.similar import Similar

FOR_YOU = 5
NEW = 10
TRENDING = 5
EACH_TOPIC = 5

TO_COME = "A digest is made for today or a day before it."
TOO_LONG_AGO = "There was no library so long ago. Choose a later day."
NOT_EARLIER = "What is new is new since a day before that of the digest. Choose an earlier one."
_FIRST = date(1970, 1, 20)  # earlier moments are beyond the clocks of some systems

Record = dict[str, Any]


def make(
    library: Library,
    similar: Similar,
    settings: Settings,
    day: date | None = None,
    since: date | None = None,
    *,
    most_new: int = NEW,
) -> Digest:
    """Make the digest of a day (today), new since the day the reader was last here before it.

    It lists at most `most_new` new papers beside those that suit best. A past day has the plan it
    had and what came in until it ended, less what the reader dealt with since. Nothing is written.
    Raises ValueError with a sentence for impossible days.
    """
    day = sensible(library, day, since)
    days = log.days(library, last=day)
    since = since or core.since(day, _visited(library, day, days))
    fresh = _fresh(library, since, day)
    ranking = Ranking(library, similar, day)
    best, ranked = ranking.best(FOR_YOU), ranking.best(most_new + FOR_YOU, fresh)
    matches = subscribing.all_of(library, similar, fresh)
    lines = _Lines(library, settings.words_a_minute, fresh)
    return Digest(
        day,
        since,
        plan=lines.planned(planning.look(library, day, settings.budget, lines.speed), day),
        for_you=lines.suggested(best.found),
        new=lines.new(ranked.found, matches, {found.paper for found in best.found}, most_new),
        new_count=len(fresh),
        trending=lines.trending(),
        topics=tuple(map(lines.topic, matches)),
        reviews=len(review.due(library, settings.reviews_a_day).due)
        if day == library.today()
        else None,
        figures=statistics.total(figures for one, figures in days.items() if one >= since),
        streak=_streak(days, day, settings),
        basis=best.basis,
        indexed=best.indexed,
        total=best.total,
    )


def concise(digest: Digest) -> Digest:
    """Give a digest with as few of its new papers as are listed by default: for a file."""
    return replace(digest, new=digest.new[:NEW])


def sensible(library: Library, day: date | None, since: date | None = None) -> date:
    """Give the day a digest can be made for, today without one. Raises ValueError with a
    sentence."""
    wanted = day or library.today()
    if wanted > library.today():
        raise ValueError(TO_COME)
    if min(wanted, since or wanted) < _FIRST:
        raise ValueError(TOO_LONG_AGO)
    if since is not None and since >= wanted:
        raise ValueError(NOT_EARLIER)
    return wanted


class _Lines:
    """Makes the lines of a digest from what is known of papers."""

    def __init__(self, library: Library, words_a_minute: int, fresh: Iterable[PaperId]) -> None:
        self._library = library
        self._fresh = dict.fromkeys(fresh)
        self.speed = words_a_minute

    def planned(self, slots: Sequence[Slot], day: date) -> tuple[Line, ...]:
        """Give the plan of a day; a due day outweighs whatever else brought a paper there."""
        wanted = [slot.paper for slot in slots]
        entries = {e.paper: e for e in queue.entries(self._library, self.speed, wanted)}
        found = []
        for slot in slots:
            entry = entries.get(slot.paper)
            if entry is not None and entry.due is not None:
                reason = reasons.of_due(entry.due, entry.due_reason, day)
            else:
                reason = reasons.of_plan(slot.reason, slot.since, slot.origin, day)
            found.append((slot.paper, {"reason": reason, "outcome": slot.outcome}))
        return self._make(found)

    def suggested(self, found: Iterable[Suggestion]) -> tuple[Line, ...]:
        """Give suggestions with what each comes from."""
        return self._make([(s.paper, _said(s.origin, s)) for s in found])

    def new(
        self,
        ranked: Sequence[Suggestion],
        matches: Iterable[Matches],
        but: Collection[PaperId],
        most: int,
    ) -> tuple[Line, ...]:
        """Give what is new: best match first, then what was not ranked; less what is shown."""
        names = {paper: one.subscription.name for one in matches for paper in one.papers}
        suggestions = {found.paper: found for found in ranked}
        found: list[tuple[PaperId, Record]] = []
        for paper in [p for p in {**suggestions, **self._fresh} if p not in but][:most]:
            suggestion = suggestions.get(paper)
            origin = suggestion.origin if suggestion else None
            if paper in names:
                origin = Origin(Because.SUBSCRIBED, names[paper])
            found.append((paper, _said(origin, suggestion)))
        return self._make(found)

    def trending(self) -> tuple[Line, ...]:
        """Give those of new papers that most people voted for."""
        best = listing.most_voted(self._library, list(self._fresh), TRENDING)
        return self._make(
            [(paper, {"origin": Origin(Because.VOTED, str(votes))}) for paper, votes in best]
        )

    def topic(self, matches: Matches) -> Topic:
        """Give what is new in a subscription."""
        name = matches.subscription.name
        origin = Origin(Because.SUBSCRIBED, name)
        lines = self._make([(paper, {"origin": origin}) for paper in matches.papers[:EACH_TOPIC]])
        words = matches.subscription.words
        return Topic(name, words, lines, len(matches.papers), matches.ready)

    def _make(self, wanted: Sequence[tuple[PaperId, Record]]) -> tuple[Line, ...]:
        ids = [paper for paper, _ in wanted]
        minutes = queue.estimates(self._library, ids, self.speed)
        rows = {row.id: row for row in listing.rows(self._library, ids)}
        made = []
        for paper, said in wanted:
            row, whole = rows[paper], papers.get(self._library, paper)
            urls = [citation.web_address(whole), *(link.url for link in whole.links)]
            made.append(
                Line(
                    paper,
                    row.key,
                    row.title,
                    row.byline,
                    row.year,
                    minutes[paper],
                    gist=core.gist(whole.abstract),
                    url=next(filter(None, urls), ""),
                    votes=row.votes,
                    fresh=paper in self._fresh,
                    **said,
                )
            )
        return tuple(made)


def _said(origin: Origin | None, suggestion: Suggestion | None) -> Record:
    """Give what a line says of a paper that may have been ranked."""
    said: Record = {"origin": origin, "reason": reasons.of_origin(origin) if origin else None}
    if suggestion:
        said["strength"] = suggestion.strength
        if origin == suggestion.origin:
            said["terms"] = suggestion.why
    return said


def _visited(library: Library, day: date, days: Collection[date]) -> set[date]:
    """Give the days before one on which the reader did something, or had a plan."""
    before = [day - back * DAY for back in range(1, core.LONGEST.days + 1)]
    return {one for one in before if one in days or plan.exists(library, one)}


def _fresh(library: Library, since: date, day: date) -> list[PaperId]:
    """List what came in from the start of one reading day to the end of another and waits to be
    looked at, the last first."""
    start = time(library.rollover_hour)
    came = listing.added(
        library,
        datetime.combine(since, start).astimezone(),
        datetime.combine(day + DAY, start).astimezone(),
    )
    untouched = deeds.untouched(library, came)
    return [paper for paper in came if paper in untouched]


def _streak(days: dict[date, Figures], day: date, settings: Settings) -> int:
    if not settings.streak:
        return 0
    read = {one for one, figures in days.items() if figures.read}
    return streak(read, day, settings.rest_days).length
