-- IssueFigureReader: how much each release was in use in some hours: its crashes of all issues, and its sessions. A session that is told about again has replaced itself.
SELECT
    Release,
    sum(Crashes) AS AllCrashes,
    sum(Runs) AS AllRuns
FROM
(
    SELECT
        Release,
        sum(Events) AS Crashes,
        toUInt64(0) AS Runs
    FROM crash_counts
    WHERE ProjectId = {project:UInt32}
        AND Hour >= toDateTime({from:UInt32}, 'UTC')
        AND Hour < toDateTime({to:UInt32}, 'UTC')
        AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
    GROUP BY Release
    UNION ALL
    SELECT
        Release,
        toUInt64(0) AS Crashes,
        sum(Sessions) AS Runs
    FROM sessions FINAL
    WHERE ProjectId = {project:UInt32}
        AND Started >= toDateTime({from:UInt32}, 'UTC')
        AND Started < toDateTime({to:UInt32}, 'UTC')
        AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
    GROUP BY Release
)
GROUP BY Release
LIMIT {limit:UInt32}
