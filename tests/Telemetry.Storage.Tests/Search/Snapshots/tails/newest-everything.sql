-- 
SELECT
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    SeverityNumber,
    SeverityText,
    ServiceName,
    Release,
    Environment,
    Body,
    TraceId,
    SpanId,
    ScopeName,
    EventName,
    LogAttributes,
    ResourceAttributes,
    cityHash64(TraceId, SpanId, SeverityNumber, SeverityText, ServiceName, Release, Environment, Body, ScopeName, EventName, LogAttributes, ResourceAttributes) AS Hash
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND toUInt64OrZero(splitByChar('_', _part)[3]) > {after:UInt64}
    AND _block_number > {after:UInt64}
    AND _block_number <= {until:UInt64}
ORDER BY Timestamp DESC, Hash DESC
LIMIT 501
-- project: 7
-- after: 120
-- until: 123
-- set optimize_read_in_order = 0
