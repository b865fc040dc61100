-- CrashDistributionReader: what one list of distributions holds, by names as PEP 503 compares them: clients write typing_extensions and typing-extensions, at times both.
SELECT
    replaceRegexpAll(lower(Name), '[-_.]+', '-') AS Distribution,
    any(Version) AS OneVersion
FROM crash_distributions
WHERE ProjectId = {project:UInt32}
    AND DistributionsHash = {list:String}
GROUP BY Distribution
ORDER BY Distribution
LIMIT {limit:UInt32}
