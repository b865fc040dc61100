-- What came in and what became of it, in items.
CREATE TABLE IF NOT EXISTS ingest_ledger{local} {on_cluster}
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
ENGINE = {replicated}SummingMergeTree((Items, Bytes))
PARTITION BY toYYYYMM(Time)
ORDER BY (ProjectId, Time, Signal, KeyId, Outcome, Reason)
TTL Time + INTERVAL 400 DAY
SETTINGS
    ttl_only_drop_parts = 1,
    {non_replicated}_deduplication_window = 1000;

-- cluster only
CREATE TABLE IF NOT EXISTS ingest_ledger {on_cluster} AS ingest_ledger{local}
ENGINE = Distributed('{cluster}', currentDatabase(), ingest_ledger{local}, cityHash64(ProjectId));
