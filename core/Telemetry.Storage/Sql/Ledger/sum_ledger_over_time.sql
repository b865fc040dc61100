-- LedgerReader: what became of the items of a project over time, all signals and keys. Reads a row per minute, key and outcome.
SELECT
    intDiv(toInt64(toUnixTimestamp(Time)) - {start:Int64}, {width:Int64}) AS Bucket,
    Outcome,
    Reason,
    sum(Items) AS Items
FROM ingest_ledger
WHERE ProjectId = {project:UInt32}
    AND Time >= toDateTime({start:Int64}, 'UTC')
    AND Time < toDateTime({to:Int64}, 'UTC')
    AND Outcome != 'unsent'
GROUP BY
    Bucket,
    Outcome,
    Reason
ORDER BY
    Bucket,
    Outcome,
    Reason
LIMIT 100000
