-- TraceReader, which adds order and limit: the spans of one trace, in the range that TraceRange gave. Reads the granules of that range whose bloom filter knows the id.
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
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
