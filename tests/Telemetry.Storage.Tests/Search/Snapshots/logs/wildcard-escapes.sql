-- *100%_\\x*
SELECT
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    SeverityNumber,
    SeverityText,
    ServiceName,
    Release,
    Environment,
    Body,
    TraceId,
    SpanId,
    ScopeName,
    EventName,
    LogAttributes,
    ResourceAttributes
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND lowerUTF8(Body) LIKE lowerUTF8({p3:String})
ORDER BY toStartOfFiveMinutes(Timestamp) DESC, Timestamp DESC
LIMIT 101
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: %100\%\_\\x%
-- set max_threads = 1
