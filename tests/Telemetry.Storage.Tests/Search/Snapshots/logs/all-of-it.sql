-- level:error service:billing release:>=1.4.0 attributes.http.route:"/pay" user.id:42 "disk full" -environment:dev (a OR b) has:trace_id message:*timeout*
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
    AND ((SeverityNumber BETWEEN 17 AND 20 OR (SeverityNumber = 0 AND lower(SeverityText) IN ('err', 'error'))) AND ServiceName = {p3:String} AND Release IN {p4:Array(String)} AND LogAttributes[{p5:String}] = {p6:String} AND (LogAttributes[{p7:String}] = {p8:String} OR ResourceAttributes[{p7:String}] = {p8:String}) AND (hasAllTokens(lowerUTF8(Body), lowerUTF8({p9:String})) AND match(Body, {p10:String})) AND NOT (Environment = {p11:String}) AND (hasAllTokens(lowerUTF8(Body), lowerUTF8({p12:String})) OR hasAllTokens(lowerUTF8(Body), lowerUTF8({p13:String}))) AND TraceId != '' AND lowerUTF8(Body) LIKE lowerUTF8({p14:String}))
ORDER BY toStartOfFiveMinutes(Timestamp) DESC, Timestamp DESC
LIMIT 101
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: billing
-- p4: [1.4.0, 1.4.1rc1, 1.10.0]
-- p5: http.route
-- p6: /pay
-- p7: user.id
-- p8: 42
-- p9: disk full
-- p10: (?is)(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])disk\ full(?:$|[^0-9A-Za-z\x{80}-\x{10FFFF}])
-- p11: dev
-- p12: a
-- p13: b
-- p14: %timeout%
-- set max_threads = 1
