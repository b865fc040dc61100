-- StoredSessions: one session by its id, which is the sort key. Sums of sessions have ids nobody asks for.
SELECT
    {include Sessions.columns}
FROM sessions FINAL
WHERE ProjectId = {project:UInt32}
    AND SessionId = {session:String}
    AND Status != ''
LIMIT 1
