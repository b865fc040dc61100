-- Run by ControlMigrator, once. Hashes of the administrator's tokens of running processes that have pages and no API (docs/adr/0074).
CREATE TABLE process_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    expires_at_milliseconds BIGINT NOT NULL
);
