-- Run by ControlMigrator, once. Numbers of projects and keys are 32 bits wide in ClickHouse and are never reused (AUTOINCREMENT).
CREATE TABLE projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 4294967295),
    name TEXT NOT NULL,
    log_retention_days INTEGER NOT NULL CHECK (log_retention_days BETWEEN 1 AND 65535),
    span_retention_days INTEGER NOT NULL CHECK (span_retention_days BETWEEN 1 AND 65535),
    created_at_milliseconds BIGINT NOT NULL
);

CREATE TABLE ingest_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 4294967295),
    project_id INTEGER NOT NULL REFERENCES projects (id),
    key TEXT NOT NULL,
    key_hash BLOB NOT NULL UNIQUE,
    max_items_per_second BIGINT CHECK (max_items_per_second > 0),
    max_bytes_per_second BIGINT CHECK (max_bytes_per_second > 0),
    created_at_milliseconds BIGINT NOT NULL,
    revoked_at_milliseconds BIGINT
);

CREATE INDEX ingest_keys_project_id ON ingest_keys (project_id);
