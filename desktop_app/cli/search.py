"""The search of the window on the command line: by words, by what they mean, or by both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, encoder

if TYPE_CHECKING:
    from desktop_app.core.query import Query
    from desktop_app.services.records import Record
    from desktop_app.services.searching import Result
    from desktop_app.store.library import Library

_MODES = click.Choice(["text", "meaning", "both"])
_WIDEST = 160  # characters shown of a page


@click.command()
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--mode", type=_MODES, default="text", show_default=True, help="What is compared.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@as_json
@click.pass_obj
def search(call: Call, words: Sequence[str], mode: str, limit: int, as_json: bool) -> None:
    """Find papers, best first, each with its score and where the words were found.

    QUERY is that of the search box. Pages of documents that hold its words come after the papers;
    they are not looked for by meaning.
    """
    from desktop_app.core import query as queries
    from desktop_app.services import searching

    asked = queries.parse(" ".join(words))
    with call.library() as library:
        by_meaning: list[Result] = []
        if mode != "text":
            if not (meant := searching.meaning_of(asked)):
                call.fail("There are no words whose meaning could be looked for. Use --mode text.")
                return
            near = _near(library, asked, meant, limit)
            if near is None:
                call.fail("No paper is embedded yet. Run `carrel index`, then try again.")
                return
            by_meaning = near
        records = list(_papers(library, asked, mode, by_meaning, limit))
        if mode != "meaning":
            records += _pages(library, asked, limit)
    terminal.as_json(records) if as_json else terminal.found(records)


def _near(library: Library, query: Query, meant: str, limit: int) -> list[Result] | None:
    """Give the papers near in meaning; None where none has a vector."""
    from desktop_app.engines import vectors
    from desktop_app.services import searching
    from desktop_app.services.similar import Similar

    held = Similar().vectors(library)
    if not len(held):
        return None
    with encoder() as encode:
        [vector] = encode((meant,))
        most = max(limit, searching.MOST_NEAR)
        found = searching.near(library, held, vectors.read(vector), query, most)
        said = searching.said(library, found)
        encoded = encode(list(dict.fromkeys(s for part in said.values() for s in part)))
        return searching.by_sentences(vector, found, said, encoded)


def _papers(
    library: Library, query: Query, mode: str, near: Sequence[Result], limit: int
) -> Iterator[Record]:
    """Give the papers found, with where their words stand; at most `limit`."""
    from desktop_app.services import records, searching
    from desktop_app.store import search as store
    from desktop_app.store import search_places

    if mode == "text":
        scored = store.scored(library, query, limit)
    elif mode == "meaning":
        scored = [(one.paper, one.score) for one in near[:limit]]
    else:
        text = store.first(library, query, sort=store.RANK, limit=max(limit, searching.MOST_NEAR))
        scored = [(one.paper, one.score) for one in searching.fused(text, near)[:limit]]
    meant = {one.paper: one for one in near}
    papers = [paper for paper, _ in scored]
    places = search_places.where_found(library, query, papers)
    rows = records.rows(library, papers)
    for (paper, score), row in zip(scored, rows, strict=True):
        known = meant.get(paper)
        yield {
            "kind": "paper",
            "id": row.key,
            "title": row.title,
            "score": None if score is None else round(score, 4),
            "cosine": round(known.cosine, 4) if known and known.cosine is not None else None,
            "found_in": list(places[paper]),
            "sentence": known.sentence if known else "",
        }


def _pages(library: Library, query: Query, limit: int) -> Iterator[Record]:
    """Give the pages of documents that hold all words; they count from 1."""
    from desktop_app.services import records
    from desktop_app.store import documents, embeddings, marks, page_search

    index = embeddings.open_index(library.path, writable=False)
    try:
        hits = page_search.search(library, index, query, limit=limit)
    finally:
        index.close()
    papers = list(dict.fromkeys(hit.paper for hit in hits))
    rows = {row.id: row for row in records.rows(library, papers)}
    names = {held.id: held.name for paper in papers for held in documents.of(library, paper)}
    for hit in hits:
        yield {
            "kind": "page",
            "id": rows[hit.paper].key,
            "title": rows[hit.paper].title,
            "score": round(-hit.score, 4) if hit.score else None,
            "document": names[hit.document],
            "page": hit.page + 1,
            "text": marks.snippet(hit.text, query, _WIDEST)[0],
        }


VERBS = (search,)
