-- IssueFigureReader: what happened in some hours, by grouping hash, where nobody asks in which releases and environments besides: naming them takes five times as long.
SELECT
    GroupingHash,
    sum(Events) AS Counted
FROM crash_counts
WHERE {include Crashes.scope}
GROUP BY GroupingHash
LIMIT {limit:UInt32}
