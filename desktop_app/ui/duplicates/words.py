"""What is said of papers that may be one work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.core.works import Reason, Relation
from desktop_app.services.duplicates import Group
from desktop_app.ui import phrases
from desktop_app.ui.duplicates.candidate import Candidate
from desktop_app.ui.duplicates.decision import Decision, Deed

translate = QCoreApplication.translate


def relation(found: Relation) -> str:
    """Say what papers are to each other, as the verb ``duplicates`` does."""
    return {
        Relation.SAME: translate("duplicates", "the same work"),
        Relation.VERSION: translate("duplicates", "versions of one work"),
        Relation.MAYBE: translate("duplicates", "maybe one work"),
    }[found]


def reason(found: Reason) -> str:
    """Say what papers have in common, as the verb ``duplicates`` does."""
    return {
        Reason.DOI: translate("duplicates", "the same DOI"),
        Reason.ARXIV: translate("duplicates", "the same arXiv identifier"),
        Reason.TITLE: translate("duplicates", "the same title"),
        Reason.NEAR_TITLE: translate("duplicates", "nearly the same title"),
    }[found]


def verdict(group: Group) -> str:
    """Say what a group is, and why."""
    said = f"{relation(group.relation)}: {reason(group.reason)}"
    return f"{said[0].upper()}{said[1:]}"


def meta(group: Group) -> str:
    """Say what a group is and how many papers it has, in one line of the list."""
    said = reason(group.reason)
    return f"{said[0].upper()}{said[1:]} · {phrases.papers(len(group.papers))}"


def summary(groups: Sequence[Group]) -> str:
    """Count groups by what they are."""
    one, many = translate("duplicates", "1 group"), translate("duplicates", "{} groups")
    count = _counted(len(groups), one, many)
    numbers = Counter(group.relation for group in groups)
    order = [found for found in (Relation.SAME, Relation.VERSION, Relation.MAYBE) if numbers[found]]
    if len(order) == 1:
        return f"{count}: {relation(order[0])}"
    parts = [f"{phrases.number(numbers[found])} {relation(found)}" for found in order]
    return f"{count}: {', '.join(parts)}"


def consequence(count: int) -> str:
    """Say what merging so many papers does."""
    if count == 2:
        return translate(
            "duplicates",
            "Keeps every highlight, note, tag, document and queue entry of both. Links to either"
            " lead to the one kept.",
        )
    return translate(
        "duplicates",
        "Keeps every highlight, note, tag, document and queue entry of all. Links to any of them"
        " lead to the one kept.",
    )


def who(candidate: Candidate) -> str:
    """Say who wrote a paper, when and where."""
    row = candidate.row
    byline = row.byline or translate("duplicates", "No author yet")
    return " · ".join(filter(None, (byline, str(row.year or ""), row.venue)))


def identifiers(candidate: Candidate, today: date) -> str:
    """Say what a paper is found by, and since when and from where it is there."""
    row, work = candidate.row, candidate.work
    day = phrases.calendar_day(row.added_at.astimezone().date(), today)
    if row.source:
        added = translate("duplicates", "added {day} from {source}")
        added = added.format(day=day, source=row.source)
    else:
        added = translate("duplicates", "added {day}").format(day=day)
    doi = f"doi:{work.doi}" if work.doi else ""
    arxiv = f"arXiv:{work.arxiv}" if work.arxiv else ""
    return " · ".join(filter(None, (doi, arxiv, added)))


def holds(candidate: Candidate) -> str:
    """Say what of the reader's is with a paper."""
    said = " · ".join(_holds(candidate))
    return said or translate("duplicates", "No highlights, notes or documents")


def _holds(candidate: Candidate) -> Iterator[str]:
    row = candidate.row
    if row.highlights:
        one, many = translate("duplicates", "1 highlight"), translate("duplicates", "{} highlights")
        yield _counted(row.highlights, one, many)
    if row.has_note:
        yield translate("duplicates", "a note")
    if row.documents:
        one, many = translate("duplicates", "1 document"), translate("duplicates", "{} documents")
        yield _counted(row.documents, one, many)
    if row.tags:
        one, many = translate("duplicates", "1 tag"), translate("duplicates", "{} tags")
        yield _counted(len(row.tags), one, many)
    if row.starred:
        yield translate("duplicates", "starred")
    if candidate.is_queued:
        yield translate("duplicates", "queued")


def kept() -> str:
    """Say of a paper that it is the one to be kept."""
    return translate("duplicates", "Kept")


def left_out() -> str:
    """Say of a paper that nothing is done with it."""
    return translate("duplicates", "Left out")


def leave_out() -> str:
    """Name what leaves a paper out."""
    return translate("duplicates", "Leave out")


def label(deed: Deed) -> str:
    """Name a deed as undo does."""
    return {
        Deed.MERGE: translate("duplicates", "Merge papers"),
        Deed.VERSIONS: translate("duplicates", "Link versions"),
        Deed.DIFFERENT: translate("duplicates", "Different works"),
    }[deed]


def done(decision: Decision, title: str) -> str:
    """Tell what was decided; `title` is that of the kept paper."""
    count = 1 + len(decision.others)
    if decision.deed is Deed.MERGE:
        said = translate("duplicates", "{papers} merged into “{title}”")
        return said.format(papers=phrases.papers(count - 1), title=title)
    if decision.deed is Deed.VERSIONS:
        said = translate("duplicates", "{papers} are versions of one work")
    else:
        said = translate("duplicates", "{papers} are different works")
    return said.format(papers=phrases.papers(count))


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(phrases.number(count))
