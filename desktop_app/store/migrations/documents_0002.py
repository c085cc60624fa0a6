"""The second step: documents, marks in them, notes of their own and where notes lead."""

SQL = """
-- A PDF of a paper; its bytes lie in files/ under their SHA-256.
CREATE TABLE document (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    hash     TEXT NOT NULL CHECK (length(hash) = 64),
    name     TEXT NOT NULL CHECK (name <> ''),
    bytes    INTEGER NOT NULL,
    pages    INTEGER,
    main     INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
    added_at TEXT NOT NULL,
    UNIQUE (paper_id, hash)
);
CREATE INDEX document_hash ON document (hash);

-- Where each document was left: page from 0, y a part of its height; scale NULL fits the width.
CREATE TABLE document_place (
    document_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    page        INTEGER NOT NULL,
    y           REAL NOT NULL,
    scale       REAL
);

-- Pages whose drawing ran out of time, by what tried: never asked of it again.
CREATE TABLE stuck_page (
    hash   TEXT NOT NULL,
    page   INTEGER NOT NULL,
    engine TEXT NOT NULL,
    PRIMARY KEY (hash, page, engine)
) WITHOUT ROWID;

-- Of an abstract or of a document. In a document boxes and quote decide; start and end count in
-- the text of the first page, as the extraction named gave it, and an area has no quote.
CREATE TABLE highlight_anew (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT NOT NULL UNIQUE,
    paper_id     INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    abstract_id  INTEGER REFERENCES abstract ON DELETE CASCADE,
    document_id  INTEGER REFERENCES document ON DELETE CASCADE,
    style        TEXT NOT NULL DEFAULT 'highlight'
                 CHECK (style IN ('highlight', 'underline', 'area')),
    colour       INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 5),
    exact        TEXT NOT NULL CHECK (exact <> '' OR style = 'area'),
    prefix       TEXT NOT NULL,
    suffix       TEXT NOT NULL,
    page         INTEGER CHECK (page >= 0),
    start        INTEGER NOT NULL CHECK (start >= 0),
    end          INTEGER NOT NULL CHECK (end > start OR style = 'area'),
    extraction   TEXT NOT NULL DEFAULT '',
    taken_from   TEXT NOT NULL DEFAULT '',
    anchor       TEXT NOT NULL DEFAULT 'anchored'
                 CHECK (anchor IN ('anchored', 'moved', 'ambiguous', 'orphaned')),
    kept         INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)),
    comment      TEXT NOT NULL DEFAULT '',
    added_at     TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    CHECK ((abstract_id IS NULL) <> (document_id IS NULL)),
    CHECK ((page IS NULL) = (document_id IS NULL)),
    CHECK (style = 'highlight' OR document_id IS NOT NULL)
);
INSERT INTO highlight_anew (id, key, paper_id, abstract_id, colour, exact, prefix, suffix, start,
                            end, anchor, comment, added_at, changed_at)
SELECT id, key, paper_id, abstract_id, colour, exact, prefix, suffix, start, end, anchor, comment,
       added_at, changed_at FROM highlight;
DROP TABLE highlight;
ALTER TABLE highlight_anew RENAME TO highlight;
CREATE INDEX highlight_paper ON highlight (paper_id);
CREATE INDEX highlight_abstract ON highlight (abstract_id) WHERE abstract_id IS NOT NULL;
CREATE INDEX highlight_document ON highlight (document_id) WHERE document_id IS NOT NULL;

-- In points of the page as it is shown, from its top left.
CREATE TABLE highlight_box (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    highlight_id INTEGER NOT NULL REFERENCES highlight ON DELETE CASCADE,
    page         INTEGER NOT NULL CHECK (page >= 0),
    x0           REAL NOT NULL,
    y0           REAL NOT NULL,
    x1           REAL NOT NULL,
    y1           REAL NOT NULL,
    CHECK (x1 > x0 AND y1 > y0)
);
CREATE INDEX highlight_box_highlight ON highlight_box (highlight_id);

-- A note without a paper stands on its own, under the title that its first line gives it.
ALTER TABLE note ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN binned_at TEXT;

-- Where the [[links]] of notes lead: a key as 'key:...', words as 'title:' and their folded form.
CREATE TABLE note_link (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    note_id INTEGER NOT NULL REFERENCES note ON DELETE CASCADE,
    target  TEXT NOT NULL
);
CREATE INDEX note_link_note ON note_link (note_id);
CREATE INDEX note_link_target ON note_link (target);

-- What is searched may belong to no paper: a note of its own.
CREATE TABLE search_text_anew (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER REFERENCES paper ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('paper', 'note', 'highlight')),
    item_id  INTEGER NOT NULL,
    title    TEXT NOT NULL DEFAULT '',
    names    TEXT NOT NULL DEFAULT '',
    body     TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, item_id),
    CHECK (paper_id IS NOT NULL OR kind = 'note')
);
INSERT INTO search_text_anew SELECT * FROM search_text;
DROP TABLE search_text;
ALTER TABLE search_text_anew RENAME TO search_text;
CREATE INDEX search_text_paper ON search_text (paper_id);
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
