-- Run by ControlMigrator, once. Releases in their order, their commits, and where they were deployed (docs/adr/0116).
CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    version TEXT NOT NULL,
    version_key TEXT,
    first_seen_at_milliseconds BIGINT,
    released_at_milliseconds BIGINT,
    date_milliseconds BIGINT NOT NULL,
    url TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    UNIQUE (project_id, version)
);

CREATE INDEX releases_version_key ON releases (project_id, version_key);

CREATE INDEX releases_date ON releases (project_id, date_milliseconds);

CREATE INDEX releases_created ON releases (project_id, id);

CREATE TABLE release_commits (
    release_id INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL,
    author TEXT NOT NULL,
    message TEXT NOT NULL,
    at_milliseconds BIGINT,
    PRIMARY KEY (release_id, position)
);

CREATE TABLE deploys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    version TEXT NOT NULL,
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    at_milliseconds BIGINT NOT NULL,
    UNIQUE (project_id, version, environment, at_milliseconds)
);

CREATE INDEX deploys_at ON deploys (project_id, at_milliseconds);
