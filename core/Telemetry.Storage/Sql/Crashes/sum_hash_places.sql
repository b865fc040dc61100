-- IssueFigureReader: what happened in some hours, by grouping hash. Places that are not asked for are not counted, yet named, so that "not seen in" can be answered.
SELECT
    GroupingHash,
    sumIf(Events, (empty({releases:Array(String)}) OR has({releases:Array(String)}, Release)) AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))) AS Counted,
    groupUniqArray(Release) AS SeenReleases,
    groupUniqArray(Environment) AS SeenEnvironments
FROM crash_counts
WHERE ProjectId = {project:UInt32}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
GROUP BY GroupingHash
HAVING Counted > 0
LIMIT {limit:UInt32}
