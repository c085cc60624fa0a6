"""Citation keys: given once, no two alike whatever the case, and a former one still resolves."""

from __future__ import annotations

from desktop_app.core import citekeys
from desktop_app.core.papers import Draft, PaperId
from desktop_app.store.library import Library


def fitting(library: Library, draft: Draft) -> str:
    """Give a key for a new paper: that of its record where it is free, else one that is made."""
    wanted = citekeys.safe(draft.citekey or "")
    if wanted and not taken(library, wanted):
        return wanted
    made = wanted or citekeys.make(draft.title, draft.authors, draft.year, draft.contributors)
    return citekeys.free(made, lambda key: taken(library, key), _about(library, made))


def taken(library: Library, key: str) -> bool:
    """Tell whether a paper has or had this key, whatever the case."""
    return bool(
        library.db.conn.execute(
            "SELECT 1 FROM paper WHERE citekey = ?1 UNION ALL SELECT 1 FROM alias WHERE key = ?1",
            (key,),
        ).fetchone()
    )


def change(library: Library, paper: PaperId, key: str) -> bool:
    """Give a paper the key a person chose, and let the one it had lead to it still.

    False, and nothing changed, where another paper has it or nothing is left of it.
    """
    run = library.db.conn.execute
    wanted = citekeys.safe(key)
    [had] = run("SELECT citekey FROM paper WHERE id = ?", (paper,)).fetchone()
    own = run("SELECT 1 FROM alias WHERE key = ? AND paper_id = ?", (wanted, paper)).fetchone()
    same = wanted.lower() == (had or "").lower()
    if not wanted or (not same and not own and taken(library, wanted)):
        return False
    if own:
        run("DELETE FROM alias WHERE key = ?", (wanted,))
    run("UPDATE paper SET citekey = ? WHERE id = ?", (wanted, paper))
    if had and not same:
        lead(library, had, paper)
    return True


def lead(library: Library, key: str, paper: PaperId) -> None:
    """Let a key that no paper has lead to a paper; one that leads elsewhere stays as it is."""
    library.db.conn.execute(
        "INSERT OR IGNORE INTO alias (key, paper_id)"
        " SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM paper WHERE citekey = ?1 OR key = ?1)",
        (key, paper),
    )


def _about(library: Library, key: str) -> int:
    """Give how many keys with letters after `key` there are at least, as if they were in a row."""
    row = library.db.conn.execute(
        "SELECT count(*) FROM paper WHERE citekey >= ?1 AND citekey < ?1 || '{'"
        " AND length(citekey) <= length(?1) + 2",
        (key,),
    ).fetchone()
    return max(0, int(row[0]) - 1)
