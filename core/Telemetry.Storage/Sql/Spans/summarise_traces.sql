-- TraceSummaries: what a list or a chart shows of some traces, all of their spans counted. Reads the granules of their range whose bloom filter knows an id.
SELECT
    TraceId,
    min(toUnixTimestamp64Nano(Timestamp)) AS StartNanoseconds,
    max(toUnixTimestamp64Nano(Timestamp) + toInt64(Duration)) AS EndNanoseconds,
    argMin(ServiceName, (ParentSpanId != '', Timestamp)) AS Service,
    argMin(SpanName, (ParentSpanId != '', Timestamp)) AS Name,
    count() AS Spans,
    countIf(StatusCode = 'Error') AS Errors
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND TraceId IN {traces:Array(String)}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
GROUP BY TraceId
LIMIT 1000
