CREATE TABLE IF NOT EXISTS otel_logs_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    SpanId String CODEC(ZSTD(1)),
    TraceFlags UInt8 CODEC(ZSTD(1)),
    SeverityText LowCardinality(String) CODEC(ZSTD(1)),
    SeverityNumber UInt8 CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    Body String CODEC(ZSTD(1)),
    ResourceSchemaUrl LowCardinality(String) CODEC(ZSTD(1)),
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeSchemaUrl LowCardinality(String) CODEC(ZSTD(1)),
    ScopeName LowCardinality(String) CODEC(ZSTD(1)),
    ScopeVersion LowCardinality(String) CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    LogAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    EventName LowCardinality(String) CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1)),
    INDEX BodyWords lowerUTF8(Body) TYPE text(tokenizer = 'splitByNonAlpha') GRANULARITY 100000000,
    INDEX LogAttributeValues mapValues(LogAttributes) TYPE bloom_filter(0.01) GRANULARITY 4,
    INDEX ResourceAttributeValues mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 2048,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    enable_block_number_column = 1,
    add_minmax_index_for_block_number_column = 1,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS otel_logs ON CLUSTER 'events' AS otel_logs_local
ENGINE = Distributed('events', currentDatabase(), otel_logs_local, cityHash64(Timestamp, TraceId, SpanId, Body));

CREATE TABLE IF NOT EXISTS otel_traces_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    SpanId String CODEC(ZSTD(1)),
    ParentSpanId String CODEC(ZSTD(1)),
    TraceState String CODEC(ZSTD(1)),
    SpanName LowCardinality(String) CODEC(ZSTD(1)),
    SpanKind LowCardinality(String) CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeName LowCardinality(String) CODEC(ZSTD(1)),
    ScopeVersion LowCardinality(String) CODEC(ZSTD(1)),
    SpanAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    Duration UInt64 CODEC(ZSTD(1)),
    StatusCode LowCardinality(String) CODEC(ZSTD(1)),
    StatusMessage String CODEC(ZSTD(1)),
    Events Nested
    (
        Timestamp DateTime64(9),
        Name LowCardinality(String),
        Attributes Map(LowCardinality(String), String)
    ) CODEC(ZSTD(1)),
    Links Nested
    (
        TraceId String,
        SpanId String,
        TraceState String,
        Attributes Map(LowCardinality(String), String)
    ) CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1)),
    INDEX TraceIds TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX SpanAttributeValues mapValues(SpanAttributes) TYPE bloom_filter(0.01) GRANULARITY 4,
    INDEX ResourceAttributeValues mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 2048,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS otel_traces_trace_id_ts_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    Start DateTime CODEC(Delta, ZSTD(1)),
    End DateTime CODEC(Delta, ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Start) + RetentionDays
ORDER BY (ProjectId, TraceId, Start)
TTL Start + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    index_granularity = 512,
    replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_trace_id_ts_mv ON CLUSTER 'events' TO otel_traces_trace_id_ts_local AS
SELECT
    ProjectId,
    TraceId,
    toDateTime(min(Timestamp)) AS Start,
    toDateTime(max(Timestamp)) AS End,
    max(RetentionDays) AS RetentionDays
FROM otel_traces_local
WHERE TraceId != ''
GROUP BY ProjectId, TraceId;

CREATE TABLE IF NOT EXISTS otel_traces ON CLUSTER 'events' AS otel_traces_local
ENGINE = Distributed('events', currentDatabase(), otel_traces_local, cityHash64(TraceId));

CREATE TABLE IF NOT EXISTS otel_traces_trace_id_ts ON CLUSTER 'events' AS otel_traces_trace_id_ts_local
ENGINE = Distributed('events', currentDatabase(), otel_traces_trace_id_ts_local);

CREATE TABLE IF NOT EXISTS ingest_ledger_local ON CLUSTER 'events'
(
    Time DateTime CODEC(Delta, ZSTD(1)),
    ProjectId UInt32 CODEC(ZSTD(1)),
    KeyId UInt32 CODEC(ZSTD(1)),
    Signal LowCardinality(String) CODEC(ZSTD(1)),
    Outcome LowCardinality(String) CODEC(ZSTD(1)),
    Reason LowCardinality(String) CODEC(ZSTD(1)),
    Items UInt64 CODEC(ZSTD(1)),
    Bytes UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplicatedSummingMergeTree((Items, Bytes))
PARTITION BY toYYYYMM(Time)
ORDER BY (ProjectId, Time, Signal, KeyId, Outcome, Reason)
TTL Time + INTERVAL 400 DAY
SETTINGS
    ttl_only_drop_parts = 1,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS ingest_ledger ON CLUSTER 'events' AS ingest_ledger_local
ENGINE = Distributed('events', currentDatabase(), ingest_ledger_local, cityHash64(ProjectId));

CREATE TABLE IF NOT EXISTS otel_logs_per_minute_local ON CLUSTER 'events'
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
ENGINE = ReplicatedSummingMergeTree(Items)
PARTITION BY toDate(Minute) + RetentionDays
ORDER BY (ProjectId, Minute, ServiceName, SeverityNumber, SeverityText, Release, Environment)
TTL Minute + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS otel_logs_per_minute_mv ON CLUSTER 'events' TO otel_logs_per_minute_local AS
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
FROM otel_logs_local
GROUP BY
    ProjectId,
    Minute,
    ServiceName,
    SeverityNumber,
    SeverityText,
    Release,
    Environment,
    RetentionDays;

CREATE TABLE IF NOT EXISTS otel_logs_per_minute ON CLUSTER 'events' AS otel_logs_per_minute_local
ENGINE = Distributed('events', currentDatabase(), otel_logs_per_minute_local);

CREATE TABLE IF NOT EXISTS facets_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    Signal LowCardinality(String) CODEC(ZSTD(1)),
    Source LowCardinality(String) CODEC(ZSTD(1)),
    Key LowCardinality(String) CODEC(ZSTD(1)),
    Hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    Value String CODEC(ZSTD(1)),
    Items UInt64 CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedSummingMergeTree(Items)
PARTITION BY toDate(Hour) + RetentionDays
ORDER BY (ProjectId, Signal, Source, Key, Hour, Value)
TTL Hour + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS facets_of_logs_mv ON CLUSTER 'events' TO facets_local AS
SELECT *
FROM
(
    SELECT
        ProjectId,
        'logs' AS Signal,
        Facet.1 AS Source,
        Facet.2 AS Key,
        toStartOfHour(toDateTime(Timestamp, 'UTC')) AS Hour,
        Facet.3 AS Value,
        sum(Stride) AS Items,
        RetentionDays
    FROM
    (
        SELECT
            ProjectId,
            Timestamp,
            RetentionDays,
            intDiv(blockSize(), 1024) + 1 AS Stride,
            arrayConcat(
                [
                    ('field', 'service', toString(ServiceName)),
                    ('field', 'release', toString(Release)),
                    ('field', 'environment', toString(Environment)),
                    ('field', 'scope', toString(ScopeName)),
                    ('field', 'event', toString(EventName))
                ],
                arrayMap((key, value) -> ('resource', toString(key), value), mapKeys(ResourceAttributes), mapValues(ResourceAttributes)),
                arrayMap((key, value) -> ('attribute', toString(key), value), mapKeys(LogAttributes), mapValues(LogAttributes))
            ) AS Facets
        FROM otel_logs_local
        WHERE rowNumberInBlock() % (intDiv(blockSize(), 1024) + 1) = 0
    )
    ARRAY JOIN Facets AS Facet
    WHERE Facet.3 != '' AND length(Facet.2) <= 200 AND length(Facet.3) <= 200
    GROUP BY
        ProjectId,
        Source,
        Key,
        Hour,
        Value,
        RetentionDays
    ORDER BY Items DESC
    LIMIT 20 BY ProjectId, Source, Key, Hour
)
LIMIT 2000 BY ProjectId;

CREATE MATERIALIZED VIEW IF NOT EXISTS facets_of_spans_mv ON CLUSTER 'events' TO facets_local AS
SELECT *
FROM
(
    SELECT
        ProjectId,
        'spans' AS Signal,
        Facet.1 AS Source,
        Facet.2 AS Key,
        toStartOfHour(toDateTime(Timestamp, 'UTC')) AS Hour,
        Facet.3 AS Value,
        sum(Stride) AS Items,
        RetentionDays
    FROM
    (
        SELECT
            ProjectId,
            Timestamp,
            RetentionDays,
            intDiv(blockSize(), 1024) + 1 AS Stride,
            arrayConcat(
                [
                    ('field', 'service', toString(ServiceName)),
                    ('field', 'release', toString(Release)),
                    ('field', 'environment', toString(Environment)),
                    ('field', 'scope', toString(ScopeName)),
                    ('field', 'name', toString(SpanName)),
                    ('field', 'kind', toString(SpanKind)),
                    ('field', 'status', toString(StatusCode))
                ],
                arrayMap((key, value) -> ('resource', toString(key), value), mapKeys(ResourceAttributes), mapValues(ResourceAttributes)),
                arrayMap((key, value) -> ('attribute', toString(key), value), mapKeys(SpanAttributes), mapValues(SpanAttributes))
            ) AS Facets
        FROM otel_traces_local
        WHERE rowNumberInBlock() % (intDiv(blockSize(), 1024) + 1) = 0
    )
    ARRAY JOIN Facets AS Facet
    WHERE Facet.3 != '' AND length(Facet.2) <= 200 AND length(Facet.3) <= 200
    GROUP BY
        ProjectId,
        Source,
        Key,
        Hour,
        Value,
        RetentionDays
    ORDER BY Items DESC
    LIMIT 20 BY ProjectId, Source, Key, Hour
)
LIMIT 2000 BY ProjectId;

CREATE TABLE IF NOT EXISTS facets ON CLUSTER 'events' AS facets_local
ENGINE = Distributed('events', currentDatabase(), facets_local);

CREATE TABLE IF NOT EXISTS sessions_local ON CLUSTER 'events'
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
ENGINE = ReplicatedReplacingMergeTree(Version)
PARTITION BY toDate(Started) + RetentionDays
ORDER BY (ProjectId, SessionId)
TTL toDateTime(Started) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS sessions ON CLUSTER 'events' AS sessions_local
ENGINE = Distributed('events', currentDatabase(), sessions_local, cityHash64(ProjectId, SessionId));

CREATE TABLE IF NOT EXISTS crashes_local ON CLUSTER 'events'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, GroupingHash, Timestamp)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 512,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS crash_ids_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    CrashId String CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(ZSTD(1)),
    GroupingHash UInt64 CODEC(ZSTD(1)),
    Batch UInt64 CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, CrashId)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 512,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS crash_ids_mv ON CLUSTER 'events' TO crash_ids_local AS
SELECT
    ProjectId,
    CrashId,
    Timestamp,
    GroupingHash,
    Batch,
    RetentionDays
FROM crashes_local;

CREATE TABLE IF NOT EXISTS crash_counts_local ON CLUSTER 'events'
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
ENGINE = ReplicatedAggregatingMergeTree
PARTITION BY toMonday(Hour) + RetentionDays
ORDER BY (ProjectId, GroupingHash, Hour, Release, Environment, GroupingVersion)
TTL Hour + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 1024,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS crash_counts_mv ON CLUSTER 'events' TO crash_counts_local AS
SELECT
    ProjectId,
    GroupingHash,
    toStartOfHour(toDateTime(Timestamp, 'UTC')) AS Hour,
    Release,
    Environment,
    GroupingVersion,
    count() AS Events,
    sum(crashes_local.Unhandled) AS Unhandled,
    min(Timestamp) AS FirstSeen,
    max(Timestamp) AS LastSeen,
    uniqCombined64StateIf(14)(crashes_local.Affected, crashes_local.Affected != 0) AS Affected,
    RetentionDays
FROM crashes_local
GROUP BY
    ProjectId,
    GroupingHash,
    Hour,
    Release,
    Environment,
    GroupingVersion,
    RetentionDays;

CREATE TABLE IF NOT EXISTS crash_distributions_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    DistributionsHash String CODEC(ZSTD(1)),
    Name LowCardinality(String) CODEC(ZSTD(1)),
    Version String CODEC(ZSTD(1)),
    LastSeen Date CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(LastSeen)
ORDER BY (ProjectId, DistributionsHash, Name)
TTL LastSeen + toIntervalDay(RetentionDays)
SETTINGS replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS crashes ON CLUSTER 'events' AS crashes_local
ENGINE = Distributed('events', currentDatabase(), crashes_local, cityHash64(ProjectId, CrashId));

CREATE TABLE IF NOT EXISTS crash_ids ON CLUSTER 'events' AS crash_ids_local
ENGINE = Distributed('events', currentDatabase(), crash_ids_local, cityHash64(ProjectId, CrashId));

CREATE TABLE IF NOT EXISTS crash_counts ON CLUSTER 'events' AS crash_counts_local
ENGINE = Distributed('events', currentDatabase(), crash_counts_local, cityHash64(ProjectId, GroupingHash));

CREATE TABLE IF NOT EXISTS crash_distributions ON CLUSTER 'events' AS crash_distributions_local
ENGINE = Distributed('events', currentDatabase(), crash_distributions_local, cityHash64(ProjectId, DistributionsHash));

CREATE TABLE IF NOT EXISTS release_distributions_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    DistributionsHash String CODEC(ZSTD(1)),
    LastSeen Date CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(LastSeen)
ORDER BY (ProjectId, ServiceName, Release, DistributionsHash)
TTL LastSeen + toIntervalDay(RetentionDays)
SETTINGS replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS release_distributions_mv ON CLUSTER 'events' TO release_distributions_local AS
SELECT
    ProjectId,
    ServiceName,
    Release,
    DistributionsHash,
    max(toDate(ReceivedAt, 'UTC')) AS LastSeen,
    RetentionDays
FROM crashes_local
WHERE Release != '' AND DistributionsHash != ''
GROUP BY
    ProjectId,
    ServiceName,
    Release,
    DistributionsHash,
    RetentionDays;

CREATE TABLE IF NOT EXISTS release_distributions ON CLUSTER 'events' AS release_distributions_local
ENGINE = Distributed('events', currentDatabase(), release_distributions_local, cityHash64(ProjectId, Release));

ALTER TABLE sessions_local ON CLUSTER 'events'
    ADD COLUMN IF NOT EXISTS InstallId String CODEC(ZSTD(1)) AFTER UserId,
    ADD COLUMN IF NOT EXISTS PreviousRelease LowCardinality(String) CODEC(ZSTD(1)) AFTER Release,
    ADD COLUMN IF NOT EXISTS Kind LowCardinality(String) CODEC(ZSTD(1)) AFTER UserAgent,
    ADD COLUMN IF NOT EXISTS Consent LowCardinality(String) CODEC(ZSTD(1)) AFTER Kind,
    ADD COLUMN IF NOT EXISTS Packaging LowCardinality(String) CODEC(ZSTD(1)) AFTER Consent,
    ADD COLUMN IF NOT EXISTS ExitCode Nullable(Int64) CODEC(ZSTD(1)) AFTER Packaging,
    ADD COLUMN IF NOT EXISTS SdkName LowCardinality(String) CODEC(ZSTD(1)) AFTER ExitCode,
    ADD COLUMN IF NOT EXISTS SdkVersion LowCardinality(String) CODEC(ZSTD(1)) AFTER SdkName;

ALTER TABLE sessions ON CLUSTER 'events'
    ADD COLUMN IF NOT EXISTS InstallId String AFTER UserId,
    ADD COLUMN IF NOT EXISTS PreviousRelease LowCardinality(String) AFTER Release,
    ADD COLUMN IF NOT EXISTS Kind LowCardinality(String) AFTER UserAgent,
    ADD COLUMN IF NOT EXISTS Consent LowCardinality(String) AFTER Kind,
    ADD COLUMN IF NOT EXISTS Packaging LowCardinality(String) AFTER Consent,
    ADD COLUMN IF NOT EXISTS ExitCode Nullable(Int64) AFTER Packaging,
    ADD COLUMN IF NOT EXISTS SdkName LowCardinality(String) AFTER ExitCode,
    ADD COLUMN IF NOT EXISTS SdkVersion LowCardinality(String) AFTER SdkName;

CREATE TABLE IF NOT EXISTS user_feedback_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    EventId String CODEC(ZSTD(1)),
    FeedbackId String CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    ReceivedAt DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Name String CODEC(ZSTD(1)),
    Email String CODEC(ZSTD(1)),
    Comments String CODEC(ZSTD(1)),
    Url String CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    Environment LowCardinality(String) CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(ReceivedAt)
PARTITION BY toDate(ReceivedAt) + RetentionDays
ORDER BY (ProjectId, EventId, FeedbackId)
TTL toDateTime(ReceivedAt) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS attachments_local ON CLUSTER 'events'
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    EventId String CODEC(ZSTD(1)),
    AttachmentId String CODEC(ZSTD(1)),
    ReceivedAt DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Name String CODEC(ZSTD(1)),
    ContentType String CODEC(ZSTD(1)),
    Kind LowCardinality(String) CODEC(ZSTD(1)),
    Size UInt32 CODEC(ZSTD(1)),
    Content String CODEC(ZSTD(3)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(ReceivedAt)
PARTITION BY toDate(ReceivedAt) + RetentionDays
ORDER BY (ProjectId, EventId, AttachmentId)
TTL toDateTime(ReceivedAt) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 64,
    index_granularity_bytes = 2097152,
    replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS user_feedback ON CLUSTER 'events' AS user_feedback_local
ENGINE = Distributed('events', currentDatabase(), user_feedback_local, cityHash64(ProjectId, EventId));

CREATE TABLE IF NOT EXISTS attachments ON CLUSTER 'events' AS attachments_local
ENGINE = Distributed('events', currentDatabase(), attachments_local, cityHash64(ProjectId, EventId));
