-- LibraryReader: names of what some lists of distributions hold. Reads the lists' own rows.
SELECT
    DistributionsHash,
    groupUniqArray(2000)(Name) AS Names
FROM crash_distributions
WHERE ProjectId = {project:UInt32}
    AND DistributionsHash IN {lists:Array(String)}
GROUP BY DistributionsHash
