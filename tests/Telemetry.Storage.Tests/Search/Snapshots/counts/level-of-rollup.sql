-- level:error service:billing
SELECT
    ['unset', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'][intDiv(least(if(SeverityNumber > 0, SeverityNumber, transform(lower(SeverityText), ['alert', 'crit', 'critical', 'debug', 'emerg', 'emergency', 'err', 'error', 'fatal', 'info', 'information', 'informational', 'notice', 'panic', 'trace', 'verbose', 'warn', 'warning'], [21, 21, 21, 5, 21, 21, 17, 17, 21, 9, 9, 9, 9, 21, 1, 1, 13, 13], 0)), 24) + 3, 4) + 1] AS Key,
    sum(Items) AS Count,
    sum(sum(Items)) OVER () AS Total
FROM (
    SELECT toDateTime64(Minute, 9, 'UTC') AS Timestamp, ServiceName, SeverityNumber, SeverityText, Release, Environment, Items
    FROM otel_logs_per_minute
    WHERE ProjectId = {project:UInt32} AND Minute >= toDateTime(intDiv({first:Int64}, 1000000000), 'UTC') AND Minute < toDateTime(intDiv({last:Int64}, 1000000000), 'UTC')
    UNION ALL
    SELECT Timestamp, ServiceName, SeverityNumber, SeverityText, Release, Environment, toUInt64(1) AS Items
    FROM otel_logs
    WHERE ProjectId = {project:UInt32} AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') AND Timestamp < fromUnixTimestamp64Nano({first:Int64}, 'UTC')
        AND toStartOfFiveMinutes(Timestamp) = toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    UNION ALL
    SELECT Timestamp, ServiceName, SeverityNumber, SeverityText, Release, Environment, toUInt64(1) AS Items
    FROM otel_logs
    WHERE ProjectId = {project:UInt32} AND Timestamp >= fromUnixTimestamp64Nano({last:Int64}, 'UTC') AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
        AND toStartOfFiveMinutes(Timestamp) = toStartOfFiveMinutes(fromUnixTimestamp64Nano({last:Int64}, 'UTC'))
)
WHERE ((SeverityNumber BETWEEN 17 AND 20 OR (SeverityNumber = 0 AND lower(SeverityText) IN ('err', 'error'))) AND ServiceName = {p5:String})
GROUP BY Key
ORDER BY Count DESC, Key
LIMIT 100
-- project: 7
-- first: 1795305660000000000
-- last: 1795309140000000000
-- from: 1795305600000000001
-- to: 1795309199999999999
-- p5: billing
