-- Run by ControlMigrator, once. Messages written in the transaction of what they tell (docs/adr/0117).
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    due_at_milliseconds BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    claim TEXT,
    claimed_until_milliseconds BIGINT,
    done_at_milliseconds BIGINT,
    error TEXT
);

CREATE INDEX outbox_open ON outbox (topic, id) WHERE done_at_milliseconds IS NULL;

CREATE INDEX outbox_subject ON outbox (topic, subject, id) WHERE done_at_milliseconds IS NULL;

CREATE INDEX outbox_done ON outbox (done_at_milliseconds) WHERE done_at_milliseconds IS NOT NULL;
