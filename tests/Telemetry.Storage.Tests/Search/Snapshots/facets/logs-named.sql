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
        SELECT [('*', '*'), ({p0:String}, toString(['unset', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'][intDiv(least(if(SeverityNumber > 0, SeverityNumber, transform(lower(SeverityText), ['alert', 'crit', 'critical', 'debug', 'emerg', 'emergency', 'err', 'error', 'fatal', 'info', 'information', 'informational', 'notice', 'panic', 'trace', 'verbose', 'warn', 'warning'], [21, 21, 21, 5, 21, 21, 17, 17, 21, 9, 9, 9, 9, 21, 1, 1, 13, 13], 0)), 24) + 3, 4) + 1])), ({p2:String}, toString(LogAttributes[{p1:String}])), ({p4:String}, toString(if(mapContains(LogAttributes, {p3:String}), LogAttributes[{p3:String}], ResourceAttributes[{p3:String}])))] AS Facets
        FROM otel_logs
        WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND hasAllTokens(lowerUTF8(Body), lowerUTF8({p8:String}))
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
LIMIT 4
-- p0: level
-- p1: http.route
-- p2: attributes.http.route
-- p3: user.id
-- p4: user.id
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p8: disk
