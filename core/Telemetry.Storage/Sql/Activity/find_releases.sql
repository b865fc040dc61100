-- ActivityReader: the releases that were seen for the first time last. Reads two weeks of the roll-up.
SELECT
    ServiceName,
    Release,
    toInt64(toUnixTimestamp(min(Minute))) AS FirstSeen,
    toInt64(toUnixTimestamp(max(Minute))) AS LastSeen,
    sum(Items) AS Records,
    sumIf(Items, SeverityNumber >= 17 OR (SeverityNumber = 0 AND lower(SeverityText) IN {texts:Array(String)})) AS Errors
FROM otel_logs_per_minute
WHERE ProjectId = {project:UInt32}
    AND Minute >= toDateTime({since:Int64}, 'UTC')
    AND Minute < toDateTime({to:Int64}, 'UTC')
    AND Release != ''
GROUP BY
    ServiceName,
    Release
ORDER BY
    FirstSeen DESC,
    ServiceName,
    Release
LIMIT 10
