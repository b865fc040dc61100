-- level:error release:>=1.4.0 "disk full"
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
    AND ((SeverityNumber BETWEEN 17 AND 20 OR (SeverityNumber = 0 AND lower(SeverityText) IN ('err', 'error'))) AND Release IN {p3:Array(String)} AND (hasAllTokens(lowerUTF8(Body), lowerUTF8({p4:String})) AND match(Body, {p5:String})))
ORDER BY Timestamp DESC, Hash DESC
LIMIT 501
-- project: 7
-- after: 120
-- until: 123
-- p3: [1.4.0, 1.4.1rc1, 1.10.0]
-- p4: disk full
-- p5: (?is)(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])disk\ full(?:$|[^0-9A-Za-z\x{80}-\x{10FFFF}])
-- set optimize_read_in_order = 0
