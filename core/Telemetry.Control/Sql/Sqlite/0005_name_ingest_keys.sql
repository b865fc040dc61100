-- Run by ControlMigrator, once. What people call a key. 'revoked_at_milliseconds' may lie ahead: a key that was replaced works until then.
ALTER TABLE ingest_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
