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
        SELECT arrayConcat([('*', '*'), ({p0:String}, toString(ServiceName)), ({p1:String}, toString(Release)), ({p2:String}, toString(Environment)), ({p3:String}, toString(SpanName)), ({p4:String}, toString(lower(SpanKind))), ({p5:String}, toString(lower(StatusCode)))], arrayMap((key, value) -> (concat('attributes.', toString(key)), value), mapKeys(SpanAttributes), mapValues(SpanAttributes))) AS Facets
        FROM otel_traces
        WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes(fromUnixTimestamp64Nano({from:Int64}, 'UTC'))
    AND toStartOfFiveMinutes(Timestamp) <= toStartOfFiveMinutes(fromUnixTimestamp64Nano({to:Int64}, 'UTC'))
    AND (match(SpanName, {p9:String}) OR match(StatusMessage, {p9:String}))
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
-- p3: name
-- p4: kind
-- p5: status
-- project: 7
-- from: 1795305600000000000
-- to: 1795309200000000000
-- p9: (?is)(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])disk(?:$|[^0-9A-Za-z\x{80}-\x{10FFFF}])
