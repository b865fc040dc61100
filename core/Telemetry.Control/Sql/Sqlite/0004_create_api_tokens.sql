-- Run by ControlMigrator, once. Hashes of API tokens (docs/adr/0076). No project: all of them.
CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    project_id BIGINT REFERENCES projects (id),
    owner TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    expires_at_milliseconds BIGINT NOT NULL,
    last_used_at_milliseconds BIGINT,
    revoked_at_milliseconds BIGINT
);
