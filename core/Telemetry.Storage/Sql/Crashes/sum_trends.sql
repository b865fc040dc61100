-- IssueFigureReader: events of each group of hashes over time. Steps without any are not in the answer.
SELECT
    transform(GroupingHash, {hashes:Array(UInt64)}, {groups:Array(UInt32)}, toUInt32(0)) AS GroupNumber,
    toUInt32(intDiv(toUnixTimestamp(Hour) - {from:UInt32}, {step:UInt32})) AS StepNumber,
    sum(Events) AS Counted
FROM crash_counts
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND (empty({releases:Array(String)}) OR has({releases:Array(String)}, Release))
    AND (empty({environments:Array(String)}) OR has({environments:Array(String)}, Environment))
GROUP BY
    GroupNumber,
    StepNumber
