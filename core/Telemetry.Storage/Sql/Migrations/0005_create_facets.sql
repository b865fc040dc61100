-- Which keys and values occur, per project and hour, for completion and facets. From a sample: at most about 1000 records of an insert, evenly spread.
-- Of those, per insert, the 20 most frequent values of a key, and 2000 pairs of a project: a million different keys cannot flood it.
CREATE TABLE IF NOT EXISTS facets{local} {on_cluster}
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
ENGINE = {replicated}SummingMergeTree(Items)
PARTITION BY toDate(Hour) + RetentionDays
ORDER BY (ProjectId, Signal, Source, Key, Hour, Value)
TTL Hour + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    min_parts_to_merge_at_once = 10,
    merge_selector_base = 10,
    {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS facets_of_logs_mv {on_cluster} TO facets{local} AS
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
        FROM otel_logs{local}
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

CREATE MATERIALIZED VIEW IF NOT EXISTS facets_of_spans_mv {on_cluster} TO facets{local} AS
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
        FROM otel_traces{local}
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

-- cluster only
CREATE TABLE IF NOT EXISTS facets {on_cluster} AS facets{local}
ENGINE = Distributed('{cluster}', currentDatabase(), facets{local});
