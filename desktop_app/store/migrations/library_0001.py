"""The first step: papers, texts, marks, queue and search."""

SQL = """
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', '0');

-- One import: a file read, a starter library, a record typed by hand.
CREATE TABLE source (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    added_at  TEXT NOT NULL,
    undone_at TEXT
);

-- Narrow: what lists, counts and sorts need. Texts live in tables of their own.
CREATE TABLE paper (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL CHECK (title <> ''),
    title_key  TEXT NOT NULL,
    byline     TEXT NOT NULL DEFAULT '',
    year       INTEGER,
    venue      TEXT,
    state      TEXT NOT NULL DEFAULT 'unread'
               CHECK (state IN ('unread', 'reading', 'read', 'dropped')),
    starred    INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    words      INTEGER NOT NULL DEFAULT 0,
    text_hash  TEXT NOT NULL,
    source_id  INTEGER NOT NULL REFERENCES source,
    added_at   TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    binned_at  TEXT
);
CREATE INDEX paper_added ON paper (added_at, id) WHERE binned_at IS NULL;
CREATE INDEX paper_title_key ON paper (title_key);
CREATE INDEX paper_state ON paper (state) WHERE binned_at IS NULL;
CREATE INDEX paper_year ON paper (year, id) WHERE binned_at IS NULL;
CREATE INDEX paper_source ON paper (source_id);
CREATE INDEX paper_binned ON paper (binned_at) WHERE binned_at IS NOT NULL;

-- Keys are never used twice; the key of a merged paper still resolves.
CREATE TABLE former_key (
    key      TEXT PRIMARY KEY,
    paper_id INTEGER REFERENCES paper ON DELETE SET NULL
) WITHOUT ROWID;
CREATE TRIGGER paper_key_kept AFTER DELETE ON paper BEGIN
    INSERT OR IGNORE INTO former_key VALUES (old.key, NULL);
END;

CREATE TABLE author (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    position INTEGER NOT NULL,
    family   TEXT NOT NULL,
    given    TEXT NOT NULL DEFAULT '',
    UNIQUE (paper_id, position)
);

CREATE TABLE identifier (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    scheme   TEXT NOT NULL CHECK (scheme IN ('doi', 'arxiv')),
    value    TEXT NOT NULL,
    UNIQUE (paper_id, scheme)
);
CREATE INDEX identifier_value ON identifier (scheme, value);

CREATE TABLE link (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    url      TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('code', 'project', 'data', 'video', 'other')),
    UNIQUE (paper_id, url)
);

-- Revisions: the newest by a person counts, else the newest by an import.
CREATE TABLE abstract (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    text     TEXT NOT NULL,
    origin   TEXT NOT NULL CHECK (origin IN ('import', 'person')),
    added_at TEXT NOT NULL
);
CREATE INDEX abstract_paper ON abstract (paper_id);

-- exact, prefix and suffix stay as first marked; start and end follow the text.
CREATE TABLE highlight (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT NOT NULL UNIQUE,
    paper_id     INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    abstract_id  INTEGER NOT NULL REFERENCES abstract ON DELETE CASCADE,
    colour       INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 5),
    exact        TEXT NOT NULL CHECK (exact <> ''),
    prefix       TEXT NOT NULL,
    suffix       TEXT NOT NULL,
    start        INTEGER NOT NULL CHECK (start >= 0),
    end          INTEGER NOT NULL CHECK (end > start),
    anchor       TEXT NOT NULL DEFAULT 'anchored'
                 CHECK (anchor IN ('anchored', 'moved', 'ambiguous', 'orphaned')),
    comment      TEXT NOT NULL DEFAULT '',
    added_at     TEXT NOT NULL,
    changed_at   TEXT NOT NULL
);
CREATE INDEX highlight_paper ON highlight (paper_id);
CREATE INDEX highlight_abstract ON highlight (abstract_id);

CREATE TABLE note (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL UNIQUE,
    paper_id   INTEGER UNIQUE REFERENCES paper ON DELETE CASCADE,
    text       TEXT NOT NULL,
    added_at   TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE tag (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    colour INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 9)
);
CREATE TABLE paper_tag (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    tag_id   INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
    UNIQUE (paper_id, tag_id)
);
CREATE INDEX paper_tag_tag ON paper_tag (tag_id, paper_id);

CREATE TABLE collection (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_id INTEGER REFERENCES collection ON DELETE CASCADE,
    name      TEXT NOT NULL CHECK (name <> ''),
    position  INTEGER NOT NULL
);
CREATE INDEX collection_parent ON collection (parent_id);
CREATE TABLE paper_collection (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id      INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    UNIQUE (paper_id, collection_id)
);
CREATE INDEX paper_collection_collection ON paper_collection (collection_id, paper_id);

-- A paper is queued exactly when it stands here; days are local dates.
CREATE TABLE queue_entry (
    paper_id      INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    priority      INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN -1 AND 1),
    position      INTEGER NOT NULL,
    added_on      TEXT NOT NULL,
    due_day       TEXT,
    due_reason    TEXT NOT NULL DEFAULT '',
    snoozed_until TEXT
);

-- The plan of a day as it was made, and how each entry left it.
CREATE TABLE plan_entry (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    day        TEXT NOT NULL,
    paper_id   INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    since      TEXT,
    outcome    TEXT CHECK (outcome IN ('done', 'snoozed', 'off', 'dropped')),
    outcome_at TEXT,
    UNIQUE (day, paper_id)
);
CREATE INDEX plan_entry_paper ON plan_entry (paper_id);

-- Only added to: undoing an event adds another that cancels it.
CREATE TABLE event (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    day      TEXT NOT NULL,
    kind     TEXT NOT NULL,
    paper_id INTEGER,
    detail   TEXT NOT NULL DEFAULT '',
    cancels  INTEGER REFERENCES event
);
CREATE INDEX event_day ON event (day);
CREATE INDEX event_cancels ON event (cancels) WHERE cancels IS NOT NULL;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN
    SELECT raise(ABORT, 'events are only added');
END;
CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN
    SELECT raise(ABORT, 'events are only added');
END;

-- Places in texts and reading sessions: outside undo.
CREATE TABLE reading_place (
    paper_id INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    tab      TEXT NOT NULL,
    offset   INTEGER NOT NULL
);
CREATE TABLE reading_session (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    day      TEXT NOT NULL,
    began_at TEXT NOT NULL,
    seconds  INTEGER NOT NULL
);
CREATE INDEX reading_session_paper ON reading_session (paper_id);

-- What is searched, folded, written in the same change as what it stands for.
CREATE TABLE search_text (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('paper', 'note', 'highlight')),
    item_id  INTEGER NOT NULL,
    title    TEXT NOT NULL DEFAULT '',
    names    TEXT NOT NULL DEFAULT '',
    body     TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, item_id)
);
CREATE INDEX search_text_paper ON search_text (paper_id);
CREATE VIRTUAL TABLE search_fts USING fts5 (
    title, names, body, content='search_text', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
);
-- Small pages, merged early: an import's step then takes 30 ms at most, not 70.
INSERT INTO search_fts (search_fts, rank) VALUES ('pgsz', 1000);
INSERT INTO search_fts (search_fts, rank) VALUES ('automerge', 2);
CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_fts (rowid, title, names, body)
    VALUES (new.id, new.title, new.names, new.body);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_fts (search_fts, rowid, title, names, body)
    VALUES ('delete', old.id, old.title, old.names, old.body);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE OF title, names, body ON search_text BEGIN
    INSERT INTO search_fts (search_fts, rowid, title, names, body)
    VALUES ('delete', old.id, old.title, old.names, old.body);
    INSERT INTO search_fts (rowid, title, names, body)
    VALUES (new.id, new.title, new.names, new.body);
END;
"""
