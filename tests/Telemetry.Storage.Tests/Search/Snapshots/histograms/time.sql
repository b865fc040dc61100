-- disk
SELECT
    intDiv(toUnixTimestamp64Nano(Timestamp) - {start:Int64}, {width:Int64}) AS Bucket,
    toUInt32(0) AS GroupNumber,
    count() AS Count
FROM otel_logs
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p5:String}))
GROUP BY Bucket, GroupNumber
LIMIT 60
-- start: 1795305600000000000
-- width: 60000000000
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p5: disk
