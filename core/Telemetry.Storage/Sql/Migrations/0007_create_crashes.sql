-- Crashes, the ids by which one that comes again is known, and their sums (docs/adr/0123).
CREATE TABLE IF NOT EXISTS crashes{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    ReceivedAt DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    CrashId String CODEC(ZSTD(1)),
    GroupingVersion UInt16 CODEC(ZSTD(1)),
    GroupingHash UInt64 CODEC(ZSTD(1)),
    Kind LowCardinality(String) CODEC(ZSTD(1)),
    Level LowCardinality(String) CODEC(ZSTD(1)),
    Unhandled UInt8 CODEC(ZSTD(1)),
    Type LowCardinality(String) CODEC(ZSTD(1)),
    Message String CODEC(ZSTD(1)),
    Culprit String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    Affected UInt64 CODEC(ZSTD(1)),
    UserId String CODEC(ZSTD(1)),
    InstallId String CODEC(ZSTD(1)),
    SessionId String CODEC(ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    SpanId String CODEC(ZSTD(1)),
    Facts Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    DistributionsHash LowCardinality(String) CODEC(ZSTD(1)),
    Document String CODEC(ZSTD(3)),
    Batch UInt64 CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1)),
    INDEX TraceIds TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX SessionIds SessionId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = {replicated}MergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, GroupingHash, Timestamp)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 512,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS crash_ids{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    CrashId String CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(ZSTD(1)),
    GroupingHash UInt64 CODEC(ZSTD(1)),
    Batch UInt64 CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}MergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, CrashId)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 512,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS crash_ids_mv {on_cluster} TO crash_ids{local} AS
SELECT
    ProjectId,
    CrashId,
    Timestamp,
    GroupingHash,
    Batch,
    RetentionDays
FROM crashes{local};

-- Events and people by hour: what lists and charts of issues read. A part holds a week: a list of two weeks reads all of them, and fourteen days of parts take it twice as long.
-- So a sum may outlive its crashes by a week.
CREATE TABLE IF NOT EXISTS crash_counts{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    GroupingHash UInt64 CODEC(ZSTD(1)),
    Hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    GroupingVersion UInt16 CODEC(ZSTD(1)),
    Events SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    Unhandled SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    FirstSeen SimpleAggregateFunction(min, DateTime64(9)) CODEC(ZSTD(1)),
    LastSeen SimpleAggregateFunction(max, DateTime64(9)) CODEC(ZSTD(1)),
    Affected AggregateFunction(uniqCombined64(14), UInt64) CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}AggregatingMergeTree
PARTITION BY toMonday(Hour) + RetentionDays
ORDER BY (ProjectId, GroupingHash, Hour, Release, Environment, GroupingVersion)
TTL Hour + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 1024,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS crash_counts_mv {on_cluster} TO crash_counts{local} AS
SELECT
    ProjectId,
    GroupingHash,
    toStartOfHour(toDateTime(Timestamp, 'UTC')) AS Hour,
    Release,
    Environment,
    GroupingVersion,
    count() AS Events,
    sum(crashes{local}.Unhandled) AS Unhandled,
    min(Timestamp) AS FirstSeen,
    max(Timestamp) AS LastSeen,
    uniqCombined64StateIf(14)(crashes{local}.Affected, crashes{local}.Affected != 0) AS Affected,
    RetentionDays
FROM crashes{local}
GROUP BY
    ProjectId,
    GroupingHash,
    Hour,
    Release,
    Environment,
    GroupingVersion,
    RetentionDays;

-- What was installed: once per list, not per crash.
CREATE TABLE IF NOT EXISTS crash_distributions{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    DistributionsHash String CODEC(ZSTD(1)),
    Name LowCardinality(String) CODEC(ZSTD(1)),
    Version String CODEC(ZSTD(1)),
    LastSeen Date CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}ReplacingMergeTree(LastSeen)
ORDER BY (ProjectId, DistributionsHash, Name)
TTL LastSeen + toIntervalDay(RetentionDays)
SETTINGS {non_replicated}_deduplication_window = 1000;

-- cluster only
-- By id, so that a crash that comes again meets itself on one shard.
CREATE TABLE IF NOT EXISTS crashes {on_cluster} AS crashes{local}
ENGINE = Distributed('{cluster}', currentDatabase(), crashes{local}, cityHash64(ProjectId, CrashId));

-- cluster only
CREATE TABLE IF NOT EXISTS crash_ids {on_cluster} AS crash_ids{local}
ENGINE = Distributed('{cluster}', currentDatabase(), crash_ids{local}, cityHash64(ProjectId, CrashId));

-- cluster only
CREATE TABLE IF NOT EXISTS crash_counts {on_cluster} AS crash_counts{local}
ENGINE = Distributed('{cluster}', currentDatabase(), crash_counts{local}, cityHash64(ProjectId, GroupingHash));

-- cluster only
CREATE TABLE IF NOT EXISTS crash_distributions {on_cluster} AS crash_distributions{local}
ENGINE = Distributed('{cluster}', currentDatabase(), crash_distributions{local}, cityHash64(ProjectId, DistributionsHash));
