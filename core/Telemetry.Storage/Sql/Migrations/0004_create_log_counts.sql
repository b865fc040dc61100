-- Log records per minute: charts and counts that ask for no more than these columns read this instead of the records.
CREATE TABLE IF NOT EXISTS otel_logs_per_minute{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    Minute DateTime('UTC') CODEC(Delta, ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    SeverityNumber UInt8 CODEC(ZSTD(1)),
    SeverityText LowCardinality(String) CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    Items UInt64 CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}SummingMergeTree(Items)
PARTITION BY toDate(Minute) + RetentionDays
ORDER BY (ProjectId, Minute, ServiceName, SeverityNumber, SeverityText, Release, Environment)
TTL Minute + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS otel_logs_per_minute_mv {on_cluster} TO otel_logs_per_minute{local} AS
SELECT
    ProjectId,
    toStartOfMinute(toDateTime(Timestamp, 'UTC')) AS Minute,
    ServiceName,
    SeverityNumber,
    SeverityText,
    Release,
    Environment,
    count() AS Items,
    RetentionDays
FROM otel_logs{local}
GROUP BY
    ProjectId,
    Minute,
    ServiceName,
    SeverityNumber,
    SeverityText,
    Release,
    Environment,
    RetentionDays;

-- cluster only
CREATE TABLE IF NOT EXISTS otel_logs_per_minute {on_cluster} AS otel_logs_per_minute{local}
ENGINE = Distributed('{cluster}', currentDatabase(), otel_logs_per_minute{local});
