-- What people and programs add to crashes (docs/adr/0151). Known by what it is made of, so that what comes twice replaces itself.
CREATE TABLE IF NOT EXISTS user_feedback{local} {on_cluster}
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
ENGINE = {replicated}ReplacingMergeTree(ReceivedAt)
PARTITION BY toDate(ReceivedAt) + RetentionDays
ORDER BY (ProjectId, EventId, FeedbackId)
TTL toDateTime(ReceivedAt) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    {non_replicated}_deduplication_window = 1000;

-- Few rows of up to a mebibyte: granules of few, so that reading one reads little else.
CREATE TABLE IF NOT EXISTS attachments{local} {on_cluster}
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
ENGINE = {replicated}ReplacingMergeTree(ReceivedAt)
PARTITION BY toDate(ReceivedAt) + RetentionDays
ORDER BY (ProjectId, EventId, AttachmentId)
TTL toDateTime(ReceivedAt) + toIntervalDay(RetentionDays)
SETTINGS
    ttl_only_drop_parts = 1,
    index_granularity = 64,
    index_granularity_bytes = 2097152,
    {non_replicated}_deduplication_window = 1000;

-- cluster only
-- By event, as the crashes' ids are.
CREATE TABLE IF NOT EXISTS user_feedback {on_cluster} AS user_feedback{local}
ENGINE = Distributed('{cluster}', currentDatabase(), user_feedback{local}, cityHash64(ProjectId, EventId));

-- cluster only
CREATE TABLE IF NOT EXISTS attachments {on_cluster} AS attachments{local}
ENGINE = Distributed('{cluster}', currentDatabase(), attachments{local}, cityHash64(ProjectId, EventId));
