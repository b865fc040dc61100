SELECT
    ServiceName,
    sum(BucketSpans) AS Spans,
    sum(BucketRequests) AS Requests,
    sum(BucketErrors) AS Errors,
    quantilesTDigestMerge(0.5, 0.95, 0.99)(Durations) AS Nanoseconds,
    groupArray(Bucket) AS Buckets,
    groupArray(BucketRequests) AS RequestsOverTime,
    groupArray(BucketErrors) AS ErrorsOverTime,
    count() OVER () AS Total
FROM
(
    SELECT
        ServiceName,
        intDiv(toUnixTimestamp64Nano(Timestamp) - {start:Int64}, {width:Int64}) AS Bucket,
        count() AS BucketSpans,
        countIf((SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '')) AS BucketRequests,
        countIf((SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '') AND StatusCode = 'Error') AS BucketErrors,
        quantilesTDigestStateIf(0.5, 0.95, 0.99)(Duration, (SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '')) AS Durations
    FROM otel_traces
    WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p5:String} AND Release IN {p6:Array(String)} AND Environment = {p7:String})
    GROUP BY ServiceName, Bucket
)
GROUP BY ServiceName
ORDER BY Requests DESC, Spans DESC, ServiceName
LIMIT 500
