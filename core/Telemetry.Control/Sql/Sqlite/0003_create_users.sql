-- Run by ControlMigrator, once. The tables of ASP.NET Core Identity, schema version 3, without roles, and the sessions of its users (docs/adr/0075).
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    user_name TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    normalized_email TEXT NOT NULL UNIQUE,
    email_confirmed BOOLEAN NOT NULL,
    password_hash TEXT,
    security_stamp TEXT NOT NULL,
    concurrency_stamp TEXT NOT NULL,
    phone_number TEXT,
    phone_number_confirmed BOOLEAN NOT NULL,
    two_factor_enabled BOOLEAN NOT NULL,
    lockout_end_milliseconds BIGINT,
    lockout_enabled BOOLEAN NOT NULL,
    access_failed_count INTEGER NOT NULL,
    created_at_milliseconds BIGINT NOT NULL
);

CREATE TABLE user_claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    claim_type TEXT,
    claim_value TEXT
);

CREATE INDEX user_claims_user_id ON user_claims (user_id);

CREATE TABLE user_logins (
    login_provider TEXT NOT NULL,
    provider_key TEXT NOT NULL,
    provider_display_name TEXT,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (login_provider, provider_key)
);

CREATE INDEX user_logins_user_id ON user_logins (user_id);

CREATE TABLE user_tokens (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    login_provider TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (user_id, login_provider, name)
);

CREATE TABLE user_passkeys (
    credential_id BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    data TEXT NOT NULL
);

CREATE INDEX user_passkeys_user_id ON user_passkeys (user_id);

CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    security_stamp TEXT NOT NULL,
    created_at_milliseconds BIGINT NOT NULL,
    last_used_at_milliseconds BIGINT NOT NULL,
    expires_at_milliseconds BIGINT NOT NULL
);

CREATE INDEX sessions_user_id ON sessions (user_id);
