-- LedgerReader: what became of the items of a project, by signal and key. Reads a row per minute, key and outcome.
SELECT
    Signal,
    KeyId,
    Outcome,
    Reason,
    sum(Items) AS Items
FROM ingest_ledger
WHERE ProjectId = {project:UInt32}
    AND Time >= toDateTime({from:Int64}, 'UTC')
    AND Time < toDateTime({to:Int64}, 'UTC')
GROUP BY
    Signal,
    KeyId,
    Outcome,
    Reason
ORDER BY
    Signal,
    KeyId,
    Outcome,
    Reason
LIMIT 100000
