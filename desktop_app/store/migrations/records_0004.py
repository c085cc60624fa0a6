"""The fourth step: whole records of works, citation keys, versions, and who is whom."""

from __future__ import annotations

from sqlite_utils import Database

from desktop_app.core import citekeys
from desktop_app.core.papers import Author

SQL = """
-- What a work is, as a type of CSL; empty where it is unknown.
ALTER TABLE paper ADD COLUMN kind TEXT NOT NULL DEFAULT '';
-- How texts cite a paper; given once, and unlike any other whatever the case.
ALTER TABLE paper ADD COLUMN citekey TEXT COLLATE NOCASE CHECK (citekey <> '');
CREATE UNIQUE INDEX paper_citekey ON paper (citekey);
ALTER TABLE author ADD COLUMN suffix TEXT NOT NULL DEFAULT '';

-- Editors, translators and others; the role is a name variable of CSL.
CREATE TABLE contributor (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role     TEXT NOT NULL CHECK (role <> ''),
    family   TEXT NOT NULL,
    given    TEXT NOT NULL DEFAULT '',
    suffix   TEXT NOT NULL DEFAULT '',
    UNIQUE (paper_id, position)
);

-- What else a record says, under the names that core/fields.py explains.
CREATE TABLE field (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    name     TEXT NOT NULL CHECK (name <> ''),
    value    TEXT NOT NULL CHECK (value <> ''),
    UNIQUE (paper_id, name)
);

-- Keys and citation keys that lead to a paper beside its own: of papers merged into it, of records
-- that called it otherwise. What former_key led to is among them; that now only keeps keys used.
CREATE TABLE alias (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (key <> ''),
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE
);
CREATE INDEX alias_paper ON alias (paper_id);
INSERT INTO alias (key, paper_id)
SELECT key, paper_id FROM former_key WHERE paper_id IS NOT NULL;

-- Merged less often: an import takes a tenth less time, and its longest step no more.
INSERT INTO search_fts (search_fts, rank) VALUES ('automerge', 4);

-- Papers with the same number are versions of one work: preprint, published.
CREATE TABLE version (
    paper_id INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    work     INTEGER NOT NULL
);
CREATE INDEX version_work ON version (work);

-- Pairs of which the reader said that they are different works.
CREATE TABLE different (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    CHECK (paper_id < other_id),
    UNIQUE (paper_id, other_id)
);
CREATE INDEX different_other ON different (other_id);

-- Records of which the reader said, against what they say of themselves, which paper they are.
CREATE TABLE known_record (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    digest   TEXT NOT NULL UNIQUE,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE
);
CREATE INDEX known_record_paper ON known_record (paper_id);
"""


def give_citekeys(db: Database) -> None:
    """Give each paper its citation key, the oldest first."""
    run = db.conn.execute
    given: dict[str, int] = {}
    rows = run(
        "SELECT p.id, p.title, p.year, (SELECT family FROM author a WHERE a.paper_id = p.id"
        " ORDER BY position LIMIT 1) FROM paper p ORDER BY p.id"
    ).fetchall()
    for paper, title, year, family in rows:
        key = citekeys.make(title, (Author(family),) if family else (), year)
        times = given.get(key.lower(), 0)
        whole = citekeys.free(key, lambda k: k.lower() in given, max(0, times - 1))
        given[key.lower()] = times + 1
        given.setdefault(whole.lower(), 1)
        run("UPDATE paper SET citekey = ? WHERE id = ?", (whole, paper))
