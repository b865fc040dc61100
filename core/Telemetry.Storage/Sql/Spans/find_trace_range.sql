-- TraceReader: when traces were, to the second. Reads the granules of their ids in a table sorted by id.
SELECT
    count() AS Found,
    toInt64(toUnixTimestamp(min(Start))) AS StartSeconds,
    toInt64(toUnixTimestamp(max(End))) AS EndSeconds
FROM otel_traces_trace_id_ts
WHERE ProjectId = {project:UInt32}
    AND TraceId IN {traces:Array(String)}
