-- CrashFactReader: the lists of distributions that some have, as distributions and versions. Names as PEP 503 compares them.
SELECT
    Distribution,
    Version,
    sum(transform(DistributionsHash, {lists:Array(String)}, {own:Array(UInt64)}, toUInt64(0))) AS Own,
    sum(transform(DistributionsHash, {lists:Array(String)}, {others:Array(UInt64)}, toUInt64(0))) AS Others
FROM
(
    SELECT DISTINCT
        DistributionsHash,
        replaceRegexpAll(lower(Name), '[-_.]+', '-') AS Distribution,
        Version
    FROM crash_distributions
    WHERE ProjectId = {project:UInt32}
        AND DistributionsHash IN {lists:Array(String)}
)
GROUP BY
    Distribution,
    Version
HAVING Own > 0
ORDER BY
    Own DESC,
    Distribution,
    Version
LIMIT 3000
