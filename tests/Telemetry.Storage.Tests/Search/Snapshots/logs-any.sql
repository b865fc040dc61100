-- disk
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
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p3:String}))
LIMIT 101
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: disk
-- set max_threads = 1
-- set max_execution_time = 1
