SELECT
    intDiv(toUnixTimestamp64Nano(Timestamp) - {start:Int64}, {width:Int64}) AS Bucket,
    count() AS Requests,
    countIf(StatusCode = 'Error') AS Errors,
    quantilesTDigest(0.5, 0.95, 0.99)(Duration) AS Nanoseconds
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p5:String} AND Release IN {p6:Array(String)} AND Environment = {p7:String})
    AND (SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '')
GROUP BY Bucket
LIMIT 60
