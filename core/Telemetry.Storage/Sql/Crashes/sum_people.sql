-- IssueFigureReader: people hit by each group of hashes in some hours. Sketches of one group are merged, so that a person whom two hashes of an issue hit counts once.
SELECT
    transform(GroupingHash, {hashes:Array(UInt64)}, {groups:Array(UInt32)}, toUInt32(0)) AS GroupNumber,
    uniqCombined64Merge(14)(Affected) AS People
FROM crash_counts
WHERE {include Crashes.scope}
    AND GroupingHash IN {hashes:Array(UInt64)}
GROUP BY GroupNumber
