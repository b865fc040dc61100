SELECT
    ServiceName AS Caller,
    coalesce(nullIf(SpanAttributes['peer.service'], ''), nullIf(System, ''), nullIf(Broker, ''), SpanAttributes['server.address']) AS Callee,
    multiIf(System != '', 'database', Broker != '', 'messaging', 'external') AS Kind,
    count() AS Calls,
    countIf(StatusCode = 'Error') AS Errors,
    quantileTDigest(0.95)(Duration) AS P95
FROM
(
    SELECT
        ServiceName,
        SpanAttributes,
        StatusCode,
        Duration,
        coalesce(nullIf(SpanAttributes['db.system.name'], ''), SpanAttributes['db.system']) AS System,
        SpanAttributes['messaging.system'] AS Broker
    FROM otel_traces
    WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (ServiceName = {p5:String} AND Release IN {p6:Array(String)} AND Environment = {p7:String})
        AND SpanKind IN ('Client', 'Producer') AND cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp))) % {one_in:UInt32} = 0
        AND cityHash64(TraceId, SpanId) NOT IN
        (
            SELECT cityHash64(TraceId, ParentSpanId)
            FROM otel_traces
            WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
                AND SpanKind IN ('Server', 'Consumer') AND ParentSpanId != '' AND (cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp))) % {one_in:UInt32} = 0 OR cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp)) - 300) % {one_in:UInt32} = 0)
        )
)
WHERE Callee != ''
GROUP BY Caller, Callee, Kind
ORDER BY Calls DESC, Caller, Callee, Kind
LIMIT 501
