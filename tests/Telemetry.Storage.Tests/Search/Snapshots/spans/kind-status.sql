-- kind:server status:[error,unset] has:kind
SELECT
    TraceId,
    max(toUnixTimestamp64Nano(Timestamp)) AS Seen
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (SpanKind = {p3:String} AND (StatusCode = {p4:String} OR StatusCode = {p5:String}) AND SpanKind NOT IN ('', 'Unspecified'))
    AND TraceId != ''
GROUP BY TraceId
HAVING (Seen, TraceId) < ({seen:Int64}, {trace:String})
ORDER BY Seen DESC, TraceId DESC
LIMIT 51
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: Server
-- p4: Error
-- p5: Unset
-- seen: 1795309200000000000
-- trace: ff
