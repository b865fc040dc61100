-- Run by ControlMigrator, once. Ownership rules with their history, as grouping rules have it (docs/adr/0162); what is there becomes the first change. Under the old name, so that a
-- process of the version before still finds rules while one after the other is replaced.
CREATE TABLE ownership_revisions (
    project_id BIGINT NOT NULL REFERENCES projects (id),
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at_milliseconds BIGINT NOT NULL,
    PRIMARY KEY (project_id, revision)
);

INSERT INTO ownership_revisions (project_id, revision, text, changed_by, changed_at_milliseconds)
SELECT project_id, 1, text, changed_by, changed_at_milliseconds
FROM ownership_rules;

DROP TABLE ownership_rules;

ALTER TABLE ownership_revisions RENAME TO ownership_rules;
