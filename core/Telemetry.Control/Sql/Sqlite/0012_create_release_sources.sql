-- Run by ControlMigrator, once. Sources that people upload for a release; each text of a project once, packed (docs/adr/0168).
CREATE TABLE source_texts (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    hash TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (project_id, hash)
);

CREATE TABLE source_bundles (
    release_id INTEGER NOT NULL PRIMARY KEY REFERENCES releases (id) ON DELETE CASCADE,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    files INTEGER NOT NULL,
    bytes BIGINT NOT NULL,
    uploaded_at_milliseconds BIGINT NOT NULL
);

CREATE INDEX source_bundles_uploaded ON source_bundles (project_id, uploaded_at_milliseconds);

CREATE TABLE source_files (
    release_id INTEGER NOT NULL REFERENCES source_bundles (release_id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    file_name TEXT NOT NULL,
    module TEXT NOT NULL,
    project_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (release_id, path),
    FOREIGN KEY (project_id, hash) REFERENCES source_texts (project_id, hash)
);

CREATE INDEX source_files_module ON source_files (release_id, module);

CREATE INDEX source_files_file_name ON source_files (release_id, file_name);

CREATE INDEX source_files_hash ON source_files (project_id, hash);
