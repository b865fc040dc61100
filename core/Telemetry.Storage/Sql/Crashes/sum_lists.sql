-- CrashFactReader: the lists of distributions that some have, as distributions and versions.
SELECT
    Name,
    Version,
    sum(transform(DistributionsHash, {lists:Array(String)}, {own:Array(UInt64)}, toUInt64(0))) AS Own,
    sum(transform(DistributionsHash, {lists:Array(String)}, {others:Array(UInt64)}, toUInt64(0))) AS Others
FROM
(
    SELECT DISTINCT
        DistributionsHash,
        Name,
        Version
    FROM crash_distributions
    WHERE ProjectId = {project:UInt32}
        AND DistributionsHash IN {lists:Array(String)}
)
GROUP BY
    Name,
    Version
HAVING Own > 0
ORDER BY
    Own DESC,
    Name,
    Version
LIMIT 3000
