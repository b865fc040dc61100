SELECT
    TraceId,
    count() OVER () AS Total
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p3:String} AND Release IN {p4:Array(String)} AND Environment = {p5:String})
    AND TraceId != '' AND cityHash64(TraceId) % {one_in:UInt32} = 0
GROUP BY TraceId
ORDER BY cityHash64(TraceId)
LIMIT 400
