"""Stems of words as the search index has them: asked of FTS5 itself, whose Porter is its own."""

from __future__ import annotations

import sqlite3
import string
import threading
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

TOKENIZER = "porter unicode61 remove_diacritics 2"
_SHORTEST, _LONGEST = 3, 64  # letters of a word that FTS5's Porter cuts
_NEXT = string.ascii_lowercase + string.digits
# Endings of English words as they are put together; what a word may still lack is a tail of one.
_ENDINGS = (
    "ably ibly abilities ibilities abled acies als ally alisms alists alities alizations alizers"
    " alizing alized alizes ances ancies antly ants ates ated ating ations ational ationally"
    " atively ativeness ators ements ences encies ently ents entially ers est edly edness fulness"
    " fully icalities ically icates icated icating ications icatives icities ied ier iers ies iest"
    " ingly ings ionally ions isms ists istically ities ively iveness ivities izations izers"
    " ized izes izing lessly lessness ments mentally nesses ors ousness ously tionally tional"
    " ible ics ial ially ess ese eous iously iousness y ly"
)
_MOST_KNOWN = 20_000  # words; a text has few that no other has
_known: dict[str, str] = {}
_lock = threading.Lock()


class Begun(NamedTuple):
    """What a word begun may become: words whose stems are beginnings, and words as they are."""

    prefixes: tuple[str, ...]
    words: tuple[str, ...]


def stems(words: Iterable[str]) -> dict[str, str]:
    """Give the stems of folded words, each a run of letters and digits."""
    wanted = tuple(dict.fromkeys(words))
    found = {word: stem for word in wanted if (stem := _known.get(word)) is not None}
    asked = [word for word in wanted if word not in found]
    if asked:
        found |= zip(asked, _ask(asked), strict=True)
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        _known.update((word, found[word]) for word in asked)
    return found


@lru_cache(maxsize=2_000)
def begun(word: str) -> Begun:
    """Give how the index is asked for the words that begin with a folded one.

    Found are the texts that hold a stem that begins with the word, or the stem of the word with an
    ending of English. FTS5 cuts endings off beginnings, too ("being" would be "be*"): so one is
    asked for with an ending that it cuts off, else with each letter that may follow.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return Begun((word,), ())
    found = stems([word, *(word + more for more in _NEXT), *(word + end for end in _tails())])
    same = next((w for w, stem in found.items() if stem == word), None)
    prefixes = (
        (same,) if same else tuple(word + c for c in _NEXT if found[word + c].startswith(word))
    )
    known = tuple(found[prefix] for prefix in prefixes)
    lacking = {stem: w for w, stem in reversed(found.items()) if not stem.startswith(known)}
    return Begun(prefixes, tuple(lacking.values()))


@cache
def _tails() -> tuple[str, ...]:
    endings = _ENDINGS.split()
    tails = (ending[at:] for ending in endings for at in range(len(ending)))
    return tuple(sorted(dict.fromkeys(tails), key=lambda tail: (len(tail), tail)))


def _ask(words: Sequence[str]) -> list[str]:
    with _lock:
        run = _index().execute
        run("INSERT INTO word (word) VALUES ('delete-all')")
        run("BEGIN")
        _index().executemany("INSERT INTO word (rowid, stem) VALUES (?, ?)", enumerate(words))
        found = dict(run("SELECT doc, term FROM place"))
        run("COMMIT")
        return [found.get(at, "") for at in range(len(words))]


@cache
def _index() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    conn.execute(
        f"CREATE VIRTUAL TABLE word USING fts5 (stem, content = '', tokenize = '{TOKENIZER}')"
    )
    conn.execute("CREATE VIRTUAL TABLE place USING fts5vocab (word, instance)")
    return conn
