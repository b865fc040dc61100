-- disk
SELECT
    Field,
    sum(Items) AS Present,
    arrayMap(top -> top.2, groupArraySorted(10)((-toInt64(Items), Value)) AS Top) AS Values,
    arrayMap(top -> toUInt64(-top.1), Top) AS Counts
FROM
(
    SELECT
        Facet.1 AS Field,
        Facet.2 AS Value,
        count() AS Items
    FROM
    (
        SELECT arrayConcat([('*', '*'), ({p0:String}, toString(ServiceName)), ({p1:String}, toString(Release)), ({p2:String}, toString(Environment)), ({p3:String}, toString(['unset', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'][intDiv(least(if(SeverityNumber > 0, SeverityNumber, transform(lower(SeverityText), ['alert', 'crit', 'critical', 'debug', 'emerg', 'emergency', 'err', 'error', 'fatal', 'info', 'information', 'informational', 'notice', 'panic', 'trace', 'verbose', 'warn', 'warning'], [21, 21, 21, 5, 21, 21, 17, 17, 21, 9, 9, 9, 9, 21, 1, 1, 13, 13], 0)), 24) + 3, 4) + 1])), ({p4:String}, toString(ScopeName)), ({p5:String}, toString(EventName))], arrayMap((key, value) -> (concat('attributes.', toString(key)), value), mapKeys(LogAttributes), mapValues(LogAttributes))) AS Facets
        FROM otel_logs
        WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p9:String}))
ORDER BY toStartOfFiveMinutes(Timestamp) DESC
        LIMIT 1000
    )
    ARRAY JOIN Facets AS Facet
    WHERE Value != '' AND length(Value) <= 200
    GROUP BY
        Field,
        Value
)
GROUP BY Field
ORDER BY
    startsWith(Field, 'attributes.'),
    Present DESC,
    Field
LIMIT 19
-- p0: service
-- p1: release
-- p2: environment
-- p3: level
-- p4: scope
-- p5: event
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p9: disk
