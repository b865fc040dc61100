-- CrashDistributionReader: what one list of distributions holds.
SELECT
    Name,
    any(Version) AS OneVersion
FROM crash_distributions
WHERE ProjectId = {project:UInt32}
    AND DistributionsHash = {list:String}
GROUP BY Name
ORDER BY Name
LIMIT {limit:UInt32}
