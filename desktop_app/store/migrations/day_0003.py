"""The third step: what the plan of a day, reviews, suggestions and subscriptions need."""

SQL = """
-- A paper waits for the day the backlog was spread to, until it is snoozed or planned by hand.
-- Where it was queued from a suggestion, `origin` says what that came from (JSON).
ALTER TABLE queue_entry ADD COLUMN spread_to TEXT;
ALTER TABLE queue_entry ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_entry ADD COLUMN origin TEXT NOT NULL DEFAULT '';
-- Its place in the queue when it was planned, by which overtakes are counted.
ALTER TABLE plan_entry ADD COLUMN place INTEGER;
-- The highest place in the queue ever given: a place is never given twice.
INSERT INTO meta SELECT 'place', coalesce(max(position), 0) FROM queue_entry;

-- How often something was recorded outside undo, beside `revision`, which counts all else.
INSERT INTO meta VALUES ('records', '0');

-- How many people voted for a paper, where its source says so.
ALTER TABLE paper ADD COLUMN votes INTEGER CHECK (votes >= 0);

-- What a review was scheduled by: version of the algorithm's package, and its settings (JSON).
CREATE TABLE scheduler (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    version    TEXT NOT NULL,
    parameters TEXT NOT NULL,
    UNIQUE (version, parameters)
);

-- A highlight that comes back: read again, with its words hidden, or asked for by its comment.
-- Times are UTC; stability counts days; buried_until is a local date.
CREATE TABLE card (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT NOT NULL UNIQUE,
    paper_id     INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    highlight_id INTEGER NOT NULL REFERENCES highlight ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('passage', 'cloze', 'comment')),
    state        TEXT NOT NULL DEFAULT 'learning'
                 CHECK (state IN ('learning', 'review', 'relearning')),
    step         INTEGER,
    stability    REAL,
    difficulty   REAL,
    due_at       TEXT NOT NULL,
    reviewed_at  TEXT,
    buried_until TEXT,
    suspended    INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    added_at     TEXT NOT NULL,
    UNIQUE (highlight_id, kind)
);
CREATE INDEX card_paper ON card (paper_id);
CREATE INDEX card_due ON card (due_at) WHERE suspended = 0;

-- The full log of reviews, from which every card's memory can be computed again.
CREATE TABLE review (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    card_id      INTEGER NOT NULL REFERENCES card ON DELETE CASCADE,
    rating       INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    at           TEXT NOT NULL,
    day          TEXT NOT NULL,
    milliseconds INTEGER,
    scheduler_id INTEGER NOT NULL REFERENCES scheduler
);
CREATE INDEX review_card ON review (card_id);
CREATE INDEX review_day ON review (day);

-- Papers of which the reader wants to see less.
CREATE TABLE less_like (
    paper_id INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    added_at TEXT NOT NULL
);

-- A topic new papers are matched against: a query of the search box, or a text by its meaning.
CREATE TABLE subscription (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    kind     TEXT NOT NULL CHECK (kind IN ('search', 'text')),
    words    TEXT NOT NULL CHECK (words <> ''),
    added_at TEXT NOT NULL
);

-- Highlights are counted by the log: those of before are added to it, on their days of reading.
INSERT INTO event (at, day, kind, paper_id, detail)
SELECT added_at, coalesce(date(added_at, 'localtime', '-4 hours'), ''), 'highlighted', paper_id,
       json_object('highlight', key)
FROM highlight ORDER BY added_at, id;

CREATE INDEX event_paper ON event (paper_id, kind);
CREATE INDEX reading_session_day ON reading_session (day);
"""
