-- disk
SELECT
    ServiceName AS Key,
    count() AS Count,
    sum(count()) OVER () AS Total
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p3:String}))
GROUP BY Key
ORDER BY Count DESC, Key
LIMIT 100
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p3: disk
