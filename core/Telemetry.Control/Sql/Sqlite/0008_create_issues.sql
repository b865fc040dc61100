-- Run by ControlMigrator, once. Issues, which keys of crashes belong to them, and all that happened to them (docs/adr/0115).
ALTER TABLE projects ADD COLUMN last_issue_number BIGINT NOT NULL DEFAULT 0;

CREATE TABLE issues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    short_id TEXT NOT NULL,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    culprit TEXT NOT NULL,
    level TEXT NOT NULL,
    status TEXT NOT NULL,
    substatus TEXT NOT NULL,
    since_milliseconds BIGINT NOT NULL,
    resolution TEXT,
    archive TEXT,
    assignee TEXT,
    priority TEXT NOT NULL,
    state_version BIGINT NOT NULL,
    wakes_at_milliseconds BIGINT,
    merged_into INTEGER REFERENCES issues (id),
    first_seen_at_milliseconds BIGINT NOT NULL,
    last_seen_at_milliseconds BIGINT NOT NULL,
    first_release TEXT,
    first_release_key TEXT,
    last_release TEXT,
    last_release_key TEXT,
    created_at_milliseconds BIGINT NOT NULL,
    UNIQUE (project_id, number)
);

CREATE INDEX issues_last_seen ON issues (project_id, status, last_seen_at_milliseconds);

CREATE INDEX issues_wakes_at ON issues (wakes_at_milliseconds) WHERE wakes_at_milliseconds IS NOT NULL;

CREATE INDEX issues_merged_into ON issues (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE issue_keys (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    hash BIGINT NOT NULL,
    grouping_version INTEGER NOT NULL,
    issue_id INTEGER NOT NULL REFERENCES issues (id),
    original_issue_id INTEGER NOT NULL REFERENCES issues (id),
    created_at_milliseconds BIGINT NOT NULL,
    PRIMARY KEY (project_id, hash, grouping_version)
);

CREATE INDEX issue_keys_issue ON issue_keys (issue_id);

CREATE INDEX issue_keys_original ON issue_keys (original_issue_id);

CREATE TABLE grouping_versions (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    version INTEGER NOT NULL,
    since_milliseconds BIGINT NOT NULL,
    PRIMARY KEY (project_id, version)
);

CREATE TABLE discarded_keys (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    hash BIGINT NOT NULL,
    grouping_version INTEGER NOT NULL,
    short_id TEXT NOT NULL,
    title TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    PRIMARY KEY (project_id, hash, grouping_version)
);

CREATE TABLE issue_activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    issue_id INTEGER NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    actor TEXT,
    actor_name TEXT,
    details TEXT NOT NULL,
    state_version BIGINT NOT NULL,
    at_milliseconds BIGINT NOT NULL
);

CREATE INDEX issue_activity_issue ON issue_activity (issue_id, id);

CREATE TABLE issue_comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    mentions TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    edited_at_milliseconds BIGINT
);

CREATE INDEX issue_comments_issue ON issue_comments (issue_id, id);

CREATE TABLE ownership_rules (
    project_id INTEGER PRIMARY KEY REFERENCES projects (id),
    text TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at_milliseconds BIGINT NOT NULL
);
