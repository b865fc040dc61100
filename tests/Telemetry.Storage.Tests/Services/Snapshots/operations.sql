SELECT
    ServiceName,
    SpanName,
    SpanKind,
    count() AS Requests,
    countIf(StatusCode = 'Error') AS Errors,
    quantilesTDigest(0.5, 0.95, 0.99)(Duration) AS Nanoseconds,
    sum(toFloat64(Duration)) AS TotalNanoseconds,
    count() OVER () AS Total
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p3:String} AND Release IN {p4:Array(String)} AND Environment = {p5:String})
    AND (SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '')
GROUP BY ServiceName, SpanName, SpanKind
ORDER BY TotalNanoseconds DESC, ServiceName, SpanName, SpanKind
LIMIT 50
