SELECT
    Caller,
    Callee,
    'service' AS Kind,
    count() AS Calls,
    countIf(Failed) AS Errors,
    quantileTDigest(0.95)(Duration) AS P95
FROM
(
    SELECT cityHash64(TraceId, ParentSpanId) AS ParentKey, ServiceName AS Callee, Duration, StatusCode = 'Error' AS Failed
    FROM otel_traces
    WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p4:String} AND Release IN {p5:Array(String)} AND Environment = {p6:String})
        AND ParentSpanId != '' AND cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp))) % {one_in:UInt32} = 0
) AS child
ANY LEFT JOIN
(
    SELECT cityHash64(TraceId, SpanId) AS SpanKey, ServiceName AS Caller, true AS IsFound
    FROM otel_traces
    WHERE ProjectId = {project:UInt32}
        AND Timestamp >= fromUnixTimestamp64Nano({parents_from:Int64}, 'UTC')
        AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
        AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({parents_from:Int64}, 'UTC'))
        AND cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp))) % {one_in:UInt32} = 0
) AS parent ON child.ParentKey = parent.SpanKey
WHERE IsFound AND Caller != Callee
GROUP BY Caller, Callee
ORDER BY Calls DESC, Caller, Callee
LIMIT 501
