-- Run by ControlMigrator, once. A project's grouping rules with their history: which ones group a crash is decided by when it was received (docs/adr/0136).
CREATE TABLE grouping_rules (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    revision INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    stack TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at_milliseconds BIGINT NOT NULL,
    PRIMARY KEY (project_id, revision)
);
