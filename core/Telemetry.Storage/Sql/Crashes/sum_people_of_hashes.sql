-- IssueFigureReader: people hit under each hash in some hours, for orders by users.
SELECT
    GroupingHash,
    uniqCombined64Merge(14)(Affected) AS People
FROM crash_counts
WHERE {include Crashes.scope}
GROUP BY GroupingHash
LIMIT {limit:UInt32}
