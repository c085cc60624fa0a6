"""The fifth step: searches that are kept under a name, and the list's order from the index."""

SQL = """
-- A query of the search box, as `core.query` prints it. An empty sort is the usual order.
CREATE TABLE saved_search (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    query    TEXT NOT NULL CHECK (query <> ''),
    sort     TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
);
-- The newest first, those of one moment in the order they came: so the list is read off the index.
DROP INDEX paper_added;
CREATE INDEX paper_added ON paper (added_at DESC, id) WHERE binned_at IS NULL;
-- What else the list is sorted by, so that its first rows are there at once.
CREATE INDEX paper_byline ON paper (byline COLLATE NOCASE, id) WHERE binned_at IS NULL;
CREATE INDEX paper_venue ON paper (venue COLLATE NOCASE, id) WHERE binned_at IS NULL;
CREATE INDEX paper_votes ON paper (votes, id) WHERE binned_at IS NULL;
CREATE INDEX paper_changed ON paper (changed_at DESC, id) WHERE binned_at IS NULL;
"""
