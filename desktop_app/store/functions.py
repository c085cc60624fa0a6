"""Functions of ours that a query's SQL may call; a connection learns them when it is opened."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from desktop_app.core.query import tokens


def teach(conn: sqlite3.Connection) -> None:
    """Let a connection know them; while a statement is under way it could not learn."""
    conn.create_function("holds_words", 3, _holds, deterministic=True)
    conn.create_function("holds_name", 5, _names, deterministic=True)


@lru_cache(maxsize=10_000)
def _names(given: str, family: str, suffix: str, words: str, prefix: int) -> bool:
    """Tell whether the name of a person has some words, in any order."""
    have = tokens(f"{given} {family} {suffix}")
    *whole, last = words.split()
    begun = any(word.startswith(last) for word in have) if prefix else last in have
    return begun and all(word in have for word in whole)


@lru_cache(maxsize=1_000)
def _holds(text: str | None, words: str, prefix: int) -> bool:
    """Tell whether a text has some words one after the other."""
    return f" {words}{'' if prefix else ' '}" in f" {' '.join(tokens(text or ''))} "
