-- "GET /pay"
SELECT
    TraceId,
    max(toUnixTimestamp64Nano(Timestamp)) AS Seen
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (match(SpanName, {p3:String}) OR match(StatusMessage, {p3:String}))
    AND TraceId != ''
GROUP BY TraceId
HAVING (Seen, TraceId) < ({seen:Int64}, {trace:String})
ORDER BY Seen DESC, TraceId DESC
LIMIT 51
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: (?is)(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])GET\ \/pay(?:$|[^0-9A-Za-z\x{80}-\x{10FFFF}])
-- seen: 1795309200000000000
-- trace: ff
