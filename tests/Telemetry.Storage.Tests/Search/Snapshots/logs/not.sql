-- -environment:dev -user.id:42
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
    AND (NOT (Environment = {p3:String}) AND NOT ((LogAttributes[{p4:String}] = {p5:String} OR ResourceAttributes[{p4:String}] = {p5:String})))
ORDER BY toStartOfFiveMinutes(Timestamp) DESC, Timestamp DESC
LIMIT 101
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: dev
-- p4: user.id
-- p5: 42
-- set max_threads = 1
