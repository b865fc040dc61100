-- Spans, and the time range of each trace, so that one trace is found without reading every day.
CREATE TABLE IF NOT EXISTS otel_traces{local} {on_cluster}
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
ENGINE = {replicated}MergeTree
PARTITION BY toDate(Timestamp) + RetentionDays
ORDER BY (ProjectId, toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)
TTL toDateTime(Timestamp) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 2048,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

-- Small granules: one id is looked up in every part of every day.
CREATE TABLE IF NOT EXISTS otel_traces_trace_id_ts{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    Start DateTime CODEC(Delta, ZSTD(1)),
    End DateTime CODEC(Delta, ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}MergeTree
PARTITION BY toDate(Start) + RetentionDays
ORDER BY (ProjectId, TraceId, Start)
TTL Start + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    index_granularity = 512,
    {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_trace_id_ts_mv {on_cluster} TO otel_traces_trace_id_ts{local} AS
SELECT
    ProjectId,
    TraceId,
    toDateTime(min(Timestamp)) AS Start,
    toDateTime(max(Timestamp)) AS End,
    max(RetentionDays) AS RetentionDays
FROM otel_traces{local}
WHERE TraceId != ''
GROUP BY ProjectId, TraceId;

-- cluster only
-- All spans of a trace on one shard.
CREATE TABLE IF NOT EXISTS otel_traces {on_cluster} AS otel_traces{local}
ENGINE = Distributed('{cluster}', currentDatabase(), otel_traces{local}, cityHash64(TraceId));

-- cluster only
CREATE TABLE IF NOT EXISTS otel_traces_trace_id_ts {on_cluster} AS otel_traces_trace_id_ts{local}
ENGINE = Distributed('{cluster}', currentDatabase(), otel_traces_trace_id_ts{local});
