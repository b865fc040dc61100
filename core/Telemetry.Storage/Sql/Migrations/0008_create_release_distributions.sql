-- Which lists of distributions crashes of a release had: a crash that brings none (a traceback in a log) is judged by them (docs/adr/0137).
CREATE TABLE IF NOT EXISTS release_distributions{local} {on_cluster}
(
    ProjectId UInt32 CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    Release LowCardinality(String) CODEC(ZSTD(1)),
    DistributionsHash String CODEC(ZSTD(1)),
    LastSeen Date CODEC(ZSTD(1)),
    RetentionDays UInt16 CODEC(ZSTD(1))
)
ENGINE = {replicated}ReplacingMergeTree(LastSeen)
ORDER BY (ProjectId, ServiceName, Release, DistributionsHash)
TTL LastSeen + toIntervalDay(RetentionDays)
SETTINGS {non_replicated}_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS release_distributions_mv {on_cluster} TO release_distributions{local} AS
SELECT
    ProjectId,
    ServiceName,
    Release,
    DistributionsHash,
    max(toDate(ReceivedAt, 'UTC')) AS LastSeen,
    RetentionDays
FROM crashes{local}
WHERE Release != '' AND DistributionsHash != ''
GROUP BY
    ProjectId,
    ServiceName,
    Release,
    DistributionsHash,
    RetentionDays;

-- cluster only
CREATE TABLE IF NOT EXISTS release_distributions {on_cluster} AS release_distributions{local}
ENGINE = Distributed('{cluster}', currentDatabase(), release_distributions{local}, cityHash64(ProjectId, Release));
