-- What sessions of our own SDK tell beside what Sentry's do (docs/adr/0150, docs/session-format.md).
ALTER TABLE sessions{local} {on_cluster}
    ADD COLUMN IF NOT EXISTS InstallId String CODEC(ZSTD(1)) AFTER UserId,
    ADD COLUMN IF NOT EXISTS PreviousRelease LowCardinality(String) CODEC(ZSTD(1)) AFTER Release,
    ADD COLUMN IF NOT EXISTS Kind LowCardinality(String) CODEC(ZSTD(1)) AFTER UserAgent,
    ADD COLUMN IF NOT EXISTS Consent LowCardinality(String) CODEC(ZSTD(1)) AFTER Kind,
    ADD COLUMN IF NOT EXISTS Packaging LowCardinality(String) CODEC(ZSTD(1)) AFTER Consent,
    ADD COLUMN IF NOT EXISTS ExitCode Nullable(Int64) CODEC(ZSTD(1)) AFTER Packaging,
    ADD COLUMN IF NOT EXISTS SdkName LowCardinality(String) CODEC(ZSTD(1)) AFTER ExitCode,
    ADD COLUMN IF NOT EXISTS SdkVersion LowCardinality(String) CODEC(ZSTD(1)) AFTER SdkName;

-- cluster only
ALTER TABLE sessions {on_cluster}
    ADD COLUMN IF NOT EXISTS InstallId String AFTER UserId,
    ADD COLUMN IF NOT EXISTS PreviousRelease LowCardinality(String) AFTER Release,
    ADD COLUMN IF NOT EXISTS Kind LowCardinality(String) AFTER UserAgent,
    ADD COLUMN IF NOT EXISTS Consent LowCardinality(String) AFTER Kind,
    ADD COLUMN IF NOT EXISTS Packaging LowCardinality(String) AFTER Consent,
    ADD COLUMN IF NOT EXISTS ExitCode Nullable(Int64) AFTER Packaging,
    ADD COLUMN IF NOT EXISTS SdkName LowCardinality(String) AFTER ExitCode,
    ADD COLUMN IF NOT EXISTS SdkVersion LowCardinality(String) AFTER SdkName;
