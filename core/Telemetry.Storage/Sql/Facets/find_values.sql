-- FieldReader, at every pause in typing: values of a key that start so, the most frequent first. Reads the roll-up: at most 20 rows per insert of a key's hour.
SELECT
    Value,
    sum(Items) AS Count
FROM facets
WHERE ProjectId = {project:UInt32}
    AND Signal = {signal:String}
    AND Source IN {sources:Array(String)}
    AND Key = {key:String}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND startsWith(lowerUTF8(Value), lowerUTF8({prefix:String}))
GROUP BY Value
ORDER BY
    Count DESC,
    Value
LIMIT {limit:UInt32}
