-- IssueFigureReader: what happened in some hours, by grouping hash, where nobody asks in which releases and environments besides: naming them takes five times as long.
SELECT
    GroupingHash,
    sum(Events) AS Counted
FROM crash_counts
WHERE ProjectId = {project:UInt32}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, Release))
    AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
GROUP BY GroupingHash
LIMIT {limit:UInt32}
