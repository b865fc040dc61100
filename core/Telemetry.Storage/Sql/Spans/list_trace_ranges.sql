-- TraceRange: when one trace was, to the second, once for each insert that brought spans of it. Without aggregation it is planned 2 ms sooner.
SELECT
    toInt64(toUnixTimestamp(Start)) AS StartSeconds,
    toInt64(toUnixTimestamp(End)) AS EndSeconds
FROM otel_traces_trace_id_ts
WHERE ProjectId = {project:UInt32}
    AND TraceId = {trace:String}
LIMIT {limit:UInt32}
