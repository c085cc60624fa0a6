"""Search beside a plain scan of all texts: the same papers in the same order, whatever was done."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.papers import Author, PaperId
from desktop_app.core.query import Group, Node, Query, Term, parse, phrases
from desktop_app.store import (
    highlights,
    notes,
    organise,
    papers,
    search,
    search_fields,
    search_walk,
    sources,
    stems,
)
from desktop_app.store.library import Library
from tests import build

WORDS = (
    *("run", "running", "runtime", "generalise", "generalization", "general", "relative", "relate"),
    *(
        "grok",
        "grokking",
        "naïve",
        "state-of-the-art",
        "深度学习",
        "学",
        "a",
        "as",
        "bus",
        "business",
    ),
)
ASKED = (
    *(*WORDS, "runn*", "generaliz*", "relati*", "grokki*", "bus*", "r*", "a*", "g*", "学*", "深*"),
    *('"state of"', '"grok run"', "10.1000/a", "of-the-a*"),
)
FIELDS = (
    *("tag:Late", "tag:la*", "is:starred", "year:2024", "author:lee", 'author:"lee ann"'),
    *("title:run", "title:g*", "abstract:run", "abstract:general*", "note:grok", "note:a*"),
    *("highlight:run", "highlight:grok", "highlight:bus*"),
)
# The kind of text, and which of its columns; None for any.
COLUMNS = {"title": ("paper", 0), "abstract": ("paper", 2), "note": ("note", None)}
COLUMNS["highlight"] = ("highlight", None)
SORTS = ("rank", "added", "-added", "title", "-title", "year", "author", "changed", "state")

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
act = st.tuples(st.integers(0, 12), st.integers(0, 5), text, text)
piece = st.sampled_from(ASKED) | st.sampled_from(FIELDS)
asked = st.recursive(
    piece,
    lambda inner: (
        st.tuples(inner, st.sampled_from([" ", " OR ", " AND "]), inner).map(
            lambda pieces: f"({''.join(pieces)})"
        )
        | inner.map("-{}".format)
    ),
    max_leaves=4,
)
either = st.lists(st.sampled_from(ASKED), min_size=1, max_size=3).map(" OR ".join)
queries = either | st.tuples(either, asked).map(" ".join) | asked


@given(
    begin=st.lists(st.tuples(text, text), min_size=6, max_size=6),
    acts=st.lists(act, max_size=12),
    typed=st.lists(queries, min_size=4, max_size=4),
    few=st.booleans(),
    apart=st.booleans(),
)
@settings(max_examples=50)
def test_search_agrees_with_a_plain_scan(
    begin: list[tuple[str, str]],
    acts: list[tuple[int, int, str, str]],
    typed: list[str],
    few: bool,
    apart: bool,
) -> None:
    library = build.library()
    known = build.add(library, *(build.draft(one, abstract=other) for one, other in begin))
    for which, at, one, other in acts:
        do(library, known, which, known[at], one, other)
    with pytest.MonkeyPatch.context() as patch:
        if few:  # as if all were many
            patch.setattr(search, "MOST_RANKED", 2)
            patch.setattr(search_fields, "_WIDE", 2)
            patch.setattr(search_fields, "_MANY_TEXTS", 2)
            patch.setattr(search_walk, "_FEW", 2)
        if apart:  # as if no texts stood in a row in the index
            patch.setattr(search_walk, "_SPREAD", 0)
        for words in typed:
            assert list(differences(library, parse(f"{words} "))) == []
    library.close()


def differences(library: Library, query: Query) -> Iterator[tuple[str, str, object, object]]:
    """Give what is found otherwise than a scan finds it, and first pages that are no beginning."""
    scan = Scan(library)
    for sort in SORTS:
        for binned in (False, True):
            found = search.find(library, query, sort=sort, binned=binned)
            scanned = scan.find(query, found.sort, binned)
            if found.papers != scanned:
                yield str(query), sort, found.papers, scanned
            first = search.first(library, query, sort=sort, binned=binned, limit=2)
            begun = replace(found, papers=found.papers[:2], whole=len(found.papers) <= 2)
            if first != begun:
                yield str(query), sort, first, begun


def do(
    library: Library, known: list[PaperId], which: int, paper: PaperId, one: str, other: str
) -> None:
    if which == 0:
        library.undo()
    elif which == 1:
        library.redo()
    else:
        with library.change("Act"):
            ACTS[which - 2](library, paper, one, other)


def _add(library: Library, paper: PaperId, one: str, other: str) -> None:
    draft = build.draft(one, abstract=other, authors=(Author("Ann", "Lee"),), year=2023)
    papers.add(library, draft, sources.hand(library))


def _comment(library: Library, paper: PaperId, words: str) -> None:
    for found in highlights.of(library, paper):
        highlights.comment(library, found.id, words)


ACTS: tuple[Any, ...] = (
    lambda lib, p, one, two: papers.edit(
        lib, p, build.draft(one, abstract=two, year=2024, doi="10.1000/a")
    ),
    lambda lib, p, one, two: notes.put(lib, p, one),
    lambda lib, p, one, two: notes.put(lib, p, ""),
    lambda lib, p, one, two: notes.add(lib, one),
    lambda lib, p, one, two: highlights.add(lib, p, 0, 1 + len(one) % 3, 1),
    lambda lib, p, one, two: _comment(lib, p, two),
    lambda lib, p, one, two: papers.put_in_bin(lib, [p]),
    lambda lib, p, one, two: papers.take_from_bin(lib, [p]),
    lambda lib, p, one, two: organise.tag(lib, [p], "Läte"),
    lambda lib, p, one, two: papers.star(lib, [p], True),
    _add,
)


@dataclass(frozen=True)
class Text:
    """A text that is searched, its columns as stems."""

    paper: int | None
    kind: str
    columns: tuple[list[str], ...]


class Part:
    """What one word of a phrase may be."""

    def __init__(self, word: str, prefix: bool) -> None:
        begun = stems.begun(word) if prefix else stems.Begun((), (word,))
        self.begun = tuple(stems.stems(begun.prefixes).values())
        self.whole = set(stems.stems(begun.words).values())

    def holds(self, stem: str) -> bool:
        return stem in self.whole or any(stem.startswith(one) for one in self.begun)


class Scan:
    """Goes through every text of a library for each question."""

    def __init__(self, library: Library) -> None:
        run = library.db.conn.execute
        self.rows = {row[0]: row for row in run(
            "SELECT p.id, p.added_at, p.title_key, p.year, p.byline, p.changed_at, p.state,"
            " p.binned_at, p.starred FROM paper p"
        )}  # fmt: skip
        self.tagged = {
            (paper, name)
            for paper, name in run(
                "SELECT paper_id, name FROM paper_tag JOIN tag t ON t.id = tag_id"
            )
        }
        self.texts = [
            Text(paper, kind, tuple(map(stemmed, columns)))
            for paper, kind, *columns in run(
                "SELECT paper_id, kind, title, names, body FROM search_text ORDER BY id"
            )
        ]

    def find(self, query: Query, sort: str, binned: bool) -> list[int]:
        whole = Group(query.parts, either=False)
        found = [
            paper
            for paper, row in self.rows.items()
            if (row[7] is not None) == binned and self.holds(whole, paper)
        ]
        scores = dict.fromkeys(found, 0.0)
        if sort == "rank":
            words = [part for part in query.parts if is_words(part)]
            sought = [phrase for part in words for phrase in phrases_of(part)]
            scores = {p: min(self.scores(words, sought, p)) for p in found}
        found.sort()
        found.sort(key=lambda paper: self.rows[paper][1], reverse=True)
        found.sort(key=lambda paper: float(f"{scores[paper]:.9g}"))
        return found if sort == "rank" else self.ordered(found, sort)

    def ordered(self, found: list[int], sort: str) -> list[int]:
        column = {"added": 1, "title": 2, "year": 3, "author": 4, "changed": 5, "state": 6}
        name = sort.removeprefix("-")
        down = (name in ("added", "year", "changed")) is not sort.startswith("-")
        states = ("unread", "reading", "read", "dropped")

        def value(paper: int) -> Any:
            found = self.rows[paper][column[name]]
            return states.index(found) if name == "state" else found

        known = [paper for paper in sorted(found) if value(paper) not in (None, "")]
        rest = [paper for paper in sorted(found) if value(paper) in (None, "")]
        return sorted(known, key=value, reverse=down) + rest

    def holds(self, node: Node, paper: int) -> bool:
        if node.negated:
            return not self.holds(replace(node, negated=False), paper)
        if isinstance(node, Term) and node.field:
            return self.holds_field(node, paper)
        if is_words(node):
            return any(t.paper == paper and matches(node, t) for t in self.texts)
        assert isinstance(node, Group)
        if node.either:
            return any(self.holds(part, paper) for part in node.parts)
        words = tuple(part for part in node.parts if is_words(part))
        together = not words or any(
            t.paper == paper and all(matches(part, t) for part in words) for t in self.texts
        )
        return together and all(self.holds(p, paper) for p in node.parts if p not in words)

    def holds_field(self, term: Term, paper: int) -> bool:
        if term.field == "tag":
            return (paper, "Läte") in self.tagged
        if term.field == "is":
            return bool(self.rows[paper][8])
        if term.field == "year":
            return bool(self.rows[paper][3] == 2024)
        if term.field in COLUMNS:
            kind, column = COLUMNS[term.field]
            words = replace(term, field=None)
            return any(
                matches(words, t, column) for t in self.texts if (t.paper, t.kind) == (paper, kind)
            )
        wanted = term.value.split()
        for found in self.texts:
            if found.paper == paper and found.kind == "paper":
                names = found.columns[1]
                pairs = [*itertools.pairwise(names), *zip(names, names[2:], strict=False)]
                if len(wanted) == 1 and wanted[0] in names:
                    return True
                if any(sorted(pair) == sorted(wanted) for pair in pairs):
                    return True
        return False

    def scores(
        self, words: Sequence[Node], sought: list[list[Part]], paper: int
    ) -> Iterator[float]:
        """Give BM25 of each text of a paper that has the words, as FTS5 documents it."""
        lengths = [sum(map(len, t.columns)) for t in self.texts]
        mean = sum(lengths) / len(lengths)
        for t, length in zip(self.texts, lengths, strict=True):
            if t.paper != paper or not all(matches(part, t) for part in words):
                continue
            score = 0.0
            for phrase in sought:
                hits = sum(any(places(phrase, c) for c in other.columns) for other in self.texts)
                rarity = math.log((len(lengths) - hits + 0.5) / (hits + 0.5))
                often = sum(
                    weight * len(places(phrase, c))
                    for weight, c in zip((10.0, 4.0, 1.0), t.columns, strict=True)
                )
                norm = 1.2 * (0.25 + 0.75 * length / mean)
                score += max(rarity, 1e-6) * often * 2.2 / (often + norm)
            yield -score


def stemmed(column: str) -> list[str]:
    words = re.findall(r"[^\W_]+", column)
    known = stems.stems(words)
    return [known[word] for word in words]


def is_words(node: Node) -> bool:
    if node.negated:
        return False
    return all(map(is_words, node.parts)) if isinstance(node, Group) else node.field is None


def matches(node: Node, found: Text, column: int | None = None) -> bool:
    if isinstance(node, Group):
        return (any if node.either else all)(matches(part, found) for part in node.parts)
    columns = found.columns if column is None else (found.columns[column],)
    return any(places(phrase, c) for phrase in phrases_of(node) for c in columns)


def phrases_of(node: Node) -> list[list[Part]]:
    """Give the phrases of words: each beginning and each completed word is one of its own."""
    if isinstance(node, Group):
        return [phrase for part in node.parts for phrase in phrases_of(part)]
    made = []
    for phrase in phrases(node.value):
        *head, last = phrase
        lasts = [Part(last, False)]
        if node.prefix:
            whole = Part(last, True)
            lasts = []
            for begun in whole.begun:
                lasts.append(Part(last, True))
                lasts[-1].begun, lasts[-1].whole = (begun,), set()
            for stem in sorted(whole.whole):
                lasts.append(Part(last, False))
                lasts[-1].whole = {stem}
        made += [[*(Part(word, False) for word in head), one] for one in lasts]
    return made


def places(phrase: list[Part], column: list[str]) -> list[int]:
    return [
        at
        for at in range(len(column) - len(phrase) + 1)
        if all(part.holds(column[at + n]) for n, part in enumerate(phrase))
    ]
