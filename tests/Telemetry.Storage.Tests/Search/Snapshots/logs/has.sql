-- has:trace_id has:user.id has:level
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
    AND (TraceId != '' AND (mapContains(LogAttributes, {p3:String}) OR mapContains(ResourceAttributes, {p3:String})) AND NOT (SeverityNumber = 0 AND lower(SeverityText) NOT IN ('alert', 'crit', 'critical', 'debug', 'emerg', 'emergency', 'err', 'error', 'fatal', 'info', 'information', 'informational', 'notice', 'panic', 'trace', 'verbose', 'warn', 'warning')))
ORDER BY toStartOfFiveMinutes(Timestamp) DESC, Timestamp DESC
LIMIT 101
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: user.id
-- set max_threads = 1
