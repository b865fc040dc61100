-- IssueFigureReader: events of each group of hashes over time. Steps without any are not in the answer.
SELECT
    transform(GroupingHash, {hashes:Array(UInt64)}, {groups:Array(UInt32)}, toUInt32(0)) AS GroupNumber,
    toUInt32(intDiv(toUnixTimestamp(Hour) - {from:UInt32}, {step:UInt32})) AS StepNumber,
    sum(Events) AS Counted
FROM crash_counts
WHERE {include Crashes.scope}
    AND GroupingHash IN {hashes:Array(UInt64)}
GROUP BY
    GroupNumber,
    StepNumber
