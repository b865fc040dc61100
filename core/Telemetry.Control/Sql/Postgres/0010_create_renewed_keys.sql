-- Keys whose issue was deleted: what comes under them is stored under another from then on, so that nothing that was deleted comes back with it (docs/adr/0126).
CREATE TABLE renewed_keys (
    project_id BIGINT NOT NULL REFERENCES projects (id),
    hash BIGINT NOT NULL,
    grouping_version INTEGER NOT NULL,
    current_hash BIGINT NOT NULL,
    PRIMARY KEY (project_id, hash, grouping_version)
);

CREATE INDEX renewed_keys_by_current ON renewed_keys (project_id, current_hash);
