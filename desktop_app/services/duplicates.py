"""Papers of a library that are, or may be, the same work or versions of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core import works
from desktop_app.core.papers import PaperId
from desktop_app.core.works import Reason, Relation, Verdict
from desktop_app.services import blocks
from desktop_app.store import identity, pairs, versions
from desktop_app.store.library import Library

_PAGE = 2000  # pairs compared at once
# The surest first.
_RELATIONS = (Relation.SAME, Relation.VERSION, Relation.MAYBE)
_EQUAL = (
    "SELECT group_concat(i.paper_id) FROM identifier i JOIN paper p ON p.id = i.paper_id"
    " WHERE p.binned_at IS NULL GROUP BY i.scheme, i.value HAVING count(*) > 1",
    "SELECT group_concat(id) FROM paper WHERE binned_at IS NULL GROUP BY title_key"
    " HAVING count(*) > 1",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that belong together; relation and reason are of the least sure tie among them."""

    papers: tuple[PaperId, ...]
    relation: Relation
    reason: Reason


def groups(library: Library) -> list[Group]:
    """List what belongs together, the surest first, then the oldest.

    What a person said is different, or made versions of one work, is left out, as is the bin.
    """
    leaders: dict[PaperId, PaperId] = {}
    weakest: dict[PaperId, Verdict] = {}
    for verdict, a, b in sorted(_ties(library), key=_by_surety):
        one, other = _leader(leaders, a), _leader(leaders, b)
        if one != other:
            leaders[max(one, other)] = min(one, other)
            weakest[min(one, other)] = verdict
    members: dict[PaperId, list[PaperId]] = {}
    for paper in sorted({*leaders, *leaders.values()}):
        members.setdefault(_leader(leaders, paper), []).append(paper)
    found = []
    for leader, papers in members.items():
        relation, reason = weakest[leader]
        assert reason is not None
        found.append(Group(tuple(papers), relation, reason))
    return sorted(found, key=lambda group: (_RELATIONS.index(group.relation), group.papers))


def _ties(library: Library) -> Iterator[tuple[Verdict, PaperId, PaperId]]:
    """Give the pairs that are not different, and what they are."""
    apart, linked = pairs.all_different(library), versions.all_of(library)
    possible = {(PaperId(min(pair)), PaperId(max(pair))) for pair in _possible(library)}
    wanted = sorted(possible - apart)
    for at in range(0, len(wanted), _PAGE):
        page = wanted[at : at + _PAGE]
        known = {
            k.paper: k.work for k in identity.of(library, sorted({p for x in page for p in x}))
        }
        for a, b in page:
            if a in linked and linked[a] == linked.get(b):
                continue
            verdict = works.compare(known[a], known[b])
            if verdict.relation is not Relation.DIFFERENT:
                yield verdict, a, b


def _possible(library: Library) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing: with an equal identifier or title, or near titles."""
    for sql in _EQUAL:
        for (numbers,) in library.db.conn.execute(sql):
            yield from blocks.joined(sorted(map(int, numbers.split(","))))
    yield from blocks.of_library(library).pairs()


def _by_surety(tie: tuple[Verdict, PaperId, PaperId]) -> tuple[int, int, PaperId, PaperId]:
    (relation, reason), a, b = tie
    assert reason is not None
    return _RELATIONS.index(relation), list(Reason).index(reason), a, b


def _leader(leaders: dict[PaperId, PaperId], paper: PaperId) -> PaperId:
    """Give the first paper of the group of one, and let it be found faster next time."""
    found = paper
    while leaders.get(found, found) != found:
        found = leaders[found]
    while leaders.get(paper, paper) != paper:
        leaders[paper], paper = found, leaders[paper]
    return found
