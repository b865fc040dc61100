-- CrashFactReader: the crashes that are compared, an issue's and the others of its releases.
SELECT
    true AS IsOwn,
    if(Affected = 0, cityHash64(CrashId), Affected) AS Person,
    Facts,
    DistributionsHash
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)}
    AND Timestamp >= toDateTime({from_own:UInt32}, 'UTC')
    AND Timestamp < toDateTime({to:UInt32}, 'UTC')
    AND Release IN {releases:Array(String)}
LIMIT {rows:UInt32}
UNION ALL
SELECT
    false AS IsOwn,
    if(Affected = 0, cityHash64(CrashId), Affected) AS Person,
    Facts,
    DistributionsHash
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND GroupingHash NOT IN {hashes:Array(UInt64)}
    AND Timestamp >= toDateTime({from_others:UInt32}, 'UTC')
    AND Timestamp < toDateTime({to:UInt32}, 'UTC')
    AND Release IN {releases:Array(String)}
LIMIT {rows:UInt32}
