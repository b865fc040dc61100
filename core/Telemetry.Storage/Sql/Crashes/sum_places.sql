-- IssueFigureReader: one issue by release, by environment, and altogether.
SELECT
    toUInt8(grouping(Release, Environment)) AS Level,
    Release,
    Environment,
    sum(Events) AS Counted,
    sum(crash_counts.Unhandled) AS CountedUnhandled,
    uniqCombined64Merge(14)(Affected) AS People,
    toUnixTimestamp64Milli(min(FirstSeen)) AS Earliest,
    toUnixTimestamp64Milli(max(LastSeen)) AS Latest
FROM crash_counts
WHERE {include Crashes.scope}
    AND GroupingHash IN {hashes:Array(UInt64)}
GROUP BY GROUPING SETS ((Release), (Environment), ())
ORDER BY
    Level,
    Counted DESC,
    Release,
    Environment
LIMIT {limit:UInt32} BY Level
