-- Sessions of applications, and sums of them. A session that is told about again replaces itself (docs/adr/0122).
CREATE TABLE IF NOT EXISTS sessions{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    SessionId String CODEC(ZSTD(1)),
    Version UInt64 CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    UserId String CODEC(ZSTD(1)),
    Started DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Duration UInt64 CODEC(ZSTD(1)),
    Status LowCardinality(String) CODEC(ZSTD(1)),
    AbnormalMechanism LowCardinality(String) CODEC(ZSTD(1)),
    Errors UInt32 CODEC(ZSTD(1)),
    Sessions UInt32 CODEC(ZSTD(1)),
    Errored UInt32 CODEC(ZSTD(1)),
    Unhandled UInt32 CODEC(ZSTD(1)),
    Abnormal UInt32 CODEC(ZSTD(1)),
    Crashed UInt32 CODEC(ZSTD(1)),
    UserAgent String CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}ReplacingMergeTree(Version)
PARTITION BY toDate(Started) + RetentionDays
ORDER BY (ProjectId, SessionId)
TTL toDateTime(Started) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

-- cluster only
-- By session, so that its rows meet on one shard and replace each other.
CREATE TABLE IF NOT EXISTS sessions {on_cluster} AS sessions{local}
ENGINE = Distributed('{cluster}', currentDatabase(), sessions{local}, cityHash64(ProjectId, SessionId));
