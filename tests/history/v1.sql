-- A history of schema version 1, which every later version must read: an exam that was interrupted, handed in, and a
-- practice session that was left.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 0x71626e6b;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "answer" VALUES(1,0,1795550215120,'0','correct','1',23747383,0,NULL,0,0);
INSERT INTO "answer" VALUES(1,1,1795550215208,'1','correct','1',35757976,1,'wrong-to-right',0,0);
INSERT INTO "answer" VALUES(1,2,1795550215164,'2','correct','1',162173352,0,NULL,1,0);
INSERT INTO "answer" VALUES(1,3,1795550215576,'3','correct','1',27350254,0,NULL,0,0);
INSERT INTO "answer" VALUES(2,0,1795550215708,'0','correct','1',23428009,0,NULL,0,0);
INSERT INTO "answer" VALUES(2,1,1795550215755,'7','incorrect','0',20894123,0,NULL,0,0);
INSERT INTO "answer" VALUES(2,2,1795550215769,'','blank','0',3050302,0,NULL,0,0);
INSERT INTO "answer" VALUES(2,3,1795550215772,'','blank','0',0,0,NULL,0,0);
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
INSERT INTO "asked" VALUES(1,0,'numbers','n00','even','8ae7dc324e3810eaf19461da3d4ac1bc','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(1,1,'numbers','n01','odd','91c9344f5412a4fcfc36b6af1ffd88ca','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(1,2,'numbers','n02','even','8a38cfec7780b796d1af9083613ce78f','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(1,3,'numbers','n03','odd','58029be130c3e82e9629823cd909b239','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(2,0,'numbers','n00','even','8ae7dc324e3810eaf19461da3d4ac1bc','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(2,1,'numbers','n01','odd','91c9344f5412a4fcfc36b6af1ffd88ca','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(2,2,'numbers','n02','even','8a38cfec7780b796d1af9083613ce78f','e3b0c44298fc1c149afbf4c8996fb924');
INSERT INTO "asked" VALUES(2,3,'numbers','n03','odd','58029be130c3e82e9629823cd909b239','e3b0c44298fc1c149afbf4c8996fb924');
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,          -- from 0, without gaps
    clock   INTEGER NOT NULL,
    moment  INTEGER NOT NULL,
    event   TEXT NOT NULL,             -- JSON
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,0,386683,1795550215104,'{"event":"start"}');
INSERT INTO "event" VALUES(1,1,16219584,1795550215120,'{"event":"answer","place":0,"response":{"text":"0"}}');
INSERT INTO "event" VALUES(1,2,24134066,1795550215128,'{"event":"next"}');
INSERT INTO "event" VALUES(1,3,36169787,1795550215140,'{"event":"answer","place":1,"response":{"text":"9"}}');
INSERT INTO "event" VALUES(1,4,40090339,1795550215144,'{"event":"next"}');
INSERT INTO "event" VALUES(1,5,52188303,1795550215156,'{"event":"flag","place":2,"on":true}');
INSERT INTO "event" VALUES(1,6,60077918,1795550215164,'{"event":"answer","place":2,"response":{"text":"2"}}');
INSERT INTO "event" VALUES(1,7,72557437,1795550215176,'{"event":"next"}');
INSERT INTO "event" VALUES(1,8,84252083,1795550215188,'{"event":"previous"}');
INSERT INTO "event" VALUES(1,9,96210440,1795550215200,'{"event":"previous"}');
INSERT INTO "event" VALUES(1,10,104148327,1795550215208,'{"event":"answer","place":1,"response":{"text":"1"}}');
INSERT INTO "event" VALUES(1,11,116012143,1795550215220,'{"event":"next"}');
INSERT INTO "event" VALUES(1,12,209749918,1795550215313,'{"event":"pause"}');
INSERT INTO "event" VALUES(1,13,216160300,1795550215320,'{"event":"resume"}');
INSERT INTO "event" VALUES(1,14,230385137,1795550215334,'{"event":"timer","hidden":true}');
INSERT INTO "event" VALUES(1,15,240170422,1795550215344,'{"event":"review"}');
INSERT INTO "event" VALUES(1,16,240170612,1795550215548,'{"event":"reopen","away":{"secs":0,"nanos":204871190}}');
INSERT INTO "event" VALUES(1,17,246456720,1795550215555,'{"event":"resume"}');
INSERT INTO "event" VALUES(1,18,259760952,1795550215568,'{"event":"go","place":3}');
INSERT INTO "event" VALUES(1,19,267667352,1795550215576,'{"event":"answer","place":3,"response":{"text":"3"}}');
INSERT INTO "event" VALUES(1,20,275416560,1795550215584,'{"event":"next"}');
INSERT INTO "event" VALUES(1,21,279982458,1795550215588,'{"event":"submit"}');
INSERT INTO "event" VALUES(1,22,279982458,1795550215588,'{"event":"submit"}');
INSERT INTO "event" VALUES(2,0,471229,1795550215700,'{"event":"start"}');
INSERT INTO "event" VALUES(2,1,8036213,1795550215708,'{"event":"answer","place":0,"response":{"text":"0"}}');
INSERT INTO "event" VALUES(2,2,23899238,1795550215724,'{"event":"check","place":0}');
INSERT INTO "event" VALUES(2,3,47022104,1795550215747,'{"event":"next"}');
INSERT INTO "event" VALUES(2,4,55022183,1795550215755,'{"event":"answer","place":1,"response":{"text":"7"}}');
INSERT INTO "event" VALUES(2,5,67916227,1795550215768,'{"event":"check","place":1}');
INSERT INTO "event" VALUES(2,6,68904442,1795550215769,'{"event":"next"}');
INSERT INTO "event" VALUES(2,7,71954744,1795550215772,'{"event":"skip","place":2}');
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
INSERT INTO "session" VALUES(1,1795550215096,'numbers','exam','{"title":"numbers","exam":null,"form":"f","seed":null,"mode":"exam","limits":{"total":{"secs":1800,"nanos":0},"item":null,"pace":{"secs":450,"nanos":0},"pause":null},"items":[{"item":"n00","options":[]},{"item":"n01","options":[]},{"item":"n02","options":[]},{"item":"n03","options":[]}]}','0FBEFDF8B0A80E99C165544B959AA67E',1795550215588,279982458,1795550215588,'4','4');
INSERT INTO "session" VALUES(2,1795550215666,'numbers','practice','{"title":"numbers","exam":null,"form":"f","seed":null,"mode":"practice","limits":{"total":null,"item":null,"pace":null,"pause":null},"items":[{"item":"n00","options":[]},{"item":"n01","options":[]},{"item":"n02","options":[]},{"item":"n03","options":[]}]}','8286417269D68F4E744DADCE15B86AF6',1795550215772,71954744,NULL,NULL,NULL);
CREATE INDEX asked_item ON asked (item, fingerprint);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('session',2);
COMMIT;
