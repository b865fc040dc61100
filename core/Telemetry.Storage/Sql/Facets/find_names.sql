-- FieldReader, at every pause in typing: attribute keys that start so, the most frequent first. Reads the roll-up: hundreds of rows per project and hour.
SELECT
    Source,
    Key
FROM facets
WHERE ProjectId = {project:UInt32}
    AND Signal = {signal:String}
    AND Source IN ('attribute', 'resource')
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND (startsWith(lowerUTF8(Key), lowerUTF8({prefix:String})) OR startsWith(lowerUTF8(concat(if(Source = 'resource', 'resource.', 'attributes.'), Key)), lowerUTF8({prefix:String})))
GROUP BY
    Source,
    Key
ORDER BY
    sum(Items) DESC,
    Key,
    Source
LIMIT {limit:UInt32}
