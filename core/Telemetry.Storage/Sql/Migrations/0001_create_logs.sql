-- Log records. Columns as the OpenTelemetry Collector's exporter has them; choices measured in docs/adr/0010 and following.
CREATE TABLE IF NOT EXISTS otel_logs{local} {on_cluster}
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
ENGINE = {replicated}MergeTree
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
    {non_replicated}_deduplication_window = 1000;

-- cluster only
-- By content, never rand(): a batch that is repeated must fall into the same pieces, or its token drops the wrong rows.
CREATE TABLE IF NOT EXISTS otel_logs {on_cluster} AS otel_logs{local}
ENGINE = Distributed('{cluster}', currentDatabase(), otel_logs{local}, cityHash64(Timestamp, TraceId, SpanId, Body));
