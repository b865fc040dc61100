-- IssueFigureReader: people hit under each hash in some hours, for orders by users.
SELECT
    GroupingHash,
    uniqCombined64Merge(14)(Affected) AS People
FROM crash_counts
WHERE ProjectId = {project:UInt32}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, Release))
    AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
GROUP BY GroupingHash
LIMIT {limit:UInt32}
