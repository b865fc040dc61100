-- KnownCrashes: which of these ids are stored. Only the days around the crashes' own times are looked at: a client that sends a crash again sends the same time.
-- Those of the asking batch itself, left by an attempt that died, are not known: they are stored again under the same token, which stores nothing.
SELECT DISTINCT CrashId
FROM crash_ids
WHERE ProjectId = {project:UInt32}
    AND CrashId IN {ids:Array(String)}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
    AND Batch != {batch:UInt64}
