-- release:<1.4
SELECT
    TraceId,
    max(toUnixTimestamp64Nano(Timestamp)) AS Seen
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND Release IN {p3:Array(String)}
    AND TraceId != ''
GROUP BY TraceId
HAVING (Seen, TraceId) < ({seen:Int64}, {trace:String})
ORDER BY Seen DESC, TraceId DESC
LIMIT 51
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: [1.3.9]
-- seen: 1795309200000000000
-- trace: ff
