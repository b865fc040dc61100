-- CrashDistributionReader: distributions whose versions differ between two releases, from the lists that came with their crashes. Names as PEP 503 compares them.
SELECT
    Distribution,
    arraySort(groupUniqArrayIf(20)(Version, InGood)) AS Before,
    arraySort(groupUniqArrayIf(20)(Version, InBad)) AS After
FROM
(
    SELECT
        DistributionsHash,
        countIf(Release = {good:String}) > 0 AS InGood,
        countIf(Release = {bad:String}) > 0 AS InBad
    FROM crashes
    WHERE ProjectId = {project:UInt32}
        AND Release IN ({good:String}, {bad:String})
        AND DistributionsHash != ''
        AND Timestamp >= toDateTime({from:UInt32}, 'UTC')
        AND Timestamp < toDateTime({to:UInt32}, 'UTC')
    GROUP BY DistributionsHash
    ORDER BY count() DESC
    LIMIT 1000
) AS lists
INNER JOIN
(
    SELECT
        DistributionsHash,
        replaceRegexpAll(lower(Name), '[-_.]+', '-') AS Distribution,
        Version
    FROM crash_distributions
    WHERE ProjectId = {project:UInt32}
    GROUP BY
        DistributionsHash,
        Distribution,
        Version
) AS installed USING (DistributionsHash)
GROUP BY Distribution
HAVING Before != After
ORDER BY Distribution
LIMIT {limit:UInt32}
