-- StoredSessions: sessions that began in a range, the newest first. Reads the project's sessions of the days of that range: an installation has no index, as few ask for one. Sums are left out.
SELECT
    {include Sessions.columns}
FROM sessions FINAL
WHERE ProjectId = {project:UInt32}
    AND Started >= fromUnixTimestamp64Nano({from:Int64})
    AND Started < fromUnixTimestamp64Nano({to:Int64})
    AND Status != ''
    AND (empty({session:String}) OR SessionId = {session:String})
    AND (empty({install:String}) OR InstallId = {install:String})
ORDER BY
    Started DESC,
    SessionId DESC
LIMIT {limit:UInt32}
