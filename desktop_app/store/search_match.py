"""Words of a query as an expression of FTS5."""

from __future__ import annotations

import re

from desktop_app.core.query import Group, Node, Query, Term, phrases
from desktop_app.core.query import tokens as words
from desktop_app.store import stems
from desktop_app.store.library import Library

MOST_TOKENS = 50  # of one phrase; a longer one is found by its beginning
_MOST_LETTERS = 100
_LETTER = re.compile(r'"((?:[^" ]+ )*)([^" ])" \*')
_NOTHING = '""'  # found nowhere


def wanted(query: Query) -> str:
    """Give the expression of the words that one text must hold all of; empty for none."""
    return " AND ".join(dict.fromkeys(of(part) for part in query.parts if is_words(part)))


def streamed(library: Library, match: str) -> str:
    """Give an expression that matches the same without gathering it all first.

    FTS5 indexes beginnings of two letters: those of one are asked for with each that may follow.
    """
    return _LETTER.sub(lambda found: _spelt(library, found[1], found[2]), match)


def _spelt(library: Library, head: str, letter: str) -> str:
    following = _following(library, letter)
    if len(following) > _MOST_LETTERS:
        return f'"{head}{letter}" *'
    one = " OR ".join([f'"{head}{letter}"', *(f'"{head}{letter}{c}" *' for c in following)])
    return f"({one})"


def _following(library: Library, letter: str) -> list[str]:
    """List the letters that follow one at the beginning of words, up to some more than a few."""
    run = library.db.conn.execute
    run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words"
        " USING fts5vocab (main, search_fts, instance)"
    )
    found: list[str] = []
    after = f"{letter}\x00"
    while len(found) <= _MOST_LETTERS:
        row = run("SELECT term FROM search_words WHERE term >= ? LIMIT 1", (after,)).fetchone()
        if row is None or not row[0].startswith(letter):
            break
        found.append(row[0][1])
        after = letter + chr(ord(row[0][1]) + 1)
    return found


def is_words(node: Node) -> bool:
    """Tell whether a condition is of words alone, none of them left out."""
    if node.negated:
        return False
    if isinstance(node, Group):
        return all(map(is_words, node.parts))
    return node.field is None


def of(node: Node) -> str:
    """Give the expression of words, or of a group of them, whether or not negated."""
    if isinstance(node, Group):
        joiner = " OR " if node.either else " AND "
        return f"({joiner.join(dict.fromkeys(map(of, node.parts)))})"
    return term(node)


def term(one: Term) -> str:
    """Give the expression of the phrases a value may stand for."""
    found = [e for phrase in phrases(one.value) for e in _phrase(phrase[:MOST_TOKENS], one.prefix)]
    return f"({' OR '.join(found)})" if len(found) > 1 else "".join(found) or _NOTHING


def near(one: Term) -> str:
    """Give the expression of words that stand together in any order: at most one other between."""
    if not (tokens := words(one.value)):
        return _NOTHING
    lasts = _lasts(tokens[-1], one.prefix)
    if len(tokens) == 1:
        return " OR ".join(lasts)
    heads = " ".join(f'"{token}"' for token in tokens[:-1][:MOST_TOKENS])
    return " OR ".join(f"NEAR({heads} {last}, 1)" for last in lasts)


def _phrase(tokens: list[str], prefix: bool) -> list[str]:
    head = "".join(f"{token} " for token in tokens[:-1])
    return [f'"{head}{last[1:]}' for last in _lasts(tokens[-1], prefix)]


def _lasts(token: str, prefix: bool) -> list[str]:
    """Give what the last word of a phrase may be."""
    if not prefix:
        return [f'"{token}"']
    begun = stems.begun(token)
    return [f'"{one}" *' for one in begun.prefixes] + [f'"{one}"' for one in begun.words]
