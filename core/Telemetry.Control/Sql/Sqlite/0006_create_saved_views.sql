-- Run by ControlMigrator, once. Addresses of pages that somebody gave a name (docs/adr/0077).
CREATE TABLE saved_views (
    id TEXT NOT NULL PRIMARY KEY,
    project_id BIGINT NOT NULL REFERENCES projects (id),
    owner TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    UNIQUE (project_id, owner, name)
);
