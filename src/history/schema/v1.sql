-- Moments are milliseconds since 1970 in UTC. Durations on a session's own clock are nanoseconds, so that a replay
-- sees exactly the times that the session saw. Fractions are text such as 1/3: no credit is rounded.

CREATE TABLE session (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    started  INTEGER NOT NULL,
    title    TEXT NOT NULL,
    mode     TEXT NOT NULL,            -- exam or practice
    setup    TEXT NOT NULL,            -- JSON: with the events, all that a replay needs
    holder   TEXT NOT NULL,            -- who may write: whoever opened the session last
    seen     INTEGER NOT NULL,         -- moment of the last sign of life …
    clock    INTEGER NOT NULL,         -- … and what the session's clock then showed
    ended    INTEGER,                  -- NULL while it is unfinished
    points   TEXT,
    maximum  TEXT
) STRICT;

-- What was asked, in the order of the form.
CREATE TABLE asked (
    session     INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL,      -- from 0
    bank        TEXT NOT NULL,
    item        TEXT NOT NULL,
    topic       TEXT NOT NULL,
    fingerprint TEXT NOT NULL,         -- of options, key and accepted answers
    layout      TEXT NOT NULL,         -- of labels and the order of options, which a replay rests on
    PRIMARY KEY (session, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX asked_item ON asked (item, fingerprint);

-- Everything that happened, as it happened.
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,          -- from 0, without gaps
    clock   INTEGER NOT NULL,
    moment  INTEGER NOT NULL,
    event   TEXT NOT NULL,             -- JSON
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

-- Where the answers stand, kept up with the events in the same transaction.
CREATE TABLE answer (
    session   INTEGER NOT NULL,
    place     INTEGER NOT NULL,
    moment    INTEGER NOT NULL,
    response  TEXT NOT NULL,
    status    TEXT NOT NULL,
    credit    TEXT NOT NULL,
    taken     INTEGER NOT NULL,        -- nanoseconds spent on the item
    changes   INTEGER NOT NULL,        -- how often the answer was changed …
    turn      TEXT,                    -- … and what came of it: right-to-wrong, wrong-to-right, wrong-to-wrong
    flagged   INTEGER NOT NULL,
    overruled INTEGER NOT NULL,
    PRIMARY KEY (session, place),
    FOREIGN KEY (session, place) REFERENCES asked (session, place) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
