-- TraceReader: the spans of one trace. When it was, to the second, a table sorted by id knows: a constant before the spans are looked for, so that its granules alone are read.
WITH
    (
        SELECT (min(Start), max(End) + 1)
        FROM otel_traces_trace_id_ts
        WHERE ProjectId = {project:UInt32}
            AND TraceId = {trace:String}
    ) AS Range
SELECT
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    SpanId,
    ParentSpanId,
    SpanName,
    SpanKind,
    Duration,
    StatusCode,
    StatusMessage,
    ServiceName,
    Release,
    Environment,
    ScopeName,
    SpanAttributes,
    ResourceAttributes,
    arrayMap(time -> toUnixTimestamp64Nano(time), Events.Timestamp) AS EventNanoseconds,
    arrayMap(name -> toString(name), Events.Name) AS EventNames,
    Events.Attributes AS EventAttributes,
    Links.TraceId AS LinkTraceIds,
    Links.SpanId AS LinkSpanIds,
    Links.TraceState AS LinkTraceStates,
    Links.Attributes AS LinkAttributes
FROM otel_traces
WHERE ProjectId = {project:UInt32}
    AND TraceId = {trace:String}
    AND Timestamp >= Range.1
    AND Timestamp < Range.2
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(Range.1)
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(Range.2)
ORDER BY
    Timestamp,
    SpanId
LIMIT {limit:UInt32}
