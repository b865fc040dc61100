-- service:billing trace.duration:>=1s -trace.duration:>1m
SELECT
    TraceId,
    max(toUnixTimestamp64Nano(Timestamp)) AS Seen
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p3:String} AND TraceId IN (SELECT TraceId FROM otel_traces WHERE ProjectId = {project:UInt32} AND Timestamp >= fromUnixTimestamp64Nano({from:Int64} - 3600000000000, 'UTC') AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC') AND ParentSpanId = '' AND Duration >= {p4:UInt64}) AND NOT (TraceId IN (SELECT TraceId FROM otel_traces WHERE ProjectId = {project:UInt32} AND Timestamp >= fromUnixTimestamp64Nano({from:Int64} - 3600000000000, 'UTC') AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC') AND ParentSpanId = '' AND Duration > {p5:UInt64})))
    AND TraceId != ''
GROUP BY TraceId
HAVING (Seen, TraceId) < ({seen:Int64}, {trace:String})
ORDER BY Seen DESC, TraceId DESC
LIMIT 51
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: billing
-- p4: 1000000000
-- p5: 60000000000
-- seen: 1795309200000000000
-- trace: ff
