-- IssueFigureReader: events of each group of hashes by release, for a page of issues.
SELECT
    transform(GroupingHash, {hashes:Array(UInt64)}, {groups:Array(UInt32)}, toUInt32(0)) AS GroupNumber,
    Release,
    sum(Events) AS Counted
FROM crash_counts
WHERE {include Crashes.scope}
    AND GroupingHash IN {hashes:Array(UInt64)}
GROUP BY
    GroupNumber,
    Release
LIMIT {limit:UInt32}
